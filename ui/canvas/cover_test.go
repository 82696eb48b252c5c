package canvas

import "testing"

// TestACoverCutsNoWord: beside a box there are whole words, and lines go up to it.
func TestACoverCutsNoWord(t *testing.T) {
	for line, want := range map[string]string{
		"alpha beta gamma delta": "alpha            delta\n",
		"one two three four fiv": "one                fiv\n",
		"──────────────────────": "──────         ───────\n",
		"인스타 좋아요 완료됨 x":          "인스타               x\n",
	} {
		c := newTestCanvas(22, 1)
		c.Print(0, 0, 22, Ink, line)
		c.Cover(Rect{X: 7, Y: 0, W: 7, H: 1})
		if got := c.Text(); got != want {
			t.Errorf("%q becomes %q, want %q", line, got, want)
		}
	}
	c := newTestCanvas(4, 2)
	c.Cover(Rect{X: -3, Y: -2, W: 20, H: 9}) // beyond every edge
}
