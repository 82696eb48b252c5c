package assemble

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"orderflow/internal/kafkatest"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// Strangers cannot fill the journal, nor pass for a request of somebody else.
func TestAdoptionLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("it fills the journal")
	}
	j := NewJournal(record.Names{})
	c := sim.DefaultConfig()
	j.Open(c.Setup("kafka"))
	at := func(offset int64) chronicle.Position { return chronicle.Position{Topic: sim.Orders, Offset: offset} }
	own := newTrail(sim.Order{})
	j.byReply["c-own"] = own
	for i := range int64(adoptedMax + 3) {
		j.Found(at(i), kafkatest.Ordered(fmt.Sprintf("n-%d", i), sim.InHouse, kafkatest.Asking("c-own", "a.reply")...))
	}
	if len(j.orders) != adoptedMax || !errors.Is(j.records[at(adoptedMax)].wrong, errAdoptedEnough) || j.byReply["c-own"] != own {
		t.Errorf("%d orders are adopted", len(j.orders))
	}
	for i := range int64(refusedMax + 3) {
		j.Found(at(2*adoptedMax+i), kafkatest.Ordered("n-1", sim.InHouse, kafkatest.Asking(fmt.Sprintf("d-%d", i), "a.reply")...))
	}
	j.Found(at(adoptedMax+4), kafkatest.Ordered("n-1", sim.InHouse, kafkatest.Asking(strings.Repeat("d", correlationBytesMax+1), "a.reply")...))
	if len(j.byReply) > 1+refusedMax {
		t.Errorf("%d answers are expected", len(j.byReply))
	}
	j.reserved["7"] = true
	j.Found(at(adoptedMax+3), kafkatest.Ordered("7", sim.InHouse))
	taken := (*chronicle.TakenError)(nil)
	if !errors.As(j.records[at(adoptedMax+3)].wrong, &taken) || j.Answering(&j.orders[1].order, "c-own", 0) {
		t.Error("an id that is about to be used is given away, or an answer is written to somebody else's request")
	}
}

// What another service calls an order must be one: its words are held to the rules
// of an orders file.
func TestAdoptionRefuses(t *testing.T) {
	bad := kafkatest.Ordered("n-1", sim.InHouse)
	for says, change := range map[string][2]string{
		`channel "tiktok"`:        {`"instagram"`, `"tiktok"`},
		"link":                    {"https://instagram.example/p/abc", "javascript:alert(1)"},
		"unknown field":           {`"id":`, `"discount":5,"id":`},
		"is there twice":          {`"points":2000`, `"points":2000,"points":1`},
		"cannot unmarshal number": {`"quantity":100`, `"quantity":9999999999`},
	} {
		j := NewJournal(record.Names{})
		c := sim.DefaultConfig()
		j.Open(c.Setup("kafka"))
		m := bad
		m.Value = []byte(strings.Replace(string(bad.Value), change[0], change[1], 1))
		at := chronicle.Position{Topic: sim.Orders}
		j.Found(at, m)
		if wrong := j.records[at].wrong; wrong == nil || !strings.Contains(wrong.Error(), says) || len(j.orders) != 0 {
			t.Errorf("%s: %v, want %q", m.Value, wrong, says)
		}
	}
}

// A run that goes on finds the orders of other services in the topic again: those
// that were handled then are unknown, the others are carried out.
func TestAdoptedBefore(t *testing.T) {
	log := &sim.Log{}
	j := NewJournal(record.Names{}, log.Append)
	c := sim.DefaultConfig()
	j.Open(c.Setup("kafka"))
	var p Past
	for i, id := range []string{"n-1", "n-2", "n-1"} {
		p.Copies = append(p.Copies, CopyOf(j.names, chronicle.Position{Topic: sim.Orders, Offset: int64(i)}, kafkatest.Ordered(id, sim.InHouse)))
	}
	for range c.Partitions {
		j.Announce(0, 1, nil)
	}
	p.Commits = map[CommitKey]int64{{Group: sim.InHouseGroup, Topic: sim.Orders}: 1}
	j.Restore(nil, p, nil, nil, true)
	j.End(sim.ReasonQuit)
	first, second := j.State().Order(1), j.State().Order(2)
	if first == nil || second == nil || first.Truth() != sim.Uncertain || second.Truth() != sim.Waiting || j.State().Count() != 2 {
		t.Errorf("orders %+v, %+v", first, second)
	}
	said := ""
	for e := range log.All() {
		if e.Type == sim.LimitReached {
			said += e.Detail.Text + "\n"
		}
	}
	if !strings.Contains(said, `order "n-1" exists already, as #1`) {
		t.Error(said)
	}
}
