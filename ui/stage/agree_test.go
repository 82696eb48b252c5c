package stage

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// seen is a frame of a run, and the moment that it is of.
type seen struct {
	m     *Scene
	o     moment.Options
	cue   string // that stands, in the language of the frame; empty: the sentence of the change is told
	text  string
	head  string // what stands above the lanes
	lines []string
	cells [][]rune
	opens sim.OrderID // the order that enter opens
}

// agreeSizes are the sizes at which words and picture are compared, in turn.
var agreeSizes = []moment.Options{
	{Width: 120, Height: 36}, {Width: 80, Height: 24}, {Width: 200, Height: 60}, {Width: 120, Height: 36, Lang: words.Korean}, {Width: 60, Height: 18}, {Width: 97, Height: 31}, {Width: 80, Height: 24, Lang: words.Korean},
}

// agreements are what words and picture have to agree in: each says what of a
// frame does not.
var agreements = []struct {
	name  string
	wrong func(l *seen) string
}{
	{"numbers are those of the state", wrongNumbers},
	{"what is spoken of is marked", wrongMark},
	{"what is not sent stands in the memory", wrongUnsent},
	{"a wire is whole while something is on it", wrongWire},
	{"what is done twice is finished twice", wrongTwice},
	{"duplicates are in the bars", wrongBar},
	{"what is seen twice is there twice", wrongTwin},
	{"what is LAG is counted as LAG", wrongLag},
	{"no more orders than the frame says", wrongTotal},
	{"the clock says whether it goes", wrongClock},
	{"nobody is said not to know what they were told", wrongIgnorance},
	{"what blocks a partition is seen", wrongBlocker},
	{"remedies that are on are named", wrongRemedy},
}

// TestWordsAndPictureAgree looks at every scenario in every mode: as each sentence
// of the narration begins, while it stands, and before the next one; and from
// change to change, without the narration.
func TestWordsAndPictureAgree(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	for i, s := range sim.Scenarios() {
		for mode := sim.Emit; mode <= sim.Send; mode++ {
			if s.Name != "outage" && !takesTurn(i, mode) {
				continue
			}
			t.Run(s.Name+" "+mode.String(), func(t *testing.T) {
				failed := map[string]bool{}
				showAll(uitest.ScenarioLog(t, s.Name, func(c *sim.Config) { c.Mode = mode }), func(l *seen) {
					for _, a := range agreements {
						if wrong := a.wrong(l); wrong != "" && !failed[a.name] {
							failed[a.name] = true
							t.Errorf("%s: %s\nat %s, event %d, wall %.2f, %d×%d\n%s", a.name, wrong, l.m.At, l.m.N, l.m.Wall, l.o.Width, l.o.Height, l.text)
						}
					}
				})
			})
		}
	}
}

// takesTurn reports whether a scenario is shown in a mode: each in one of them, and with
// ORDERFLOW_LONG in all.
func takesTurn(scenario int, mode sim.Mode) bool {
	return os.Getenv("ORDERFLOW_LONG") != "" || scenario%3 == int(mode)
}

// showAll shows frames from all over a run.
func showAll(log *sim.Log, show func(*seen)) {
	p, looks := newPlayer(Replay(log), nil, moment.Options{}), 0
	p.reach(time.Hour)
	at := func(wall time.Duration) {
		p.playback.SeekWall(wall)
		p.played = max(p.played, p.playback.Cursor.N)
		p.options = agreeSizes[looks%len(agreeSizes)]
		looks++
		show(seenBy(p))
	}
	for i := range p.track.Cues {
		start, end := p.track.Cues[i].Start, p.playback.Scale.End()
		if i+1 < len(p.track.Cues) {
			end = p.track.Cues[i+1].Start
		}
		for _, share := range []float64{0, 0.02, 0.05, 0.11, 0.23, 0.37, 0.6, 1} {
			at(min(start+time.Duration(float64(end-start)*share), end-time.Millisecond))
		}
	}
	at(p.playback.Scale.End())
	p.playback.Paused, p.stepping = true, true
	for i := 0; i < len(p.layer.Changes); i += 1 + len(p.layer.Changes)/100 {
		at(p.playback.Scale.ChangeWall(&p.layer.Changes[i]))
	}
}

// seenBy draws what a player shows.
func seenBy(p *Player) *seen {
	l := &seen{m: p.Scene(), o: p.options}
	if l.m.Cue != nil {
		l.cue = strings.ReplaceAll(l.m.Cue.Lines[l.o.Lang], "\n", " ")
	}
	l.text = Draw(l.m, l.o).Text()
	l.lines = strings.Split(strings.TrimSuffix(l.text, "\n"), "\n")
	l.head = strings.Join(l.lines[:l.rows().Lanes], "\n")
	l.cells = columnsOf(l.lines)
	if place := p.target(); place.Kind == intent.OrderPlace {
		l.opens = sim.OrderID(place.Number)
	}
	return l
}

// rows returns the lines of the parts of the frame.
func (l *seen) rows() chrome.Rows {
	most := 12
	if l.o.Height >= 44 {
		most = 20
	}
	return chrome.PlanRows(l.o.Height, max(1, min(most, max(l.m.State.Setup.Orders, l.m.State.Count()))))
}

// columnsOf returns the lines by their columns; the right half of a wide
// character is 0.
func columnsOf(lines []string) [][]rune {
	cells := make([][]rune, len(lines))
	for y, line := range lines {
		for _, r := range line {
			cells[y] = append(cells[y], r)
			if _, w := canvas.Shown(r); w == 2 {
				cells[y] = append(cells[y], 0)
			}
		}
	}
	return cells
}

// number reads a number as it stands on a frame.
func number(text string) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
	return n
}

// found returns the first number that a pattern finds above the lanes; −1 for none.
func (l *seen) found(pattern *regexp.Regexp) int {
	if found := pattern.FindStringSubmatch(l.head); found != nil {
		return number(found[len(found)-1])
	}
	return -1
}

// shown are the numbers on the stage which have one meaning, as they stand there.
var shown = []struct {
	what    string
	pattern *regexp.Regexp
	is      func(s *sim.State) int
}{
	{"rows that ever said PUBLISHED", regexp.MustCompile(`(?:rows said|DB 누계) +([\d,]+) PUBLISHED`), func(s *sim.State) int { return s.Published }},
	{"finished", regexp.MustCompile(`(?:in truth|실제) +([\d,]+) (?:FINISHED|완료)`), func(s *sim.State) int { return s.Finished }},
	{"finished, at done", regexp.MustCompile(`│ ?✓ ?([\d,]+)[ /│]`), func(s *sim.State) int { return s.Finished }},
	{"in memory", regexp.MustCompile(`(?:in memory only|메모리에만) +([\d,]+) [│┃]`), onlyInMemory},
	{"callers waiting", regexp.MustCompile(`callers waiting +([\d,]+) [│┃]`), func(s *sim.State) int {
		return tell.NewReader(&moment.Moment{State: s}, words.English).Waiting()
	}},
	{"orders", regexp.MustCompile(`[│┃] orders +([\d,]+) of`), func(s *sim.State) int { return s.Count() }},
	{"gap", regexp.MustCompile(`(?:gap|차이) ([\d,]+) `), func(s *sim.State) int { return s.GapSize() }},
	{"LOST", regexp.MustCompile(`✗ ?([\d,]+) LOST`), func(s *sim.State) int { return s.Truths[sim.Lost] }},
}

// onlyInMemory counts the orders that the producer holds, and nobody else.
func onlyInMemory(s *sim.State) (n int) {
	for number := range s.Orders.Each() {
		if o := s.Order(number); o.Truth() == sim.InMemory || o.Truth() == sim.Retrying && o.Alive() {
			n++
		}
	}
	return n
}

var runLane = regexp.MustCompile(`(?m)^ [▸ ] *#[\d,]+(?:–[\d,]+)? +([\d,]+) orders? `)

// wrongNumbers compares the numbers of bars and boxes with the state, and the
// orders of the lanes that several share with those that exist.
func wrongNumbers(l *seen) string {
	s := l.m.State
	for _, n := range shown {
		if got := l.found(n.pattern); got >= 0 && got != n.is(s) {
			return fmt.Sprintf("%s: %d, want %d", n.what, got, n.is(s))
		}
	}
	sum := 0
	for _, found := range runLane.FindAllStringSubmatch(l.text, -1) {
		sum += number(found[1])
	}
	if sum > s.Count() {
		return fmt.Sprintf("the lanes have %d orders, there are %d", sum, s.Count())
	}
	parts := s.Finished + s.Truths[sim.Lost] - s.Gap[sim.Lost] + s.Truths[sim.Ended] - s.Gap[sim.Ended]
	for _, n := range s.Gap {
		parts += n
	}
	if parts > s.Count() {
		return fmt.Sprintf("the parts of the lower bar are %d orders, there are %d", parts, s.Count())
	}
	return ""
}

var (
	named = regexp.MustCompile(`#(\d+)(?: to #(\d+)|~#(\d+))?`)
	mark  = regexp.MustCompile(`^ ▸ ?#(\d[\d,]*)(?:–([\d,]+))?`)
	who   = regexp.MustCompile(`(?:who knows what|who knows|누가 무엇을 아는가) · #(\d+)`)
)

// about returns the order that the box of who knows what is about.
func (l *seen) about() []string {
	for _, line := range l.lines[l.rows().LanesEnd:] {
		if strings.Contains(line, " · #") {
			return who.FindStringSubmatch(line)
		}
	}
	return nil
}

// spokenOf returns the orders that a sentence names.
func spokenOf(sentence string) (list []sim.OrderID) {
	for _, found := range named.FindAllStringSubmatch(sentence, -1) {
		from, to := number(found[1]), number(found[2]+found[3])
		for n := from; n <= max(from, to); n++ {
			list = append(list, sim.OrderID(n))
		}
	}
	return list
}

// wrongMark: of the orders that the sentence names one is marked in the lanes; it
// is the one that the box is about, and that enter opens.
func wrongMark(l *seen) string {
	spoken := spokenOf(l.cue)
	spoken = slices.DeleteFunc(spoken, func(n sim.OrderID) bool { return l.m.State.Order(n) == nil })
	marked, to := 0, 0
	for _, line := range l.lines[l.rows().Lanes:l.rows().LanesEnd] {
		if found := mark.FindStringSubmatch(line); found != nil {
			marked, to = number(found[1]), max(number(found[1]), number(found[2]))
		}
	}
	is := func(n sim.OrderID) bool { return marked <= int(n) && int(n) <= to }
	if marked > 0 && len(spoken) > 0 && !slices.ContainsFunc(spoken, is) {
		return fmt.Sprintf("%q, and #%d is marked", l.cue, marked)
	}
	if marked > 0 && l.opens != 0 && !is(l.opens) {
		return fmt.Sprintf("#%d is marked, and enter opens #%d", marked, l.opens)
	}
	about := l.about()
	if about != nil && marked > 0 && !is(sim.OrderID(number(about[1]))) {
		return fmt.Sprintf("#%d is marked, and the box is about #%s", marked, about[1])
	}
	if about != nil && len(spoken) > 0 && !slices.Contains(spoken, sim.OrderID(number(about[1]))) {
		return fmt.Sprintf("%q, and the box is about #%s", l.cue, about[1])
	}
	return ""
}

// phrases are the ways to say something, in both languages.
type phrases []string

// in returns the first of the phrases that a text has; "" for none.
func (list phrases) in(text string) string {
	for _, said := range list {
		if strings.Contains(text, said) {
			return said
		}
	}
	return ""
}

// unsent is how a sentence says that nothing of an order has left.
var unsent = phrases{"othing was sent", "othing has been sent", "cannot be sent", "only in memory", "wait in memory", "아직 아무것도 보내지", "전송된 것은 없", "보낼 수 없고", "나가지 못하고"}

// wrongUnsent: of what is said not to have been sent no token is beyond the memory.
func wrongUnsent(l *seen) string {
	if unsent.in(l.cue) == "" || l.m.Cue.Order == 0 {
		return ""
	}
	cols, label := chrome.PlanColumns(l.o.Width), strconv.FormatUint(uint64(l.m.Cue.Order), 10)
	for y, line := range l.lines {
		if !strings.HasPrefix(line, " ▸") {
			continue
		}
		for x := cols.Wire(); x < l.o.Width-len(label); x++ {
			if strings.ContainsRune("○●□◐✓", l.cells[y][x]) && (l.cells[y][x] != '●' || string(l.cells[y][x+1:x+1+len(label)]) == label) {
				return fmt.Sprintf("%q, and its token is in column %d", l.cue, x)
			}
		}
	}
	return ""
}

// wrongWire: the way to the broker is not whole where nobody can reach one, and is
// where a request or its answer is on it.
func wrongWire(l *seen) string {
	rows, cols := l.rows(), chrome.PlanColumns(l.o.Width)
	if rows.PlacesH < 3 || l.m.Finished {
		return ""
	}
	gone := strings.Contains(l.text, "NO CONNECTION") || strings.Contains(l.text, "GONE") || strings.Contains(l.text, "NO ANSWER")
	y := rows.Places + rows.PlacesH/2
	whole := l.cells[y][cols.Broker()-1] == '▸' && l.cells[y][cols.Wire()] == '─'
	switch reachable := 0; {
	case gone && whole:
		return "a whole wire to brokers that nobody reaches"
	case l.m.State.InFlight > 0 && !whole:
		for i := range l.m.State.Setup.Brokers() {
			if !l.m.State.Brokers[i+1].Down {
				reachable++
			}
		}
		if reachable > 0 {
			return fmt.Sprintf("%d requests are out, and the wire is broken", l.m.State.InFlight)
		}
	}
	return ""
}

var twice = phrases{"done twice", "done a second time", "두 번 처리", "한 번 더 끝났", "한 번 더 처리", "jobs bought and delivered", "번 사서 채웠"}

// wrongTwice: what is said to be done twice is finished twice.
func wrongTwice(l *seen) string {
	if said := twice.in(l.text); said != "" && l.m.State.DoneTwice == 0 {
		return fmt.Sprintf("%q, and nothing is", said)
	}
	return ""
}

// wrongBar: what is in the log twice, or was done twice, is seen in the lower bar.
func wrongBar(l *seen) string {
	s := l.m.State
	if s.Gap[sim.Duplicated] == 0 && (s.DoneTwice == 0 || s.Finished == 0) {
		return ""
	}
	bars, _, _ := strings.Cut(l.text, "╭")
	bars, _, _ = strings.Cut(bars, "┏")
	if !strings.ContainsRune(bars, '◆') {
		return fmt.Sprintf("%d duplicated, %d done twice, and no ◆ in the bars", s.Gap[sim.Duplicated], s.DoneTwice)
	}
	return ""
}

var lane = regexp.MustCompile(`^ [▸ ] ?#(\d+) `)

// wrongTwin: in a lane of its own an order has a second token only where there is
// a second copy, a second job, or where its handler began again.
func wrongTwin(l *seen) string {
	for _, line := range l.lines[l.rows().Lanes:l.rows().LanesEnd] {
		found := lane.FindStringSubmatch(line)
		if found == nil || !strings.ContainsRune(line, '◆') {
			continue
		}
		if o := l.m.State.Order(sim.OrderID(number(found[1]))); o != nil && o.Appended < 2 && o.Jobs < 2 && o.Handled < 2 {
			return fmt.Sprintf("%q: one copy, one job, handled once", line)
		}
	}
	return ""
}

var isLag = phrases{"it is LAG", "waits as LAG", "wait as LAG", "counts as LAG", "LAG로 대기", "LAG로 집계", "count is called LAG", "count is its LAG", "수를 LAG라고"}

// wrongLag: what is said to be LAG is counted by one group at least.
func wrongLag(l *seen) string {
	said := isLag.in(l.text)
	if said == "" {
		return ""
	}
	for _, p := range l.m.State.Partitions {
		for g := range sim.GroupCount {
			if p.Lag(g) > 0 {
				return ""
			}
		}
	}
	return fmt.Sprintf("%q, and no group has any LAG", said)
}

var ofTotal = regexp.MustCompile(`[│┃ /](?:of |/ ?)([\d,]+) ?[│┃]`)

// wrongTotal: whatever says of how many orders, there are no more than that.
func wrongTotal(l *seen) string {
	for _, found := range ofTotal.FindAllStringSubmatch(l.head, -1) {
		if n := number(found[1]); n < l.m.State.Count() {
			return fmt.Sprintf("%q, and there are %d orders", found[0], l.m.State.Count())
		}
	}
	return ""
}

// wrongClock: the clock has the glyph of one that stands where it does.
func wrongClock(l *seen) string {
	if stands := strings.ContainsRune(l.lines[0], '‖'); stands != l.m.Still {
		return fmt.Sprintf("the clock stands: %t, it says %t", l.m.Still, stands)
	}
	return ""
}

var ignorance = phrases{"service does not know", "service has not noticed", "producer does not know", "client does not know", "서비스는 아직 모", "프로듀서는 아직 모", "클라이언트는 아직 모"}

// wrongIgnorance: nobody is said not to know of what a refused connect has told
// the client, or one that went through.
func wrongIgnorance(l *seen) string {
	said := ignorance.in(l.text)
	if said == "" {
		return ""
	}
	last := sim.Never
	for i := range l.m.State.Faults {
		if f := &l.m.State.Faults[i]; f.Fault.Name == sim.BrokerDown {
			last = max(last, f.Start, f.End)
		}
	}
	for i := range l.m.State.Client.Rounds {
		if r := &l.m.State.Client.Rounds[i]; last != sim.Never && r.Try > 0 && r.LastAt >= last {
			return fmt.Sprintf("%q, %s after a connect of its client", said, l.m.At-r.LastAt)
		}
	}
	return ""
}

// wrongBlocker: where a record blocks a partition, its order has a lane, or the
// broker's box names it.
func wrongBlocker(l *seen) string {
	if len(l.m.open) > 1 || l.rows().PlacesH < 3 {
		return "" // what is open may lie over it
	}
	for _, o := range readerFor(l.m, l.o.Lang).Blockers() {
		name := words.Named(o.Order.Number)
		if !strings.Contains(l.text, name+" ") && !strings.Contains(l.text, name+"│") {
			return name + " blocks a partition, and is not on the frame"
		}
	}
	return ""
}

// wrongRemedy: each remedy that is on is named in the first line, or counted.
func wrongRemedy(l *seen) string {
	for _, name := range l.m.State.Remedies.Names() {
		if !strings.Contains(l.lines[0], "+ "+name) && !strings.Contains(l.lines[0], "+ ") {
			return name + " is on, and not named"
		}
	}
	return ""
}
