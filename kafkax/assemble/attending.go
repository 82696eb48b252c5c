package assemble

import (
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Left records that a fault has made those leave who are members, with the work
// that they had in hand. A process that was killed cannot leave.
func (j *Journal) Left(g sim.Group, members int, cause sim.EventID) {
	if cause == 0 {
		return // the run ends, and says so itself
	}
	var workers []uint8
	for i := range members {
		workers = append(workers, uint8(i+1))
	}
	j.leftBy(g, workers, cause)
}

// leftBy is Left, of the members of one process.
func (j *Journal) leftBy(g sim.Group, workers []uint8, cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.outside.turns.Groups[g]++
	members := j.recorder.State().Groups[g].Members
	for _, worker := range workers {
		if worker == 0 || int(worker) > len(members) {
			continue
		}
		m := members[worker-1]
		delete(j.outside.current, wire.Role{Duty: wire.DutyConsume, Group: g, Worker: worker})
		if !m.Joined || m.Crashed {
			continue
		}
		j.outside.changed[g] = j.record(sim.Event{
			Type: sim.MemberLeft, Order: m.Order, Group: g, Worker: worker, Word: uint8(sim.ReasonFault), Cause: cause,
		})
	}
}

// Attend notes that the run's own members of the group are there, or are not.
func (j *Journal) Attend(g sim.Group, present bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.present[g] = present
	j.attending(g)
}

// isMember reports whether one of the run's own is a member now.
func (j *Journal) isMember(g sim.Group, worker uint8) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	_, is := j.outside.current[wire.Role{Duty: wire.DutyConsume, Group: g, Worker: worker}]
	return is
}

// strangers returns the numbers with which members are shown that are not the run's.
func (j *Journal) strangers(g sim.Group) (numbers [workersSeen]bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, worker := range j.outside.foreign[g] {
		numbers[worker] = true
	}
	return numbers
}

// enlarge notes that the run has a member of its own with this number.
func (j *Journal) enlarge(g sim.Group, worker uint8) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.sizes[g] = max(j.sizes[g], worker)
}

// attending counts what a group has not committed as something that is still
// going to happen, as long as somebody is there to do it: the run's own members,
// or others; the lock is held.
func (j *Journal) attending(g sim.Group) {
	present := g.ConsumesOrders() && (j.present[g] || len(j.outside.foreign[g]) > 0)
	if j.readers[g] == present {
		return
	}
	j.readers[g] = present
	for _, c := range j.records {
		switch {
		case c.committed[g]:
		case present:
			j.motion.add(0, 1)
		default:
			j.motion.add(0, -1)
		}
	}
}

// Assembled reports whether every member has joined and every partition of the
// group's topic is assigned.
func (j *Journal) Assembled(g sim.Group, size, partitions int) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	members, assigned := 0, map[int32]bool{}
	for from, a := range j.members {
		if from.Group != g {
			continue
		}
		members++
		for _, part := range a.Parts {
			for _, partition := range part.Partitions {
				assigned[partition] = true
			}
		}
	}
	return members == size && len(assigned) == partitions
}
