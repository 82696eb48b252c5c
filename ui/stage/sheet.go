package stage

import (
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// laid returns the options of the layout that is drawn.
func (p *Player) laid() *moment.Options {
	o := p.options.Laid()
	return &o
}

// openSheet opens a sheet, whose keys are those of a mode.
func (p *Player) openSheet(s chrome.Sheet, mode keyMode) { p.sheet, p.mode = s, mode }

// closeSheet goes back to the board.
func (p *Player) closeSheet() { p.openSheet(nil, boardKeys) }
