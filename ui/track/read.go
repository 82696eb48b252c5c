package track

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// reading is an order as its lane shows it.
type reading struct {
	o     *sim.OrderState
	st    sim.Standing
	at    stop // where it truly is
	claim stop // where its row says that it is; stopService: the row claims nothing
	glyph rune
	pen   canvas.Pen
	lost  bool
	told  bool // over without complete work, and openly so
	rest  bool // done and reported, a second ago: nothing is to be seen here
}

// read reads where an order stands.
func (f *frame) read(o *sim.OrderState) reading {
	r := reading{o: o, st: f.Standing(o), claim: claimOf(o.Row)}
	r.at = stopOf(&r.st)
	r.glyph, r.pen = tell.MarkOf(r.st.Where)
	r.lost, r.told = r.st.Truth == sim.Lost, r.st.Truth == sim.Ended
	r.rest = f.atRest(&r)
	switch r.st.Where {
	case sim.NowLeaving:
		r.glyph, r.pen = '●', canvas.Moving
	case sim.NowPartial:
		r.glyph, r.pen = '▾', canvas.Ink
	case sim.NowCanceled, sim.NowEnded:
		r.glyph, r.pen = '✗', canvas.Ink
	case sim.NowBoughtTwice:
		if f.jobOf(o) != nil {
			r.glyph, r.pen = '✓', canvas.Done // the second job has a token of its own
		}
	}
	return r
}

// ahead reports whether the row speaks of a place that its order has not reached.
func (r *reading) ahead() bool { return r.claim > r.at }

// behind reports whether the order is further than its row says.
func (r *reading) behind() bool { return r.claim != stopService && r.claim < r.at && !r.lost }

// restAfter is how long after it is done and reported an order comes to rest, in
// seconds of wall time.
const restAfter = 1.0

// atRest reports whether nothing more is to be seen of an order.
func (f *frame) atRest(r *reading) bool {
	reported := r.st.Truth == sim.Done && r.o.Row == sim.RowCompleted || r.told && (r.o.Row.Final() || r.o.Row == sim.RowPublishFailed)
	if !reported || r.o.Running() || f.jobOf(r.o) != nil {
		return false
	}
	by := r.o.RungEvent[sim.Reported]
	if by == 0 {
		by = r.o.LastEvent
	}
	return f.Moment.Finished || f.secondsSince(by) >= restAfter
}

// secondsSince returns the seconds of wall time since an event; many where
// nobody knows.
func (f *frame) secondsSince(n sim.EventID) float64 {
	const long = 1e6
	if n == 0 || f.Moment.WallOf == nil {
		return long
	}
	wall, laid := f.Moment.WallOf(n)
	if !laid {
		return long
	}
	return f.Moment.Wall - wall
}

// jobOf returns the job that the panel works at for an order, or nil.
func (f *frame) jobOf(o *sim.OrderState) *sim.JobState {
	for i := len(f.State.Jobs) - 1; i >= 0; i-- {
		if j := &f.State.Jobs[i]; j.Order == o.Order.Number && tell.Running(j) {
			return j
		}
	}
	return nil
}

// jobAt returns the job that is where an order is: the one that the panel works
// at, or the last one where its end is not that of the order.
func (f *frame) jobAt(r *reading) intent.Place {
	switch r.st.Where {
	case sim.NowAtPanel, sim.NowFallen, sim.NowPartial, sim.NowCanceled, sim.NowBoughtTwice:
	default:
		return intent.Place{}
	}
	for i := len(f.State.Jobs) - 1; i >= 0; i-- {
		if j := &f.State.Jobs[i]; j.Order == r.o.Order.Number {
			return placeOf(j)
		}
	}
	return intent.Place{}
}

func placeOf(j *sim.JobState) intent.Place {
	return intent.Place{Kind: intent.JobPlace, Number: j.Job}
}

// waited returns for how long an order has been where it is.
func (f *frame) waited(r *reading) string {
	return f.Words.SecondsOf(max(0, f.Moment.At-r.st.Since))
}

// before returns what is said left of the token of an order that is not in the
// log, in variants, the widest first.
func (f *frame) before(r *reading) []string {
	t, span := &f.Words.Track, f.waited(r)
	switch r.st.Where {
	case sim.NowUnconnected:
		return f.waitWords(r, span)
	case sim.NowUsedUp:
		said := []string{fmt.Sprintf(t.UsedUp[0], span), t.UsedUp[1], t.UsedUp[2], ""}
		if f.cols.P <= wideMemory { // one form for all: with the seconds not every lane has room
			said = said[1:]
		}
		return said
	case sim.NowMetadata:
		return []string{fmt.Sprintf(t.Connected, span), span}
	case sim.NowHeld:
		return []string{fmt.Sprintf(t.Held, span), span}
	case sim.NowBetweenTries:
		left := f.Words.SecondsOf(max(0, r.st.Until-f.Moment.At))
		return []string{fmt.Sprintf(t.Try[0], r.o.Try, f.Attempts(), left), fmt.Sprintf(t.Try[1], r.o.Try, f.Attempts(), left), left}
	case sim.NowUnanswered:
		return t.Unknown[:]
	case sim.NowElsewhere:
		return t.Elsewhere[:]
	case sim.NowOnWire:
		if f.Moment.At-r.st.Since >= time.Second {
			return []string{span}
		}
	case sim.NowEnded, sim.NowCanceled, sim.NowPartial:
		return f.endWords(r)
	}
	return nil
}

// wideMemory is the width of the producer's memory from which a lane names the
// round it waits in even where there is just one.
const wideMemory = 26

// waitWords says for how long an order waits for the connection, and in which round.
func (f *frame) waitWords(r *reading, span string) []string {
	t := &f.Words.Track
	switch {
	case r.st.Round == nil:
	case f.cols.P >= wideMemory:
		return []string{fmt.Sprintf(t.Round[0], span, r.o.Round), fmt.Sprintf(t.Round[1], span, r.o.Round), span}
	case f.roundsRunning() > 1:
		return []string{fmt.Sprintf(t.Round[1], span, r.o.Round), span}
	}
	return []string{span}
}

// roundsRunning returns how many reconnect rounds of the client go on.
func (f *frame) roundsRunning() int {
	n := 0
	for i := range f.State.Client.Rounds {
		if f.State.Client.Rounds[i].Running {
			n++
		}
	}
	return n
}

// endWords says how an order is over whose work was not done.
func (f *frame) endWords(r *reading) []string {
	t := &f.Words.Track
	switch {
	case r.st.Where == sim.NowPartial:
		return []string{fmt.Sprintf(t.Partly[0], r.o.Percent), fmt.Sprintf(t.Partly[1], r.o.Percent)}
	case r.st.Where == sim.NowCanceled:
		return t.Canceled[:]
	case r.at == stopDone:
		return t.NotDone[:]
	case r.o.Caller == sim.Failure:
		return t.Told[:]
	}
	return t.NotSent[:]
}

// after returns what is said right of a token, in variants, the widest first.
func (f *frame) after(r *reading) []string {
	t, o := &f.Words.Track, r.o
	switch r.st.Where {
	case sim.NowInHand:
		if f.State.Remedies.Has(sim.Sweeper) || f.State.Remedies.Has(sim.Outbox) {
			return t.SentAgain[:]
		}
		return t.GivenUp[:]
	case sim.NowStored, sim.NowWaiting:
		return f.recordWords(o)
	case sim.NowUnseen:
		return []string{fmt.Sprintf(t.Unseen[0], o.Partition, o.Offset), t.Unseen[1]}
	case sim.NowDoubled:
		n := o.Uncommitted()
		return []string{fmt.Sprintf(t.Doubled[0], n, o.Partition, o.Offset), fmt.Sprintf(t.Doubled[1], n)}
	case sim.NowAtWorker:
		return f.workerWords(r.st.Worker, r.st.Since)
	case sim.NowAsking:
		return t.Asking[:]
	case sim.NowAtPanel:
		return f.percentWords(int(o.Percent))
	case sim.NowFallen:
		return []string{fmt.Sprintf(t.Fallen[0], o.Percent), fmt.Sprintf(t.Fallen[1], o.Percent)}
	case sim.NowDoneTwice:
		n := int(o.WorkDone)
		return []string{fmt.Sprintf(t.Twice[0], f.Words.TimesOf(n), n), fmt.Sprintf(t.Twice[1], f.Words.TimesOf(n), n)}
	case sim.NowBoughtTwice:
		if f.jobOf(o) == nil {
			return []string{fmt.Sprintf(t.Bought[0], o.Jobs), fmt.Sprintf(t.Bought[1], o.Jobs)}
		}
	}
	if r.at == stopDone {
		return f.timeWords(r.st.Since)
	}
	return nil
}

// recordWords says which record an order is, and whose it waits for where that
// one blocks the partition.
func (f *frame) recordWords(o *sim.OrderState) []string {
	t, record := &f.Words.Track, fmt.Sprintf(f.Words.Track.Record, o.Partition, o.Offset)
	if blocker := f.blocker(o); blocker != 0 {
		return []string{fmt.Sprintf(t.Behind[0], o.Partition, o.Offset, blocker), fmt.Sprintf(t.Behind[1], 0, 0, blocker), record}
	}
	return []string{record}
}

// blocker returns the order whose record is before that of another one in its
// partition, and is read again and again because its handler throws; 0 = none.
func (f *frame) blocker(o *sim.OrderState) sim.OrderID {
	if int(o.Partition) >= len(f.State.Partitions) || o.Failed() {
		return 0
	}
	for _, c := range f.State.Partitions[o.Partition].Cells {
		if other := f.State.Order(c.Order); c.Offset < o.Offset && !c.Handled && other != nil && other.Failed() && other.Order.Fulfilment == o.Order.Fulfilment {
			return c.Order
		}
	}
	return 0
}

// workerWords says who works on an order, and for how long.
func (f *frame) workerWords(worker int, since time.Duration) []string {
	t, span := &f.Words.Track, f.Words.SecondsOf(max(0, f.Moment.At-since))
	if worker == 0 {
		return []string{span}
	}
	return []string{fmt.Sprintf(t.Worker[0], worker, span), fmt.Sprintf(t.Worker[1], worker, span)}
}

// jobCells is how many cells the bar of a job has.
const jobCells = 6

// percentWords says how much of a job is done.
func (f *frame) percentWords(percent int) []string {
	said := fmt.Sprintf(f.Words.Track.Percent, percent)
	return []string{canvas.Progress(float64(percent)/100, jobCells) + " " + said, said}
}

// wideDone is the width of what is done from which times have milliseconds.
const wideDone = 9

// timeWords says at what time something was over.
func (f *frame) timeWords(at time.Duration) []string {
	tenths, whole := words.Tenths(at), strconv.FormatInt(int64(at.Round(time.Second)/time.Second), 10)
	if f.cols.D >= wideDone {
		return []string{words.Clock(at), tenths, whole}
	}
	return []string{tenths, whole}
}
