package track

import (
	"fmt"
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// codeLine is a line of code: in full, shorter, and in as few words as say it.
type codeLine [3]string

// codeLevels is how many variants a line of code has.
const codeLevels = 3

// codeOf returns the three lines that matter, in the words of the order service's
// client and of whoever publishes: the service in its mode, or a job that waits
// for the answer.
func codeOf(s *sim.Setup, by sim.By) [3]codeLine {
	mode := s.Mode % 3
	if by != sim.ByService && mode == sim.Emit {
		mode = sim.EmitAwait
	}
	lines, found := nestLines[mode], nestFound
	if s.Client == sim.KafkaGo {
		lines, found = goLines[mode], goFound
	}
	if first, of := found[by]; of {
		lines[0] = first
		return lines
	}
	kind, _, _ := strings.Cut(s.Observe, "=") // late=3s
	never := kind == sim.Observe{Kind: sim.ObserveNever}.String()
	if variant, observed := observeLines[kind]; observed && s.Client != sim.KafkaGo && (!never || s.Mode != sim.Emit) {
		for i, text := range variant {
			lines[1][i] = fmt.Sprintf(text, [...]string{sim.Emit: "emit", sim.EmitAwait: "emit", sim.Send: "send"}[s.Mode%3])
		}
	}
	return lines
}

var (
	nestPay  = codeLine{"await this.points.pay(order);", "await points.pay(order);", "await pay();"}
	nestMark = codeLine{"order.setPublished();", "order.setPublished();", "setPublished();"}
	goPay    = codeLine{"points.Pay(ctx, order)", "points.Pay(ctx, order)", "Pay(order)"}
	goMark   = codeLine{"order.SetPublished()", "order.SetPublished()", "SetPublished()"}
)

// nestLines have lastValueFrom however short they are: without it nobody waits.
var nestLines = [3][3]codeLine{
	sim.Emit:      {nestPay, {"this.client.emit('sns.orders', order);", "client.emit(…);", "emit(order);"}, nestMark},
	sim.EmitAwait: {nestPay, {"await lastValueFrom(this.client.emit(…));", "await lastValueFrom(emit(…));", "await lastValueFrom(emit)"}, nestMark},
	sim.Send:      {nestPay, {"await lastValueFrom(this.client.send(…));", "await lastValueFrom(send(…));", "await lastValueFrom(send)"}, nestMark},
}

var goLines = [3][3]codeLine{
	sim.Emit:      {goPay, {"w.WriteMessages(ctx, m) // Async: true", "w.Write(m) // async", "Write(m) //async"}, goMark},
	sim.EmitAwait: {goPay, {"err = w.WriteMessages(ctx, m)", "err = w.WriteMessages(m)", "err = Write(m)"}, goMark},
	sim.Send:      {goPay, {"reply, err := request(ctx, m)", "reply, err = request(m)", "request(m)"}, goMark},
}

// nestFound and goFound are the first lines of the jobs: how they come to know
// of an order.
var (
	nestFound = map[sim.By]codeLine{
		sim.ByOutbox:  {"await tx(pay(order), outbox.add(order));", "await tx(pay, outbox.add);", "tx(pay, outbox);"},
		sim.BySweeper: {"for (const order of await notPublished())", "for (o of notPublished())", "for (o of rows)"},
	}
	goFound = map[sim.By]codeLine{
		sim.ByOutbox:  {"tx(points.Pay(order), outbox.Add(order))", "tx(Pay, outbox.Add)", "tx(Pay, outbox)"},
		sim.BySweeper: {"for order := range db.NotPublished(ctx)", "for o := range rows", "for range rows"},
	}
)

// observeLines are the second lines of callers that treat the Observable in
// another way than the mode does by itself.
var observeLines = map[string]codeLine{
	sim.Observe{Kind: sim.ObserveNever}.String(): {"this.client.%s(…);", "client.%s(…);", "%s(…);"},
	"late": {"r = this.client.%s(…); // awaited late", "r = client.%s(…); // late", "%s(…); // late"},
	sim.Observe{Kind: sim.AwaitObservable}.String():    {"await this.client.%s(…);", "await client.%s(…);", "await %s(…);"},
	sim.Observe{Kind: sim.SubscribeNoHandler}.String(): {"this.client.%s(…).subscribe();", "%s(…).subscribe();", "%s().subscribe"},
	sim.Observe{Kind: sim.ObserveTwice}.String():       {"o = this.client.%s(…); // twice subscribed", "%s(…); // twice", "%s(); // twice"},
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

// codeTitle names the mode, or the job whose code it is, as it fits.
func (f *frame) codeTitle(by sim.By, room int) string {
	t, name := &f.Words.Who, f.Words.Status.Mode[f.State.Setup.Mode%3]
	switch by {
	case sim.ByOutbox:
		name = t.Relay
	case sim.BySweeper:
		name = t.Sweeper
	}
	return canvas.Longest(room, fmt.Sprintf(t.Code, name), name)
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

// runs returns the mark of the running line; one that threw shows it.
func runs(o *sim.OrderState) (rune, canvas.Pen) {
	if o.Caller == sim.Failure && !o.Reached(sim.Marked) && !o.Alive() {
		return '✗', canvas.Lost
	}
	return '▸', canvas.Ink | canvas.Bold
}

// did says in variants what the running line did for an order.
func (f *frame) did(o *sim.OrderState) ([2]string, canvas.Pen) {
	t := &f.Words.Who
	switch {
	case o.Foreign:
		return t.Adopted, canvas.Quiet
	case o.CalledAt == sim.Never:
		return t.NotCalled, canvas.Quiet
	}
	if f.State.Setup.Mode == sim.Emit && o.By <= sim.ByService {
		return f.emitDid(o)
	}
	waits, answered := t.WaitsBroker, t.BrokerSaid
	if f.State.Setup.Mode == sim.Send {
		waits, answered = t.WaitsHandler, t.HandlerSaid
	}
	switch o.Caller {
	case sim.Value:
		return f.spanned(answered, f.Words.Span(o.CallerAt)), canvas.Quiet
	case sim.Failure:
		span := f.Words.Span(o.CallerAt)
		switch {
		case o.Alive():
			return f.spanned(t.RunsAgain, span), canvas.Quiet
		case o.Reached(sim.Marked):
			return f.spanned(t.RanAgain, span), canvas.Quiet
		}
		return f.spanned(t.Threw, span), canvas.Lost
	case sim.Unknown:
		return t.Died, canvas.Unknown
	case sim.Pending:
		return f.spanned(waits, f.Words.Span(f.Since(o.CalledAt))), canvas.Quiet
	}
	return t.Blind, canvas.Quiet
}

// emitDid says what became of an emit() that nobody awaits.
func (f *frame) emitDid(o *sim.OrderState) ([2]string, canvas.Pen) {
	t := &f.Words.Who
	switch {
	case !o.Reached(sim.Marked):
		return t.Starts, canvas.Quiet
	case o.Truth() == sim.Lost:
		return f.emitLost(o), canvas.Lost
	case o.Truth() == sim.Done:
		return t.WentWell, canvas.Quiet
	case o.Reached(sim.Appended):
		return t.Arrived, canvas.Quiet
	case o.Truth() == sim.OnTheWay:
		return t.RanFirst, canvas.Quiet
	}
	return t.Blind, canvas.Quiet
}

// emitLost says how an order was lost that nobody awaited: by its emit(), by the
// death of its process, or when all had gone well.
func (f *frame) emitLost(o *sim.OrderState) [2]string {
	t := &f.Words.Who
	switch loss, _ := f.State.Loss(o); loss {
	case sim.LostMemory:
		return t.DiedWith
	case sim.LostTruncated, sim.LostAside, sim.LostUndone:
		return t.LostLater
	}
	return f.spanned(t.Failed, f.Words.Rounded(o.TruthAt-o.CalledAt))
}

// spanned fills a span into the variants of a text.
func (f *frame) spanned(variants [2]string, span string) [2]string {
	for i, said := range variants {
		if strings.Contains(said, "%") {
			variants[i] = fmt.Sprintf(said, span)
		}
	}
	return variants
}
