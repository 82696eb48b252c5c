package notes

import (
	"fmt"
	"time"

	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// onTime is up to how far from its planned time a show is on time.
const onTime = 15 * time.Second

// times are what is said of the real time: the planned, and the pace in a word.
func (v *View) times(now time.Time) (parts []string, pace string, pen canvas.Pen) {
	t, s := &v.Lang.Catalogue().Notes, v.Show
	elapsed := v.elapsed(now)
	parts = []string{fmt.Sprintf(t.Elapsed, watch(elapsed))}
	if s.Planned > 0 {
		parts = append(parts, fmt.Sprintf(t.Planned, watch(s.Planned)))
	}
	if s.Whole > 0 {
		parts = append(parts, fmt.Sprintf(t.Whole, watch(s.Whole)))
	}
	if s.Planned > 0 {
		pace, pen = paceOf(s.Planned-elapsed, v.Lang.Catalogue())
	}
	return parts, pace, pen
}

// paceOf words how far a show is ahead of its planned time.
func paceOf(ahead time.Duration, c *words.Catalogue) (string, canvas.Pen) {
	t, by := &c.Notes, ahead.Abs().Round(time.Second)
	seconds, minutes := int(by/time.Second), int(by.Round(time.Minute)/time.Minute)
	switch {
	case by <= onTime:
		return t.OnTime, canvas.Done
	case ahead > 0 && by < time.Minute:
		return fmt.Sprintf(t.SecondsAhead, seconds), canvas.Moving
	case ahead > 0:
		return fmt.Sprintf(t.MinutesAhead, minutes), canvas.Moving
	case by < time.Minute:
		return fmt.Sprintf(t.SecondsBehind, seconds), canvas.Waiting
	}
	return fmt.Sprintf(t.MinutesBehind, minutes), canvas.Waiting
}

// watch writes a span as a stopwatch shows it: 3:12, 1:03:12.
func watch(d time.Duration) string {
	s := int(max(d, 0) / time.Second)
	const minute, hour = 60, 3600
	if s >= hour {
		return fmt.Sprintf("%d:%02d:%02d", s/hour, s%hour/minute, s%minute)
	}
	return fmt.Sprintf("%d:%02d", s/minute, s%minute)
}
