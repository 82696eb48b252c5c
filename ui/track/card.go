package track

import (
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// card is a box that lies over the lower part of the stage, on a ground of its own.
type card struct {
	*frame
	canvas.Rect
}

// drawCard draws the border of a card with its title and what stands at its
// right, and leaves the inside blank.
func (f *frame) drawCard(r canvas.Rect, title, aside string, p canvas.Pen) *card {
	c := &card{f, r}
	f.Clear(r, canvas.Surf)
	f.Frame.Frame(r, canvas.Heavy, canvas.Ink.On(canvas.Surf))
	end := f.Print(r.X+2, r.Y, r.X+r.W-3, canvas.Ink|canvas.Bold|canvas.Focus, " "+title+" ")
	if x := r.X + r.W - 4 - canvas.Columns(aside); aside != "" && x > end {
		f.Print(x, r.Y, r.X+r.W, p, " "+aside+" ")
	}
	return c
}

// left and right are the columns between which a card's text stands.
func (c *card) left() int { return c.X + 2 }

func (c *card) right() int { return c.X + c.W - 3 }

// say writes a text in a line of the card, counted from its border, and returns
// the column after it. What does not fit before end is left out whole.
func (c *card) say(x, line, end int, p canvas.Pen, text string) int {
	if x+canvas.Columns(text) > end {
		return x
	}
	return c.Print(x, c.Y+line, end, p.On(canvas.Surf), text)
}

// chip writes a word on a ground of its token, with a blank at either side.
func (c *card) chip(x, line int, p canvas.Pen, text string) int {
	return c.Print(x, c.Y+line, c.X+c.W-1, p|canvas.Fill|canvas.Bold, " "+text+" ")
}

// fits returns the first of the variants that has room; nothing where none has.
func fits(room int, variants ...string) string {
	if text := canvas.Longest(room, variants...); canvas.Columns(text) <= room {
		return text
	}
	return ""
}

// hintSpace is how far apart what keys do stands.
const hintSpace = 3

// hintsWidth returns the columns that keys and what they do take.
func hintsWidth(hints []hint) int {
	sum := -hintSpace
	for _, h := range hints {
		sum += hintSpace + canvas.Columns(h.key) + 1 + canvas.Columns(h.does)
	}
	return sum
}

// drawHints draws keys and what they do in a line of a card.
func (c *card) drawHints(line int, hints []hint) {
	x := c.X + questionChip
	for _, h := range hints {
		c.HintZones(x, c.Y+line, intent.KeyHint{Keys: h.key}, canvas.Columns(h.key)+1+canvas.Columns(h.does))
		x = c.say(x, line, c.right(), canvas.Ink|canvas.Bold, h.key)
		x = c.say(x+1, line, c.right(), canvas.Quiet, h.does)
		if h.after != "" {
			x = c.say(x+1, line, c.right(), canvas.Faint, h.after)
		}
		x += hintSpace
	}
}
