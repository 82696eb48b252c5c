package tell

import (
	"time"

	"orderflow/sim"
)

// retryingMax is how many retries of their own are shown one by one.
const retryingMax = 3

// Queue is the orders that wait in the producer's memory in one round.
type Queue struct {
	Round  *sim.RoundState // nil: in none
	First  []sim.OrderID
	Count  int
	NextAt time.Duration // about when they leave, or Never
}

// Memory is what is only in the producer's memory.
type Memory struct {
	Queues   []Queue
	Retrying []sim.OrderID
	Retries  int
	Total    int
	cut      bool // more than are read: how many wait in which round is not counted
}

// memoryRead bounds the orders in memory that are looked at for a frame.
const memoryRead = 4096

// ReadMemory groups what is in memory by the round it waits in.
func (f *Reader) ReadMemory() *Memory {
	held := &Memory{Total: len(f.State.Client.Memory)}
	for i := range f.State.Client.Rounds {
		held.Queues = append(held.Queues, Queue{Round: &f.State.Client.Rounds[i], NextAt: sim.Never})
	}
	held.Queues = append(held.Queues, Queue{NextAt: sim.Never})
	held.cut = held.Total > memoryRead
	for _, number := range f.State.Client.Memory[:min(held.Total, memoryRead)] {
		o := f.State.Order(number)
		q := held.queueOf(o.Round)
		switch {
		case o.Truth() == sim.InMemory, o.Try == 0: // no try of its own has failed
			q.add(number)
			if q.Round != nil && q.Round.OK && f.State.Client.Connected >= q.Round.EndAt && !f.State.Client.Held {
				q.NextAt = f.State.Client.Connected + firstSleep
			}
		default:
			held.Retries++
			if len(held.Retrying) < retryingMax {
				held.Retrying = append(held.Retrying, number)
			}
		}
	}
	return held
}

// OnlyInMemory returns how many orders the producer holds, and nobody else: what
// is to be sent again may be in the log.
func (f *Reader) OnlyInMemory() int {
	memory := f.State.Client.Memory
	n := len(memory)
	for _, number := range memory[:min(n, memoryRead)] {
		if f.State.Order(number).Copies > 0 || f.State.Order(number).Truth().Over() {
			n--
		}
	}
	return n
}

// queueOf returns the queue of a round; the last one is that of no round.
func (held *Memory) queueOf(round uint32) *Queue {
	for i := range held.Queues {
		if q := &held.Queues[i]; q.Round != nil && q.Round.Number == round {
			return q
		}
	}
	return &held.Queues[len(held.Queues)-1]
}

// firstSleep is what an order that waited for the connection sleeps, within
// 20 %, before it goes out (kafkajs: the first sleep of its own retrier).
const firstSleep = 300 * time.Millisecond

// queueShown bounds the orders of a queue that are named.
const queueShown = 12

func (q *Queue) add(number sim.OrderID) {
	q.Count++
	if len(q.First) < queueShown {
		q.First = append(q.First, number)
	}
}

// Live reports whether a queue has something to show: a round that goes on, or
// orders that wait.
func (q *Queue) Live() bool { return q.Count > 0 || q.Round != nil && q.Round.Running }

// Live returns how many queues have an order that is not given up.
func (held *Memory) Live() int {
	n := 0
	for i := range held.Queues {
		if held.Queues[i].Live() {
			n++
		}
	}
	return n
}
