package stage

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// bookmarksMax bounds the bookmarks of a run.
const bookmarksMax = 32

// errBookmarks is returned beyond bookmarksMax.
var errBookmarks = errors.New("a run has at most 32 bookmarks")

// bookmark sets a bookmark at the cursor, or takes it away where there is one.
func (p *Player) bookmark() {
	at := p.playback.Cursor.At
	i, found := slices.BinarySearch(p.bookmarks, at)
	switch {
	case found:
		p.bookmarks = slices.Delete(slices.Clone(p.bookmarks), i, i+1)
		p.say(func(w *words.Catalogue) string { return fmt.Sprintf(w.Answers.Unmarked, w.Moment(at)) })
	case !p.bookmarkAt(at):
		p.tell(noticeOf(errBookmarks))
	default:
		p.say(func(w *words.Catalogue) string { return fmt.Sprintf(w.Answers.Marked, w.Moment(at)) })
	}
}

// bookmarkAt sets a bookmark, where there is room for one, and reports whether
// there is one now.
func (p *Player) bookmarkAt(at time.Duration) bool {
	i, found := slices.BinarySearch(p.bookmarks, at)
	if !found && len(p.bookmarks) < bookmarksMax {
		p.bookmarks, found = slices.Insert(slices.Clone(p.bookmarks), i, at), true
	}
	return found
}

// toBookmark goes to the next bookmark, after the last to the first.
func (p *Player) toBookmark() {
	i, found := slices.BinarySearch(p.bookmarks, p.playback.Cursor.At)
	if found {
		i++
	}
	p.rest()
	p.playback.SeekTime(p.bookmarks[i%len(p.bookmarks)])
}

func (p *Player) hasBookmarks() bool { return len(p.bookmarks) > 0 }

// bookmarkMarks returns the bookmarks as marks of the timeline.
func (p *Player) bookmarkMarks() []moment.Mark {
	var marks []moment.Mark
	for _, at := range p.bookmarks {
		marks = append(marks, moment.Mark{Wall: p.wallAt(at).Seconds(), Kind: pace.MarkBookmark})
	}
	return marks
}

// wallAt returns where a virtual time is on the timeline.
func (p *Player) wallAt(at time.Duration) time.Duration {
	return min(p.playback.Scale.WallAt(at), max(p.playback.Scale.End(), p.playback.Cursor.Wall))
}
