package assemble

import (
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// dead reports whether what a client of this process says is void: the process
// is no more. The lock is held.
func (j *Journal) dead(life uint32) bool { return life != 0 && life != j.life }

// voids is dead, for who does not hold the lock.
func (j *Journal) voids(life uint32) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.dead(life)
}

// ServiceExited records that the order service's process has ended, with what it
// had in memory. Its member of a group is counted until its session runs out.
func (j *Journal) ServiceExited(e sim.Event, by uint8) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	e.Type = sim.ServiceExited
	ended := j.record(e)
	j.life, j.trouble, j.exited = 0, ended, ended
	j.memoryLost(ended)
	member := wire.Role{Duty: wire.DutyConsume, Group: sim.ServiceGroup, Worker: by}
	session := j.recorder.State().Setup.SessionTimeout
	if j.outside.joining[member] {
		j.outside.unnamed[member.Group]++
		delete(j.outside.joining, member)
	}
	if _, joined := j.outside.current[member]; joined {
		j.outside.unrest[member] = j.record(sim.Event{Type: sim.MemberAbandoned, Group: member.Group, Worker: member.Worker, Value: int64(session), Cause: ended})
		j.outside.ghosts[member] = j.outside.unrest[member]
	}
	return ended
}

// memoryLost records what the order service's process had in memory when it ended; the
// lock is held.
func (j *Journal) memoryLost(ended sim.EventID) {
	for _, t := range j.inOrder() {
		for ; t.pending > 0; t.pending-- {
			t.sent, t.next = false, 0
			t.wire = j.record(sim.Event{Type: sim.MemoryLost, Order: t.order.Number, Topic: sim.Orders, Cause: ended})
			t.flow = max(t.flow, t.wire)
			j.motion.add(-1, 0)
		}
	}
}

// ServiceStarted records that a process runs after another one's end; the first
// runs from the beginning.
func (j *Journal) ServiceStarted(life uint32, ended sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.life = life; ended == 0 {
		return
	}
	j.record(sim.Event{Type: sim.ServiceRestarted, Cause: ended})
}

// exits records that the order service's process has ended, and with it what it had
// in memory. Of a process that has died nobody tells that its requests were cut.
func (j *Journal) exits(reason sim.Reason, code int64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.exited = j.record(sim.Event{Type: sim.ServiceExited, Word: uint8(reason), Value: code, Cause: j.run})
	for _, t := range j.inOrder() {
		if t.pending > 0 && t.sent {
			t.wire = j.record(sim.Event{Type: sim.RequestFailed, Order: t.order.Number, Topic: sim.Orders, Try: t.try, Broker: t.broker, Code: sim.ConnectionClosed, Flag: true, Cause: max(j.exited, t.wire)})
		}
	}
	j.memoryLost(j.exited)
}

// exit returns the last service-exited.
func (j *Journal) exit() sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.exited
}

// AnswersFrom returns the next offset of the reply topic that the order service
// has not read.
func (j *Journal) AnswersFrom() int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.answersRead
}
