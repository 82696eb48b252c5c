package pixel

import (
	"image/color"

	"orderflow/ui/canvas"
)

// coloursMax is how many colours a picture has at most: a GIF needs one of 256
// to say that a pixel stays.
const coloursMax = 255

// palette is the colours of a theme: everything that a pen can look like, and
// the steps between, for the edges of characters. It is chosen by the theme and
// not by the frames, so that a film has one from its beginning.
type palette struct {
	styles *canvas.Styles
	list   []canvas.Colour
	colors color.Palette // the same
	known  map[canvas.Colour]uint8
	inks   [canvas.Pens]*inks
}

// inks are the colours of a pen by how much ink there is in a pixel.
type inks [levels]uint8

// newPalette chooses the colours of a theme. The first is its background.
func newPalette(s *canvas.Styles) *palette {
	p := &palette{styles: s, known: map[canvas.Colour]uint8{}}
	background := s.Look(canvas.Ink).Ground
	p.add(background)
	for pen := range canvas.Pen(canvas.Pens) {
		look := s.Look(pen)
		p.add(look.Ground)
		p.add(look.Text)
	}
	for step := 1; step < levels-1; step++ {
		for pen := canvas.Ink; pen <= canvas.LostFill; pen++ {
			look := s.Look(pen)
			p.add(blend(look.Text, look.Ground, step))
		}
	}
	for _, c := range p.list {
		r, g, b := c.Parts()
		p.colors = append(p.colors, color.RGBA{uint8(r), uint8(g), uint8(b), 255})
	}
	return p
}

// add adds a colour, if there is room.
func (p *palette) add(c canvas.Colour) {
	if _, has := p.known[c]; has || len(p.list) == coloursMax {
		return
	}
	p.known[c] = uint8(len(p.list))
	p.list = append(p.list, c)
}

// of returns the colours of a pen.
func (p *palette) of(pen canvas.Pen) *inks {
	pen %= canvas.Pens
	if p.inks[pen] == nil {
		look := p.styles.Look(pen)
		var made inks
		for step := range made {
			made[step] = p.nearest(blend(look.Text, look.Ground, step))
		}
		p.inks[pen] = &made
	}
	return p.inks[pen]
}

// nearest returns the colour that is nearest to another.
func (p *palette) nearest(c canvas.Colour) uint8 {
	if i, has := p.known[c]; has {
		return i
	}
	r, g, b := c.Parts()
	best, least := 0, 1<<30
	for i, other := range p.list {
		or, og, ob := other.Parts()
		if d := 3*(r-or)*(r-or) + 4*(g-og)*(g-og) + 2*(b-ob)*(b-ob); d < least {
			best, least = i, d
		}
	}
	p.known[c] = uint8(best)
	return uint8(best)
}

// blend returns a text's colour with so many steps of ink on its ground.
func blend(text, ground canvas.Colour, step int) canvas.Colour {
	r, g, b := text.Parts()
	gr, gg, gb := ground.Parts()
	mix := func(a, b int) canvas.Colour {
		return canvas.Colour((a*step + b*(levels-1-step) + (levels-1)/2) / (levels - 1))
	}
	return mix(r, gr)<<16 | mix(g, gg)<<8 | mix(b, gb)
}
