package stage

import (
	"slices"

	"orderflow/sim"
)

// doTask lets the room do the task of the scene.
func (p *Player) doTask() {
	p.class.task = true
	p.playOn()
}

// watchTask finds out whether the task is done, and says so.
func (p *Player) watchTask() {
	c := p.class
	if c == nil || !c.task || c.solved || !p.onBoard() {
		return
	}
	if c.watchedIn != p.log {
		c.watched, c.watchedIn = 0, p.log
	}
	part := c.steps[c.now].part
	for c.watched < p.playback.Cursor.N { // it may hold at one event alone
		c.watched++
		if is, err := part.Task.Done.Holds(p.history.At(c.watched), p.log.At(sim.EventID(c.watched))); err != nil || !is {
			continue
		}
		c.solved = true
		c.Record.Solved = append(slices.DeleteFunc(c.Record.Solved, func(s int) bool { return s == part.Scene }), part.Scene)
		p.keepRecord()
		p.rest()
		p.push(&taskScreen{part: part, solved: true})
		return
	}
}

// solvedTask goes on after a task.
func (p *Player) solvedTask() {
	p.class.task = false
	p.skipScene()
}

// showSolution plays the run with which the task is solved.
func (p *Player) showSolution() {
	c := p.class
	run, err := c.Begin(c.steps[c.now].part.Task.Solution)
	if err != nil {
		p.tell(noticeOf(err))
		return
	}
	p.toBoard()
	p.keepStray()
	p.showRun(run)
	p.doTask()
}
