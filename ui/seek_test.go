package ui

import (
	"testing"
	"time"
)

func TestTheTimelineSeeks(t *testing.T) {
	for _, o := range []Options{{Width: 120, Height: 36}, {Width: 80, Height: 24}, {Width: 200, Height: 60, Lang: Korean}} {
		p := playerAt(t, 5*time.Second, "", o)
		row := o.Height - 2
		if o.full() {
			row--
		}
		first, last := timelineSpan(o.Width, o.full())
		p.click(first, row-1)
		if p.dragging {
			t.Error("a click above the timeline took hold of it")
		}
		p.click(last, row)
		if !p.dragging || p.playback.cursor.wall != p.playback.scale.end() {
			t.Errorf("%d columns: a click at the right end went to %s", o.Width, p.playback.cursor.at)
		}
		for x := first; x <= last; x++ {
			p.drag(x)
			if cell := grid(t, Draw(p.moment(), o).Text(), o.Width, o.Height)[row][x]; cell != '●' {
				t.Fatalf("%d columns: dragged to column %d, which shows %c", o.Width, x, cell)
			}
		}
		p.drag(-5)
		if p.playback.cursor.wall != 0 {
			t.Error("dragged beyond the left end the cursor is not at the beginning")
		}
		p.release()
		p.drag(last)
		if p.playback.cursor.wall != 0 {
			t.Error("the timeline moves though it was let go")
		}
	}
}

func TestBookmarks(t *testing.T) {
	p := playerAt(t, 5*time.Second, "B", Options{Width: 120, Height: 36})
	p.playback.seekTime(9 * time.Second)
	p.press("B")
	p.playback.seekTime(20 * time.Second)
	for _, want := range []time.Duration{5 * time.Second, 9 * time.Second, 5 * time.Second} {
		p.press("'")
		if p.playback.cursor.at != want {
			t.Errorf("at %s, want %s", p.playback.cursor.at, want)
		}
	}
	count := 0
	for _, mark := range p.moment().Marks {
		if mark.Kind == MarkBookmark {
			count++
		}
	}
	if count != 2 {
		t.Errorf("%d bookmarks on the timeline, want 2", count)
	}
	p.press("B")
	p.press("p")
	p.press("'")
	if p.playback.cursor.at != 9*time.Second || len(p.bookmarks) != 1 {
		t.Errorf("at %s with %d bookmarks", p.playback.cursor.at, len(p.bookmarks))
	}
}

func TestBookmarksAreBounded(t *testing.T) {
	p := playerAt(t, 5*time.Second, "", Options{Width: 120, Height: 36})
	for i := range 2 * bookmarksMax {
		p.playback.seekTime(time.Duration(i) * 100 * time.Millisecond)
		p.press("B")
	}
	if len(p.bookmarks) != bookmarksMax || p.notice == noNotice {
		t.Errorf("%d bookmarks, notice %q", len(p.bookmarks), p.notice.text(English))
	}
}
