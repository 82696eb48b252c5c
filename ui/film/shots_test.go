package film

import (
	"strings"
	"testing"
	"time"
)

func TestShotLists(t *testing.T) {
	list, err := ParseShots("a.keys", []byte("# a comment\n\nfrom '#4.lost'  # another\r\nat \"#4.lost\": w, hold 4s, esc\n  e, type '/gave up', enter, down ×3, up x2 # and so on\nat 90s: comma, colon, hold 1.5s, cut\n"))
	if err != nil {
		t.Fatal(err)
	}
	if list.From == nil || list.From.String() != "'#4.lost'" {
		t.Errorf("it begins at %v", list.From)
	}
	var got []string
	for i := range list.Shots {
		got = append(got, list.Shots[i].String())
	}
	want := "at '#4.lost': w|hold 4s|esc|e|/|g|a|v|e|space|u|p|enter|down|down|down|up|up|at 1m30s: ,|:|hold 1.5s|cut"
	if strings.Join(got, "|") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, "|"), want)
	}
}

func TestMoments(t *testing.T) {
	for text, want := range map[string]string{"12s": "12s", "1m5s": "1m5s", "#4.lost": "'#4.lost'", "totals.lost > 2": "'totals.lost > 2'", "cue:lost": "'cue:lost'"} {
		if m, err := ParseMark(text); err != nil || m.String() != want {
			t.Errorf("%q is the moment %v: %v", text, m, err)
		}
	}
}

func TestWrongShotListsAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "a.keys: no shot in it",
		"# nothing\n":                    "a.keys: no shot in it",
		"w\nat '#4.losst': w":            "a.keys:2: #4.losst",
		"at '#4.lost' w":                 "a.keys:1: want : after the moment",
		"at '#4.lost: w":                 "a.keys:1: '#4.lost: w: the quote is not closed",
		"at #4.lost: w":                  "a.keys:1: want a time such as 12s, or a condition",
		"at soon: w":                     "a.keys:1: want a time such as 12s",
		"at 12: w":                       "a.keys:1: ",
		"at 'cue:': w":                   "a.keys:1: cue: want the id",
		"w, flurb":                       `a.keys:1: key "flurb" is not known`,
		"w esc":                          `a.keys:1: want a comma between two steps, before "esc"`,
		"w,":                             "a.keys:1: want a key",
		"hold":                           "a.keys:1: hold: ",
		"hold -1s":                       "a.keys:1: hold: ",
		"type esc":                       "a.keys:1: type: want a text between quotes",
		"type ''":                        "a.keys:1: type: want a text",
		"down x200":                      "a.keys:1: down ×200: want 1 to 99 times",
		"down ×":                         "a.keys:1: down ×",
		"w\nfrom 3s":                     "a.keys:2: from: want it once, before the first shot",
		"from 3s, w":                     "a.keys:1: from: want nothing after the moment",
		"\xff":                           "a.keys: is not UTF-8",
		strings.Repeat("down x99\n", 12): "more than 1000 keys",
		strings.Repeat("w, ", 40_000):    "a line is too long",
	} {
		if _, err := ParseShots("a.keys", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %s", text, err, want)
		}
	}
}

// TestAShotListIsPlayed: keys are pressed at their moments, and a film can be cut
// out of the story.
func TestAShotListIsPlayed(t *testing.T) {
	list, err := ParseShots("a.keys", []byte("from 'cue:lost'\nat '#4.lost': hold 2s, w, hold 4s, esc\nhold 1s, cut\n"))
	if err != nil {
		t.Fatal(err)
	}
	f := rolled(t, "outage", Options{FPS: 20, Shots: list.Shots, From: list.From}, nil)
	if len(f.Presses) != 2 || f.Presses[0] != (Press{2 * time.Second, "w"}) || f.Presses[1].Key != "esc" || f.Presses[1].At < 6*time.Second || f.Length > 9*time.Second {
		t.Errorf("%v in %s", f.Presses, f.Length)
	}
	if turns := f.Turns(); len(turns) != 1 || turns[0].Start != 0 {
		t.Errorf("a sentence that stands again turns again: %v", turns)
	}
	for text, want := range map[string]string{
		"at 'totals.lost > 99': w": "--keys: a moment of the list never comes: at 'totals.lost > 99': w",
		"at 'cue:nobody': w":       "--keys: a moment of the list never comes: at 'cue:nobody': w",
	} {
		list, err := ParseShots("a.keys", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := rolledOrNot(t, "outage", Options{FPS: 5, Shots: list.Shots}, nil); err == nil || err.Error() != want {
			t.Errorf("%s: %v", text, err)
		}
	}
	never, err := ParseMark("totals.lost > 99")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := rolledOrNot(t, "outage", Options{FPS: 5, From: never}, nil); err == nil || !strings.HasPrefix(err.Error(), "--from") {
		t.Errorf("from a moment that never comes: %v", err)
	}
	if _, err := rolledOrNot(t, "outage", Options{FPS: 5, To: never}, nil); err == nil || !strings.HasPrefix(err.Error(), "--to") {
		t.Errorf("to a moment that never comes: %v", err)
	}
}

// TestAFilmThatStandsEnds: whoever pauses it and does nothing more has said all.
func TestAFilmThatStandsEnds(t *testing.T) {
	list, err := ParseShots("a.keys", []byte("at 20s: space"))
	if err != nil {
		t.Fatal(err)
	}
	if f := rolled(t, "outage", Options{FPS: 5, Shots: list.Shots}, nil); f.Length < 30*time.Second || f.Length > 40*time.Second {
		t.Errorf("it takes %s", f.Length)
	}
}

func FuzzShots(f *testing.F) {
	for _, text := range []string{"at '#4.lost': w, hold 4s, esc", "from 3s\ntype 'a b', down ×3 # c", "at 'cue:lost': comma, cut", "'", "at"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ParseShots("a", []byte(text))
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\x1b") {
				t.Errorf("%q", err.Error())
			}
			return
		}
		for i := range list.Shots {
			s := &list.Shots[i]
			if s.Key == "" && s.Hold == 0 && !s.Cut && !strings.Contains(text, "hold") {
				t.Errorf("%q has a shot that does nothing", text)
			}
		}
	})
}
