package ui

import (
	"fmt"
	"strings"

	"orderflow/sim"
)

// codeLines are the three lines of the order service that matter, in the
// words of its client and of the mode. The lines are 41 columns at most.
func codeLines(s *sim.Setup) [3]string {
	if s.Client == sim.KafkaGo {
		return goLines[s.Mode%3]
	}
	lines := nestLines[s.Mode%3]
	if variant, ok := observeLines[s.Observe]; ok {
		lines[1] = fmt.Sprintf(variant, [...]string{sim.Emit: "emit", sim.EmitAwait: "emit", sim.Send: "send"}[s.Mode%3])
	}
	return lines
}

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

// running returns which of the three lines the order's caller is at.
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
func (f *frame) drawCode(r rect) {
	t := &f.t.Code
	f.box(r, false, fmt.Sprintf(t.Title, f.t.Status.Mode[f.s.Setup.Mode%3]), ink)
	if f.m.Finished {
		f.drawNext(r)
		return
	}
	o, at := f.s.Order(f.selected), 0
	words, p := t.Before, quiet
	if o != nil {
		at = codeAt(o)
		words, p = f.codeWords(o)
	}
	for i, text := range codeLines(&f.s.Setup) {
		pen := quiet
		if o != nil && i == at {
			pen = ink
			f.drawRunning(r.x+2, r.y+1+i, o)
		}
		f.put(r.x+4, r.y+1+i, r.w-5, pen, text)
	}
	f.put(r.x+2, r.y+4, r.w-3, p, words)
}

// drawRunning marks the line that runs; one that threw shows it.
func (f *frame) drawRunning(x, y int, o *sim.OrderState) {
	if o.Caller == sim.Failure && !o.Reached(sim.Marked) {
		f.set(x, y, lost, '✗')
		return
	}
	f.set(x, y, ink|bold, '▸')
}

// codeWords says what the running line did for the selected order.
func (f *frame) codeWords(o *sim.OrderState) (string, pen) {
	t := &f.t.Code
	if o.CalledAt == sim.Never {
		return t.Before, quiet
	}
	if f.s.Setup.Mode == sim.Emit {
		return f.emitWords(o)
	}
	wait, has := t.WaitsAck, t.HasAck
	if f.s.Setup.Mode == sim.Send {
		wait, has = t.WaitsReply, t.HasReply
	}
	switch o.Caller {
	case sim.Value:
		return fmt.Sprintf(has, f.t.span(o.CallerAt)), quiet
	case sim.Failure:
		return fmt.Sprintf(t.Threw, f.t.span(o.CallerAt)), lost
	case sim.Unknown:
		return t.Died, unknown
	case sim.Pending:
		return fmt.Sprintf(wait, f.t.span(f.since(o.CalledAt))), quiet
	}
	return t.EmitBackground, quiet
}

// emitWords says what became of an emit() that nobody awaits.
func (f *frame) emitWords(o *sim.OrderState) (string, pen) {
	t := &f.t.Code
	switch {
	case !o.Reached(sim.Marked):
		return t.Running, quiet
	case o.Truth() == sim.Lost:
		return fmt.Sprintf(t.EmitLost, f.t.rounded(o.Since-o.CalledAt)), lost
	case o.Truth() == sim.Done:
		return t.EmitDone, quiet
	case o.Reached(sim.Appended):
		return t.EmitArrived, quiet
	case o.Truth() == sim.OnTheWay:
		return t.EmitRan, quiet
	case len(f.s.Client.Memory) > 1:
		return t.EmitBackground, quiet
	}
	return t.EmitBlind, quiet
}

// drawCodeLine draws the one line of code of the compact layout.
func (f *frame) drawCodeLine(y int) {
	if f.m.Finished {
		f.drawShortNext(y)
		return
	}
	o := f.s.Order(f.selected)
	if o == nil {
		return
	}
	text := strings.Replace(codeLines(&f.s.Setup)[codeAt(o)], "this.client.", "", 1) // shorter
	words, p := f.codeWords(o)
	switch {
	case words == f.t.Code.EmitBlind:
		words = f.t.Code.ShortBlind
	case words == f.t.Code.EmitBackground:
		words = f.t.Code.ShortBackground
	case f.s.Setup.Mode == sim.Emit && o.Truth() == sim.Lost:
		words = fmt.Sprintf(f.t.Code.ShortLost, f.t.seconds(o.Since-o.CalledAt))
	}
	f.drawRunning(1, y, o)
	x := f.put(3, y, f.width-5-columns(words), ink, text)
	f.put(x+3, y, f.width-1-x-3, p, words)
}
