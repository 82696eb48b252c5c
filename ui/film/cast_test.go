package film

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/ui/canvas"
	"orderflow/ui/internal/tube"
	"orderflow/ui/words"
)

// newTube returns a terminal that knows the sequences of a cast, and no others.
func newTube(width, height int) *tube.Tube {
	return tube.New(width, height, "H", "2J", "?25l", "?25h")
}

// castLine is a line of a cast after its first.
type castLine struct {
	interval float64
	code     string
	data     string
}

// readCast reads a cast as its specification has it.
func readCast(t *testing.T, text []byte) (header castHeader, lines []castLine) {
	t.Helper()
	for i, line := range bytes.Split(bytes.TrimSuffix(text, []byte("\n")), []byte("\n")) {
		if i == 0 {
			decoder := json.NewDecoder(bytes.NewReader(line))
			decoder.DisallowUnknownFields()
			if err := decoder.Decode(&header); err != nil {
				t.Fatal(err)
			}
			continue
		}
		var fields []any
		if err := json.Unmarshal(line, &fields); err != nil || len(fields) != 3 {
			t.Fatalf("line %d: %.80s: %v", i+1, line, err)
		}
		interval, isNumber := fields[0].(float64)
		code, isCode := fields[1].(string)
		data, isText := fields[2].(string)
		if !isNumber || !isCode || !isText || interval < 0 || len(code) != 1 || !strings.ContainsAny(code, "oimrx") {
			t.Fatalf("line %d: %.80s", i+1, line)
		}
		lines = append(lines, castLine{interval, code, data})
	}
	return header, lines
}

// TestACastPlaysEveryFrame: a terminal that is sent what the cast has shows each
// frame of the film at its time, whatever is pressed in it; the intervals add up.
func TestACastPlaysEveryFrame(t *testing.T) {
	list, err := ParseShots("t.keys", []byte("at 'cue:lost': w, hold 3s, esc, e, hold 1s, L, hold 1s, L, hold 1s, t, hold 1s, esc\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []words.Lang{words.English, words.Korean} {
		type shown struct {
			at    time.Duration
			frame canvas.Canvas
		}
		var frames []shown
		cast := NewCast(canvas.Theme{})
		made := rolled(t, "outage", Options{FPS: 10, Lang: lang, Name: "a\nfilm", Title: "제목 <title>", Shots: list.Shots}, func(f Frame) error {
			f.Cells.Cells = slices.Clone(f.Cells.Cells)
			frames = append(frames, shown{f.At, f.Cells})
			return cast.Add(f)
		})
		var out bytes.Buffer
		if err := cast.Write(&out, made); err != nil {
			t.Fatal(err)
		}
		header, lines := readCast(t, out.Bytes())
		if header.Version != 3 || header.Term.Columns != 120 || header.Term.Rows != 36 || header.Title != "a film" || header.Term.Theme.Paper != "#12161b" || strings.Count(header.Term.Theme.Sixteen, ":") != 15 {
			t.Errorf("the header is %+v", header)
		}
		terminal, sum, next := newTube(120, 36), 0.0, 0
		codes := map[string]int{}
		for _, line := range lines {
			sum += line.interval
			codes[line.code]++
			if line.code != "o" {
				continue
			}
			if err := terminal.Write(line.data); err != nil {
				t.Fatalf("at %.3f s: %v", sum, err)
			}
			if next == len(frames) {
				continue // the cursor comes back
			}
			if f := &frames[next]; math.Abs(f.at.Seconds()-sum) > 0.0005001 {
				t.Fatalf("frame %d stands at %s, and is played at %.4f s", next, f.at, sum)
			} else if wrong := terminal.Shows(&f.frame); wrong != "" {
				t.Fatalf("frame %d at %s: %s", next, f.at, wrong)
			}
			next++
		}
		if next != len(frames) || math.Abs(sum-made.Length.Seconds()) > 0.0005001 {
			t.Errorf("%d of %d frames in %.3f s, want %s", next, len(frames), sum, made.Length)
		}
		last := lines[len(lines)-1]
		if last.code != "x" || last.data != "0" || codes["x"] != 1 || terminal.Hidden {
			t.Errorf("it ends with %+v, its cursor hidden: %t", last, terminal.Hidden)
		}
		if codes["m"] != len(made.Turns()) || codes["m"] < 5 || codes["i"] != len(made.Presses) || codes["i"] != 7 {
			t.Errorf("%d marks of %d turns, %d keys of %d", codes["m"], len(made.Turns()), codes["i"], len(made.Presses))
		}
	}
}

// TestEveryKeyIsTyped: what a key of a shot list sends is what a terminal sends.
func TestEveryKeyIsTyped(t *testing.T) {
	for key, want := range map[string]string{"w": "w", "esc": "\x1b", "space": " ", "ctrl+c": "\x03", "alt+x": "\x1bx", "한": "한", "shift+tab": "\x1b[Z"} {
		if got := typedAs(key); got != want {
			t.Errorf("%s is typed as %q, want %q", key, got, want)
		}
	}
}
