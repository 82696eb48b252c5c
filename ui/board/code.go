package board

import (
	"fmt"
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// codeLines are the three lines that matter, in the words of the order
// service's client and of whoever publishes: the service in its mode, or a job
// that waits for the answer. The lines are 41 columns at most.
func codeLines(s *sim.Setup, by sim.By) [3]string {
	mode := s.Mode % 3
	if by != sim.ByService && mode == sim.Emit {
		mode = sim.EmitAwait
	}
	lines, found := nestLines[mode], nestFound
	if s.Client == sim.KafkaGo {
		lines, found = goLines[mode], goFound
	}
	if first := found[by]; first != "" {
		lines[0] = first
		return lines
	}
	if s.Client == sim.KafkaGo {
		return lines
	}
	if variant, ok := observeLines[s.Observe]; ok {
		lines[1] = fmt.Sprintf(variant, [...]string{sim.Emit: "emit", sim.EmitAwait: "emit", sim.Send: "send"}[s.Mode%3])
	}
	return lines
}

// nestFound and goFound are the first lines of the jobs: how they come to know
// of an order.
var (
	nestFound = map[sim.By]string{sim.ByOutbox: "await tx(pay(order), outbox.add(order));", sim.BySweeper: "for (const order of await notPublished())"}
	goFound   = map[sim.By]string{sim.ByOutbox: "tx(points.Pay(order), outbox.Add(order))", sim.BySweeper: "for order := range db.NotPublished(ctx)"}
)

var nestLines = [3][3]string{
	sim.Emit:      {"await this.points.pay(order);", "this.client.emit('sns.orders', order);", "order.setPublished();"},
	sim.EmitAwait: {"await this.points.pay(order);", "await lastValueFrom(this.client.emit(…));", "order.setPublished();"},
	sim.Send:      {"await this.points.pay(order);", "await lastValueFrom(this.client.send(…));", "order.setPublished();"},
}

// observeLines are the second lines of callers that treat the Observable in
// another way than the mode does by itself.
var observeLines = map[string]string{
	sim.Observe{Kind: sim.AwaitObservable}.String():    "await this.client.%s('sns.orders', …);",
	sim.Observe{Kind: sim.SubscribeNoHandler}.String(): "this.client.%s(…).subscribe();",
	sim.Observe{Kind: sim.ObserveTwice}.String():       "o = this.client.%s(…); o twice subscribed",
}

var goLines = [3][3]string{
	sim.Emit:      {"points.Pay(ctx, order)", "w.WriteMessages(ctx, m) // Async: true", "order.SetPublished()"},
	sim.EmitAwait: {"points.Pay(ctx, order)", "err = w.WriteMessages(ctx, m)", "order.SetPublished()"},
	sim.Send:      {"points.Pay(ctx, order)", "reply, err := request(ctx, m)", "order.SetPublished()"},
}

// publisher returns who publishes an order: who called publish last, or who
// will. Of no order it is who publishes the next one.
func (f *frame) publisher(o *sim.OrderState) sim.By {
	switch {
	case o != nil && o.CalledAt != sim.Never && o.By != 0:
		return o.By
	case f.State.Remedies.Has(sim.Outbox):
		return sim.ByOutbox
	}
	return sim.ByService
}

// codeTitle names the mode, or the job whose code it is.
func (f *frame) codeTitle(by sim.By) string {
	t := &f.Words.Code
	switch by {
	case sim.ByOutbox:
		return t.Relay
	case sim.BySweeper:
		return t.Sweeper
	}
	return f.Words.Status.Mode[f.State.Setup.Mode%3]
}

// codeAt returns which of the three lines the order's caller is at.
func codeAt(o *sim.OrderState) int {
	switch {
	case o.Reached(sim.Marked):
		return 2
	case o.CalledAt != sim.Never:
		return 1
	}
	return 0
}

// drawCode draws the code of the mode with the running line marked, and one
// line that says what it did.
func (f *frame) drawCode(r canvas.Rect) {
	t := &f.Words.Code
	o, at := f.State.Order(f.Selected), 0
	by := f.publisher(o)
	f.Box(r, false, fmt.Sprintf(t.Title, f.codeTitle(by)), canvas.Ink)
	if f.Moment.Finished {
		f.drawNext(r)
		return
	}
	words, p := t.Before, canvas.Quiet
	if o != nil {
		at = codeAt(o)
		words, p = f.codeWords(o)
	}
	for i, text := range codeLines(&f.State.Setup, by) {
		pen := canvas.Quiet
		if o != nil && i == at {
			pen = canvas.Ink
			f.drawRunning(r.X+2, r.Y+1+i, o)
		}
		f.Put(r.X+4, r.Y+1+i, r.W-5, pen, text)
	}
	f.Put(r.X+2, r.Y+4, r.W-3, p, words)
}

// drawRunning marks the line that runs; one that threw shows it.
func (f *frame) drawRunning(x, y int, o *sim.OrderState) {
	if o.Caller == sim.Failure && !o.Reached(sim.Marked) && !o.Alive() {
		f.Set(x, y, canvas.Lost, '✗')
		return
	}
	f.Set(x, y, canvas.Ink|canvas.Bold, '▸')
}

// codeWords says what the running line did for the selected order.
func (f *frame) codeWords(o *sim.OrderState) (string, canvas.Pen) {
	t := &f.Words.Code
	if o.CalledAt == sim.Never {
		return t.Before, canvas.Quiet
	}
	if f.State.Setup.Mode == sim.Emit && o.By <= sim.ByService {
		return f.emitWords(o)
	}
	wait, has := t.WaitsAck, t.HasAck
	if f.State.Setup.Mode == sim.Send {
		wait, has = t.WaitsReply, t.HasReply
	}
	switch o.Caller {
	case sim.Value:
		return fmt.Sprintf(has, f.Words.Span(o.CallerAt)), canvas.Quiet
	case sim.Failure:
		switch {
		case o.Alive():
			return fmt.Sprintf(t.RunsAgain, f.Words.Span(o.CallerAt)), canvas.Quiet
		case o.Reached(sim.Marked):
			return fmt.Sprintf(t.RanAgain, f.Words.Span(o.CallerAt)), canvas.Quiet
		}
		return fmt.Sprintf(t.Threw, f.Words.Span(o.CallerAt)), canvas.Lost
	case sim.Unknown:
		return t.Died, canvas.Unknown
	case sim.Pending:
		return fmt.Sprintf(wait, f.Words.Span(f.Since(o.CalledAt))), canvas.Quiet
	}
	return t.EmitBackground, canvas.Quiet
}

// emitWords says what became of an emit() that nobody awaits.
func (f *frame) emitWords(o *sim.OrderState) (string, canvas.Pen) {
	t := &f.Words.Code
	switch {
	case !o.Reached(sim.Marked):
		return t.Running, canvas.Quiet
	case o.Truth() == sim.Lost:
		return fmt.Sprintf(t.EmitLost, f.Words.Rounded(o.TruthAt-o.CalledAt)), canvas.Lost
	case o.Truth() == sim.Done:
		return t.EmitDone, canvas.Quiet
	case o.Reached(sim.Appended):
		return t.EmitArrived, canvas.Quiet
	case o.Truth() == sim.OnTheWay:
		return t.EmitRan, canvas.Quiet
	case len(f.State.Client.Memory) > 1:
		return t.EmitBackground, canvas.Quiet
	}
	return t.EmitBlind, canvas.Quiet
}

// drawCodeLine draws the one line of code of the compact layout.
func (f *frame) drawCodeLine(y int) {
	if f.Moment.Finished {
		f.drawShortNext(y)
		return
	}
	o := f.State.Order(f.Selected)
	if o == nil {
		return
	}
	text := strings.Replace(codeLines(&f.State.Setup, f.publisher(o))[codeAt(o)], "this.client.", "", 1) // shorter
	words, p := f.codeWords(o)
	switch {
	case words == f.Words.Code.EmitBlind:
		words = f.Words.Code.ShortBlind
	case words == f.Words.Code.EmitBackground:
		words = f.Words.Code.ShortBackground
	case f.State.Setup.Mode == sim.Emit && o.By <= sim.ByService && o.Truth() == sim.Lost:
		words = fmt.Sprintf(f.Words.Code.ShortLost, f.Words.SecondsOf(o.TruthAt-o.CalledAt))
	}
	f.drawRunning(1, y, o)
	x := f.Put(3, y, f.Width()-5-canvas.Columns(words), canvas.Ink, text)
	f.Put(x+3, y, f.Width()-1-x-3, p, words)
}
