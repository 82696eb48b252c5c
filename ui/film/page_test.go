package film

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// paged makes the page of a film with a hostile name.
func paged(t *testing.T, font []byte) (page string, made [2]*Film, frames [2][]canvas.Canvas) {
	t.Helper()
	p := NewPage(canvas.Safe, words.Korean)
	p.SetFont("A Font", font, "its licence </script>")
	for lang := words.English; lang <= words.Korean; lang++ {
		reel := p.Reel(false)
		made[lang] = rolled(t, "outage", Options{FPS: 5, Lang: lang, Name: `</script><img src=x onerror="alert(1)"> & {{.}}` + lang.String()}, func(f Frame) error {
			f.Cells.Cells = append([]canvas.Cell(nil), f.Cells.Cells...)
			frames[lang] = append(frames[lang], f.Cells)
			return reel.Add(f)
		})
		reel.Take(made[lang])
	}
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String(), made, frames
}

// element returns what a script element of the page has.
func element(t *testing.T, page, id string) string {
	t.Helper()
	found := regexp.MustCompile(`(?s)<script [^>]*id="` + id + `"[^>]*>(.*?)</script>`).FindStringSubmatch(page)
	if found == nil {
		t.Fatalf("there is no %s", id)
	}
	return found[1]
}

// TestAPageIsWhole: it asks no network for anything, is small enough, escapes what it
// is given, and can be read without its script.
func TestAPageIsWhole(t *testing.T) {
	page, made, _ := paged(t, []byte("a font"))
	if len(page) > PageBytesMax {
		t.Errorf("it has %d bytes", len(page))
	}
	if strings.Contains(page, "<img") || strings.Count(page, "<script") != strings.Count(page, "</script>") || strings.Count(page, "</html>") != 1 || strings.Contains(page, "its licence </script>") {
		t.Error("its name is not escaped")
	}
	if found := regexp.MustCompile(`(?i)<(link|iframe|img|audio|video|object|embed|base)\b|<script[^>]*\bsrc=|@import|url\((?:"|'|)?(?:https?:)?//`).FindString(page); found != "" {
		t.Errorf("it asks for something: %s", found)
	}
	for _, want := range []string{
		`<html lang="ko"`, `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;`, `<noscript>`, "asciinema-player", "Apache License", "Ryan Carniato", "its licence &lt;/script&gt;",
		`<nav lang="en" data-in="en" aria-labelledby="chapters-en" hidden>`, `<nav lang="ko" data-in="ko" aria-labelledby="chapters-ko">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in it", want)
		}
	}
	for lang, f := range made {
		for i := range f.Captions {
			if text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "'", "&#39;", `"`, "&#34;", "+", "&#43;").Replace(onALine(f.Captions[i].Text)); !strings.Contains(page, "</button> "+text+"</p>") {
				t.Errorf("%s: %q is not in the transcript", words.Lang(lang), text)
			}
		}
		if n := strings.Count(page, ` id="reel-`+words.Lang(lang).String()+`"`); n != 1 {
			t.Errorf("%d reels in %s", n, words.Lang(lang))
		}
	}
}

// TestAPageIsTheFilm: what its script unpacks shows, in either theme, each frame of
// the film.
func TestAPageIsTheFilm(t *testing.T) {
	page, made, frames := paged(t, nil)
	var data pageData
	if err := json.Unmarshal([]byte(element(t, page, "data")), &data); err != nil {
		t.Fatal(err)
	}
	if data.Length != made[0].Length.Seconds() || data.Poster < 80 || data.Poster > 95 || len(data.Parts["ko"].Captions) != len(made[1].Captions) {
		t.Errorf("%v s, its poster at %v s, %d captions", data.Length, data.Poster, len(data.Parts["ko"].Captions))
	}
	for lang := words.English; lang <= words.Korean; lang++ {
		packed, err := base64.RawURLEncoding.DecodeString(element(t, page, "reel-"+lang.String()))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
		if err != nil {
			t.Fatal(err)
		}
		for _, theme := range []canvas.Theme{{}, {Light: true}} {
			if wrong := plays(string(text), data.Pens[map[bool]string{false: "dark", true: "light"}[theme.Light]], theme, frames[lang]); wrong != "" {
				t.Fatalf("%s, light %t: %s", lang, theme.Light, wrong)
			}
		}
	}
}

// plays reports what is wrong with the events of a reel; "" where they show the frames.
func plays(text string, pens map[string]string, theme canvas.Theme, frames []canvas.Canvas) string {
	terminal, next := newTube(frames[0].Width(), frames[0].Height()), 0
	for line := range strings.Lines(text) {
		fields := strings.SplitN(line, " ", 3)
		if fields[1] != "o" || next == len(frames) {
			continue
		}
		var sent string
		if err := json.Unmarshal([]byte(fields[2]), &sent); err != nil {
			return err.Error()
		}
		var b strings.Builder
		for _, r := range sent {
			if r >= canvas.PenFirst && r <= canvas.PenLast {
				b.WriteString(pens[strconv.Itoa(int(r))])
			} else {
				b.WriteRune(r)
			}
		}
		if err := terminal.Write(b.String()); err != nil {
			return err.Error()
		}
		frame := frames[next]
		frame.Styles = canvas.NewCanvas(1, 1, theme, false).Styles
		if wrong := terminal.Shows(&frame); wrong != "" {
			return fmt.Sprintf("frame %d: %s", next, wrong)
		}
		next++
	}
	if next != len(frames) {
		return fmt.Sprintf("%d of %d frames", next, len(frames))
	}
	return ""
}

// TestAPageThatIsTooLarge goes without its font first, and is refused then.
func TestAPageThatIsTooLarge(t *testing.T) {
	page, _, _ := paged(t, make([]byte, PageBytesMax))
	if strings.Contains(page, `id="font"`) {
		t.Error("it has a font that is too large")
	}
	p := NewPage(canvas.Safe, words.English)
	reel := p.Reel(false)
	reel.Take(rolled(t, "calm", Options{FPS: 1}, reel.Add))
	noise := make([]rune, 0, 1<<20)
	for i, seed := 0, uint64(1); i < cap(noise); i++ {
		seed = seed*6364136223846793005 + 1442695040888963407
		noise = append(noise, rune('가'+seed>>40%11172))
	}
	reel.cast.events = append(reel.cast.events, castEvent{reel.film.Length, castOutput, string(noise)})
	if err := p.Write(io.Discard); err == nil || !strings.Contains(err.Error(), "KB: want at most 1500") {
		t.Errorf("%v", err)
	}
}
