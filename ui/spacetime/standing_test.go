package spacetime

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// wording is what may be said of an order that is in one place: in the table,
// in the ladder, in the verdict and under the diagram.
type wording struct{ table, ladder, verdict, fate []string }

// wordings returns what may be said of each place.
func wordings(c *words.Catalogue) [sim.WhereCount]wording {
	t, l, v, w := &c.Table, &c.Ladder, &c.Verdict, &c.Space
	return [sim.WhereCount]wording{
		sim.NowUncalled:     {table: []string{t.NotCalled}, verdict: []string{v.NotCalled}},
		sim.NowLeaving:      {[]string{t.Leaving}, []string{l.Leaving}, []string{v.Leaving}, nil},
		sim.NowHeld:         {[]string{t.Memory}, []string{l.Held}, []string{v.Memory, v.MemoryMarked}, nil},
		sim.NowUnconnected:  {[]string{t.Memory}, []string{l.WaitsMemory, l.WaitedMemory}, []string{v.Memory, v.MemoryMarked}, nil},
		sim.NowMetadata:     {[]string{t.Memory}, []string{l.WaitsMemory, l.Metadata}, []string{v.Memory, v.MemoryMarked}, nil},
		sim.NowUsedUp:       {[]string{t.UsedUp}, []string{l.UsedUp}, []string{v.UsedUp}, nil},
		sim.NowBetweenTries: {[]string{t.Retrying}, []string{l.WaitsTry}, []string{v.Retrying}, nil},
		sim.NowInHand:       {[]string{t.SentAgain, t.GivenUp}, []string{l.InHand}, []string{v.InHand}, []string{w.InHand}},
		sim.NowOnWire:       {table: []string{t.OnWay}, verdict: []string{v.OnWay}},
		sim.NowUnanswered:   {[]string{t.Unknown}, []string{l.UnsureToo}, []string{v.Unknown}, nil},
		sim.NowElsewhere:    {[]string{t.Elsewhere}, []string{l.Elsewhere}, []string{v.Elsewhere}, []string{w.Elsewhere}},
		sim.NowStored:       {[]string{t.Stored}, []string{l.Stored}, []string{v.Stored}, nil},
		sim.NowUnseen:       {[]string{t.Unseen}, []string{l.Unseen}, []string{v.Unseen}, nil},
		sim.NowWaiting:      {[]string{t.Waiting}, []string{l.WaitsLag}, []string{v.Waiting}, nil},
		sim.NowDoubled:      {[]string{t.Duplicated}, []string{l.Twice}, []string{v.Twice}, nil},
		sim.NowAtWorker:     {[]string{t.Worker, t.Working}, []string{l.SoFar}, []string{v.Working}, nil},
		sim.NowAsking:       {[]string{t.PanelPending}, []string{l.SoFar}, []string{v.Working}, nil},
		sim.NowAtPanel:      {[]string{t.Panel}, []string{l.JobAt}, []string{v.Panel, v.PanelOnly}, nil},
		sim.NowDone:         {table: []string{t.Finished}, verdict: []string{v.Finished, v.FinishedLate, v.NotTold}, fate: []string{w.DoneUntold, w.Fates[sim.Done]}},
		sim.NowFallen:       {table: []string{t.Left}, verdict: []string{v.FinishedGone, v.NotTold}, fate: []string{w.DoneUntold, w.Fates[sim.Done]}},
		sim.NowDoneTwice:    {table: []string{t.Twice}, verdict: []string{v.DoneTwice}, fate: []string{w.DoneTwice}},
		sim.NowBoughtTwice:  {table: []string{t.Twice, t.Bought}, verdict: []string{v.BoughtTwice}, fate: []string{w.DoneTwice, w.DoneUntold, w.Fates[sim.Done]}},
		sim.NowPartial:      {[]string{t.Partly}, []string{t.Partly}, []string{v.Ended, v.EndedUntold}, nil},
		sim.NowCanceled:     {[]string{t.Canceled}, []string{t.Canceled}, []string{v.Ended, v.EndedUntold}, nil},
		sim.NowEnded:        {[]string{t.NotDone}, []string{t.NotDone}, []string{v.Ended, v.EndedUntold}, nil},
		sim.NowUnsent:       {[]string{t.Lost}, []string{l.NeverLeft}, []string{v.NeverSent}, []string{w.Fates[sim.Lost]}},
		sim.NowNowhere:      {[]string{t.Lost}, []string{l.Lost}, []string{v.NeverSent}, []string{w.LostSent}},
		sim.NowGone:         {[]string{t.Lost}, []string{l.Lost}, []string{v.Gone}, []string{w.LostSent}},
		sim.NowUndone:       {[]string{t.Lost}, []string{l.Lost}, []string{v.NoWork}, []string{w.LostSent}},
	}
}

// patterns are sentences as patterns, so that what fills their verbs is free.
type patterns map[string]*regexp.Regexp

var verb = regexp.MustCompile(`%(\\\[\d+\\\])?[ds]`)

// fits reports whether something said is one of these sentences.
func (p patterns) fits(said string, sentences []string) bool {
	return slices.ContainsFunc(sentences, func(s string) bool {
		if p[s] == nil {
			quoted := verb.ReplaceAllString(regexp.QuoteMeta(s), `\S+( \S+)?`)
			p[s] = regexp.MustCompile(`^` + strings.ReplaceAll(quoted, "%%", "%") + `$`)
		}
		return p[s].MatchString(said)
	})
}

// ladderSays returns the names and notes of the ladder's present lines, and
// whether one of them is among these sentences.
func (p patterns) ladderSays(steps []tell.Step, sentences []string) (string, bool) {
	said, found := "", len(sentences) == 0 && len(steps) == 0
	for _, s := range steps {
		said += s.Name + ": " + s.Note + "\n"
		found = found || p.fits(s.Name, sentences) || p.fits(s.Note, sentences)
	}
	return said, found
}

// standingLogs are every scenario, one with a record that is put aside, and
// some at random.
func standingLogs(t *testing.T) map[string]*sim.Log {
	t.Helper()
	logs := map[string]*sim.Log{}
	for _, scenario := range sim.Scenarios() {
		logs[scenario.Name] = uitest.ScenarioLog(t, scenario.Name, nil)
	}
	logs["put aside"] = uitest.ScenarioLog(t, "poison", func(c *sim.Config) { c.Remedies = c.Remedies.With(sim.DeadLetter, true) })
	logs["foreign"] = simtest.Foreign()
	for seed := uint64(1); seed <= 150; seed++ {
		x, log := simtest.Random(seed), &sim.Log{}
		e, err := engine.New(x.Config, x.Inputs, log.Append)
		if err != nil {
			t.Fatal(err)
		}
		e.Run()
		logs[x.Command()] = log
	}
	return logs
}

// narrowed leaves of what may be said of a place what suits the row.
func (w wording) narrowed(st *sim.Standing, c *words.Catalogue) wording {
	v, behind, ahead := &c.Verdict, st.Belief == sim.Behind, st.Belief == sim.Ahead
	drop := func(said []string, when bool, what ...string) []string {
		if !when {
			return said
		}
		return slices.DeleteFunc(slices.Clone(said), func(s string) bool { return slices.Contains(what, s) })
	}
	w.verdict = drop(w.verdict, behind, v.Finished, v.FinishedLate, v.FinishedGone, v.Ended)
	w.verdict = drop(w.verdict, !behind, v.NotTold, v.EndedUntold)
	w.verdict = drop(w.verdict, ahead, v.Memory)
	w.verdict = drop(w.verdict, !ahead, v.MemoryMarked)
	w.fate = drop(w.fate, behind, c.Space.Fates[sim.Done])
	w.fate = drop(w.fate, !behind, c.Space.DoneUntold)
	if st.Truth == sim.Ended && behind {
		w.fate = []string{c.Space.EndedUntold}
	}
	if w.fate == nil {
		w.fate = []string{c.Space.Fates[st.Truth]}
	}
	return w
}

// misworded returns what table, ladder, verdict and diagram say of an order
// where one of them says what may not be said of the place where it is.
func (p patterns) misworded(f *tell.Reader, all *[sim.WhereCount]wording, o *sim.OrderState) string {
	st := f.Standing(o)
	may := all[st.Where].narrowed(&st, f.Words)
	_, table, _, _ := f.Truth(o)
	ladder, listed := p.ladderSays(f.Present(o), may.ladder)
	verdict, told := f.Verdict(o), fate(&st, &f.Words.Space)
	if p.fits(table, may.table) && listed && p.fits(verdict, may.verdict) && p.fits(told, may.fate) {
		return ""
	}
	return fmt.Sprintf("order %d is at place %d, %+v; said is\n%s\n%s%s\n%s", o.Order.Number, st.Where, st, table, ladder, verdict, told)
}

// TestEveryPlaceSaysWhereAnOrderIs: whenever something else becomes true of an
// order, and of every order at any moment of any run, table, ladder, verdict and
// diagram say only what may be said of the one place where it is, in both
// languages.
func TestEveryPlaceSaysWhereAnOrderIs(t *testing.T) {
	uitest.SingleThreaded(t)
	random, known := rand.New(rand.NewPCG(55, 55)), patterns{}
	all := [...][sim.WhereCount]wording{wordings(words.English.Catalogue()), wordings(words.Korean.Catalogue())}
	var seen [sim.WhereCount]int
	logs := standingLogs(t)
	for _, name := range slices.Sorted(maps.Keys(logs)) {
		log := logs[name]
		s, every := sim.NewState(), max(1, log.Len()/40)
		for e := range log.All() {
			s.Apply(e)
			m := &moment.Moment{Log: log, N: e.N, State: s, At: s.At, Finished: int(e.N) == log.Len()}
			if next := e.N + 1; int(next) <= log.Len() {
				m.At += time.Duration(random.Float64() * float64(log.At(next).At-s.At))
			}
			sampled := random.IntN(every) == 0
			for number := range s.Orders.Each() {
				o := s.Order(number)
				if number > 100 || !sampled && o.TruthBy != e.N {
					continue
				}
				for lang := range all {
					f := tell.NewReader(m, words.Lang(lang))
					seen[f.Standing(o).Where]++
					if wrong := known.misworded(f, &all[lang], o); wrong != "" {
						t.Fatalf("%s, after event %d, at %s: %s", name, e.N, m.At, wrong)
					}
				}
			}
		}
	}
	for where, count := range seen {
		if count == 0 {
			t.Errorf("no order came to place %d", where)
		}
	}
}
