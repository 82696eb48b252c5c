package lesson

import "orderflow/sim"

// Table is that of a handout.
type Table struct {
	Config sim.Config // of the runs, but for the mode
	Lines  []Line
}

// Line is a row of a table, as the three modes have it.
type Line struct {
	What  sim.Text
	Cells [3]string // by sim.Mode
}

// TableOf computes the table of a lesson's handout: the lesson's run is played to
// its end in each mode. Where the handout has no table, nothing is played.
func TableOf(l *Lesson, m Maker) (Table, error) {
	base, err := l.Run.over(sim.DefaultConfig())
	t := Table{Config: base, Lines: make([]Line, len(l.Handout.Table))}
	if err != nil || len(t.Lines) == 0 {
		return t, err
	}
	for mode := sim.Emit; mode <= sim.Send; mode++ {
		config := base
		config.Mode = mode
		log, err := m(config)
		if err != nil {
			return t, l.src.refuse(l.Run.at, err)
		}
		walk := newWalker(log)
		for walk.step() { // to the end
		}
		for i := range t.Lines {
			row := &l.Handout.Table[i]
			t.Lines[i].What = row.What
			if t.Lines[i].Cells[mode], err = row.Value.words(walk.world()); err != nil {
				return t, err
			}
		}
	}
	return t, nil
}
