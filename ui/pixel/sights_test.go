package pixel

import (
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// sight is a frame of the default scenario that a test draws.
type sight struct {
	name          string
	at            time.Duration
	keys          []string
	width, height int
	lang          words.Lang
	light, big    bool
	ascii         bool
}

var sights = []sight{
	{name: "outage", at: 22 * time.Second, width: 120, height: 36},
	{name: "korean", at: 22 * time.Second, width: 120, height: 36, lang: words.Korean},
	{name: "end", at: -1, width: 120, height: 36},
	{name: "light", at: 27 * time.Second, width: 120, height: 36, light: true},
	{name: "light-korean-end", at: -1, width: 120, height: 36, light: true, lang: words.Korean},
	{name: "big", at: 22 * time.Second, width: 100, height: 30, big: true},
	{name: "panel", at: 27 * time.Second, keys: []string{"enter"}, width: 120, height: 36},
	{name: "why", at: 27 * time.Second, keys: []string{"w"}, width: 120, height: 36},
	{name: "comparison", at: 27 * time.Second, keys: []string{"c"}, width: 120, height: 36},
	{name: "diagram", at: -1, keys: []string{"d"}, width: 120, height: 36},
	{name: "help", at: 22 * time.Second, keys: []string{"?"}, width: 120, height: 36, lang: words.Korean},
	{name: "small-korean", at: 27 * time.Second, width: 80, height: 24, lang: words.Korean},
	{name: "large", at: 27 * time.Second, width: 200, height: 60},
	{name: "ascii", at: 22 * time.Second, width: 120, height: 36, ascii: true},
}

// frame draws a sight.
func (s *sight) frame(t testing.TB) canvas.Canvas {
	t.Helper()
	restart := func(mode sim.Mode) (stage.Source, error) {
		return uitest.NewRun(t, "outage", func(c *sim.Config) { c.Mode = mode }), nil
	}
	source, _ := restart(sim.Emit)
	options := moment.Options{Width: s.width, Height: s.height, Lang: s.lang, ASCII: s.ascii, Big: s.big, Theme: canvas.Theme{Light: s.light}}
	c, err := stage.Frame(source, restart, stage.Still{At: s.at, Keys: s.keys, Options: options, Pace: pace.StoryPace})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// sightNamed draws one of the sights.
func sightNamed(t testing.TB, name string) canvas.Canvas {
	t.Helper()
	for i := range sights {
		if sights[i].name == name {
			return sights[i].frame(t)
		}
	}
	t.Fatalf("no sight %q", name)
	return canvas.Canvas{}
}
