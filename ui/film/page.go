package film

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// PageBytesMax bounds a film that is a page: it can be sent by mail.
const PageBytesMax = 1_500_000

//go:embed web
var web embed.FS

// playerFolder has the player, whose version it names.
const playerFolder = "web/asciinema-player-3.18.0/"

// Page is a film that is one file for a browser, in both languages: the player, what
// it plays, captions, chapters and what is said. It is whole without a network.
type Page struct {
	palette canvas.Palette
	lang    words.Lang
	reels   []*Reel
	font    pageFont
}

// pageFont is the font of the page.
type pageFont struct {
	Name    string
	Text    string // TrueType, packed by gzip, in base64
	Licence string
}

// Reel is the film in a language and at a size, while it is added.
type Reel struct {
	Small bool // for a narrow window
	cast  *Cast
	film  *Film
}

// NewPage returns a page without a film; lang is the language it opens in.
func NewPage(palette canvas.Palette, lang words.Lang) *Page {
	return &Page{palette: palette, lang: lang}
}

// SetFont gives the page a font of its own, TrueType packed by gzip; without one, and
// where the page would become too large, it takes what the browser has.
func (p *Page) SetFont(name string, file []byte, licence string) {
	p.font = pageFont{name, base64.RawURLEncoding.EncodeToString(file), licence}
}

// Reel returns a new reel of the page.
func (p *Page) Reel(small bool) *Reel {
	r := &Reel{Small: small, cast: newNamedCast()}
	p.reels = append(p.reels, r)
	return r
}

// Add adds a frame.
func (r *Reel) Add(f Frame) error { return r.cast.Add(f) }

// Take takes the film whose frames were added.
func (r *Reel) Take(f *Film) { r.film = f }

// pageData is what the page's script knows of the film, beside its reels.
type pageData struct {
	Lang   string                       `json:"lang"`
	Pens   map[string]map[string]string `json:"pens"` // by theme: the sequences of the pens, by the numbers of their characters
	Themes map[string]castTheme         `json:"themes"`
	Length float64                      `json:"length"` // seconds
	Poster float64                      `json:"poster"`
	Keys   bool                         `json:"keys"`  // some are pressed
	Parts  map[string]pagePart          `json:"parts"` // by language
}

// pagePart is what depends on the language.
type pagePart struct {
	Title    string            `json:"title"`
	Captions [][3]any          `json:"captions"` // start, end, text
	Words    map[string]string `json:"words"`
}

// pageReel is a reel as the page has it.
type pageReel struct {
	ID            string
	Columns, Rows int
	Text          string
}

// pageText is what stands in the page in a language.
type pageText struct {
	Lang     string
	Shown    bool
	Title    string
	Words    *words.PageWords
	Chapters []pageLine
	Lines    []pageLine
}

// pageLine is a chapter, or a sentence.
type pageLine struct {
	At    float64 // seconds
	Clock string
	Text  string
	Turns bool

	Choices []string // of the question
}

// pageFields are what is put into the page.
type pageFields struct {
	Policy         string
	Lang, Title    string
	Style          template.CSS
	Player, Script template.JS
	Data           *pageData
	Font           pageFont
	Reels          []pageReel
	Texts          []pageText
	Licences       []string
}

// Write writes the page.
func (p *Page) Write(w io.Writer) error {
	fields, err := p.fields()
	if err != nil {
		return err
	}
	out, err := fields.page()
	if err == nil && len(out) > PageBytesMax && fields.Font.Text != "" {
		fields.Font = pageFont{}
		out, err = fields.page()
	}
	if err != nil {
		return err
	}
	if len(out) > PageBytesMax {
		return sim.Refuse("the page would have %d KB: want at most %d; make a shorter film (--from, --to), or one with fewer frames (--fps 10, --motion off)",
			"페이지가 %dKB가 됩니다. %dKB까지 만들 수 있습니다. 영상을 짧게 하거나(--from, --to) 프레임을 줄이세요(--fps 10, --motion off)", len(out)/1000, PageBytesMax/1000)
	}
	_, err = w.Write(out)
	return err
}

// page returns the page.
func (f *pageFields) page() ([]byte, error) {
	var out bytes.Buffer
	err := pageTemplate.Execute(&out, f)
	return out.Bytes(), err
}

// fields collects what is put into the page.
func (p *Page) fields() (*pageFields, error) {
	script, style, player := file("web/page.js"), file("web/page.css"), printed(file(playerFolder+"asciinema-player.min.js"))
	f := &pageFields{
		Policy: "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src 'wasm-unsafe-eval' " + hashOf(player) + " " + hashOf(script),
		Style:  template.CSS(file(playerFolder+"asciinema-player.css") + style), //nolint:gosec // ours, and the player's
		Player: template.JS(player), Script: template.JS(script),                //nolint:gosec // likewise
		Data: p.data(), Lang: p.lang.String(), Font: p.font,
		Licences: []string{file(playerFolder + "LICENSE"), file(playerFolder + "LICENSE-solid-js")},
	}
	if p.font.Text != "" {
		f.Licences = append(f.Licences, p.font.Licence)
	}
	for _, r := range p.reels {
		text, err := r.pack()
		if err != nil {
			return nil, err
		}
		f.Reels = append(f.Reels, pageReel{r.id(), r.cast.columns, r.cast.rows, text})
		if r.Small {
			continue
		}
		t := p.text(r.film)
		if t.Shown {
			f.Title = t.Title
		}
		f.Texts = append(f.Texts, t)
	}
	return f, nil
}

// pageTemplate is the page; what is put into it is escaped by where it stands.
var pageTemplate = template.Must(template.New("page.html").ParseFS(web, "web/page.html"))

// file returns a file that the page is made of.
func file(name string) string {
	text, err := web.ReadFile(name)
	if err != nil {
		panic(err) // it is embedded
	}
	return string(text)
}

// printed returns a script with the control characters in its strings written out: a
// page has none.
func printed(script string) string {
	var b strings.Builder
	for _, r := range script {
		if r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && r < 0xa0 || r >= 0x2028 && r <= 0x2029 || r == '\ufeff' {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hashOf names a script, so that a browser runs no other.
func hashOf(script string) string {
	sum := sha256.Sum256([]byte(script))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// id names the reel.
func (r *Reel) id() string {
	id := "reel-" + r.film.Options.Lang.String()
	if r.Small {
		id += "-small"
	}
	return id
}

// pack returns what the reel plays, deflated, in base64 without + and /: a line for each event, its
// time since the one before in milliseconds, its code, and its text as JSON.
func (r *Reel) pack() (string, error) {
	var b bytes.Buffer
	out, err := flate.NewWriter(&b, flate.BestCompression)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	before := int64(0)
	for _, e := range r.cast.all(r.film) {
		at := milliseconds(e.at)
		fmt.Fprintf(&text, "%d %s ", at-before, castCodes[e.code])
		text.Write(jsonOf(e.data))
		before = at
	}
	if _, err := io.WriteString(out, text.String()); err != nil {
		return "", err
	}
	if err := out.Close(); err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(b.Bytes()), nil
}

// data returns what the script knows.
func (p *Page) data() *pageData {
	d := &pageData{Lang: p.lang.String(), Pens: map[string]map[string]string{}, Themes: map[string]castTheme{}, Parts: map[string]pagePart{}}
	pens := p.pens()
	for name, light := range map[string]bool{"dark": false, "light": true} {
		theme := canvas.Theme{Palette: p.palette, Light: light}
		styles := canvas.NewCanvas(1, 1, theme, false).Styles
		sequences := map[string]string{}
		for pen := range pens {
			sequences[strconv.Itoa(int(pen))] = styles.Of(canvas.Pen(pen - canvas.PenFirst))
		}
		d.Pens[name], d.Themes[name] = sequences, themeOf(theme)
	}
	for _, r := range p.reels {
		if r.Small {
			continue
		}
		part := pagePart{Title: onALine(r.film.Options.Name), Words: pageWords(r.film.Options.Lang)}
		for _, c := range r.film.Subtitles() {
			part.Captions = append(part.Captions, [3]any{c.Start.Seconds(), c.End.Seconds(), c.Text})
		}
		d.Parts[r.film.Options.Lang.String()] = part
		d.Length, d.Poster, d.Keys = r.film.Length.Seconds(), r.film.poster().Seconds(), len(r.film.Presses) > 0
	}
	return d
}

// pens returns the characters of the pens that the reels are painted with.
func (p *Page) pens() map[rune]bool {
	used := map[rune]bool{}
	for _, r := range p.reels {
		for _, e := range r.cast.events {
			for _, c := range e.data {
				if c >= canvas.PenFirst && c <= canvas.PenLast {
					used[c] = true
				}
			}
		}
	}
	return used
}

// pageWords are the words that the script puts where others stood.
func pageWords(lang words.Lang) map[string]string {
	w := &lang.Catalogue().Page
	return map[string]string{
		"language": w.Language, "captions": w.Captions, "none": w.NoCaptions, "dark": w.Dark, "light": w.Light, "stop": w.Stop, "keys": w.Keys, "made": w.Made,
		"licence": w.Licence, "player": w.Player, "missing": w.Missing,
	}
}

// text returns what stands in the page in the language of a film.
func (p *Page) text(f *Film) pageText {
	lang := f.Options.Lang
	t := pageText{Lang: lang.String(), Shown: lang == p.lang, Title: onALine(f.Options.Name), Words: &lang.Catalogue().Page}
	chapters, err := f.Chapters()
	if err != nil { // it is too short for a platform; here its turns are enough
		chapters = append([]Chapter{{Title: t.Title}}, f.Turns()...)
	}
	for _, c := range chapters {
		t.Chapters = append(t.Chapters, pageLine{At: c.Start.Seconds(), Clock: clock(c.Start, f.Length), Text: c.Title})
	}
	for i := range f.Captions {
		c := &f.Captions[i]
		t.Lines = append(t.Lines, pageLine{At: c.Start.Seconds(), Clock: clock(c.Start, f.Length), Text: onALine(c.Text), Turns: c.Turns || c.Asks, Choices: c.Choices})
	}
	return t
}

// poster returns the moment that stands for the film: its gravest turn, when there
// is something to see of it, or else its middle.
func (f *Film) poster() time.Duration {
	at, gravest := f.Length/2, 0
	for _, turn := range f.Turns() {
		if turn.gravity > gravest && turn.gravity < askedGravity {
			at, gravest = turn.Start+posterAfter, turn.gravity
		}
	}
	return min(at, f.Length)
}

// posterAfter is when after a turn what it is about can be seen.
const posterAfter = 2500 * time.Millisecond
