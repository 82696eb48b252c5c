package cli

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"orderflow/kafkax/proxy"
	"orderflow/sim"
	"orderflow/ui/words"
)

// Limits of what a proxy prints.
const (
	proxyEventsMax = 100_000 // that wait to be printed; what is beyond is counted
	keyShown       = 40      // characters
	nameShown      = 80
)

// proxyLines keeps what happens at a proxy for the one who prints it: those who
// tell it must not wait.
type proxyLines struct {
	jsonl bool
	lang  words.Lang
	more  chan struct{} // receives when there is something to print

	mu      sync.Mutex
	waiting []proxy.Event
	lost    int
}

func newProxyLines(format string, lang words.Lang) *proxyLines {
	return &proxyLines{jsonl: format == formatJSONL, lang: lang, more: make(chan struct{}, 1)}
}

// add keeps an event.
func (l *proxyLines) add(e proxy.Event) {
	l.mu.Lock()
	if len(l.waiting) < proxyEventsMax {
		l.waiting = append(l.waiting, e)
	} else {
		l.lost++
	}
	l.mu.Unlock()
	select {
	case l.more <- struct{}{}:
	default:
	}
}

// begin prints where the proxy listens.
func (l *proxyLines) begin(w io.Writer, addresses, topics []string) error {
	if !l.jsonl {
		sayDoor(w, addresses, topics, l.lang)
		return nil
	}
	b := appendStrings([]byte(`{"type":"listening","addresses":`), addresses)
	b = appendStrings(append(b, `,"topics":`...), topics)
	_, err := w.Write(append(b, "}\n"...))
	return err
}

// write prints what has happened since the last call.
func (l *proxyLines) write(w io.Writer) error {
	l.mu.Lock()
	events, lost := l.waiting, l.lost
	l.waiting, l.lost = nil, 0
	l.mu.Unlock()
	var b []byte
	for i := range events {
		if l.jsonl {
			b = appendProxyJSON(b, &events[i])
		} else {
			b = fmt.Appendf(b, "%9.3f  %s\n", events[i].At.Seconds(), l.lang.Of(proxyText(&events[i])))
		}
	}
	switch {
	case lost > 0 && l.jsonl:
		b = fmt.Appendf(b, `{"type":"left-out","events":%d}`+"\n", lost)
	case lost > 0:
		b = append(b, l.lang.Of(sim.Say("%d more were not printed: they came too fast", "%d개는 너무 빨리 와서 출력하지 못했습니다", lost))+"\n"...)
	}
	_, err := w.Write(b)
	return err
}

// proxyText says an event in a line.
func proxyText(e *proxy.Event) sim.Text {
	topic, group := sim.Printable(e.Topic, nameShown), sim.Printable(e.Group, nameShown)
	switch e.Type {
	case proxy.Connected:
		return sim.Say("connection %d to broker %d opened", "연결 %d: 브로커 %d에 연결됐습니다", e.Connection, e.Broker)
	case proxy.Refused:
		return sim.Say("connection %d reset: broker %d is away", "연결 %d: 브로커 %d에 연결할 수 없어 끊었습니다", e.Connection, e.Broker)
	case proxy.Client:
		return sim.Say("connection %[1]d is of %[2]q at %[3]s", "연결 %[1]d: %[3]s의 %[2]q입니다", e.Connection, sim.Printable(e.Client, nameShown), e.Address)
	case proxy.Closed:
		return sim.Say("connection %d to broker %d closed", "연결 %d: 브로커 %d와의 연결이 닫혔습니다", e.Connection, e.Broker)
	case proxy.Cut:
		return sim.Say("connection %d to broker %d cut by a fault", "연결 %d: 장애로 브로커 %d와의 연결이 끊겼습니다", e.Connection, e.Broker)
	case proxy.Broken:
		return sim.Say("connection %d ended by broker %d", "연결 %d: 브로커 %d이(가) 연결을 끊었습니다", e.Connection, e.Broker)
	case proxy.TurnedAway:
		if e.Connection == 0 {
			return sim.Say("turned away: %s", "거절: %s", e.Text)
		}
		return sim.Say("connection %d turned away: %s", "연결 %d을(를) 거절했습니다: %s", e.Connection, e.Text)
	case proxy.Sent:
		return sim.Say("connection %[1]d → broker %[2]d: Produce %[3]s[%[4]d], %[5]s", "연결 %[1]d → 브로커 %[2]d: Produce %[3]s[%[4]d], %[5]s", e.Connection, e.Broker, topic, e.Partition, recordsText(e))
	case proxy.Answered:
		if e.Error != "" {
			return sim.Say("connection %[1]d ← broker %[2]d: %[3]s[%[4]d] %[5]s, %[6]s", "연결 %[1]d ← 브로커 %[2]d: %[3]s[%[4]d] %[5]s, %[6]s", e.Connection, e.Broker, topic, e.Partition, e.Error, recordsText(e))
		}
		return sim.Say("connection %[1]d ← broker %[2]d: %[3]s[%[4]d]@%[5]d appended, %[6]s", "연결 %[1]d ← 브로커 %[2]d: %[3]s[%[4]d]@%[5]d 저장됨, %[6]s", e.Connection, e.Broker, topic, e.Partition, e.Offset, recordsText(e))
	case proxy.Committed:
		if e.Error != "" {
			return sim.Say("connection %[1]d ← broker %[2]d: group %[3]s may not commit %[4]s[%[5]d]@%[6]d: %[7]s", "연결 %[1]d ← 브로커 %[2]d: 그룹 %[3]s의 커밋 %[4]s[%[5]d]@%[6]d 거절: %[7]s", e.Connection, e.Broker, group, topic, e.Partition, e.Offset, e.Error)
		}
		return sim.Say("connection %[1]d ← broker %[2]d: group %[3]s has committed %[4]s[%[5]d]@%[6]d", "연결 %[1]d ← 브로커 %[2]d: 그룹 %[3]s의 커밋 %[4]s[%[5]d]@%[6]d", e.Connection, e.Broker, group, topic, e.Partition, e.Offset)
	case proxy.FaultBegan:
		return sim.Say("fault begins: %s", "장애 시작: %s", e.Fault)
	case proxy.FaultOver:
		return sim.Say("fault ends: %s", "장애 끝: %s", e.Fault)
	case proxy.Struck:
		if e.Connection == 0 {
			return sim.Say("fault %s strikes", "장애 %s 발생", e.Fault)
		}
		if e.Group != "" {
			return sim.Say("connection %[1]d: fault %[2]s strikes the commit of group %[3]s on %[4]s", "연결 %[1]d: 장애 %[2]s 발생, 그룹 %[3]s의 %[4]s 커밋", e.Connection, e.Fault, group, topic)
		}
		return sim.Say("connection %[1]d: fault %[2]s strikes the Produce to %[3]s", "연결 %[1]d: 장애 %[2]s 발생, %[3]s에 보낸 Produce", e.Connection, e.Fault, topic)
	}
	return sim.Text{}
}

// recordsText says how many records there are, and which the first are.
func recordsText(e *proxy.Event) sim.Text {
	keys := make([]string, len(e.Keys))
	for i, key := range e.Keys {
		keys[i] = sim.Printable(key, keyShown)
	}
	list := strings.Join(keys, ", ")
	if e.Records > len(keys) && len(keys) > 0 {
		list += ", …"
	}
	switch {
	case len(keys) == 0:
		return sim.Say("records: %d", "레코드 %d개", e.Records)
	case len(keys) == 1:
		return sim.Say("key %s", "키 %s", list)
	}
	return sim.Say("%d records, keys %s", "레코드 %d개, 키 %s", e.Records, list)
}

// appendProxyJSON appends an event as a line of JSON: what is zero is left out,
// but for the places in a topic.
func appendProxyJSON(b []byte, e *proxy.Event) []byte {
	b = strconv.AppendInt(append(b, `{"at_ns":`...), int64(e.At), 10)
	b = sim.AppendQuoted(append(b, `,"type":`...), string(e.Type))
	number := func(name string, n int64) {
		b = strconv.AppendInt(append(b, `,"`+name+`":`...), n, 10)
	}
	text := func(name, value string) {
		if value != "" {
			b = sim.AppendQuoted(append(b, `,"`+name+`":`...), value)
		}
	}
	if e.Connection != 0 {
		number("connection", int64(e.Connection))
	}
	if e.Broker != 0 {
		number("broker", int64(e.Broker))
	}
	text("client", e.Client)
	text("address", e.Address)
	text("group", e.Group)
	text("topic", e.Topic)
	switch e.Type {
	case proxy.Sent, proxy.Answered:
		number("partition", int64(e.Partition))
		if e.Type == proxy.Answered && e.Error == "" {
			number("offset", e.Offset)
		}
		number("records", int64(e.Records))
		if len(e.Keys) > 0 {
			b = appendStrings(append(b, `,"keys":`...), e.Keys)
		}
	case proxy.Committed:
		number("partition", int64(e.Partition))
		number("offset", e.Offset)
	}
	text("error", e.Error)
	text("fault", e.Fault)
	text("message", e.Text.English)
	return append(b, "}\n"...)
}

func appendStrings(b []byte, list []string) []byte {
	b = append(b, '[')
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = sim.AppendQuoted(b, s)
	}
	return append(b, ']')
}
