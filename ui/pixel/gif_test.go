package pixel

import (
	"bytes"
	"image"
	"image/draw"
	"image/gif"
	"testing"
	"time"

	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// gifOf makes a GIF.
func gifOf(t testing.TB, o GIFOptions, stills []still, length time.Duration) []byte {
	t.Helper()
	var b bytes.Buffer
	g := NewGIF(&b, o)
	for _, s := range stills {
		if err := g.Frame(s.at, s.cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := g.Close(length); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// decoded returns a GIF as its viewers have it.
func decoded(t *testing.T, file []byte) *gif.GIF {
	t.Helper()
	g, err := gif.DecodeAll(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// written returns a frame of one word.
func written(theme canvas.Theme, word string) canvas.Canvas {
	c := canvas.NewCanvas(20, 3, theme, false)
	c.Print(1, 1, 20, canvas.Ink, word)
	return *c
}

// TestAGIFShowsTheFrames: played to any frame, a viewer has the picture of it, and
// each begins when it should, to a hundredth of a second.
func TestAGIFShowsTheFrames(t *testing.T) {
	stills, length := rolled(t, words.Korean, 15, 12*time.Second)
	file := gifOf(t, GIFOptions{Options: Options{Cell: 6}}, stills, length)
	if again := gifOf(t, GIFOptions{Options: Options{Cell: 6}}, stills, length); !bytes.Equal(file, again) {
		t.Error("the second time it has other bytes")
	}
	g := decoded(t, file)
	if g.LoopCount != 0 {
		t.Errorf("it loops %d times", g.LoopCount)
	}
	shown := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	began, next := 0, 0
	for i, part := range g.Image {
		draw.Draw(shown, part.Rect, part, part.Rect.Min, draw.Over)
		for next < len(stills) && hundredths(stills[next].at) < began+g.Delay[i] {
			next++
		}
		want, err := Draw(stills[next-1].cells, Options{Cell: 6})
		if err != nil {
			t.Fatal(err)
		}
		for y := range want.Rect.Dy() {
			for x := range want.Rect.Dx() {
				r, green, b, _ := want.At(x, y).RGBA()
				if got := shown.RGBAAt(x, y); uint32(got.R) != r>>8 || uint32(got.G) != green>>8 || uint32(got.B) != b>>8 {
					t.Fatalf("image %d at %d/100 s: %v at %d, %d, want that of the frame at %s", i, began, got, x, y, stills[next-1].at)
				}
			}
		}
		began += g.Delay[i]
	}
	if began != hundredths(length) || next != len(stills) {
		t.Errorf("it takes %d/100 s and shows %d of %d frames, want %s", began, next, len(stills), length)
	}
}

// TestAGIFHasOnlyWhatChanges: of a frame that differs in one letter, that letter.
func TestAGIFHasOnlyWhatChanges(t *testing.T) {
	l, err := layOut(20, 3, Options{Cell: 10})
	if err != nil {
		t.Fatal(err)
	}
	g := decoded(t, gifOf(t, GIFOptions{Options: Options{Cell: 10}, Once: true}, []still{
		{0, written(canvas.Theme{}, "orders")}, {time.Second, written(canvas.Theme{}, "orders")}, {2 * time.Second, written(canvas.Theme{}, "ordens")},
	}, 3*time.Second))
	if len(g.Image) != 2 || g.Delay[0] != 200 || g.Delay[1] != 100 || g.LoopCount != -1 {
		t.Fatalf("%d images, %v, loops %d", len(g.Image), g.Delay, g.LoopCount)
	}
	if r := g.Image[1].Rect; r.Empty() || !r.In(l.cell(5, 1, 1)) {
		t.Errorf("%v is drawn anew, the letter is in %v", r, l.cell(5, 1, 1))
	}
}

// TestTimesOfAGIF: delays add up whatever the rate, what is too short is merged,
// and what is too long for one delay has several.
func TestTimesOfAGIF(t *testing.T) {
	var stills []still
	for i := range 301 {
		stills = append(stills, still{time.Duration(i) * time.Second / 30, written(canvas.Theme{}, string(rune('a'+i%26)))})
	}
	g := decoded(t, gifOf(t, GIFOptions{}, stills, 11*time.Second))
	sum := 0
	for i, delay := range g.Delay {
		if at := hundredths(stills[i].at); sum != at {
			t.Fatalf("frame %d comes at %d/100 s, want %d", i, sum, at)
		}
		sum += delay
	}
	if sum != 1100 {
		t.Errorf("it takes %d/100 s", sum)
	}
	a, b, c := written(canvas.Theme{}, "a"), written(canvas.Theme{}, "b"), written(canvas.Theme{}, "c")
	g = decoded(t, gifOf(t, GIFOptions{}, []still{{0, a}, {time.Second, b}, {time.Second + time.Millisecond, c}, {time.Second + 2*time.Millisecond, b}}, 30*time.Minute))
	sum = 0
	for _, delay := range g.Delay {
		sum += delay
	}
	if sum != 180_000 || len(g.Image) != 4 {
		t.Errorf("%d images, %d/100 s", len(g.Image), sum)
	}
}

// TestTheThemeChangesInAGIF: a key of the film may change it.
func TestTheThemeChangesInAGIF(t *testing.T) {
	light := written(canvas.Theme{Light: true}, "b")
	g := decoded(t, gifOf(t, GIFOptions{}, []still{{0, written(canvas.Theme{}, "a")}, {time.Second, light}, {2 * time.Second, written(canvas.Theme{}, "c")}}, 3*time.Second))
	if len(g.Image) != 3 || g.Image[1].Rect.Min != (image.Point{}) {
		t.Fatalf("%d images", len(g.Image))
	}
	r, green, b, _ := g.Image[1].At(1, 1).RGBA()
	if got := canvas.Colour(r>>8<<16 | green>>8<<8 | b>>8); got != canvas.LightBackground {
		t.Errorf("%06x", got)
	}
}

// TestAFilmIsOfOneSize: what is not, and a film without a frame, is refused.
func TestAFilmIsOfOneSize(t *testing.T) {
	var b bytes.Buffer
	g := NewGIF(&b, GIFOptions{})
	if err := g.Close(time.Second); err == nil {
		t.Error("a film without a frame")
	}
	if err := g.Frame(0, written(canvas.Theme{}, "a")); err != nil {
		t.Fatal(err)
	}
	if err := g.Frame(time.Second, *canvas.NewCanvas(5, 5, canvas.Theme{}, false)); err == nil {
		t.Error("a frame of another size")
	}
}
