package stage

import "orderflow/ui/moment"

// laid returns the options of the layout that is drawn.
func (p *Player) laid() *moment.Options {
	o := p.options.Laid()
	return &o
}

// compact reports whether the compact layout is shown.
func (p *Player) compact() bool { return !p.laid().Full() }
