package ui

import (
	"time"

	"orderflow/sim"
)

// retryingMax is how many retries of their own are shown one by one.
const retryingMax = 3

// queue is the orders that wait in the producer's memory in one round.
type queue struct {
	round  *sim.RoundState // nil: in none
	first  []sim.OrderID
	count  int
	nextAt time.Duration // about when they leave, or Never
}

// memory is what is only in the producer's memory.
type memory struct {
	queues   []queue
	retrying []sim.OrderID
	retries  int
	total    int
	cut      bool // more than are read: how many wait in which round is not counted
}

// memoryRead bounds the orders in memory that are looked at for a frame.
const memoryRead = 4096

// counted returns how many orders a queue has, or uncounted.
func (held *memory) counted(q *queue) int {
	if held.cut {
		return uncounted
	}
	return q.count
}

// readMemory groups what is in memory by the round it waits in.
func (f *frame) readMemory() *memory {
	held := &memory{total: len(f.s.Client.Memory)}
	for i := range f.s.Client.Rounds {
		held.queues = append(held.queues, queue{round: &f.s.Client.Rounds[i], nextAt: sim.Never})
	}
	held.queues = append(held.queues, queue{nextAt: sim.Never})
	held.cut = held.total > memoryRead
	for _, number := range f.s.Client.Memory[:min(held.total, memoryRead)] {
		o := f.s.Order(number)
		q := held.queueOf(o.Round)
		switch {
		case o.Truth() == sim.InMemory:
			q.add(number)
			if q.round != nil && q.round.OK && f.s.Client.Connected >= q.round.EndAt && !f.s.Client.Held {
				q.nextAt = f.s.Client.Connected + firstSleep
			}
		default:
			held.retries++
			if len(held.retrying) < retryingMax {
				held.retrying = append(held.retrying, number)
			}
		}
	}
	return held
}

// leavesWithin is how long an order may be in memory before it counts as one
// that waits: handing it over takes a few milliseconds, connecting first up to 275.
const leavesWithin = 300 * time.Millisecond

// leaving reports whether an order was only just handed to the producer and
// waits for nothing.
func (f *frame) leaving(o *sim.OrderState) bool {
	return o.Truth() == sim.InMemory && o.Round == 0 && f.since(o.Since) < leavesWithin && !f.s.Held(o)
}

// held reports whether an order waits in the memory of a client that has not
// joined its group: its round, if it had one, is connected.
func (f *frame) held(o *sim.OrderState) bool {
	return f.s.Held(o) && o.Truth() == sim.InMemory && (o.Round == 0 || f.roundConnected(o))
}

// queueOf returns the queue of a round; the last one is that of no round.
func (held *memory) queueOf(round uint32) *queue {
	for i := range held.queues {
		if q := &held.queues[i]; q.round != nil && q.round.Number == round {
			return q
		}
	}
	return &held.queues[len(held.queues)-1]
}

// firstSleep is what an order that waited for the connection sleeps, within
// 20 %, before it goes out (kafkajs: the first sleep of its own retrier).
const firstSleep = 300 * time.Millisecond

// queueShown bounds the orders of a queue that are named.
const queueShown = 12

func (q *queue) add(number sim.OrderID) {
	q.count++
	if len(q.first) < queueShown {
		q.first = append(q.first, number)
	}
}

// live reports whether a queue has something to show: a round that goes on, or
// orders that wait.
func (q *queue) live() bool { return q.count > 0 || q.round != nil && q.round.Running }

func (held *memory) live() int {
	n := 0
	for i := range held.queues {
		if held.queues[i].live() {
			n++
		}
	}
	return n
}

// foremost returns the queue to show where there is room for one: the first
// with orders, else a running round.
func (held *memory) foremost() *queue {
	var best *queue
	for i := range held.queues {
		if q := &held.queues[i]; q.live() && (best == nil || best.count == 0 && q.count > 0) {
			best = q
		}
	}
	return best
}
