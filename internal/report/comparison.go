package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/words"
)

// Comparison prints the runs of the three modes side by side.
type Comparison struct {
	header sim.Header
	config sim.Config
	lanes  []sim.Lane
	words  *comparisonWords
}

// NewComparison compares the lanes of a configuration, in a language.
func NewComparison(header sim.Header, config sim.Config, lanes []sim.Lane, lang words.Lang) *Comparison {
	return &Comparison{header: header, config: config, lanes: lanes, words: &comparisonCatalogue[lang]}
}

// comparisonRow is one line: what is compared, and what each lane's run says.
type comparisonRow struct {
	key   string // of the JSON form
	label string
	cells []string
}

// section is a group of rows.
type section struct {
	title string
	rows  []comparisonRow
}

// row makes a line by asking every lane.
func (c *Comparison) row(key, label string, ask func(*sim.Lane) string) comparisonRow {
	r := comparisonRow{key: key, label: label}
	for i := range c.lanes {
		r.cells = append(r.cells, ask(&c.lanes[i]))
	}
	return r
}

// sections returns everything that is compared.
func (c *Comparison) sections() []section {
	w := c.words
	return []section{
		{w.knowledge, []comparisonRow{
			c.row("delivery", w.delivery, c.delivery),
			c.row("outcomes", w.outcomesLabel, c.outcomes),
			c.row("told", w.told, c.told),
			c.row("processed", w.processed, func(l *sim.Lane) string { return c.share(l, sim.Handled) }),
			c.row("finished_then", w.finishedThen, func(l *sim.Lane) string { return c.share(l, sim.Finished) }),
		}},
		{w.waiting, []comparisonRow{
			c.row("waited_median", w.waitedMedian, func(l *sim.Lane) string { return c.span(l.Waited[1], l.Knowing+l.Outcomes[sim.Failure]) }),
			c.row("waited_most", w.waitedMost, func(l *sim.Lane) string { return c.span(l.Waited[2], l.Knowing+l.Outcomes[sim.Failure]) }),
			c.row("waited_broker", w.waitedBroker, func(l *sim.Lane) string { return c.span(l.ForWhom[0], l.State.Appended) }),
			c.row("waited_consumer", w.waitedConsumer, c.forConsumer),
			c.row("hanging", w.hanging, func(l *sim.Lane) string { return typeset.Grouped(int64(l.Hanging)) }),
		}},
		{w.orders, c.orderRows()},
		{w.money, []comparisonRow{
			c.row("points_taken", w.taken, func(l *sim.Lane) string { return typeset.Grouped(l.Money.Taken) + " P" }),
			c.row("points_back", w.back, func(l *sim.Lane) string { return typeset.Grouped(l.Money.Back) + " P" }),
			c.row("points_for_nothing", w.forNothing, func(l *sim.Lane) string { return typeset.Grouped(l.Money.ForNothing) + " P" }),
			c.row("panel", w.panel, func(l *sim.Lane) string { return sim.FormatCents(l.Money.Panel) + " $" }),
		}},
		{w.anomalies, c.anomalyRows()},
	}
}

// delivery is request-response if an answer came, or if a caller waits for one
// although the broker has the record; else event-driven.
func (c *Comparison) delivery(l *sim.Lane) string {
	if l.Answers > 0 || l.Hanging > 0 && l.State.Appended > 0 && l.Mode == sim.Send {
		return c.words.requestResponse
	}
	return c.words.eventDriven
}

func (c *Comparison) outcomes(l *sim.Lane) string {
	var parts []string
	for outcome, count := range l.Outcomes {
		if count > 0 && c.words.outcomes[outcome] != "" {
			parts = append(parts, c.words.outcomes[outcome]+" ×"+typeset.Grouped(int64(count)))
		}
	}
	return cmp.Or(strings.Join(parts, ", "), "–")
}

// told returns the rung that every order had reached by the time its caller
// went on.
func (c *Comparison) told(l *sim.Lane) string {
	if l.Knowing == 0 {
		return "–"
	}
	return l.Told.String()
}

func (c *Comparison) share(l *sim.Lane, r sim.Rung) string {
	if l.Knowing == 0 {
		return "–"
	}
	return fmt.Sprintf(c.words.of, typeset.Grouped(int64(l.Proved[r])), typeset.Grouped(int64(l.Knowing)))
}

// span writes how long callers waited; a dash if there were none.
func (c *Comparison) span(d time.Duration, count int) string {
	switch {
	case count == 0:
		return "–"
	case d < 10*time.Millisecond:
		return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// forConsumer is how much longer than for the broker a caller waited, until a
// handler was done.
func (c *Comparison) forConsumer(l *sim.Lane) string {
	return c.span(max(0, l.ForWhom[1]-l.ForWhom[0]), l.State.Appended)
}

func (c *Comparison) orderRows() []comparisonRow {
	w := c.words
	count := func(n func(*sim.Lane) int) func(*sim.Lane) string {
		return func(l *sim.Lane) string { return typeset.Grouped(int64(n(l))) }
	}
	rows := []comparisonRow{
		c.row("published", w.published, count(func(l *sim.Lane) int { return l.State.Published })),
		c.row("finished", w.finished, count(func(l *sim.Lane) int { return l.State.Finished })),
		c.row("lost", w.lost, count(func(l *sim.Lane) int { return l.State.Truths[sim.Lost] })),
		c.row("refunded", w.refunded, count(func(l *sim.Lane) int { return l.State.RefundedOrders })),
		c.row("duplicated", w.duplicated, count(func(l *sim.Lane) int { return l.State.Duplicated })),
		c.row("unknown", w.unknown, count(func(l *sim.Lane) int { return l.State.Unknown })),
		c.row("latest_arrival", w.latest, func(l *sim.Lane) string { return c.span(l.Late, l.State.Appended) }),
	}
	return slices.DeleteFunc(rows, func(r comparisonRow) bool {
		return r.key != "published" && r.key != "finished" && r.key != "lost" && !slices.ContainsFunc(r.cells, func(cell string) bool { return cell != "0" })
	})
}

// anomalyRows lists the anomalies that occur in at least one lane.
func (c *Comparison) anomalyRows() []comparisonRow {
	var rows []comparisonRow
	for a := sim.PhantomPublish; a <= sim.Stuck; a++ {
		row := c.row(a.String(), a.String(), func(l *sim.Lane) string { return typeset.Grouped(int64(l.Anomalies[a])) })
		if slices.ContainsFunc(row.cells, func(cell string) bool { return cell != "0" }) {
			rows = append(rows, row)
		}
	}
	if rows == nil {
		rows = append(rows, c.row("none", c.words.none, func(*sim.Lane) string { return "–" }))
	}
	return rows
}

// WriteTable writes the comparison for a terminal.
func (c *Comparison) WriteTable(w *bytes.Buffer) {
	t := table{right: []bool{false, false, false, false}, shrinks: []int{0, 2, 3, 1}}
	t.add(append([]string{""}, c.words.modes[:]...)...)
	for _, s := range c.sections() {
		t.add(s.title, "", "", "")
		for _, r := range s.rows {
			t.add(append([]string{"  " + r.label}, r.cells...)...)
		}
	}
	fmt.Fprintf(w, c.words.head+"\n", c.header.Scenario, c.header.Seed)
	for _, f := range c.config.Faults {
		fmt.Fprintf(w, "%s %s\n", c.words.fault, f)
	}
	fmt.Fprintln(w)
	for _, line := range t.lines(Width) {
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
	fmt.Fprintln(w)
	for _, line := range wrap(c.sentence(), Width) {
		fmt.Fprintln(w, line)
	}
}

// WriteMarkdown writes the comparison as a table for a document.
func (c *Comparison) WriteMarkdown(w *bytes.Buffer) {
	fmt.Fprintf(w, c.words.head+"\n\n", c.header.Scenario, c.header.Seed)
	fmt.Fprintf(w, "| | `%s` | `%s` | `%s` |\n|---|---|---|---|\n", c.words.modes[0], c.words.modes[1], c.words.modes[2])
	for _, s := range c.sections() {
		fmt.Fprintf(w, "| **%s** | | | |\n", s.title)
		for _, r := range s.rows {
			fmt.Fprintf(w, "| %s | %s |\n", r.label, strings.Join(r.cells, " | "))
		}
	}
	fmt.Fprintf(w, "\n%s\n", c.sentence())
}

// sentence sums the difference up.
func (c *Comparison) sentence() string {
	emit, awaited, send := &c.lanes[0], &c.lanes[1], &c.lanes[2]
	w := c.words
	if emit.State.Truths[sim.Lost] == 0 && awaited.Outcomes[sim.Failure] == 0 && send.Hanging == 0 {
		return fmt.Sprintf(w.calmSentence, c.told(emit), c.told(awaited), c.told(send),
			c.span(emit.Waited[1], 1), c.span(awaited.Waited[1], 1), c.span(send.Waited[1], 1))
	}
	return fmt.Sprintf(w.sentence, emit.State.Truths[sim.Lost], typeset.Grouped(emit.Money.ForNothing),
		awaited.Outcomes[sim.Failure], typeset.Grouped(awaited.Money.Back), send.Outcomes[sim.Failure], send.Hanging)
}

// WriteJSON writes the figures as JSON.
func (c *Comparison) WriteJSON(w io.Writer) error {
	type lane struct {
		Mode      string           `json:"mode"`
		LogHash   string           `json:"log_hash"`
		Outcomes  map[string]int   `json:"outcomes"`
		Told      string           `json:"told"`
		Knowing   int              `json:"knowing"`
		Proved    map[string]int   `json:"proved"`
		WaitedMS  []float64        `json:"waited_ms"`
		BrokerMS  float64          `json:"waited_broker_ms"`
		HandlerMS float64          `json:"waited_handler_ms"`
		Hanging   int              `json:"hanging"`
		Answers   int              `json:"answers"`
		LatestMS  float64          `json:"latest_arrival_ms"`
		Totals    map[string]int64 `json:"totals"`
		Anomalies map[string]int   `json:"anomalies"`
		Errors    map[string]int   `json:"errors"`
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	var lanes []lane
	for i := range c.lanes {
		l := &c.lanes[i]
		t := l.State.Totals()
		x := lane{
			Mode: l.Mode.String(), LogHash: l.LogHash, Outcomes: map[string]int{}, Told: c.told(l), Knowing: l.Knowing, Proved: map[string]int{},
			WaitedMS: []float64{ms(l.Waited[0]), ms(l.Waited[1]), ms(l.Waited[2])}, BrokerMS: ms(l.ForWhom[0]), HandlerMS: ms(l.ForWhom[1]),
			Hanging: l.Hanging, Answers: l.Answers, LatestMS: ms(l.Late), Anomalies: map[string]int{}, Errors: map[string]int{},
			Totals: map[string]int64{
				"orders": int64(t.Orders), "published": int64(t.Published), "appended": int64(t.Appended), "finished": int64(t.Finished), "lost": int64(t.Lost),
				"duplicated": int64(t.Duplicated), "unknown": int64(t.Unknown), "points_charged": t.PointsCharged, "points_refunded": t.PointsRefunded,
				"points_for_nothing": l.Money.ForNothing, "provider_cost": t.ProviderCost,
			},
		}
		for outcome, count := range l.Outcomes {
			if count > 0 && sim.Outcome(outcome) != sim.OutcomeNone {
				x.Outcomes[sim.Outcome(outcome).String()] = count
			}
		}
		for r := range sim.RungCount {
			x.Proved[r.String()] = l.Proved[r]
		}
		for a := sim.PhantomPublish; a <= sim.Stuck; a++ {
			if l.Anomalies[a] > 0 {
				x.Anomalies[a.String()] = l.Anomalies[a]
			}
		}
		for code, count := range l.Errors {
			x.Errors[code.String()] = count
		}
		lanes = append(lanes, x)
	}
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", " ")
	return encoder.Encode(map[string]any{"scenario": c.header.Scenario, "seed": c.header.Seed, "modes": lanes})
}
