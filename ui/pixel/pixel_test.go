package pixel

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"slices"
	"testing"

	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// sheet is a canvas with every glyph, letters of both languages and every kind of
// pen on it.
func sheet(theme canvas.Theme) canvas.Canvas {
	c := canvas.NewCanvas(64, 20, theme, false)
	glyphs := []rune{}
	for r := range canvas.Glyphs {
		glyphs = append(glyphs, r)
	}
	slices.Sort(glyphs)
	for i, r := range glyphs {
		c.Set(i%60+1, 1+i/60, canvas.Pen(i)%canvas.Faint, r)
	}
	for token := canvas.Ink; token <= canvas.LostFill; token++ {
		y := 4 + int(token)
		x := c.Print(1, y, 64, token, "Order #4 주문 ")
		x = c.Print(x, y, 64, token|canvas.Bold, "유실 LOST ")
		for _, p := range []canvas.Pen{canvas.Fill, canvas.Focus, canvas.Tint38, canvas.Tint60, canvas.Surf, canvas.Raised, canvas.Beam, canvas.Dim} {
			x = c.Print(x, y, 64, token|p, "aé─")
		}
	}
	c.Frame(canvas.Rect{X: 0, Y: 0, W: 64, H: 20}, canvas.Solid, canvas.Line)
	c.Print(2, 17, 60, canvas.Ink, "░▒▓█▀▄▌▐▖ ═╪╬╬═ ╭─╮ ┏━┓ 漢字 뷁 \u0301\u200b\ufffd")
	return *c
}

// TestTheSamePictureEverywhere holds pixels, not bytes of a PNG: how tight those
// are packed is a matter of the library.
func TestTheSamePictureEverywhere(t *testing.T) {
	for _, known := range []struct {
		theme   canvas.Theme
		options Options
		want    string
	}{
		{canvas.Theme{}, Options{}, "5d77d21e74c68671"},
		{canvas.Theme{Light: true}, Options{Cell: 11}, "dc0d63d9f5ad8b49"},
		{canvas.Theme{Palette: canvas.Calm}, Options{Cell: 8}, "d1aa29c447e46aeb"},
		{canvas.Theme{Palette: canvas.Mono}, Options{Width: 1280, Height: 720}, "c035d341bbf354d2"},
	} {
		picture, err := Draw(sheet(known.theme), known.options)
		if err != nil {
			t.Fatal(err)
		}
		hash := sha256.New()
		_, _ = fmt.Fprint(hash, picture.Rect, picture.Palette)
		hash.Write(picture.Pix)
		if got := fmt.Sprintf("%x", hash.Sum(nil)[:8]); got != known.want {
			t.Errorf("%v %v: %s, want %s; look at it before you change this", known.theme, known.options, got, known.want)
		}
	}
}

// same reports whether two pictures look the same.
func same(a, b *image.Paletted) bool {
	if a.Rect != b.Rect {
		return false
	}
	for i := range a.Pix {
		if a.Palette[a.Pix[i]] != b.Palette[b.Pix[i]] {
			return false
		}
	}
	return true
}

// TestWhatIsDrawnAnewIsWhatHasChanged: a painter that draws one frame after the
// other has the same picture as one that draws it afresh, whatever came before.
func TestWhatIsDrawnAnewIsWhatHasChanged(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	texts := []string{"a", "주", "─", "█", " ", "주문", "ab", "░"}
	c := canvas.NewCanvas(9, 4, canvas.Theme{}, false)
	p, err := newPainter(*c, Options{Cell: 9})
	if err != nil {
		t.Fatal(err)
	}
	for range 400 {
		for range random.IntN(4) {
			c.Print(random.IntN(9), random.IntN(4), 9, canvas.Pen(random.IntN(canvas.Pens)), texts[random.IntN(len(texts))])
		}
		if random.IntN(20) == 0 {
			c.Cells[random.IntN(4)*9+1+random.IntN(8)].Rune = 0 // no canvas makes such a one
		}
		if random.IntN(30) == 0 {
			c.Styles = canvas.NewCanvas(1, 1, canvas.Theme{Light: random.IntN(2) == 0}, false).Styles
		}
		if _, _, err := p.draw(*c); err != nil {
			t.Fatal(err)
		}
		if fresh, err := Draw(*c, Options{Cell: 9}); err != nil || !same(p.picture, fresh) {
			t.Fatalf("drawn afresh it is another picture (%v):\n%s", err, c.Text())
		}
	}
}

// TestEveryPenHasItsColours: what a pen looks like is in the palette to the bit,
// on its own ground.
func TestEveryPenHasItsColours(t *testing.T) {
	for _, light := range []bool{false, true} {
		for palette := range canvas.PaletteCount {
			c := canvas.NewCanvas(1, 1, canvas.Theme{Palette: palette, Light: light}, false)
			p := newPalette(c.Styles)
			if len(p.list) > coloursMax {
				t.Errorf("%d colours", len(p.list))
			}
			for pen := range canvas.Pen(canvas.Pens) {
				look, inks := c.Styles.Look(pen), p.of(pen)
				if p.list[inks[0]] != look.Ground || p.list[inks[levels-1]] != look.Text {
					t.Fatalf("%s, light %t, pen %d: %06x on %06x, want %06x on %06x", palette, light, pen, p.list[inks[levels-1]], p.list[inks[0]], look.Text, look.Ground)
				}
			}
		}
	}
}

// TestLinesOfAFrameHaveNoGap: across whole frames, at many sizes.
func TestLinesOfAFrameHaveNoGap(t *testing.T) {
	for cell := CellMin; cell <= 24; cell++ {
		c := canvas.NewCanvas(12, 6, canvas.Theme{}, false)
		c.Repeat(0, 0, 12, canvas.Ink, '─')
		c.Repeat(0, 1, 12, canvas.Ink, '█')
		c.Repeat(0, 2, 12, canvas.Ink|canvas.Bold, '━')
		for y := range 6 {
			c.Set(11, y, canvas.Ink, '┃')
		}
		picture, err := Draw(*c, Options{Cell: cell})
		if err != nil {
			t.Fatal(err)
		}
		l, _ := layOut(12, 6, Options{Cell: cell})
		ink := newPalette(c.Styles).of(canvas.Ink)[levels-1]
		for _, row := range []int{0, 1, 2} {
			full := 0
			for y := l.cell(0, row, 1).Min.Y; y < l.cell(0, row, 1).Max.Y; y++ {
				line := picture.Pix[y*picture.Stride+l.origin.X:][:11*l.w]
				if slices.Max(line) == ink && slices.Min(line) == ink {
					full++
				} else if slices.Contains(line, ink) {
					t.Errorf("cells of %d: line %d has a gap", cell, row)
				}
			}
			if full == 0 {
				t.Errorf("cells of %d: line %d is not drawn", cell, row)
			}
		}
		x := l.origin.X + 11*l.w + l.w/2
		for y := l.origin.Y; y < l.origin.Y+6*l.h; y++ {
			if picture.Pix[y*picture.Stride+x] != ink {
				t.Errorf("cells of %d: ┃ has a gap at %d", cell, y)
			}
		}
	}
}

// TestHostileSizes: every size has a picture or one line that says why not.
func TestHostileSizes(t *testing.T) {
	for _, size := range [][2]int{{1, 1}, {1, 1000}, {1000, 1}, {0, 0}, {120, 36}, {2, 900}} {
		c := canvas.NewCanvas(size[0], size[1], canvas.Theme{}, false)
		for i := range c.Cells {
			c.Cells[i] = canvas.Cell{Rune: []rune{0, -1, 0xd800, 0x10ffff, 0x1f600, '\n', '가', 0x7fffffff}[i%8], Pen: canvas.Pen(i * 7919)}
		}
		for _, o := range []Options{{}, {Cell: 1}, {Cell: CellMin}, {Cell: 1 << 30}, {Cell: -1}, {Width: 1, Height: 1}, {Width: 641, Height: 361}, {Width: 1 << 30, Height: 1 << 30}, {Width: -5, Height: 5}, {Width: 100}, {Width: 16384, Height: 16384}, {Width: 9000, Height: 9000, Cell: 5}} {
			picture, err := Draw(*c, o)
			if err != nil {
				if text := err.Error(); text == "" || bytes.ContainsAny([]byte(text), "\n") {
					t.Errorf("%v: %q", o, text)
				}
				continue
			}
			if r := picture.Rect; r.Dx()%2 != 0 || r.Dy()%2 != 0 || r.Dx() > SideMax || r.Dy() > SideMax {
				t.Errorf("%v %v: %v", size, o, r)
			}
		}
	}
}

// TestAPictureFillsAFilm: 120 × 36 is laid out for full HD.
func TestAPictureFillsAFilm(t *testing.T) {
	for size, want := range map[[2]int][2]int{{120, 36}: {15, 29}, {80, 24}: {22, 44}, {200, 60}: {9, 17}, {100, 30}: {18, 35}} {
		l, err := layOut(size[0], size[1], Options{})
		if err != nil || l.size != image.Pt(1920, 1080) || l.w != want[0] || l.h != want[1] {
			t.Errorf("%v: cells of %d × %d in %v (%v), want %v", size, l.w, l.h, l.size, err, want)
		}
	}
}

// TestAPictureIsSmall: a frame of 120 × 36 has at most 60 KB, twice the same.
func TestAPictureIsSmall(t *testing.T) {
	for _, lang := range []words.Lang{words.English, words.Korean} {
		s := sights[0]
		s.lang = lang
		c := s.frame(t)
		var one, other bytes.Buffer
		if err := PNG(&one, c, Options{}); err != nil {
			t.Fatal(err)
		}
		if err := PNG(&other, c, Options{}); err != nil || !bytes.Equal(one.Bytes(), other.Bytes()) {
			t.Error("the second time it has other bytes")
		}
		if one.Len() > 60_000 {
			t.Errorf("%d bytes", one.Len())
		}
		if picture, err := png.Decode(&one); err != nil || picture.Bounds() != image.Rect(0, 0, 1342, 814) {
			t.Errorf("decoded: %v", err)
		}
	}
}

// BenchmarkPNG makes pictures of a frame of 120 × 36.
func BenchmarkPNG(b *testing.B) {
	c := sightNamed(b, "outage")
	for name, o := range map[string]Options{"still": {}, "1920x1080": {Width: 1920, Height: 1080}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				var out bytes.Buffer
				if err := PNG(&out, c, o); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(out.Len()), "bytes")
			}
		})
	}
}
