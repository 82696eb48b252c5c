package lectern

import (
	"encoding/json"
	"io"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/internal/hostile"
	"orderflow/internal/lesson"
	"orderflow/sim"
)

// Whoever is at the other end, it is one line, in both languages, and the notes wait on.
func TestForeignProcesses(t *testing.T) {
	hello := string(helloLine())
	for _, c := range []struct {
		name string
		do   func(net.Conn)
		want string
	}{
		{"web server", says("HTTP/1.1 400 Bad Request\r\n\r\n"), "process 7 is no show of orderflow: it says \"HTTP/1.1 400 Bad Request\ufffd\""},
		{"acts on a terminal", says("\x1b[2J\x1b]0;owned\x07\n"), "process 7 is no show of orderflow: it says \"\ufffd[2J\ufffd]0;owned\ufffd\""},
		{"bytes", says(strings.Repeat("\xff\x00", 5000)), "process 7 is no show of orderflow: it says \"" + strings.Repeat("\ufffd", 40) + "…\""},
		{"another version", says("orderflow-show 2\n{}\n"), "the show of process 7 speaks version 2 and these notes version 1: start both from the same orderflow"},
		{"no version", says("orderflow-show\n{}\n"), "process 7 is no show of orderflow: it says \"orderflow-show\""},
		{"no number", says("orderflow-show 1\x1b[m\n"), "process 7 is no show of orderflow: it says \"orderflow-show 1\ufffd[m\""},
		{"empty line", says("\n"), "process 7 is no show of orderflow: it says \"\""},
		{"says nothing", says(""), "the show of process 7 does not answer: it may be stopped (fg brings it back)"},
		{"no state", says(hello), "the show of process 7 does not answer: it may be stopped (fg brings it back)"},
		{"half a state", says(hello + `{"title":`), "the show of process 7 does not answer: it may be stopped (fg brings it back)"},
		{"hangs up", func(conn net.Conn) { conn.Close() }, "the show of process 7 takes no more notes: it has 8"},
		{"garbage", says(hello + "garbage\n"), "what process 7 sends is no state of a show: it is not read any more"},
		{"another type", says(hello + `{"title":7}` + "\n"), "what process 7 sends is no state of a show: it is not read any more"},
		{"list", says(hello + "[]\n"), "what process 7 sends is no state of a show: it is not read any more"},
		{"null", says(hello + "null\n"), "what process 7 sends is no state of a show: it is not read any more"},
		{"two in a line", says(hello + "{}{}\n"), "what process 7 sends is no state of a show: it is not read any more"},
		{"number without end", says(hello + `{"scene":` + strings.Repeat("9", 1000) + "}\n"), "what process 7 sends is no state of a show: it is not read any more"},
		{"deep", says(hello + `{"title":` + strings.Repeat(`{"English":`, 20_000) + "\n"), "what process 7 sends is no state of a show: it is not read any more"},
		{"line without end", endless(hello), "process 7 sends a line of more than 524288 bytes: it is not read any more"},
		{"first line without end", endless(""), "process 7 is no show of orderflow: it says \"" + strings.Repeat("x", 40) + "…\""},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &street{}
				s.lets(7, c.do)
				w := s.watcher()
				defer w.Close()
				news := next(t, w)
				if news.Why == nil || news.Why.Error() != c.want || news.Show != nil {
					t.Fatalf("%v, want %s", news.Why, c.want)
				}
				text := sim.TextOf(news.Why)
				if act := hostile.Act(text.English + text.Korean); act != "" || text.English == text.Korean || strings.Contains(text.Korean, "\n") {
					t.Errorf("%s: %q", act, text)
				}
				keep(t, s.opens(t, 6), state("older")) // it is there beside it
				wants(t, w, 6, "older")
			})
		})
	}
}

// endless is somebody whose line does not end.
func endless(begin string) func(net.Conn) {
	return func(conn net.Conn) {
		defer conn.Close()
		_, err := io.WriteString(conn, begin)
		for part := strings.Repeat("x", 1000); err == nil; {
			_, err = io.WriteString(conn, part)
		}
	}
}

// A peer that says something and hangs up in the middle has ended.
func TestAStateThatBreaksOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &street{}
		s.lets(7, func(conn net.Conn) {
			_, _ = io.WriteString(conn, string(helloLine())+`{"lang":"ko"}`+"\n"+`{"title":{"Eng`)
			time.Sleep(time.Second) // else the end may be the only news
			conn.Close()
		})
		w := s.watcher()
		defer w.Close()
		if s := wants(t, w, 7, ""); s.Lang != "ko" {
			t.Errorf("its language is %s", s.Lang)
		}
		s.close(7)
		wantsNone(t, w, "")
	})
}

// hostileState is one of which every text is hostile.
func hostileState(text string) lesson.Show {
	both := sim.Text{English: text, Korean: text}
	var choices []sim.Text
	hands := []int{-1, 1 << 40}
	for range 3 * choicesMax {
		choices = append(choices, both)
	}
	return lesson.Show{
		Lesson: text, Title: both, Scene: -3, Scenes: 1 << 40, Notes: both, Cue: both, Next: both, Task: both,
		Asked:   &lesson.ShowQuestion{Text: both, Choices: choices, Hands: hands, First: hands, Right: 1 << 40, Why: both},
		Elapsed: -time.Hour, Planned: 1 << 62, Whole: 1 << 62, At: -1, Mode: text, Lang: text,
	}
}

// Whatever a state says, what is read of it is bounded and cannot act on a terminal.
func TestNothingOfAStateActs(t *testing.T) {
	for _, text := range hostile.Texts {
		t.Run(text.Name, func(t *testing.T) {
			line, err := json.Marshal(hostileState(text.Text))
			if err != nil {
				t.Fatal(err)
			}
			read, err := decode(line)
			if err != nil {
				t.Fatal(err)
			}
			checkClean(t, read)
		})
	}
}

func checkClean(t *testing.T, s *lesson.Show) {
	t.Helper()
	line, err := encode(s)
	if err != nil || len(line) > stateMax {
		t.Fatalf("it is sent in %d bytes: %v", len(line), err)
	}
	texts := []sim.Text{s.Title, s.Notes, s.Cue, s.Next, s.Task, {English: s.Lesson + s.Mode + s.Lang}}
	if q := s.Asked; q != nil {
		texts = append(append(texts, q.Text, q.Why), q.Choices...)
		if len(q.Hands) != len(q.Choices) || len(q.Choices) > choicesMax || q.First != nil && len(q.First) != len(q.Choices) || q.Right < -1 || q.Right >= len(q.Choices) {
			t.Errorf("hands %v, first %v, %d choices, right %d", q.Hands, q.First, len(q.Choices), q.Right)
		}
		for _, n := range append(q.Hands, q.First...) {
			if n < 0 || n > handsMax {
				t.Errorf("%d hands", n)
			}
		}
	}
	for _, text := range texts {
		if act := hostile.Act(text.English + text.Korean); act != "" {
			t.Error(act)
		}
	}
	if s.Scene < 0 || s.Scenes > scenesMax || s.Elapsed < 0 || s.Planned > durationMax || s.Whole > durationMax || s.At < 0 {
		t.Errorf("scene %d of %d, %s, %s, %s, %s", s.Scene, s.Scenes, s.Elapsed, s.Planned, s.Whole, s.At)
	}
}

// The widest state there can be has room in a line.
func TestTheLongestStateHasRoom(t *testing.T) {
	for _, text := range []string{strings.Repeat("\U0001f600", 1<<20), strings.Repeat(`"`, 1<<20), strings.Repeat("\n", 1<<20), strings.Repeat("\u2028", 1<<18)} {
		s := clean(hostileState(text))
		checkClean(t, &s)
	}
}

func FuzzState(f *testing.F) {
	f.Add([]byte(`{"title":{"English":"a\u001b[2J","Korean":"가"},"asked":{"choices":[{}],"hands":[1,2],"right":3},"elapsed_ns":-5}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		if s, err := decode(line); err == nil {
			checkClean(t, s)
		}
	})
}
