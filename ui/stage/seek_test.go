package stage

import (
	"testing"
	"time"

	"orderflow/ui/chrome"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

func TestTheTimelineSeeks(t *testing.T) {
	for _, o := range []moment.Options{{Width: 120, Height: 36}, {Width: 80, Height: 24}, {Width: 200, Height: 60, Lang: words.Korean}} {
		p := playerAt(t, 5*time.Second, "", o)
		row := chrome.PlanRows(o.Height, 12).Timeline
		p.Draw()
		first, last := p.timeline()
		p.Click(first, row-1)
		if p.dragging {
			t.Error("a click above the timeline took hold of it")
		}
		p.Click(last, row)
		if !p.dragging || p.playback.Cursor.Wall != p.playback.Scale.End() {
			t.Errorf("%d columns: a click at the right end went to %s", o.Width, p.playback.Cursor.At)
		}
		for x := first; x <= last; x++ {
			p.Drag(x)
			if cell := grid(t, Draw(p.Scene(), o).Text(), o.Width, o.Height)[row][x]; cell != '●' {
				t.Fatalf("%d columns: dragged to column %d, which shows %c", o.Width, x, cell)
			}
		}
		p.Drag(-5)
		if p.playback.Cursor.Wall != 0 {
			t.Error("dragged beyond the left end the cursor is not at the beginning")
		}
		p.Release()
		p.Drag(last)
		if p.playback.Cursor.Wall != 0 {
			t.Error("the timeline moves though it was let go")
		}
	}
}

func TestBookmarks(t *testing.T) {
	p := playerAt(t, 5*time.Second, "B", moment.Options{Width: 120, Height: 36})
	p.playback.SeekTime(9 * time.Second)
	p.Press("B")
	p.playback.SeekTime(20 * time.Second)
	for _, want := range []time.Duration{5 * time.Second, 9 * time.Second, 5 * time.Second} {
		p.Press("'")
		if p.playback.Cursor.At != want {
			t.Errorf("at %s, want %s", p.playback.Cursor.At, want)
		}
	}
	count := 0
	for _, mark := range p.Scene().Marks {
		if mark.Kind == pace.MarkBookmark {
			count++
		}
	}
	if count != 2 {
		t.Errorf("%d bookmarks on the timeline, want 2", count)
	}
	p.Press("B")
	p.Press("p")
	p.Press("'")
	if p.playback.Cursor.At != 9*time.Second || len(p.bookmarks) != 1 {
		t.Errorf("at %s with %d bookmarks", p.playback.Cursor.At, len(p.bookmarks))
	}
}

func TestBookmarksAreBounded(t *testing.T) {
	p := playerAt(t, 5*time.Second, "", moment.Options{Width: 120, Height: 36})
	for i := range 2 * bookmarksMax {
		p.playback.SeekTime(time.Duration(i) * 100 * time.Millisecond)
		p.Press("B")
	}
	if len(p.bookmarks) != bookmarksMax || p.notice == noNotice {
		t.Errorf("%d bookmarks, notice %q", len(p.bookmarks), p.notice.text(words.English))
	}
}
