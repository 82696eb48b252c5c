package pixel

import (
	"image"

	"orderflow/ui/canvas"
)

// planes are a picture as films have it: how bright each pixel is, and of every
// four the colour (4:2:0, BT.709, limited range). They are computed here, in
// integers, and not by the user's ffmpeg, so that every version gets the same.
type planes struct {
	size image.Point
	all  []byte // brightness, then blue, then red
}

func newPlanes(size image.Point) *planes {
	return &planes{size, make([]byte, size.X*size.Y*3/2)}
}

// lights are a colour as brightness, blue and red, the latter two with two more
// bits, for a mean of four.
type lights struct{ y, cb, cr int }

// lightsOf returns a colour as BT.709 has it.
func lightsOf(c canvas.Colour) lights {
	const half = 1 << 15
	r, g, b := c.Parts()
	return lights{
		y:  16 + (11966*r+40254*g+4064*b+half)>>16,
		cb: 4*128 + 4*(-6596*r-22189*g+28784*b)>>16,
		cr: 4*128 + 4*(28784*r-26145*g-2640*b)>>16,
	}
}

// show brings a part of a picture into the planes.
func (p *planes) show(picture *image.Paletted, colours []lights, part image.Rectangle) {
	w, h := p.size.X, p.size.Y
	blue := p.all[w*h:]
	red := blue[w*h/4:]
	for y := part.Min.Y &^ 1; y < part.Max.Y; y += 2 {
		above, below := picture.Pix[y*w:(y+1)*w], picture.Pix[(y+1)*w:(y+2)*w]
		for x := part.Min.X &^ 1; x < part.Max.X; x += 2 {
			a, b, c, d := &colours[above[x]], &colours[above[x+1]], &colours[below[x]], &colours[below[x+1]]
			p.all[y*w+x], p.all[y*w+x+1] = byte(a.y), byte(b.y)
			p.all[(y+1)*w+x], p.all[(y+1)*w+x+1] = byte(c.y), byte(d.y)
			at := y/2*(w/2) + x/2
			blue[at] = byte((a.cb + b.cb + c.cb + d.cb + 8) / 16)
			red[at] = byte((a.cr + b.cr + c.cr + d.cr + 8) / 16)
		}
	}
}
