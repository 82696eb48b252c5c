package kafkax

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"orderflow/internal/panel"
	"orderflow/internal/system"
	"orderflow/kafkax/assemble"
	"orderflow/kafkax/record"
	"orderflow/kafkax/role"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// pendingAct is an act of control.
type pendingAct struct {
	assemble.Act
	key    string
	own    bool // this process has written it, and tells of it
	number uint16
	at     time.Time // by the brokers' clock

	surplus bool // two have asked at once for the last place: nothing comes of it
}

// plansTold is how often follow tells of a plan: the order service is told first whether there
// is one, and then which came first.
const plansTold = 2

// follow reads control: the plan, and each act.
func (r *RoleRun) follow(ctx context.Context) {
	var plan []byte
	told, caught, seen := false, false, make(map[string]bool)
	tell := func() { // the order service wants to know all that has come, the others the plan alone
		if !told && caught && r.options.Role == RoleService || !told && plan != nil && r.options.Role != RoleService {
			told = true
			r.planned <- plan
		}
	}
	err := r.line.Follow(ctx, func(w trace.Wish) {
		if w.Key == planKey {
			if plan == nil && w.Value != nil {
				if plan = w.Value; told { // to the order service, that there was none
					r.planned <- plan
				}
			}
			tell()
			return
		}
		if !seen[w.Key] && r.receive(w) { // else it was tried again and has come twice
			seen[w.Key] = true
		}
	}, func() {
		caught = true
		tell()
	})
	if err != nil && ctx.Err() == nil {
		r.fail(err)
		close(r.planned) // and nobody waits for it any more
	}
}

// receive takes in an act, and reports whether it is one.
func (r *RoleRun) receive(w trace.Wish) bool {
	var a assemble.Act
	if record.DecodeObject(w.Value, &a) != nil {
		return false // it is none of ours
	}
	r.control.reaches(w.Offset + 1)
	if w.Offset >= assemble.ActsMax {
		return false // there are too many
	}
	act := pendingAct{a, w.Key, r.control.wrote(w.Key) || r.options.Role == RoleService && isPlanned(w.Key), uint16(w.Offset + 1), w.At, !r.control.has(w.Key, &a)}
	if act.own || !act.surplus {
		r.take(act)
	}
	return true
}

// take does what an act asks for, now or as soon as the session runs.
func (r *RoleRun) take(a pendingAct) {
	r.mu.Lock()
	running := r.running
	if !running {
		r.received = append(r.received, a)
	}
	r.mu.Unlock()
	if running {
		r.do(a)
	}
}

// planFaults lets the faults of the plan begin at their times, but for those that have
// begun in an earlier life. Their times count from this one's beginning.
func (r *RoleRun) planFaults() {
	r.mu.Lock()
	come := make(map[string]bool)
	for _, a := range r.received {
		come[a.key] = true
	}
	r.mu.Unlock()
	for i, f := range r.Plan.Config.Faults {
		if key := plannedKey(i); !come[key] {
			r.session.company.After(f.From, func() { r.bringOn(key, f) })
		}
	}
}

// bringOn lets a fault of the plan begin. Brokers that are down take no act, and it waits
// for them; where no act is taken any more, that is said.
func (r *RoleRun) bringOn(key string, f sim.Fault) {
	for {
		err := r.control.room(sim.Input{}, 0)
		if err == nil {
			err = r.act(r.session.ctx, key, sim.Input{Fault: &f})
		}
		switch {
		case err == nil:
			return
		case errors.Is(err, errControlFull), trace.Lasts(err):
			r.leaveOut(&f, err)
			return
		case !system.Sleep(r.session.ctx, putTimeout):
			return
		}
	}
}

// leaveOut says of a fault that it does not come.
func (r *RoleRun) leaveOut(f *sim.Fault, why error) {
	text := sim.Printable(fmt.Sprintf("left out the fault %s: %v", f, why), record.ErrorTextMax)
	r.chron.Note(sim.Event{Type: sim.LimitReached, Detail: &sim.Detail{Text: text}})
}

// standing returns what of the acts before this process was there has an effect on it
// still: faults that are not over, the last word on each remedy, and orders that an
// earlier life of the order service did not come to add.
func (r *RoleRun) standing(list []pendingAct) (left []pendingAct) {
	orders := uint64(0)
	for _, a := range list {
		switch {
		case a.Repair:
			left = slices.DeleteFunc(left, func(earlier pendingAct) bool { return earlier.Fault != "" })
		case a.Order:
			orders++
			if orders > r.session.legacy.Added {
				left = append(left, a)
			}
		case a.Fault == "":
			left = append(left, a)
		default:
			f, err := sim.ParseFault(a.Fault)
			if err != nil {
				continue
			}
			if f.For != sim.Forever {
				if f.For -= time.Since(a.at); f.For <= 0 {
					continue
				}
				a.Fault = f.String()
			}
			left = append(left, a)
		}
	}
	return left
}

// do lets an act have its effect on this process.
func (r *RoleRun) do(a pendingAct) {
	in, err := a.Input()
	if a.surplus {
		r.leaveOut(in.Fault, tooManyFaults(*in.Fault))
		return
	}
	if a.own && err == nil {
		r.chron.Acts(a.number, in) // before it has any effect
	}
	s := r.session
	defer s.guard.Rescue("control")
	switch {
	case err != nil:
		return
	case r.options.Panel != nil:
		r.atPanel(in, a.number)
	case in.Fault != nil:
		err = s.startNumbered(*in.Fault, a.number)
	case in.Repair:
		s.company.Repair()
	case in.Remedy != nil:
		s.company.RemedySwitched(*in.Remedy)
	case in.NewOrder && s.parts.Has(role.ServicePart):
		err = s.company.AddOrder()
	}
	_ = err // who acted was told: it was tried there first
}

// atPanel lets an act have its effect on the panel: what is none of it has none.
func (r *RoleRun) atPanel(in sim.Input, number uint16) {
	switch {
	case in.Fault != nil && panel.ErrFault(in.Fault) == nil:
		_ = r.options.Panel.AddNumbered(*in.Fault, number) // it has as many as a run may have
	case in.Repair:
		r.options.Panel.End()
	}
}

// Act does something to the run, in all of its processes.
func (r *RoleRun) Act(in sim.Input) error {
	if err := r.supports(in); err != nil {
		return err
	}
	return r.act(r.session.ctx, "", in)
}

// supports returns why the run cannot do what somebody asks for; nil if it can.
func (r *RoleRun) supports(in sim.Input) error {
	if in.Fault != nil {
		if err := r.session.supports(*in.Fault); err != nil {
			return err
		}
	}
	return r.control.room(in, len(r.Plan.Config.Faults))
}

// act is Act with the act's key; "" is the next of this process.
func (r *RoleRun) act(ctx context.Context, key string, in sim.Input) error {
	if key == "" {
		key = r.control.nextKey()
	}
	return r.control.act(ctx, key, in)
}
