package stage

import (
	"errors"
	"slices"
	"time"

	"orderflow/ui/moment"
	"orderflow/ui/pace"
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
	case len(p.bookmarks) >= bookmarksMax:
		p.notice = noticeOf(errBookmarks)
	default:
		p.bookmarks = slices.Insert(slices.Clone(p.bookmarks), i, at)
	}
}

// toBookmark goes to the next bookmark, after the last to the first.
func (p *Player) toBookmark() {
	i, found := slices.BinarySearch(p.bookmarks, p.playback.Cursor.At)
	if found {
		i++
	}
	p.playback.Paused, p.rush = true, false
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
