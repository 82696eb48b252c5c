package stage

import (
	"orderflow/ui/intent"
)

func (p *Player) toggleEcho() { p.echoing = !p.echoing }

func (p *Player) toggleCaptionBar() { p.captionBar = !p.captionBar }

// heard remembers a key for the echo. It is shown until the next.
func (p *Player) heard(key string, b *binding) {
	p.echo = intent.KeyHint{Keys: key}
	if b != nil {
		p.echo.Does = b.does
	}
}

// echoed returns the key that is shown, if any.
func (p *Player) echoed() intent.KeyHint {
	if !p.echoing {
		return intent.KeyHint{}
	}
	return p.echo
}
