package stage

import "time"

// hidden is for how long a sentence of the narration has been behind a notice:
// it stands so much longer.
type hidden struct {
	cue  int // its index
	span time.Duration
}

// unread returns what of a span of real time the story may go on for: a sentence
// that was hidden does not give way before it was seen for as long as it takes to
// read it.
func (p *Player) unread(span time.Duration) time.Duration {
	i := p.cueNow()
	if i < 0 || !p.telling() || !p.playback.Scale.Narrated() {
		p.hidden = hidden{}
		return span
	}
	if p.hidden.cue != i {
		p.hidden = hidden{cue: i}
	}
	h, goes := &p.hidden, time.Duration(float64(span)*p.playback.Speed)
	if p.notice != noNotice && !p.notice.instead {
		h.span = min(h.span+goes, p.track.Cues[i].Reading)
	}
	next := p.playback.Scale.End()
	if i+1 < len(p.track.Cues) {
		next = p.track.Cues[i+1].Start
	}
	waits := min(h.span, goes-(next-1-p.playback.Cursor.Wall))
	if waits <= 0 {
		return span
	}
	h.span -= waits
	return time.Duration(float64(goes-waits) / p.playback.Speed)
}
