package sim

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"orderflow/internal/hostile"
)

func TestPrintableIsInert(t *testing.T) {
	for _, h := range hostile.Texts {
		for _, limit := range []int{0, 1, 20, 500} {
			text := Printable(h.Text, limit)
			if act := hostile.Act(text); act != "" || strings.Contains(text, "\n") {
				t.Errorf("%s: %s", h.Name, act)
			}
			if n := utf8.RuneCountInString(text); n > limit+1 || n == limit+1 && !strings.HasSuffix(text, "…") {
				t.Errorf("%s: %d characters, want at most %d", h.Name, n, limit)
			}
			if again := Printable(text, limit+1); again != text {
				t.Errorf("%s: %q becomes %q", h.Name, text, again)
			}
		}
	}
}

// long marks a long test of code that runs in one goroutine: the race detector,
// which runs the short tests, has nothing to find there.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one goroutine, and long")
	}
}

// TestNoCharacterActs: of all there are.
func TestNoCharacterActs(t *testing.T) {
	long(t)
	for r := range unicode.MaxRune + 1 {
		text := string(r)
		if act := hostile.Act(Printable(text, 1)); act != "" || text == "\n" && Printable(text, 1) == text {
			t.Fatalf("Printable: %s", act)
		}
		quoted := AppendQuoted(nil, text)
		if act := hostile.Act(string(quoted)); act != "" || r == '\n' && bytes.Contains(quoted, []byte(text)) {
			t.Fatalf("AppendQuoted: %s", act)
		}
		var read string
		if err := json.Unmarshal(quoted, &read); err != nil || read != text {
			t.Fatalf("%q is quoted as %s, which is read as %q (%v)", text, quoted, read, err)
		}
	}
}

func TestQuotedTextIsWhole(t *testing.T) {
	for _, h := range hostile.Texts {
		quoted := AppendQuoted(nil, h.Text)
		if act := hostile.Act(string(quoted)); act != "" || bytes.Contains(quoted, []byte("\n")) {
			t.Errorf("%s: %s", h.Name, act)
		}
		var read string
		if err := json.Unmarshal(quoted, &read); err != nil || utf8.ValidString(h.Text) && read != h.Text {
			t.Errorf("%s: read as %.80q (%v)", h.Name, read, err)
		}
	}
}

// checkError checks that an error is one line that cannot act on a terminal.
func checkError(t *testing.T, err error) {
	t.Helper()
	if act := hostile.Act(err.Error()); act != "" || strings.Contains(err.Error(), "\n") {
		t.Errorf("%.300q is not one inert line: %s", err, act)
	}
}

// ordersWith is a file of one order, with a text in one of its columns.
func ordersWith(column int, text string) (csv, jsonl string) {
	values := []string{"a", "person", "blog", "views", "1", "2", "external", "@b"}
	values[column] = text
	var object []string
	for i, value := range values {
		quoted := string(AppendQuoted(nil, value))
		if i != column && (i == columnQuantity || i == columnPoints) {
			quoted = value
		}
		object = append(object, string(AppendQuoted(nil, orderColumns[i]))+":"+quoted)
		values[i] = `"` + strings.ReplaceAll(value, `"`, `""`) + `"`
	}
	return ordersHeader + strings.Join(values, ",") + "\n", "{" + strings.Join(object, ",") + "}\n"
}

// TestHostileOrdersFiles: whatever stands in a column, as a column or as the
// name of the file, the orders are such as can be shown, or refused in one
// line that can.
func TestHostileOrdersFiles(t *testing.T) {
	long(t)
	accepted := 0
	check := func(file, text string) {
		t.Helper()
		orders, err := ReadOrders(file, strings.NewReader(text))
		if err != nil {
			checkRefusal(t, orders, err)
			return
		}
		for _, o := range orders {
			accepted++
			if act := hostile.Act(o.ID + o.Link); act != "" || strings.Contains(o.ID+o.Link, "\n") {
				t.Errorf("an order was accepted: %s", act)
			}
		}
	}
	for _, h := range hostile.Texts {
		for column := range orderColumnCount {
			csv, jsonl := ordersWith(column, h.Text)
			check("o.csv", csv)
			check("o.jsonl", jsonl)
		}
		csv, _ := ordersWith(columnID, "a")
		check(h.Text, "x")
		check(h.Text, csv)
		check("o.csv", h.Text)
		check("o.csv", strings.Replace(csv, "customer", h.Text, 1))
		check("o.jsonl", h.Text)
		check("o.jsonl", `{`+string(AppendQuoted(nil, h.Text))+`:1}`)
		check("o.jsonl", `{"`+h.Text+`":1}`)
	}
	if accepted == 0 {
		t.Error("no order was accepted")
	}
}

// TestHostileLogs: what a log brings is read as it is, or refused in one line
// that can be shown.
func TestHostileLogs(t *testing.T) {
	long(t)
	header := Header{Scenario: "calm", Seed: 1, Args: []string{"run"}, Version: "v"}
	started := Event{N: 1, Type: RunStarted, Detail: &Detail{Setup: &Setup{Partitions: 3}}}
	for _, h := range hostile.Texts {
		text := h.Text[:min(len(h.Text), lineMax/16)]
		header := header
		header.Scenario, header.Version, header.Args = text, text, []string{text, "run", text}
		setup := started
		setup.Detail = &Detail{Setup: &Setup{Partitions: 3, Engine: text, Observe: text}}
		var b bytes.Buffer
		w := NewLogWriter(&b, header)
		w.Append(setup)
		w.Append(Event{N: 2, Type: LimitReached, Detail: &Detail{Text: text}})
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if act := hostile.Act(b.String()); act != "" {
			t.Errorf("%s: the log: %s", h.Name, act)
		}
		log, err := ReadLog(bytes.NewReader(b.Bytes()))
		if err != nil {
			t.Errorf("%s: %v", h.Name, err)
			continue
		}
		if utf8.ValidString(text) && (log.Header.Scenario != text || !slices.Equal(log.Header.Args, header.Args) || log.At(2).Detail.Text != text) {
			t.Errorf("%s: the log is not read as it was written", h.Name)
		}
	}
	first, second := header.AppendJSON(nil), started.AppendJSON(nil)
	for _, h := range hostile.Texts {
		quoted := string(AppendQuoted(nil, h.Text[:min(len(h.Text), lineMax/16)]))
		for _, text := range []string{
			h.Text + "\n",
			strings.Replace(string(first), `"calm"`, `"`+h.Text+`"`, 1) + "\n",
			strings.Replace(string(first), `"scenario"`, quoted, 1) + "\n",
			string(first) + "\n" + h.Text + "\n",
			string(first) + "\n" + strings.Replace(string(second), `"run-started"`, quoted, 1) + "\n",
			string(first) + "\n" + strings.Replace(string(second), `"mode"`, quoted, 1) + "\n",
			string(first) + "\n" + strings.Replace(string(second), `"emit"`, quoted, 1) + "\n",
			string(first) + "\n" + string(second) + h.Text + "\n",
		} {
			if _, err := ReadLog(strings.NewReader(text)); err != nil {
				checkError(t, err)
			}
		}
	}
}

// TestReadLogRefuses: what does not follow from what is before it.
func TestReadLogRefuses(t *testing.T) {
	log := &Log{}
	for _, e := range []Event{
		{N: 1, Type: RunStarted, Detail: &Detail{Setup: &Setup{Partitions: 3}}},
		{N: 2, At: 5, Type: OrderCreated, Order: 1, Detail: &Detail{Order: &Order{Number: 1, ID: "a", Customer: 1, Channel: 1, Product: 1, Quantity: 1, Points: 1, Fulfilment: 1, Link: "@b"}}},
		{N: 3, At: 5, Type: AnomalyFound, Order: 1, Cause: 2, Word: uint8(Stuck), Detail: &Detail{Evidence: []EventID{1, 2}}},
		{N: 4, At: 6, Type: RunEnded, Word: uint8(ReasonQuiet)},
	} {
		log.Append(e)
	}
	var b bytes.Buffer
	if _, err := log.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadLog(bytes.NewReader(b.Bytes())); err != nil {
		t.Fatal(err)
	}
	for _, change := range []struct{ old, new, want string }{
		{`"n":3`, `"n":5`, "line 4: n is 5, want 3"},
		{`"cause":2`, `"cause":3`, "line 4: cause 3 is not before event 3"},
		{`"at_ns":6`, `"at_ns":4`, "line 5: at_ns falls from 5 to 4"},
		{`"at_ns":6`, `"at_ns":6,"own_ns":7`, "line 5: own_ns is 7: want earlier than at_ns, 6"},
		{`"at_ns":6`, `"at_ns":6,"own_ns":6`, "line 5: not an event of this version"},
		{`"at_ns":6`, `"at_ns":6,"own_ns":0`, "line 5: not an event of this version: own_ns: want a whole number from 1"},
		{`"at_ns":6`, `"at_ns":6,"own_ns":-1`, "line 5: not an event of this version: own_ns: want a whole number from 1"},
		{`"order":1,"id"`, `"order":2,"id"`, "line 3: order 2 is created after order 0"},
		{`"order":1,"anomaly"`, `"order":2,"anomaly"`, "line 4: order 2 was never created"},
		{`"events":[1,2]`, `"events":[1,3]`, "line 4: events: want only such as are before event 3"},
		{`"events":[1,2]`, `"events":[0]`, "line 4: events: want"},
		{`"events":[1,2]`, `"events":[1,4294967295]`, "line 4: events: want"},
		{`"reason":"quiet"`, `"reason":"freeze"`, "line 5: reason: a run does not end by freeze: want quiet, until, quit, crash or limit"},
		{`"order":1,"id"`, `"id"`, "line 3: order 0 is created after order 0"},
	} {
		if !strings.Contains(b.String(), change.old) {
			t.Fatalf("%s is not in the log", change.old)
		}
		_, err := ReadLog(strings.NewReader(strings.Replace(b.String(), change.old, change.new, 1)))
		if err == nil || !strings.HasPrefix(err.Error(), change.want) {
			t.Errorf("%s for %s: %v, want %s", change.new, change.old, err, change.want)
		}
	}
}

// TestHostileWords: what is no word of the command line is named in one line.
func TestHostileWords(t *testing.T) {
	long(t)
	for _, h := range hostile.Texts {
		_, mode := ParseMode(h.Text)
		_, observe := ParseObserve(h.Text)
		_, late := ParseObserve("late=" + h.Text)
		_, rate := ParseRate(h.Text)
		_, span := ParseSpan(h.Text, 0)
		_, fault := ParseFault(h.Text)
		_, key := ParseFault("poison:" + h.Text + "=1")
		_, value := ParseFault("poison:order=" + h.Text)
		_, scenario := FindScenario(h.Text)
		_, text := ParseScenario(h.Text, []byte(h.Text))
		_, field := ParseScenario("f.json", []byte(`{`+string(AppendQuoted(nil, h.Text))+`:1}`))
		_, promise := ParseScenario("f.json", []byte(`{"name":"x","promise":`+string(AppendQuoted(nil, h.Text))+`}`))
		_, raw := ParseScenario("f.json", []byte(`{"name":"x","promise":"`+h.Text+`","mode":"`+h.Text+`"}`))
		for _, err := range []error{mode, observe, late, rate, span, fault, key, value, scenario, text, field, promise, raw} {
			if err == nil {
				continue
			}
			checkError(t, err)
			if len(err.Error()) > 2000 {
				t.Errorf("%s: %d bytes of error", h.Name, len(err.Error()))
			}
		}
	}
}
