package film

import (
	"time"

	"orderflow/sim"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// Hand is who sits at a player while a film is made of it.
type Hand interface {
	// Act does what is due now, and returns the keys that are pressed for it.
	Act(p *stage.Player) (keys []string, err error)
	// Pass lets time pass on the player, a span at most where it is seen, and returns
	// how much of it is in the film.
	Pass(p *stage.Player, span time.Duration) (seen time.Duration)
	// More reports whether there is more to do; when nothing is, the film ends where
	// Left says so.
	More() bool
	Left() bool
}

// sit lets who sits at the player do what is due.
func (r *roll) sit() error {
	h := r.Options.Hand
	if h == nil {
		return nil
	}
	keys, err := h.Act(r.player)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if r.from >= 0 {
			r.Presses = append(r.Presses, Press{r.at(), key})
		}
	}
	if h.More() {
		r.over = 0
	}
	r.left = h.Left()
	return nil
}

// pass lets time pass, and returns how much of it is in the film.
func (r *roll) pass(step time.Duration) time.Duration {
	if h := r.Options.Hand; h != nil && h.More() {
		return h.Pass(r.player, step)
	}
	r.player.Tick(step)
	return step
}

// sat does again what was done in a sitting.
type sat struct {
	deeds   []Sat // that are to come
	talk    bool
	now     time.Duration // real time of the sitting
	waited  time.Duration // for which the story has stood, since something was seen of it last
	window  stage.Window  // of the sitting, as it was then; its size is 0 where that is not known
	left    bool
	lost    time.Duration // for which nothing led to the place of the next deed
	touched bool          // something was done since the story moved last
}

// Limits of what is cut out of a sitting.
const (
	keySeen  = 1500 * time.Millisecond // for how long what a key did is seen, where nothing moves
	lostMax  = 10 * time.Minute        // after which the story does not come to where something was done
	hiddenBy = 100 * time.Millisecond  // steps of time that is not seen
)

// Again returns who does again what was done in a sitting, each thing at the place of
// the story at which it was done. Where the story stood it is waited just until one
// has seen what was done, or with talk as long as it was.
func (s *Sitting) Again(talk bool) Hand {
	return &sat{deeds: s.Deeds, talk: talk, window: stage.Window{Lang: s.Opens.Lang, Big: s.Opens.Big}}
}

// More reports whether something is still to be done.
func (h *sat) More() bool { return !h.left }

// Left reports whether the room has left.
func (h *sat) Left() bool { return h.left }

// Act does what is due.
func (h *sat) Act(p *stage.Player) (keys []string, err error) {
	for len(h.deeds) > 0 && h.there(p) && h.waits(p) <= 0 {
		d := &h.deeds[0]
		if !p.PutAt(d.Place) {
			return keys, sim.Refuse("what was done %s after the screen had opened belongs to another run than the one that is shown: this orderflow plays the sitting otherwise; make the film of the log alone", "화면을 연 지 %s 뒤의 조작이 지금 실행의 것이 아닙니다. 이 orderflow에서는 진행이 다르게 재생됩니다. 로그만으로 영상을 만드세요", d.Real)
		}
		h.do(p, d)
		if d.Deed.Kind == stage.KeyDeed {
			keys = append(keys, d.Deed.Text)
		}
		h.now, h.waited, h.lost, h.touched = max(h.now, d.Real), 0, 0, true
		h.deeds = h.deeds[1:]
	}
	return keys, nil
}

// do does a deed in the window in which it was done, whatever is drawn: what a key or
// a click does may depend on it.
func (h *sat) do(p *stage.Player, d *Sat) {
	switch d.Deed.Kind {
	case stage.SizeDeed:
		h.window.Width, h.window.Height = d.Deed.X, d.Deed.Y
		return
	case stage.LeaveDeed:
		h.left = true
		return
	}
	film := p.Window()
	if h.window.Width == 0 || h.window.Height == 0 {
		h.window.Width, h.window.Height = film.Width, film.Height
	}
	p.SetWindow(h.window)
	p.Do(d.Deed)
	now := p.Window()
	if now.Lang != h.window.Lang { // it was changed: so it is in the film
		film.Lang = (film.Lang + 1) % words.Lang(len(words.Catalogues))
	}
	film.Big = film.Big != (now.Big != h.window.Big)
	h.window = now
	p.SetWindow(film)
	if printed := p.TakePrintout(); printed != nil { // it was, at that time
		p.TellPrinted(printed.Name, nil)
	}
}

// there reports whether the story is where the next deed was done.
func (h *sat) there(p *stage.Player) bool {
	d := &h.deeds[0]
	return p.Reached(d.Place) && (d.Deed.Kind != stage.TakeDeed || p.Wants()) || p.Idle() || h.lost > lostMax
}

// waits returns for how long the story still stood, in real time, before the next deed.
func (h *sat) waits(p *stage.Player) time.Duration {
	if p.Moving() { // it came here sooner than it did in the sitting
		return 0
	}
	return h.deeds[0].Real - h.now
}

// Pass lets the story go on to where something was done, or lets it stand.
func (h *sat) Pass(p *stage.Player, span time.Duration) (seen time.Duration) {
	switch {
	case len(h.deeds) == 0:
		return h.toEnd(p, span)
	case !h.there(p):
		return h.goOn(p, span)
	}
	for h.waits(p) > 0 {
		step := min(span, h.waits(p))
		shown := h.talk || h.waited < h.seen(p)
		if !shown {
			step = min(hiddenBy, h.waits(p))
		}
		h.stand(p, step)
		if shown {
			return step
		}
	}
	return 0
}

// seen returns for how long a story that stands is seen: until one has seen what was
// done, or has read what is told at its end.
func (h *sat) seen(p *stage.Player) time.Duration {
	if p.Over() && !h.touched {
		return endStands
	}
	return keySeen
}

// stand lets the story stand for a while.
func (h *sat) stand(p *stage.Player, step time.Duration) {
	if !h.talk && h.waited >= h.seen(p) && p.Idle() { // nothing can come of it
		step = h.waits(p)
	} else {
		p.Tick(step)
	}
	h.now += step
	h.waited += step
}

// goOn lets time pass until the story is where something was done: it plays, or
// something goes on by itself.
func (h *sat) goOn(p *stage.Player, span time.Duration) time.Duration {
	before := p.Place()
	if p.Moving() {
		span = min(span, p.Until(h.deeds[0].Place))
	}
	p.Tick(span)
	h.now += span
	h.waited = 0
	if p.Place() == before {
		h.lost += span
	} else {
		h.lost, h.touched = 0, false
	}
	return span
}

// toEnd lets the story go on of which nobody knows how it was left, until it stands.
func (h *sat) toEnd(p *stage.Player, span time.Duration) time.Duration {
	before := p.Place()
	p.Tick(span)
	if p.Place() != before {
		h.waited, h.touched = 0, false
		return span
	}
	h.waited += span
	h.left = h.waited >= h.seen(p)
	return span
}
