package stage

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/sheets"
	"orderflow/ui/words"
)

// sheetKeys open the sheets that have goldens.
var sheetKeys = map[string]string{
	"form":       "F tab down tab down 1 6 s",
	"form-error": "F tab down tab down 1 6",
	"bookmarks":  "B , B home . '",
	"recording":  "K C .",
	"remedies":   "R down space down",
	"glossary":   "g",
	"glossary-2": "g pgdown down",
	"model":      "i",
	"model-2":    "i end",
	"scenarios":  "S down",
	"form-crash": "F right right up",
}

// playerAt returns the outage at a virtual time, with keys pressed.
func playerAt(t *testing.T, at time.Duration, keys string, o moment.Options) *Player {
	t.Helper()
	c := outageShow(t)
	p := newPlayer(c.Source, c.Restart, o)
	p.stage = func(scenario string) (Restart, error) {
		return func(mode sim.Mode) (Source, error) {
			return uitest.NewRun(t, scenario, func(c *sim.Config) { c.Mode = mode }), nil
		}, nil
	}
	p.Show(at)
	p.endplay = endplay{}
	for _, key := range strings.Fields(keys) {
		if err := p.pressed(key); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// TestSheetsAreWholeWhateverIsPressed: any keys, in any window.
func TestSheetsAreWholeWhateverIsPressed(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(21, 21))
	pressed := []string{
		"tab", "shift+tab", "space", "up", "down", "left", "right", "backspace", "enter", "l", "X", "L", "esc",
		"1", "9", "0", ".", "h", "m", "s", "u", "n", "x", "o", ",", "home", "end", "pgup", "pgdown", "?", "B", "'", "K", "C",
	}
	for range 30 {
		o := moment.Options{Width: 70 + random.IntN(160), Height: 20 + random.IntN(60), ASCII: random.IntN(4) == 0, Big: random.IntN(4) == 0}
		p := playerAt(t, time.Duration(random.IntN(40))*time.Second, "", o)
		for range 60 {
			key := pressed[random.IntN(len(pressed))]
			if random.IntN(6) == 0 {
				key = strings.Fields(sheetOpeners)[random.IntN(len(strings.Fields(sheetOpeners)))]
			}
			if err := p.pressed(key); err != nil {
				t.Fatal(err)
			}
			o.Lang = p.options.Lang
			wholeFrame(t, p.Scene(), o)
		}
	}
}

// sheetOpeners are the keys that open a sheet.
const sheetOpeners = "F R g i S"

// TestSheetsCutNoWord: in the smallest window every word of a sheet fits; a
// sentence may be shortened between two of them.
func TestSheetsCutNoWord(t *testing.T) {
	for name, keys := range sheetKeys {
		for _, lang := range []words.Lang{words.English, words.Korean} {
			o := moment.Options{Width: 80, Height: 24, Lang: lang}
			text := Draw(playerAt(t, 12480*time.Millisecond, keys, o).Scene(), o).Text()
			if strings.Contains(strings.ReplaceAll(text, " …", ""), "…") {
				t.Errorf("%s, %s: a word is cut\n%s", name, lang, text)
			}
		}
	}
}

// TestTextsAreInTheGlyphTable: whatever the engine's facts say, a
// terminal can draw it.
func TestTextsAreInTheGlyphTable(t *testing.T) {
	for _, c := range words.Catalogues {
		for _, sheet := range []sheets.TextSheet{{Text: sheets.ModelText}, {Text: sheets.GlossaryText}} {
			for _, line := range sheet.Lines(c, engine.ModelCard(), &sim.Header{}, 78) {
				for _, r := range line.Head + line.Body {
					if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
						t.Errorf("%c (%U) is not in the glyph table: %q", r, r, line.Body)
					}
				}
				if x := sheets.TextBody + canvas.Columns(line.Body); x > 76 {
					t.Errorf("%d columns: %q", x, line.Body)
				}
			}
		}
	}
}

// TestTheHelpShowsEveryKey: also in the smallest window.
func TestTheHelpShowsEveryKey(t *testing.T) {
	for _, lang := range []words.Lang{words.English, words.Korean} {
		p := playerAt(t, 3*time.Second, "?", moment.Options{Width: 80, Height: 24, Lang: lang})
		text := ""
		for page := range onTop[*helpScreen](p).pages(p) {
			onTop[*helpScreen](p).page = page
			text += p.Draw().Text()
		}
		for _, hint := range Keys() {
			if said := lang.Catalogue().Keys.Help[hint.Does]; !strings.Contains(text, said) {
				t.Errorf("%s: the help does not show %s: %s", lang, hint.Keys, said)
			}
		}
	}
}
