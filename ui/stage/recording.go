package stage

import (
	"time"

	"orderflow/ui/intent"
	"orderflow/ui/track"
	"orderflow/ui/words"
)

func (p *Player) toggleEcho() {
	p.echoing = !p.echoing
	p.saySwitched(p.echoing, func(w *words.Answers) *[2]string { return &w.Echo })
}

func (p *Player) toggleCaptionBar() {
	p.captionBar = !p.captionBar
	p.saySwitched(p.captionBar, func(w *words.Answers) *[2]string { return &w.Captions })
}

// toggleBig makes everything large, for the back of the room, or as it was.
func (p *Player) toggleBig() {
	p.options.Big = !p.options.Big
	if p.options.Big && !track.HasBig(p.options.Width, p.options.Height) {
		p.say(func(w *words.Catalogue) string { return w.Answers.NoBig })
		return
	}
	p.saySwitched(p.options.Big, func(w *words.Answers) *[2]string { return &w.Big })
}

// saySwitched says that something is off or on now.
func (p *Player) saySwitched(on bool, pair func(w *words.Answers) *[2]string) {
	p.say(func(w *words.Catalogue) string {
		if on {
			return pair(&w.Answers)[1]
		}
		return pair(&w.Answers)[0]
	})
}

// echoStands is how long a key is shown: as long as one looks for it.
const echoStands = 3 * time.Second

// heard remembers a key for the echo.
func (p *Player) heard(key string, b *binding) {
	p.echo, p.echoLeft = intent.KeyHint{Keys: key}, echoStands
	if b != nil {
		p.echo.Does = b.does
	}
}

// tickEcho lets a span of real time pass.
func (p *Player) tickEcho(span time.Duration) {
	if p.echoLeft -= span; p.echoLeft <= 0 {
		p.echo, p.echoLeft = intent.KeyHint{}, 0
	}
}

// echoed returns the key that is shown, if any.
func (p *Player) echoed() intent.KeyHint {
	if !p.echoing {
		return intent.KeyHint{}
	}
	return p.echo
}
