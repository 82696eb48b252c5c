package stage

import (
	"fmt"
	"slices"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/lanes"
	"orderflow/ui/moment"
)

// worldScreen plays another world beside the one of the lesson, from the question
// to where a choice is right in it.
type worldScreen struct {
	sideScreen
	choice *lesson.Option
	order  sim.OrderID // that was asked about; 0 = none
	other  []string    // what is other there
	run    *laneRun
	until  time.Duration // virtual time
	back   time.Duration // wall: where the lesson stands
}

// openWorld plays the world in which a choice is right.
func openWorld(p *Player, q *lesson.Question, choice int) {
	c := &q.Choices[choice]
	w := c.World
	s := &worldScreen{choice: c, order: q.Order, run: newLaneRun(knownRun{w.Log}), back: p.playback.Cursor.Wall}
	s.other = otherThere(&w.Config, &p.class.Plan.Acts[p.class.steps[p.class.now].act].Config)
	at := func(log *sim.Log, n sim.EventID) time.Duration { return log.At(max(n, 1)).At }
	s.until = max(at(p.log, q.Seen), at(w.Log, w.Seen))
	p.reach(s.until)
	p.seekTime(min(at(p.log, q.Event), at(w.Log, w.Asked)))
	p.playOn()
	p.push(s)
}

// otherThere says which settings another world has than the one of the lesson.
func otherThere(there, here *sim.Config) (list []string) {
	for _, s := range sim.FlagSettings() {
		before := s.Write(here)
		for _, value := range s.Write(there) {
			if !slices.Contains(before, value) {
				list = append(list, s.Name+" "+value)
			}
		}
		if s.Repeats && len(s.Write(there)) == 0 && len(before) > 0 {
			list = append(list, "− "+s.Name)
		}
	}
	return list
}

// knownRun is a run that is known to its end.
type knownRun struct{ log *sim.Log }

// Log returns all of it.
func (r knownRun) Log() *sim.Log { return r.log }

// Advance has nothing to compute.
func (knownRun) Advance(time.Duration) {}

func (s *worldScreen) table() []binding {
	return sideTable(
		binding{does: intent.CloseAction, keys: []string{"esc", "enter"}, shown: "esc", rank: 1, press: plain(s.close)},
	)
}

func (s *worldScreen) grow(now time.Duration) bool { return s.run.reach(now) }

// pass stops the story where the choice is right.
func (s *worldScreen) pass(p *Player, span time.Duration) {
	p.playback.Advance(span, 0)
	if p.playback.Cursor.At >= s.until {
		p.seekTime(s.until)
		p.rest()
	}
}

func (s *worldScreen) draw(f *chrome.Frame) {
	lanes.DrawWorld(f, &moment.WorldView{Here: f.State, There: s.run.at(f.Moment.At), Order: s.order, Said: s.said(f), Other: s.other})
}

func (s *worldScreen) said(f *chrome.Frame) string {
	return fmt.Sprintf(f.Words.Lesson.WorldTitle, inLanguage(s.choice.Text, f.Lang))
}

func (s *worldScreen) spoken(f *chrome.Frame) string { return s.said(f) }

// close goes back to the answer.
func (s *worldScreen) close(p *Player) {
	p.pop()
	p.playOn()
	p.playback.SeekWall(s.back)
}
