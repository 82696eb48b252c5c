package story

import (
	"fmt"
	"testing"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/words"
)

// account reads the events of a log as an accountant would, without the fold.
type account struct{ log *sim.Log }

// of returns the events of a type that fit.
func (a account) of(kind sim.EventType, fits ...func(e *sim.Event) bool) (list []*sim.Event) {
	for e := range a.log.All() {
		fit := e.Type == kind
		for _, f := range fits {
			fit = fit && f(e)
		}
		if fit {
			list = append(list, e)
		}
	}
	return list
}

// between returns the time from the first event that fits to another.
func between(from, to *sim.Event) string { return heardOf(to.At - from.At) }

func heardOf(d time.Duration) string { return words.English.Catalogue().Heard(d) }

func wordOf(n int) string { return words.English.Catalogue().CountOf(n) }

func order(n sim.OrderID) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return e.Order == n && e.Topic <= sim.Orders }
}

func before(at time.Duration) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return e.At <= at }
}

func members(g sim.Group) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return e.Group == g }
}

func outcome(o sim.Outcome) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return sim.Outcome(e.Word) == o }
}

// TestScriptsSayWhatIsSo: what a sentence counts and measures is what the events
// of the log add up to.
func TestScriptsSayWhatIsSo(t *testing.T) {
	for _, test := range []struct {
		scenario string
		mode     sim.Mode
		cue      string
		want     func(a account) string
	}{
		{"calm", sim.EmitAwait, "done", func(a account) string {
			return fmt.Sprintf("The work is done, %s\nafter the row said PUBLISHED.", between(a.of(sim.OrderMarked, order(1))[0], a.of(sim.WorkFinished, order(1))[0]))
		}},
		{"lost-ack", sim.EmitAwait, "copies", func(a account) string {
			return fmt.Sprintf("The broker keeps this one, too:\none order, %s messages.", wordOf(len(a.of(sim.RecordAppended, order(2)))))
		}},
		{"acks1-loss", sim.EmitAwait, "successor", func(a account) string {
			return fmt.Sprintf("%s later another broker leads.\nIt has nothing.", between(a.of(sim.FaultStarted)[1], a.of(sim.LeaderElected, func(e *sim.Event) bool { return e.Broker != 0 && e.At > time.Second })[0]))
		}},
		{"acks1-loss", sim.Emit, "gone", func(a account) string {
			lost := a.of(sim.RecordTruncated)
			return fmt.Sprintf("#1 to #%d were acknowledged.\nNow they are gone.", len(lost))
		}},
		{"broker-crash", sim.Emit, "too-late", func(a account) string {
			return fmt.Sprintf("%s later there is a new leader:\ntoo late for #1.", between(a.of(sim.PublishGaveUp, order(1))[0], a.of(sim.LeaderElected, func(e *sim.Event) bool { return e.Broker != 0 && e.At > time.Second })[0]))
		}},
		{"broker-crash", sim.EmitAwait, "told", func(a account) string {
			return fmt.Sprintf("The last try fails. The caller hears it,\nand %s points go back.", typeset.Grouped(a.of(sim.PointsRefunded)[0].Value))
		}},
		{"broker-shutdown", sim.EmitAwait, "delay", func(a account) string {
			return fmt.Sprintf("So the caller waits %s.\nThat is all it notices.", heardOf(time.Duration(a.of(sim.CallerKnows, order(3))[0].Value)))
		}},
		{"outbox-cure", sim.Emit, "failed", func(a account) string {
			told := a.of(sim.CallerKnows, outcome(sim.Failure))
			return fmt.Sprintf("#%d to #%d have failed,\nafter up to %s.", told[0].Order, told[len(told)-1].Order, heardOf(time.Duration(told[0].Value)))
		}},
		{"activity-log", sim.Emit, "harmless", func(a account) string {
			lost := a.of(sim.PublishGaveUp, func(e *sim.Event) bool { return e.Topic == sim.Activity })
			return fmt.Sprintf("%s page views are missing.\nNo customer is harmed.", capital(wordOf(len(lost))))
		}},
		{"send-coupling", sim.Send, "quiet", func(a account) string {
			return fmt.Sprintf("Nothing more will happen.\n%s callers still wait.", capital(wordOf(len(a.of(sim.PublishCalled))-len(a.of(sim.CallerKnows)))))
		}},
		{"send-coupling", sim.Emit, "undone", func(a account) string {
			return fmt.Sprintf("%s orders wait for a worker.\nNo caller waits for one.", capital(wordOf(len(a.of(sim.RecordAppended, func(e *sim.Event) bool { return e.Topic == sim.Orders })))))
		}},
		{"redelivery", sim.EmitAwait, "works", func(a account) string {
			tries := a.of(sim.HandlerStarted, order(2))
			return fmt.Sprintf("Attempt %s works,\n%s after the first.", wordOf(len(tries)), between(tries[0], a.of(sim.WorkFinished, order(2))[0]))
		}},
		{"poison", sim.EmitAwait, "standstill", func(a account) string {
			return fmt.Sprintf("After %s: %s attempts at #3,\n%s of %s orders done.", heardOf(a.of(sim.RunEnded)[0].At), wordOf(len(a.of(sim.HandlerStarted, order(3)))), wordOf(len(a.of(sim.WorkFinished))), wordOf(len(a.of(sim.OrderCreated))))
		}},
		{"session-timeout", sim.EmitAwait, "given-up", func(a account) string {
			return fmt.Sprintf("After %s without a sign of life\nthe dead one is struck off.", between(a.of(sim.ConsumerCrashed)[0], a.of(sim.MemberLeft, members(sim.InHouseGroup))[0]))
		}},
		{"ghost-member", sim.EmitAwait, "lesson", func(a account) string {
			longest := time.Duration(0)
			for n := sim.OrderID(1); n <= 6; n++ {
				longest = max(longest, a.of(sim.RecordPolled, order(n))[0].At-a.of(sim.RecordAppended, order(n))[0].At)
			}
			return fmt.Sprintf("%s without a connection, %s\nof standing still: for a ghost.", between(a.of(sim.FaultStarted)[0], a.of(sim.FaultEnded)[0]), heardOf(longest))
		}},
		{"development-cluster", sim.Emit, "end", func(a account) string {
			return fmt.Sprintf("After %s: #1 was done %s times\nand is still not ticked off.", heardOf(a.of(sim.RunEnded)[0].At), wordOf(len(a.of(sim.WorkFinished, order(1)))))
		}},
		{"rolling-deploy", sim.Send, "queue", func(a account) string {
			at := a.of(sim.WorkFinished, order(18))[0].At
			waiting := len(a.of(sim.PublishCalled, before(at))) - len(a.of(sim.CallerKnows, before(at)))
			return fmt.Sprintf("%s callers wait, %s of them\nfor work that is done.", capital(wordOf(waiting)), wordOf(len(a.of(sim.WorkFinished, before(at)))-len(a.of(sim.CallerKnows, before(at)))))
		}},
		{"rolling-deploy", sim.EmitAwait, "joined", func(a account) string {
			joined := a.of(sim.MemberJoined, members(sim.ReplyGroup), func(e *sim.Event) bool { return e.At > 10*time.Second })
			return fmt.Sprintf("%s after the kill the ghost is gone.\nWhat waited goes out at once.", between(a.of(sim.ServiceExited)[0], joined[0]))
		}},
		{"fan-out", sim.Emit, "piles", func(a account) string {
			at, read := a.of(sim.RecordAppended, order(9))[0].At+2*time.Millisecond, int64(0)
			for _, e := range a.of(sim.OffsetCommitted, members(sim.StatisticsGroup), before(at)) {
				read += e.Offset // of one partition each
			}
			stored := len(a.of(sim.RecordReplicated, before(at), func(e *sim.Event) bool { return e.Topic == sim.Orders }))
			return fmt.Sprintf("%s messages wait for statistics,\nand only for it. The count is its LAG.", capital(wordOf(stored-int(read))))
		}},
		{"panel-partial", sim.EmitAwait, "stops", func(a account) string {
			return fmt.Sprintf("The panel stops at %s\nof %s.", typeset.Grouped(a.of(sim.JobEnded, order(2))[0].Offset), typeset.Grouped(int64(a.of(sim.OrderCreated, order(2))[0].Detail.Order.Quantity)))
		}},
		{"panel-partial", sim.EmitAwait, "row", func(a account) string {
			return fmt.Sprintf("The row learns it: PARTIAL,\nand %s points go back.", typeset.Grouped(a.of(sim.PointsRefunded)[0].Value))
		}},
		{"panel-refuses", sim.EmitAwait, "freed", func(a account) string {
			return fmt.Sprintf("#5, which waited behind it,\nhad to wait %s.", between(a.of(sim.RecordAppended, order(5))[0], a.of(sim.PanelAccepted, order(5))[0]))
		}},
		{"panel-timeout", sim.EmitAwait, "twice", func(a account) string {
			return fmt.Sprintf("%s jobs bought and delivered,\nfor one order that was paid once.", capital(wordOf(len(a.of(sim.PanelAccepted, order(2))))))
		}},
		{"panel-timeout", sim.Send, "gives-up", func(a account) string {
			return fmt.Sprintf("After %s without an answer\nthe worker gives up.", between(a.of(sim.RecordPolled, order(2))[0], a.of(sim.PanelSilent)[0]))
		}},
		{"outage", sim.Emit, "lost", func(a account) string {
			gone := a.of(sim.PublishGaveUp, func(e *sim.Event) bool { return e.Topic == sim.Orders })
			return fmt.Sprintf("At this moment #%d to #%d are lost:\ntheir tries ended %s ago.", gone[0].Order, gone[len(gone)-1].Order, between(a.of(sim.RoundUsedUp)[0], gone[0]))
		}},
	} {
		track := toldIn(t, test.scenario, test.mode, Sitting{})
		got := "nothing"
		for _, c := range track.Cues {
			if c.ID == test.cue {
				got = c.Text[words.English]
			}
		}
		if want := test.want(account{track.log}); got != want {
			t.Errorf("%s %s: %s says\n%s\nwant\n%s", test.scenario, test.mode, test.cue, got, want)
		}
	}
}
