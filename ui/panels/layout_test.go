package panels

import (
	"testing"

	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// eachSize calls f for sizes from the smallest to a very large one.
func eachSize(f func(width, height int)) {
	for width := chrome.StageWidth; width <= 300; width += 1 + width/60 {
		for height := chrome.StageHeight; height <= 90; height += 1 + height/30 {
			f(width, height)
		}
	}
}

// TestBoxesFillTheirPages: every box of a panel is on one page, no two overlap,
// none is smaller than it may be, and the pages are filled.
func TestBoxesFillTheirPages(t *testing.T) {
	eachSize(func(width, height int) {
		for kind := range sizes {
			if sizes[kind] != [boxCount]size{} {
				checkPages(t, moment.PanelKind(kind), chrome.Inner(width, height))
			}
		}
	})
}

func checkPages(t *testing.T, kind moment.PanelKind, r canvas.Rect) {
	t.Helper()
	of, seen := &sizes[kind], map[int]bool{}
	for _, page := range paged(of, r) {
		used := 0
		for _, s := range placed(page, of, r) {
			if seen[s.box] {
				t.Fatalf("%+v, panel %d: box %d is there twice", r, kind, s.box)
			}
			seen[s.box] = true
			used += s.W * s.H
			if s.X < r.X || s.Y < r.Y || s.X+s.W > r.X+r.W || s.Y+s.H > r.Y+r.H || s.H < 6 || s.W < min(of[s.box].w, r.W) {
				t.Fatalf("%+v, panel %d: box %d is at %+v", r, kind, s.box, s.Rect)
			}
		}
		if used > r.W*r.H || used < r.W*r.H*9/10 {
			t.Fatalf("%+v, panel %d: boxes take %d cells", r, kind, used)
		}
	}
	if len(seen) != boxCount {
		t.Fatalf("%+v, panel %d: boxes %v", r, kind, seen)
	}
}

// TestWhatTheWordsMeanIsWhole: the box that explains has room for all of it, and
// so have the notes of the others.
func TestWhatTheWordsMeanIsWhole(t *testing.T) {
	eachSize(func(width, height int) {
		r := chrome.Inner(width, height)
		for _, lang := range []words.Lang{words.English, words.Korean} {
			for kind, means := range explained(lang) {
				checkWhole(t, lang, kind, means, r)
			}
		}
	})
}

// explained returns what the panels explain.
func explained(lang words.Lang) map[moment.PanelKind][]string {
	c := lang.Catalogue()
	return map[moment.PanelKind][]string{
		moment.PartitionPanel: c.Place.PartitionMeans[:], moment.GroupPanel: c.Place.GroupMeans[:], moment.JobPanel: c.Place.JobMeans[:],
		moment.ServicePanel: c.Serving.Means[:], moment.ProducerPanel: c.Sending.Means[:],
	}
}

func checkWhole(t *testing.T, lang words.Lang, kind moment.PanelKind, means []string, r canvas.Rect) {
	t.Helper()
	const meaning, notes = 4, 3
	w := &lang.Catalogue().Place
	for _, page := range paged(&sizes[kind], r) {
		for _, s := range placed(page, &sizes[kind], r) {
			lines := 0
			switch {
			case s.box == meaning:
				lines = wrappedLines(means, s.W-4)
			case s.box == notes && kind == moment.PartitionPanel:
				lines = 5 + wrappedLines([]string{w.ReadersNote}, s.W-4)
			case s.box == notes && kind == moment.GroupPanel:
				lines = 4 + max(wrappedLines(w.LagNotes[1:2], s.W-4), wrappedLines(w.LagNotes[:1], s.W-4)-1)
			}
			if lines > s.H-2 {
				t.Fatalf("%s, panel %d: box %d says %d lines in %+v of %+v", lang, kind, s.box, lines, s.Rect, r)
			}
		}
	}
}

func wrappedLines(texts []string, width int) int {
	sum := 0
	for _, text := range texts {
		sum += len(chrome.Wrapped(text, width))
	}
	return sum
}

// TestTheEventLogHasRoom: at every width an event can be told in its line.
func TestTheEventLogHasRoom(t *testing.T) {
	for width := chrome.StageWidth; width <= 300; width++ {
		r := canvas.Rect{W: width - 2, H: 20}
		if c := planLog(r); r.W-c.what-2 < 27 {
			t.Errorf("%d columns: %d for what an event did", width, r.W-c.what-2)
		}
	}
}
