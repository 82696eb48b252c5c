package report

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/words"
)

// Limits of the summary.
const (
	Width          = 100 // columns
	faultShown     = 200 // characters of a fault, as a log has it
	OrdersListed   = 50  // runs of more orders get a digest
	anomaliesNamed = 8   // orders named for each anomaly
)

// summary is the report a person reads.
type summary struct {
	*sim.Report
	words *summaryWords
	fates map[sim.Fate]sim.FateSum
	lines []string
}

// WriteSummary writes the report as plain text of at most Width columns:
// what ran, what became of every order (or, beyond OrdersListed, of how many),
// the totals, the anomalies, and one sentence.
func WriteSummary(w io.Writer, report *sim.Report, lang words.Lang) error {
	s := &summary{Report: report, words: &summaryCatalogue[lang], fates: report.State.Fates()}
	s.head()
	s.add("")
	if report.State.Count() <= OrdersListed {
		s.orders()
	} else {
		s.digest()
	}
	s.add("")
	s.totals()
	s.said()
	s.add("")
	s.wrapped(s.sentence())
	var text strings.Builder
	for _, line := range s.lines {
		text.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// add adds a line, without the control characters that a log may have brought
// into it.
func (s *summary) add(line string) {
	const longest = 4 * Width
	s.lines = append(s.lines, sim.Printable(line, longest))
}

// wrapped adds a text that may be longer than a line.
func (s *summary) wrapped(text string) {
	for _, line := range wrap(text, Width) {
		s.add(line)
	}
}

// labelled adds a label and a text; the text's further lines stand under its first.
func (s *summary) labelled(label, text string) {
	const indent = 14
	for i, line := range wrap(text, Width-indent) {
		if i > 0 {
			label = ""
		}
		s.add(padded(label, indent) + line)
	}
}

// head says what ran and what went wrong.
func (s *summary) head() {
	setup := &s.State.Setup
	s.wrapped(fmt.Sprintf(s.words.head, s.words.modes[setup.Mode], setup.Client, setup.Acks, sim.Printable(s.Header.Scenario, sim.NameLengthMax), s.Header.Seed, sim.Printable(setup.Engine, sim.NameLengthMax)))
	s.began()
	for i := range s.State.Faults {
		f := &s.State.Faults[i]
		s.labelled(s.words.fault, sim.Printable(f.Text, faultShown)+" · "+s.period(f))
	}
	if names := s.State.Remedies.Names(); len(names) > 0 {
		s.labelled(s.words.remedy, strings.Join(names, ", "))
	}
	s.idle()
}

// idle names the settings that have no effect beside the others.
func (s *summary) idle() {
	for _, setting := range s.State.Setup.WithoutEffect() {
		s.labelled(s.words.noEffect, setting.Setting+": "+s.words.idle[setting.Why])
	}
}

// began says when a run on the wall clock was at 0 s, and how its topics are
// called on a cluster of others.
func (s *summary) began() {
	const secondsAndZone = "2006-01-02 15:04:05 -07:00"
	switch at := s.Header.Began; {
	case at.IsZero():
	case s.Header.Prefix == "":
		s.labelled(s.words.began, at.Format(secondsAndZone))
	default:
		s.labelled(s.words.began, fmt.Sprintf(s.words.beganAs, at.Format(secondsAndZone), sim.Printable(s.Header.Prefix, sim.NameLengthMax)))
	}
}

// period says when the fault was active and, unless it is a state, how often it struck.
func (s *summary) period(f *sim.FaultState) string {
	text := fmt.Sprintf(s.words.faultOpen, seconds(f.Start))
	if f.End != sim.Never {
		text = fmt.Sprintf(s.words.faultOver, seconds(f.Start), seconds(f.End))
	}
	if f.Fault.Name.Lasting() {
		return text
	}
	return text + " · " + fmt.Sprintf(s.words.strikes, f.Strikes)
}

// orders lists every order.
func (s *summary) orders() {
	if s.State.Count() == 0 {
		s.add(s.words.noOrders)
		return
	}
	t := table{right: []bool{false, false, false, false, false, true, true, true}, shrinks: []int{1, 0}}
	t.add(s.words.columns[:]...)
	for number := range s.State.Orders.Each() {
		o := s.State.Order(number)
		t.add(sim.Printable(o.Order.ID, sim.NameLengthMax), s.what(o.Order), s.row(o), s.truth(o), s.caller(o),
			strconv.Itoa(int(o.Copies)), strconv.Itoa(int(o.Handled)), typeset.Grouped(int64(o.Order.Points)))
	}
	for _, line := range t.lines(Width) {
		s.add(line)
	}
}

func (s *summary) what(o *sim.Order) string {
	return s.words.channels[o.Channel] + " " + s.words.products[o.Product] + " ×" + typeset.Grouped(int64(o.Quantity))
}

// row says what the order's row says, and whether it is another service's.
func (s *summary) row(o *sim.OrderState) string {
	if !o.Foreign {
		return rowWord(o.Row)
	}
	return fmt.Sprintf(s.words.notOurs, rowWord(o.Row))
}

// rowWord is what a row says, in capitals; of another service's it may be unknown.
func rowWord(r sim.Row) string {
	if r == sim.RowNone {
		return "?"
	}
	return strings.ToUpper(r.String())
}

// truth says where the order really is.
func (s *summary) truth(o *sim.OrderState) string {
	truth := o.Truth()
	switch {
	case truth == sim.Done && o.WorkDone > 1:
		return fmt.Sprintf(s.words.finishedTimes, o.WorkDone)
	case truth == sim.Done && o.Gone > 0:
		return fmt.Sprintf(s.words.finishedLeft, o.Percent)
	case s.State.Standing(o, s.State.At).Where == sim.NowUnseen:
		return s.words.unseen
	case truth == sim.Duplicated:
		return fmt.Sprintf(s.words.inLog, o.Copies)
	case truth == sim.Working && o.Jobs > 0:
		return fmt.Sprintf(s.words.panel, o.Percent)
	}
	return s.words.truths[truth]
}

// caller says what the caller of emit() or send() knows, and after how long.
func (s *summary) caller(o *sim.OrderState) string {
	if o.Foreign {
		return s.words.outcomes[sim.Unknown]
	}
	known := s.words.outcomes[o.Caller]
	if o.Caller == sim.Value || o.Caller == sim.Failure {
		known += " " + ago(o.CallerAt)
	}
	return known
}

// digest counts the orders of a long run by what their row says and what is true.
func (s *summary) digest() {
	type kind struct {
		row   sim.Row
		truth sim.Truth
	}
	sums := map[kind]sim.FateSum{}
	for fate, sum := range s.fates {
		k := kind{fate.Row, fate.Truth}
		sums[k] = sim.FateSum{Orders: sums[k].Orders + sum.Orders, Points: sums[k].Points + sum.Points}
	}
	kinds := slices.SortedFunc(maps.Keys(sums), func(a, b kind) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.truth, b.truth))
	})
	t := table{right: []bool{false, false, true, true}}
	t.add(s.words.columns[2], s.words.columns[3], s.words.countColumn, s.words.columns[7])
	for _, k := range kinds {
		t.add(rowWord(k.row), s.words.truths[k.truth], typeset.Grouped(int64(sums[k].Orders)), typeset.Grouped(sums[k].Points))
	}
	s.lines = append(s.lines, t.lines(Width)...)
}

// totals adds the sums, the errors that reached the callers, the anomalies and the end.
func (s *summary) totals() {
	t := s.State.Totals()
	s.labelled(s.words.ordersLabel, fmt.Sprintf(s.words.orderTotals, typeset.Grouped(int64(t.Orders)), typeset.Grouped(int64(t.Published)), typeset.Grouped(int64(t.Appended)),
		typeset.Grouped(int64(t.Finished)), typeset.Grouped(int64(t.Lost)), typeset.Grouped(int64(t.Duplicated)), typeset.Grouped(int64(t.Unknown))))
	if t.Foreign > 0 {
		s.labelled("", fmt.Sprintf(s.words.foreign, typeset.Grouped(int64(t.Foreign))))
	}
	s.labelled(s.words.pointsLabel, fmt.Sprintf(s.words.pointTotals, typeset.Grouped(t.PointsCharged), typeset.Grouped(t.PointsRefunded), typeset.Grouped(s.State.ForNothing),
		typeset.Grouped(t.ProviderCost/100)+sim.FormatCents(t.ProviderCost % 100)[1:]))
	s.labelled(s.words.callersLabel, s.callers())
	s.anomalies()
	ended := s.words.ends[s.State.Ended]
	s.labelled(s.words.endLabel, fmt.Sprintf(s.words.ended, seconds(s.State.At), ended, typeset.Grouped(int64(s.State.N)), s.LogHash))
}

// callers counts what the callers know, and the errors by name.
func (s *summary) callers() string {
	var outcomes [len(summaryWords{}.outcomes)]int
	failures := map[string]int{}
	for fate, sum := range s.fates {
		if fate.Foreign {
			continue // of them nobody here can tell
		}
		outcomes[fate.Caller] += sum.Orders
		if fate.Caller == sim.Failure {
			failures[fate.Error.String()] += sum.Orders
		}
	}
	var parts []string
	for outcome, count := range outcomes {
		if count > 0 && sim.Outcome(outcome) != sim.Failure {
			parts = append(parts, s.words.outcomes[outcome]+" "+typeset.Grouped(int64(count)))
		}
	}
	for _, name := range sortedNames(failures) {
		parts = append(parts, name+" "+typeset.Grouped(int64(failures[name])))
	}
	return strings.Join(parts, " · ")
}

func sortedNames(counts map[string]int) []string { return slices.Sorted(maps.Keys(counts)) }

// anomalies adds a line for each name, with how many and the first orders.
func (s *summary) anomalies() {
	if len(s.State.Anomalies) == 0 {
		s.labelled(s.words.anomaliesLabel, s.words.none)
		return
	}
	counts, named := map[string]int{}, map[string][]string{}
	for name, count := range s.State.Found {
		if count > 0 {
			counts[sim.Anomaly(name).String()] = count
		}
	}
	for i := range s.State.Anomalies {
		a := &s.State.Anomalies[i]
		name := a.Name.String()
		if a.Order != 0 && len(named[name]) < anomaliesNamed {
			named[name] = append(named[name], s.name(a.Order))
		}
	}
	label := s.words.anomaliesLabel
	for _, name := range sortedNames(counts) {
		text := fmt.Sprintf("%s ×%s: %s", name, typeset.Grouped(int64(counts[name])), strings.Join(named[name], ", "))
		if counts[name] > len(named[name]) && len(named[name]) > 0 {
			text += ", …"
		}
		s.labelled(label, text)
		label = ""
	}
}

// name returns an order's id, or its number in a run whose orders are not listed.
func (s *summary) name(number sim.OrderID) string {
	if s.State.Count() <= OrdersListed {
		return s.State.Order(number).Order.ID
	}
	return "#" + strconv.FormatUint(uint64(number), 10)
}

// seconds writes a virtual time as the screens do: seconds with milliseconds.
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) + " s" }

// ago writes how long the caller waited: ms below a second, else one decimal.
func ago(d time.Duration) string {
	if d < time.Second {
		return strconv.FormatInt(d.Round(time.Millisecond).Milliseconds(), 10) + " ms"
	}
	return strconv.FormatFloat(d.Seconds(), 'f', 1, 64) + " s"
}
