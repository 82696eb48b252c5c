package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/sheets"
	"orderflow/ui/words"
)

func TestTheFormBreaksNow(t *testing.T) {
	p := playerAt(t, 3*time.Second, "F tab down tab down 1 6 s enter", moment.Options{Width: 120, Height: 36})
	if !p.onBoard() || !p.faulty() {
		t.Fatalf("%d screens, notice %q: the form did not break anything", len(p.screens), p.notice.text(words.English))
	}
	if last := p.inputs[len(p.inputs)-1]; last.Fault.For != 16*time.Second || last.At < 3*time.Second || last.At > 3*time.Second+time.Millisecond {
		t.Errorf("the input is %+v", last)
	}
	p.Press("X")
	if p.faulty() {
		t.Error("X repairs nothing")
	}
}

func TestTheFormPlansAhead(t *testing.T) {
	p := playerAt(t, 3*time.Second, "F l l", moment.Options{Width: 120, Height: 36})
	if !p.onBoard() || p.playback.Cursor.At != 3*time.Second || p.faulty() {
		t.Fatalf("at %s, notice %q", p.playback.Cursor.At, p.notice.text(words.English))
	}
	if len(p.inputs) != 1 || p.inputs[0].At != 8*time.Second {
		t.Fatalf("inputs %+v", p.inputs)
	}
	if got := p.notice.text(words.English); !strings.Contains(got, "broker-down:from=8s") {
		t.Errorf("the notice says %q", got)
	}
	started := false
	p.reach(9 * time.Second)
	for e := range p.log.All() {
		started = started || e.Type == sim.FaultStarted && e.At == 8*time.Second
	}
	if !started {
		t.Error("nothing begins at 8 s")
	}
}

func TestTheFormShowsTheParsersError(t *testing.T) {
	p := playerAt(t, 3*time.Second, "F tab down tab down 1 6", moment.Options{Width: 120, Height: 36})
	_, want := sim.ParseFault("broker-down:for=16")
	if text := p.Draw().Text(); !strings.Contains(text, strings.TrimPrefix(want.Error(), "fault broker-down: ")) {
		t.Errorf("the error is not shown: %v\n%s", want, text)
	}
	p.Press("enter")
	if onTop[*faultScreen](p) == nil || len(p.inputs) > 0 {
		t.Error("a wrong form was taken")
	}
}

// TestTheFormReachesEveryFault: each fault can be chosen, each of its fields
// edited, and what the form then says is read by the parser.
func TestTheFormReachesEveryFault(t *testing.T) {
	for _, shape := range sim.FaultShapes() {
		form := sheets.FaultForm{}
		form.Choose(shape.Name)
		if _, err := form.Fault(""); err != nil {
			t.Errorf("%s cannot be broken at once: %v", shape.Name, err)
		}
		if count := len(form.Fields()); count > sheets.FieldRows {
			t.Errorf("%s has %d fields, the form has room for %d", shape.Name, count, sheets.FieldRows)
		}
		for i, k := range form.Fields() {
			form.Field = i + 1
			for range 9 {
				form.Turn(form.Offers(k, 3*time.Second, &sim.Setup{Partitions: 3}, 4), 1)
				if _, err := form.Fault(form.Values[sim.KeyFrom]); err != nil {
					t.Errorf("space makes %q: %v", form.Spec(""), err)
				}
			}
		}
	}
}

func TestTheFormCutsNoWord(t *testing.T) {
	for _, shape := range sim.FaultShapes() {
		for _, lang := range []words.Lang{words.English, words.Korean} {
			form := sheets.FaultForm{}
			form.Choose(shape.Name)
			p := playerAt(t, 3*time.Second, "F", moment.Options{Width: 80, Height: 24, Lang: lang})
			onTop[*faultScreen](p).form = form
			if text := p.Draw().Text(); strings.Contains(text, "…") {
				t.Errorf("%s: a word is cut\n%s", shape.Name, text)
			}
		}
	}
}

func TestTheFormSaysWhatTheModelSays(t *testing.T) {
	for _, shape := range sim.FaultShapes() {
		if english, korean := words.English.Catalogue().Form.Does[shape.Name], words.Korean.Catalogue().Form.Does[shape.Name]; english != shape.Happens.English || korean != shape.Happens.Korean {
			t.Errorf("%s: %q, %q", shape.Name, english, korean)
		}
	}
}

// TestTheFormHasAHelp: ? lists its keys, and is a character where a text is typed.
func TestTheFormHasAHelp(t *testing.T) {
	p := playerAt(t, 3*time.Second, "F ?", moment.Options{Width: 120, Height: 36})
	if onTop[*helpScreen](p) == nil || !strings.Contains(p.Draw().Text(), words.English.Catalogue().Keys.Help[intent.BreakNowAction]) {
		t.Errorf("the help is not open:\n%s", p.Draw().Text())
	}
	p.Press("esc")
	if onTop[*faultScreen](p) == nil {
		t.Error("esc does not go back to the form")
	}
}
