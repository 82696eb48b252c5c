package track

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// briefly returns a count in at most four columns.
func briefly(n int) string { return words.Brief(int64(n)) }

func groupPlace(g sim.Group) intent.Place {
	return intent.Place{Kind: intent.GroupPlace, Number: uint32(g)}
}

// consumersBox is where the groups are; it is dashed where nobody is there who
// could carry an order out.
func (f *frame) consumersBox() box {
	b := f.newBox(moment.ConsumersSpot)
	b.titles = f.Words.Box.Consumers[:]
	b.opens = groupPlace(sim.InHouseGroup)
	b.cut = f.State.KeepsAway(sim.InHouseGroup) != nil && f.State.KeepsAway(sim.ExternalGroup) != nil
	return b
}

// drawConsumers draws a line for each group; where there is one line, the LAG
// of those that carry orders out.
func (f *frame) drawConsumers() {
	b := f.consumersBox()
	f.drawBorder(&b)
	f.drawFaultMark(&b, actsAtConsumers, actsAtPanel, actsAtStatistics)
	switch {
	case b.rows() == 0:
	case b.rows() == 1 || b.W-2 < groupRoom:
		f.drawCarriers(&b)
	default:
		for i, g := range tell.LagGroups {
			f.drawGroup(&b, i, g)
		}
	}
	f.finish(&b)
}

// groupRoom is the least room of a line for a group.
const groupRoom = 14

// drawCarriers draws how far those are behind that carry orders out, and how the
// first of them stands that cannot read. Both read every record: the sum of
// their LAGs would count most of them twice.
func (f *frame) drawCarriers(b *box) {
	said, p := f.lagWords(b, max(f.Lag(sim.InHouseGroup), f.Lag(sim.ExternalGroup)), f.LagKnown(sim.InHouseGroup) && f.LagKnown(sim.ExternalGroup))
	f.say(b, 0, boxText(said, p))
	for _, g := range [...]sim.Group{sim.InHouseGroup, sim.ExternalGroup} {
		if said, p := f.groupWords(g); len(said) > 0 && b.rows() > 1 {
			var variants []boxRow
			for _, text := range said {
				variants = append(variants, boxText(text, p))
			}
			f.say(b, 1, variants...)
			return
		}
	}
}

// drawGroup draws the line of a group. It can be opened by itself.
func (f *frame) drawGroup(b *box, line int, g sim.Group) {
	f.Clickable(b.X+1, b.Y+1+line, b.W-2, intent.Click{Place: groupPlace(g)})
	p, names := f.label(b), []string{g.String()}
	if g == sim.StatisticsGroup {
		names = f.Words.Box.Statistics[:]
	}
	if f.marksRow(b, line, groupPlace(g)) {
		p = canvas.Ink | canvas.Bold
	}
	lag, v := f.lagWords(b, f.Lag(g), f.LagKnown(g))
	var variants []boxRow
	said, s := f.groupWords(g)
	for _, text := range said {
		if r := boxPair(names[0], p, text, s); r.width() <= b.room() {
			variants = append(variants, r)
		}
	}
	for _, name := range names {
		variants = append(variants, boxPair(name, p, lag, v))
	}
	f.say(b, line, append(variants, boxText(lag, v))...)
}

// marksRow marks the line of a place that is pointed at, and is not the one of
// the whole box.
func (f *frame) marksRow(b *box, line int, place intent.Place) bool {
	if !f.focused(place) || place == b.opens {
		return false
	}
	if b.pad > 0 {
		f.Set(b.X+1, b.Y+1+line, canvas.Ink, '▸')
	}
	return true
}

// lagWords says how far a group is behind, if anybody can tell: nobody can while
// no broker can be reached.
func (f *frame) lagWords(b *box, lag int64, known bool) (string, canvas.Pen) {
	if !known {
		return "LAG ?", f.label(b)
	}
	n := typeset.Grouped(lag)
	if canvas.Columns(n)+4 > b.room() {
		n = words.Brief(lag)
	}
	if lag > 0 {
		return "LAG " + n, f.figure(b, canvas.Waiting)
	}
	return "LAG " + n, f.label(b)
}

// silentFrom is how long a group must be cut off before its sessions are told.
const silentFrom = 5 * time.Second

// groupWords says how a group stands that carries orders out and cannot read
// though there is a broker: for how long of its session nobody has heard of it,
// and that it joins. It is nil where its LAG says enough.
func (f *frame) groupWords(g sim.Group) ([]string, canvas.Pen) {
	census := f.Census(g)
	gone, _ := f.Unreachable()
	if gone || f.State.Groups[g].Unseen || g == sim.StatisticsGroup || census.Reading() > 0 || census.Stand[sim.StandsAbsent] > 0 {
		return nil, 0
	}
	t := &f.Words.Member.Briefly
	if census.Queued() > 0 {
		said := []string{t[sim.StandsJoining]}
		if silent := f.silence(g); len(silent) > 0 {
			said = append([]string{t[sim.StandsJoining] + " " + silent[1]}, said...)
		}
		return said, canvas.Waiting
	}
	if silent := f.silence(g); len(silent) > 0 {
		return silent, canvas.Waiting
	}
	for _, s := range [...]sim.MemberStanding{sim.StandsCrashed, sim.StandsStarting} {
		if census.Stand[s] == census.Count && census.Count > 0 {
			return []string{t[s]}, tell.StandingPens[s]
		}
	}
	return nil, 0
}

// silence says for how long of its session the member is silent that is
// nearest to its end; nil where none is, or not for long.
func (f *frame) silence(g sim.Group) []string {
	since, limit := sim.Never, f.State.Setup.SessionTimeout
	for _, m := range f.State.Members(g) {
		if m.Silent != sim.Never && (since == sim.Never || m.Silent < since) {
			since = m.Silent
		}
	}
	if since == sim.Never || f.Since(since) < silentFrom {
		return nil
	}
	var said []string
	for _, text := range f.Words.Box.Session {
		said = append(said, fmt.Sprintf(text, words.Tenths(min(f.Since(since), limit)), strconv.FormatInt(int64(limit/time.Second), 10)))
	}
	return said
}
