// Package tell finds the words for what a moment shows: captions, verdicts,
// reasons, how an order and a member stand. It knows no canvas.
//
// # Where to begin
//
// caption.go, told.go, verdict.go, truth.go, ladder.go, why*.go.
package tell

import (
	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// Reader reads a moment and words it in one language.
type Reader struct {
	Moment   *moment.Moment
	State    *sim.State // of the moment
	Words    *words.Catalogue
	News     *moment.News // what has just changed; nil before Read
	Selected sim.OrderID  // that is shown as selected; 0 before Read

	about sim.Event // of which the sentence tells that is being worded; see Told
}

// NewReader returns what words a moment.
func NewReader(m *moment.Moment, lang words.Lang) *Reader {
	return &Reader{Moment: m, State: m.State, Words: lang.Catalogue()}
}

// Read finds out what has just changed, and which order is selected.
func (f *Reader) Read() {
	f.News = moment.Digest(f.Moment)
	f.Selected = f.Moment.Shown()
}
