package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/sheets"
	"orderflow/ui/words"
)

// TestAPanelsTextCanBeTyped: in the field of error= every character is typed,
// also those that are commands of the form elsewhere; a comma is not, for it
// would end the value.
func TestAPanelsTextCanBeTyped(t *testing.T) {
	form := sheets.FaultForm{}
	form.Choose(sim.ProviderError)
	p := playerAt(t, 3*time.Second, "F", moment.Options{Width: 120, Height: 36})
	onTop[*faultScreen](p).form = form
	for _, key := range append([]string{"tab"}, strings.Fields("tab L o w space F u n d s , space X l q ? x backspace 잔 액")...) {
		p.Press(key)
	}
	const want = "Low Funds Xlq?잔액"
	open := onTop[*faultScreen](p)
	if open == nil || open.form.Values[sim.KeyError] != want {
		t.Fatalf("typed into %+v, want %q", open, want)
	}
	if text := p.Draw().Text(); !strings.Contains(text, "--fault 'provider-error:from=3s,error="+want+"'") {
		t.Errorf("the form does not say it:\n%s", text)
	}
	p.Press("enter")
	if !p.onBoard() || len(p.inputs) != 1 || p.inputs[0].Fault.Text != want {
		t.Errorf("the fault is %+v, notice %q", p.inputs, p.notice.text(words.English))
	}
}

// TestStatusAndTextExcludeEachOther in the form: the one that is given last stays.
func TestStatusAndTextExcludeEachOther(t *testing.T) {
	form := sheets.FaultForm{}
	form.Choose(sim.ProviderError)
	form.Field = 1
	form.Turn([]string{"429", "500", "503"}, 1)
	form.Field = 2
	form.Typed("x")
	if form.Values[sim.KeyStatus] != "" || form.Values[sim.KeyError] != "x" {
		t.Errorf("after the text: %q", form.Spec(""))
	}
	form.Pasted("no, sorry")
	form.Pasted(strings.Repeat("a", sheets.TextLengthMax))
	if form.Values[sim.KeyError] != "x" {
		t.Errorf("half of a paste was taken: %q", form.Values[sim.KeyError])
	}
	form.Pasted("yz (50%)")
	if form.Values[sim.KeyError] != "xyz (50%)" {
		t.Errorf("pasted: %q", form.Values[sim.KeyError])
	}
	form.Field = 1
	form.Turn([]string{"429", "500", "503"}, 1)
	if form.Values[sim.KeyError] != "" {
		t.Errorf("after the status: %q", form.Spec(""))
	}
}

// TestTheScreenSaysWhatThePanelSaid: why an order is over without a job, in
// both languages, in the panel's own words.
func TestTheScreenSaysWhatThePanelSaid(t *testing.T) {
	for lang, head := range map[words.Lang]string{words.English: "The panel said no with 200: the handler goes on.", words.Korean: "패널이 200 응답으로 거절해 핸들러는 그대로 끝납니다."} {
		o := moment.Options{Width: 120, Height: 36, Lang: lang}
		p := newPlayer(uitest.NewRun(t, "panel-refuses"), nil, o)
		p.Show(3200 * time.Millisecond)
		p.Press("w")
		text := Draw(p.Scene(), o).Text()
		for _, words := range []string{head, "Not enough funds on balance", "CANCELED"} {
			if !strings.Contains(text, words) {
				t.Errorf("%s: %q is not there:\n%s", lang, words, text)
			}
		}
	}
}

// TestTheScreenShowsADrop: what is left of a finished order, on its lane, in
// why, in the job's panel and in the caption, and the refill that reconcile orders.
func TestTheScreenShowsADrop(t *testing.T) {
	fault, err := sim.ParseFault("provider-drop:ratio=0.4")
	if err != nil {
		t.Fatal(err)
	}
	drop := func(c *sim.Config) {
		c.Mode, c.Orders, c.ExternalRatio, c.Faults = sim.EmitAwait, 1, 1000, []sim.Fault{fault}
	}
	o := moment.Options{Width: 120, Height: 36}
	p := briskPlayer(uitest.NewRun(t, "calm", drop, func(c *sim.Config) { c.Remedies = c.Remedies.With(sim.Reconcile, true) }), nil, o)
	p.Show(time.Hour)
	at := map[sim.EventType]time.Duration{}
	for e := range p.log.All() {
		at[e.Type] = e.At
	}
	see := func(at time.Duration, keys string, want ...string) {
		t.Helper()
		p.Show(at)
		for _, key := range strings.Fields(keys) {
			p.Press(key)
		}
		text := Draw(p.Scene(), o).Text()
		for _, words := range want {
			if !strings.Contains(text, words) {
				t.Errorf("at %s after %q, %q is not there:\n%s", at, keys, words, text)
			}
		}
		p.toBoard()
	}
	see(at[sim.JobDropped], "", "▾ 60 %", "COMPLETED", "600 are left, and nobody is told.", "≠ finished, then only 60 % left")
	see(at[sim.JobDropped], "w", "have disappeared again", "The panel tells nobody, and the row stays as it is.")
	see(at[sim.RefillOrdered]+time.Millisecond, "", "orders a refill of", "▾ 60 %")
	see(at[sim.RefillOrdered]+time.Millisecond, "w", "Reconcile has asked, and ordered a refill.")
	see(at[sim.JobRefilled], "", "✓ 14.939", "what PUBLISHED proved")
	p.Show(at[sim.RefillOrdered] + time.Millisecond)
	p.openPlace(intent.Place{Kind: intent.JobPlace, Number: 8841})
	if text := Draw(p.Scene(), o).Text(); !strings.Contains(text, "→ action=refill order=8841") || !strings.Contains(text, "60 % are left") || !strings.Contains(text, `"status": "Completed", "remains"`) {
		t.Errorf("the job's panel does not say it:\n%s", text)
	}
}

// TestTheCodeOfAnOrderThatIsSweptEarly: while its first publish is in flight
// the row says paid, and the panel of the order says that a sweeper finds it.
func TestTheCodeOfAnOrderThatIsSweptEarly(t *testing.T) {
	var faults []sim.Fault
	for _, spec := range []string{"ack-delay:delay=20s,order=1", "consumer-absent:for=40s"} {
		fault, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		faults = append(faults, fault)
	}
	o := moment.Options{Width: 120, Height: 36}
	p := briskPlayer(uitest.NewRun(t, "calm", func(c *sim.Config) {
		c.Mode, c.Orders, c.ExternalRatio, c.Faults, c.Remedies = sim.EmitAwait, 1, 0, faults, c.Remedies.With(sim.Sweeper, true)
	}), nil, o)
	p.Show(5*time.Second + 500*time.Microsecond)
	if text := Draw(p.Scene(), o).Text(); !strings.Contains(text, "▌ The sweeper found #1 unpublished") || !strings.Contains(text, "▌ and publishes it again.") || !strings.Contains(text, "the code · sweeper") {
		t.Errorf("the sweeper is not told:\n%s", text)
	}
	p.Show(21500 * time.Millisecond)
	if text := Draw(p.Scene(), o).Text(); !strings.Contains(text, "twice in the log") {
		t.Errorf("the second copy is not told:\n%s", text)
	}
}
