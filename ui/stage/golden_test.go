package stage

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

var update = flag.Bool("update", false, "rewrite what has changed in testdata/sights, demo.tape and examples/films; read the diff")

// sightsFolder has one file for each sight that has a golden, and no other.
var sightsFolder = filepath.Join("testdata", "sights")

// TestSights compares each sight with its golden, a look with a section.
func TestSights(t *testing.T) {
	if testing.Short() {
		t.Skip("many frames, one after the other")
	}
	kept := map[string]bool{}
	for _, s := range allSights {
		if s.looks == "" {
			continue
		}
		if kept[s.name+".txtar"] {
			t.Errorf("two sights are called %s", s.name)
		}
		kept[s.name+".txtar"] = true
		t.Run(s.name, func(t *testing.T) { checkGolden(t, s.name, goldenOf(t, s)) })
	}
	files, err := os.ReadDir(sightsFolder)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		path := filepath.Join(sightsFolder, file.Name())
		switch {
		case kept[file.Name()]:
		case !*update:
			t.Errorf("%s is of no sight; -update removes it", path)
		default:
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// goldenOf draws the golden of a sight: what it is there to show, and its looks.
func goldenOf(t *testing.T, s sight) *txtar.Archive {
	t.Helper()
	golden := &txtar.Archive{Comment: []byte(s.shows + "\n\n")}
	for name := range strings.SplitSeq(s.looks, ", ") {
		l := parseLook(t, name)
		frame := drawSight(t, s, l)
		text := trimmed(frame.Text())
		if l.pens {
			text = pensOf(frame)
		}
		golden.Files = append(golden.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	if s.escapes {
		golden.Files = append(golden.Files, txtar.File{Name: "escapes", Data: []byte(escapesTable())})
	}
	return golden
}

// checkGolden compares a golden with its file, section by section, and writes
// a file that differs with -update.
func checkGolden(t *testing.T, name string, got *txtar.Archive) {
	t.Helper()
	path := filepath.Join(sightsFolder, name+".txtar")
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if now := txtar.Format(got); *update && !bytes.Equal(now, text) {
		if err := os.WriteFile(path, now, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want := txtar.Parse(text)
	if !bytes.Equal(want.Comment, got.Comment) {
		t.Errorf("%s:\n%s", path, diff.Diff("its comment", want.Comment, "what the sight shows", got.Comment))
	}
	for _, look := range got.Files {
		had := section(want, look.Name)
		if !bytes.Equal(had, look.Data) {
			t.Errorf("look at it, and rewrite it with -update:\n%s", diff.Diff(path+" "+look.Name, had, "now", look.Data))
		}
	}
	for _, look := range want.Files {
		if section(got, look.Name) == nil {
			t.Errorf("%s: the sight has no look %q", path, look.Name)
		}
	}
}

// section returns a file of an archive, nil where there is none.
func section(a *txtar.Archive, name string) []byte {
	for _, file := range a.Files {
		if file.Name == name {
			return file.Data
		}
	}
	return nil
}

// look is how a sight is drawn: "120x36 ko", or "80x24 en" and what is special:
// ascii, big, pens, or the box of a panel that shows one at a time.
type look struct {
	moment.Options
	pens bool
	box  int
}

func parseLook(t *testing.T, name string) look {
	t.Helper()
	var l look
	fields := strings.Fields(name)
	if _, err := fmt.Sscanf(fields[0], "%dx%d", &l.Width, &l.Height); err != nil || len(fields) < 2 {
		t.Fatalf("look %q: %v", name, err)
	}
	l.Lang = map[string]words.Lang{"en": words.English, "ko": words.Korean}[fields[1]]
	special := strings.Join(fields[2:], " ")
	if n, err := fmt.Sscanf(special, "box %d", &l.box); n == 1 && err == nil {
		special = "box"
	}
	l.ASCII, l.Big, l.pens = special == "ascii", special == "big", special == "pens"
	if known := []string{"", "ascii", "big", "pens", "box"}; !slices.Contains(known, special) {
		t.Fatalf("look %q: want one of %q", name, known)
	}
	return l
}

// trimmed leaves out the blanks at the ends of lines, which no editor keeps. A
// frame is held to its width before, so that nothing is lost.
func trimmed(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
	return b.String()
}

// penLetters name the pens in a golden, as its comment says.
const (
	penLetters = "iqbdmwlufnyx"
	fillDigits = "0123456789+*" // the same tokens as grounds
)

// pensOf shows a frame's pens, a letter for each character that is seen.
func pensOf(frame canvas.Canvas) string {
	var b strings.Builder
	for i, cell := range frame.Cells {
		letter := rune(penLetters[cell.Pen.Token()])
		switch {
		case cell.Pen&canvas.Focus != 0:
			letter = '#'
		case cell.Pen&canvas.Fill != 0:
			letter = rune(fillDigits[cell.Pen.Token()])
		case cell.Rune == ' ':
			letter = ' '
		case cell.Pen&canvas.Bold != 0:
			letter += 'A' - 'a'
		}
		b.WriteRune(letter)
		if (i+1)%frame.Width() == 0 {
			b.WriteByte('\n')
		}
	}
	return trimmed(b.String())
}

// escapesTable shows what switches to each pen, for each palette, background
// and number of colours.
func escapesTable() string {
	var b strings.Builder
	for palette := range canvas.PaletteCount {
		for _, light := range []bool{false, true} {
			fmt.Fprintf(&b, "%s, %s\n", palette, map[bool]string{false: "dark", true: "light"}[light])
			fmt.Fprintf(&b, "%-8s%-30s%-20s%-16s%s\n", "pen", "true colour", "256", "16", "none")
			for i, letter := range penLetters {
				for _, pen := range []struct {
					letter string
					canvas.Pen
				}{{string(letter), canvas.Pen(i)}, {strings.ToUpper(string(letter)), canvas.Pen(i) | canvas.Bold}, {"#", canvas.Pen(i) | canvas.Focus}} {
					if pen.letter != string(letter) && i > 0 {
						continue // bold and focus are added to each in the same way
					}
					line := fmt.Sprintf("%-8s", pen.letter)
					for depth, width := range []int{30, 20, 16, 0} {
						style := canvas.NewCanvas(1, 1, canvas.Theme{Palette: palette, Light: light, Depth: canvas.Depth(depth)}, false).Styles.Of(pen.Pen)
						line += fmt.Sprintf("%-*s", width, strings.ReplaceAll(style, "\x1b", `\e`))
					}
					b.WriteString(line + "\n")
				}
			}
		}
	}
	return trimmed(b.String())
}
