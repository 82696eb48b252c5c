package ui

import (
	"errors"
	"slices"
	"time"
)

// bookmarksMax bounds the bookmarks of a run.
const bookmarksMax = 32

// errBookmarks is returned beyond bookmarksMax.
var errBookmarks = errors.New("a run has at most 32 bookmarks")

// bookmark sets a bookmark at the cursor, or takes it away where there is one.
func (p *player) bookmark() {
	at := p.playback.cursor.at
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
func (p *player) toBookmark() {
	i, found := slices.BinarySearch(p.bookmarks, p.playback.cursor.at)
	if found {
		i++
	}
	p.playback.paused, p.rush = true, false
	p.playback.seekTime(p.bookmarks[i%len(p.bookmarks)])
}

func (p *player) hasBookmarks() bool { return len(p.bookmarks) > 0 }

// bookmarkMarks returns the bookmarks as marks of the timeline.
func (p *player) bookmarkMarks() []Mark {
	var marks []Mark
	for _, at := range p.bookmarks {
		marks = append(marks, Mark{Wall: p.wallAt(at).Seconds(), Kind: MarkBookmark})
	}
	return marks
}

// wallAt returns where a virtual time is on the timeline.
func (p *player) wallAt(at time.Duration) time.Duration {
	return min(p.playback.scale.wallAt(at), max(p.playback.scale.end(), p.playback.cursor.wall))
}
