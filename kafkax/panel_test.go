package kafkax

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/hostile"
	"orderflow/internal/panel"
	"orderflow/sim"
)

const (
	elsewhereAddress = "localhost:8080"
	elsewhereKey     = "the key of the panel elsewhere"
)

// external returns the configuration of n orders that all are external.
func external(mode sim.Mode, n int, faults ...string) sim.Config {
	c := config(mode, n, faults...)
	c.ExternalRatio = 1000
	return c
}

// playBeside runs a session with a panel elsewhere, which opens on a network.
func playBeside(t *testing.T, c sim.Config, open func(*testing.T, *kfake.VirtualNetwork) (closes func())) (log *sim.Log, state *sim.State) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		network := new(kfake.VirtualNetwork)
		defer open(t, network)()
		log = &sim.Log{}
		options := Options{PanelURL: "http://" + elsewhereAddress + panel.Path, PanelKey: elsewhereKey, panelNetwork: network}
		s, err := Start(t.Context(), c, options, log.Append)
		if err != nil {
			t.Fatal(err)
		}
		<-s.Done()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		state = s.State()
		wantLawful(t, log, s.LogHash())
	})
	keep(t, log)
	return log, state
}

// ours opens orderflow's own panel, with faults of its own.
func ours(specs ...string) func(*testing.T, *kfake.VirtualNetwork) func() {
	return func(t *testing.T, network *kfake.VirtualNetwork) func() {
		t.Helper()
		var faults []sim.Fault
		for _, spec := range specs {
			f, err := sim.ParseFault(spec)
			if err != nil {
				t.Fatal(err)
			}
			faults = append(faults, f)
		}
		plan, err := panel.NewPlan(faults)
		if err != nil {
			t.Fatal(err)
		}
		s, err := panel.Start(panel.Options{Key: elsewhereKey, Balance: 1_000_000, Faults: plan, Network: network, Listen: elsewhereAddress})
		if err != nil {
			t.Fatal(err)
		}
		return s.Close
	}
}

// A panel elsewhere is known by its answers alone. They say the same as what the
// panel inside knows of itself, but for a purchase whose answer did not come.
func TestAPanelElsewhere(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fault string
		row   sim.Row
		jobs  uint32
		code  sim.Code
	}{
		{"", sim.RowCompleted, 1, 0},
		{"provider-partial:ratio=0.4", sim.RowPartial, 1, 0},
		{"provider-cancel:ratio=0", sim.RowCanceled, 1, 0},
		{"provider-error:status=429", sim.RowCompleted, 1, sim.PanelRefused},
		{"provider-error:error=Not enough funds on balance", sim.RowCanceled, 0, sim.PanelRefused},
		{"provider-timeout", sim.RowCompleted, 1, 0}, // and one of which the buyer knows nothing
		{"provider-down:from=500ms,for=3s", sim.RowCompleted, 1, sim.PanelDown},
		{"provider-silent", sim.RowProcessing, 1, 0},
	} {
		t.Run(test.fault, func(t *testing.T) {
			var faults []string
			if test.fault != "" {
				faults = append(faults, test.fault)
			}
			log, state := playBeside(t, external(sim.EmitAwait, 1), ours(faults...))
			o := state.Order(1)
			if o.Row != test.row || o.Jobs != test.jobs || state.Ended != sim.ReasonQuiet {
				t.Errorf("row %s, %d jobs, ended with reason %d", o.Row, o.Jobs, state.Ended)
			}
			refusals := events(log, sim.PanelRefusal, 1)
			if (len(refusals) > 0) != (test.code != 0) || len(refusals) > 0 && refusals[0].Code != test.code {
				t.Errorf("refusals: %v", refusals)
			}
		})
	}
}

// Inside and elsewhere the log of an order is the same.
func TestInsideAndElsewhere(t *testing.T) {
	t.Parallel()
	said := func(log *sim.Log) (list []string) {
		for e := range log.All() {
			switch e.Type {
			case sim.PanelCalled, sim.PanelAccepted, sim.JobProgressed, sim.JobEnded, sim.WorkFinished, sim.StatusSent:
				list = append(list, fmt.Sprintf("%s %d %d %d", e.Type, e.Job, e.Value, e.Offset))
			}
		}
		return list
	}
	inside, _ := play(t, external(sim.EmitAwait, 1), nil)
	elsewhere, _ := playBeside(t, external(sim.EmitAwait, 1), ours())
	if a, b := strings.Join(said(inside), "\n"), strings.Join(said(elsewhere), "\n"); a != b {
		t.Errorf("inside\n%s\nelsewhere\n%s", a, b)
	}
}

// answers opens a panel that sells everything, and answers to the rest as it is told.
func answers(answer func(action string, w http.ResponseWriter)) func(*testing.T, *kfake.VirtualNetwork) func() {
	return func(t *testing.T, network *kfake.VirtualNetwork) func() {
		t.Helper()
		l, err := network.Listen("tcp", elsewhereAddress)
		if err != nil {
			t.Fatal(err)
		}
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.PostFormValue("key") != elsewhereKey {
				t.Error("a call without the key")
			}
			if action := r.PostFormValue("action"); action != "services" {
				answer(action, w)
				return
			}
			_, _ = io.WriteString(w, everything())
		})}
		served := make(chan struct{})
		go func() { defer close(served); _ = server.Serve(l) }()
		return func() { _ = server.Close(); <-served }
	}
}

// everything is a list of all services.
func everything() string {
	var list []string
	for _, c := range []string{"Instagram", "Blog", "YouTube"} {
		for _, p := range []string{"Likes", "Followers", "Views"} {
			list = append(list, fmt.Sprintf(`{"service":%d,"name":%q,"category":%q,"rate":"7.20","min":1,"max":100000}`, len(list)+1, p, c))
		}
	}
	return "[" + strings.Join(list, ",") + "]"
}

// Whatever a panel answers, the run goes on, its log is lawful and harmless, and
// what nobody can know is not claimed.
func TestHostilePanel(t *testing.T) {
	t.Parallel()
	skipShort(t)
	bell := "\x1b]0;owned\a"
	for _, test := range []struct {
		name        string
		add, status string
		jobs        uint32
		row         sim.Row
		event       sim.EventType
	}{
		{"HTML", "<html>" + bell, "", 0, sim.RowPublished, sim.PanelSilent},
		{"wrong types", `{"order":[1]}`, "", 0, sim.RowPublished, sim.PanelSilent},
		{"a huge answer", `{"order":"` + strings.Repeat("1", 1<<20), "", 0, sim.RowPublished, sim.PanelSilent},
		{"a no that acts on terminals", `{"error":"no\u001b]0;owned\u0007"}`, "", 0, sim.RowCanceled, sim.PanelRefusal},
		{"a status that is none", `{"order":5}`, `{"5":{"status":"` + bell + `"}}`, 1, sim.RowProcessing, sim.LimitReached},
		{"statuses that are none", `{"order":5}`, `<html>`, 1, sim.RowProcessing, sim.LimitReached},
		{"a part of unknown size", `{"order":5}`, `{"5":{"status":"Partial"}}`, 1, sim.RowProcessing, sim.LimitReached},
		{"more than was bought remains", `{"order":5}`, `{"5":{"status":"Partial","remains":2147483647,"charge":99999999}}`, 1, sim.RowPartial, sim.JobEnded},
		{"completed with a rest", `{"order":4294967295}`, `{"4294967295":{"status":"Completed","remains":"1"}}`, 1, sim.RowCompleted, sim.WorkFinished},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := external(sim.EmitAwait, 1)
			c.Until = 5 * time.Minute
			log, state := playBeside(t, c, answers(func(action string, w http.ResponseWriter) {
				_, _ = io.WriteString(w, map[string]string{"add": test.add, "status": test.status}[action])
			}))
			o := state.Order(1)
			if o.Jobs != test.jobs || o.Row != test.row || len(events(log, test.event, 0)) == 0 {
				t.Errorf("row %s, %d jobs, %d × %s", o.Row, o.Jobs, len(events(log, test.event, 0)), test.event)
			}
			for e := range log.All() {
				if e.Detail != nil && hostile.Act(e.Detail.Text) != "" {
					t.Errorf("%s says %q", e.Type, e.Detail.Text)
				}
			}
		})
	}
}

// A number that the panel has given before is no new job: two orders never
// share one.
func TestANumberTwice(t *testing.T) {
	t.Parallel()
	c := external(sim.EmitAwait, 2)
	c.Until = time.Minute
	log, state := playBeside(t, c, answers(func(action string, w http.ResponseWriter) {
		_, _ = io.WriteString(w, map[string]string{"add": `{"order":5}`, "status": `{"5":{"status":"Completed","remains":"0"}}`}[action])
	}))
	wantCount(t, log, sim.PanelAccepted, 0, 1)
	if a, b := state.Order(1).Jobs, state.Order(2).Jobs; a+b != 1 {
		t.Errorf("%d and %d jobs", a, b)
	}
}

// A panel that cannot be reached, or is not the right one, is said before
// anything begins, without the key.
func TestNoPanel(t *testing.T) {
	t.Parallel()
	nothing := func(*testing.T, *kfake.VirtualNetwork) func() { return func() {} }
	for _, test := range []struct {
		name, want string
		open       func(*testing.T, *kfake.VirtualNetwork) func()
	}{
		{"nobody", "asking the panel at http://localhost:8080/api/v2 what it sells: the panel cannot be reached: ", nothing},
		{"another key", "asking the panel at http://localhost:8080/api/v2 what it sells: the panel says no: Invalid API key", func(t *testing.T, network *kfake.VirtualNetwork) func() {
			s, err := panel.Start(panel.Options{Key: "another", Network: network, Listen: elsewhereAddress})
			if err != nil {
				t.Fatal(err)
			}
			return s.Close
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				network := new(kfake.VirtualNetwork)
				defer test.open(t, network)()
				_, err := Start(t.Context(), config(sim.Emit, 1), Options{PanelURL: "http://" + elsewhereAddress + panel.Path, PanelKey: elsewhereKey, panelNetwork: network})
				if err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), elsewhereKey) || strings.Contains(err.Error(), "\n") {
					t.Errorf("starting: %v", err)
				}
			})
		})
	}
}

// Faults of the panel are the panel's: of one elsewhere this program makes none.
func TestPanelFaultsThatCannotBeMade(t *testing.T) {
	for spec, want := range map[string]string{
		"provider-down":         "fault provider-down: the panel is elsewhere: give the fault to orderflow panel there, or leave out --panel-url",
		"provider-drop:order=2": "fault provider-drop: the panel is elsewhere: give the fault to orderflow panel there, or leave out --panel-url",
	} {
		f, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&Options{PanelURL: "http://localhost"}).Supports(f); err == nil || err.Error() != want {
			t.Errorf("%s: %v", spec, err)
		}
		if err := (&Options{}).Supports(f); err != nil {
			t.Errorf("%s inside: %v", spec, err)
		}
	}
}

// On a real loopback port, as live is used: an order is bought, and the end of
// the session ends the panel.
func TestAPanelOnLoopback(t *testing.T) {
	skipShort(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	c := external(sim.EmitAwait, 1, "provider-cancel:ratio=0")
	c.Rate = sim.Rate{Orders: 100, Per: time.Second}
	log := &sim.Log{}
	s, err := Start(ctx, c, Options{}, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	wantCount(t, log, sim.PanelAccepted, 1, 1)
	if row := s.State().Order(1).Row; row != sim.RowCanceled {
		t.Errorf("the row says %s", row)
	}
}

// A run that goes on with a database follows what the run before has bought: a
// panel elsewhere still delivers it, one inside has ended with its process.
func TestAPurchaseOfTheRunBefore(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, test := range []struct {
		before, after string // the panel's address; empty = inside
		row           sim.Row
	}{
		{elsewhereAddress, elsewhereAddress, sim.RowCompleted},
		{"", "", sim.RowCanceled},
		{"", elsewhereAddress, sim.RowCanceled}, // which has a job of that number, or will
	} {
		synctest.Test(t, func(t *testing.T) {
			options := inMemory()
			defer ours()(t, options.panelNetwork.(*kfake.VirtualNetwork))()
			options.DB, options.PanelKey = filepath.Join(t.TempDir(), "orders.db"), elsewhereKey
			at := func(address string) Options {
				if address != "" {
					options.PanelURL = "http://" + address + panel.Path
				}
				return options
			}
			c := cured(external(sim.EmitAwait, 1), sim.Dedupe)
			s, err := Start(t.Context(), c, at(test.before))
			if err != nil {
				t.Fatal(err)
			}
			for s.State().Count() == 0 || s.State().Order(1).Row != sim.RowProcessing {
				time.Sleep(10 * time.Millisecond)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			log := &sim.Log{}
			if s, err = Start(t.Context(), c, at(test.after), log.Append); err != nil {
				t.Fatal(err)
			}
			<-s.Done()
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			wantLawful(t, log, s.LogHash())
			o := s.State().Order(1)
			if back := test.row == sim.RowCanceled; o.Row != test.row || o.Jobs != 1 || back != (o.Refunded == o.Charged) || s.State().Ended != sim.ReasonQuiet {
				t.Errorf("%q then %q: row %s, %d jobs, %d of %d points back", test.before, test.after, o.Row, o.Jobs, o.Refunded, o.Charged)
			}
		})
	}
}
