package engine

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

var rewrite = flag.Bool("rewrite", false, "rewrite the expected output of the text scripts in testdata/scripts; read the diff")

// TestScripts runs the text scripts that specify the behaviour of the
// simulation. A script is a list of blocks: commands, a line of four hyphens,
// what they print, an empty line.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/scripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts (%v)", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) { runScript(t, file) })
	}
}

func runScript(t *testing.T, file string) {
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s := &script{}
	var out strings.Builder
	for i, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		commands, want, found := strings.Cut(block, "\n----")
		if !found && !*rewrite {
			out.WriteString(block + "\n\n") // a comment
			continue
		}
		want = strings.TrimPrefix(want, "\n")
		got := strings.TrimRight(s.runBlock(t, commands), "\n")
		if got != want && !*rewrite {
			t.Errorf("%s, block %d:\n%s\nprints\n%s\nwant\n%s", file, i+1, commands, got, want)
		}
		if onlyComments(commands) {
			out.WriteString(commands + "\n\n")
			continue
		}
		fmt.Fprintf(&out, "%s\n----\n%s\n\n", commands, got)
	}
	if *rewrite {
		if err := os.WriteFile(file, []byte(strings.TrimRight(out.String(), "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func onlyComments(commands string) bool {
	for line := range strings.Lines(commands) {
		if !strings.HasPrefix(line, "#") {
			return false
		}
	}
	return true
}

// script is the run that the commands of a script act on.
type script struct {
	session *Session
}

func (s *script) runBlock(t *testing.T, commands string) string {
	t.Helper()
	var out strings.Builder
	for line := range strings.Lines(commands) {
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		handler := scriptCommands[fields[0]]
		if handler == nil {
			t.Fatalf("no such command: %s", line)
		}
		if err := handler(s, &out, fields[1:]); err != nil {
			fmt.Fprintf(&out, "error: %v\n", err)
		}
	}
	return out.String()
}

var scriptCommands = map[string]func(*script, *strings.Builder, []string) error{
	"start":      (*script).start,
	"advance":    (*script).advance,
	"end":        (*script).end,
	"act":        (*script).act,
	"events":     (*script).events,
	"orders":     (*script).orders,
	"ladder":     (*script).ladder,
	"partitions": (*script).partitions,
	"totals":     (*script).totals,
	"anomalies":  (*script).anomalies,
	"scenario":   (*script).scenario,
}

// start FLAGS begins a run; the flags are those of the command line.
func (s *script) start(_ *strings.Builder, args []string) (err error) {
	config := sim.DefaultConfig()
	for i := 0; i < len(args) && err == nil; i += 2 {
		switch args[i] {
		case "--seed":
			_, err = fmt.Sscan(args[i+1], &config.Seed)
		case "--rate":
			config.Rate, err = sim.ParseRate(args[i+1])
		case "--partitions":
			_, err = fmt.Sscan(args[i+1], &config.Partitions)
		case "--until":
			config.Until, err = time.ParseDuration(args[i+1])
		default:
			err = setFlag(&config, args[i], args[i+1])
		}
	}
	if err == nil {
		s.session, err = NewSession(config, sim.Header{})
	}
	return err
}

// scenario NAME begins an embedded scenario.
func (s *script) scenario(_ *strings.Builder, args []string) error {
	found, err := sim.FindScenario(args[0])
	if err == nil {
		s.session, err = NewSession(found.Config, sim.Header{})
	}
	return err
}

// advance T computes to the virtual time T.
func (s *script) advance(_ *strings.Builder, args []string) error {
	to, err := time.ParseDuration(args[0])
	s.session.Advance(to)
	return err
}

// end computes to the end and says why it is the end.
func (s *script) end(out *strings.Builder, _ []string) error {
	s.session.Advance(s.session.config.Until)
	state := s.session.present.engine.State()
	fmt.Fprintf(out, "%s: %s, %d events\n", clock(state.At), state.Ended, state.N)
	return nil
}

// act T repair | order | break | FAULT | +REMEDY | -REMEDY is a user's input.
func (s *script) act(_ *strings.Builder, args []string) error {
	at, err := time.ParseDuration(args[0])
	if err != nil {
		return err
	}
	var in sim.Input
	switch word := args[1]; {
	case word == "repair":
		in.Repair = true
	case word == "order":
		in.NewOrder = true
	case word[0] == '+' || word[0] == '-':
		r, err := sim.ParseRemedy(word[1:])
		if err != nil {
			return err
		}
		in.Remedy = &sim.RemedySwitch{Remedy: r, On: word[0] == '+'}
	default:
		f, err := sim.ParseFault(word)
		if err != nil {
			return err
		}
		in.Fault = &f
	}
	return s.session.Act(at, in)
}

func clock(at time.Duration) string { return fmt.Sprintf("%.3f", at.Seconds()) }

// events [order=N] [type=A,B…] prints events, one a line.
func (s *script) events(out *strings.Builder, args []string) error {
	order, types := sim.OrderID(0), ""
	for _, arg := range args {
		key, value, _ := strings.Cut(arg, "=")
		switch key {
		case "order":
			if _, err := fmt.Sscan(value, &order); err != nil {
				return err
			}
		case "type":
			types = "," + value + ","
		}
	}
	for e := range s.session.Log().All() {
		if order != 0 && e.Order != order || types != "" && !strings.Contains(types, ","+e.Type.String()+",") {
			continue
		}
		line := string(e.AppendJSON(nil))
		_, rest, _ := strings.Cut(line, `"type":`)
		rest = strings.TrimSuffix(rest, "}")
		rest = strings.NewReplacer(`"`, "", fmt.Sprintf(",cause:%d", e.Cause), "", ",topic:sns.orders", "", ",order:", " #").Replace(rest)
		fmt.Fprintf(out, "%9s  %s\n", clock(e.At), strings.ReplaceAll(rest, ",", " "))
	}
	return nil
}

// orders prints belief beside truth, one order a line.
func (s *script) orders(out *strings.Builder, _ []string) error {
	state := s.session.present.engine.State()
	for number := range state.Orders.Each() {
		o := state.Order(number)
		fmt.Fprintf(out, "#%d %s: row %s, in truth %s; caller %s%s; %d requests, %d copies, handled %d, committed %t\n", number, o.Order.Fulfilment, o.Row, o.Truth(),
			o.Caller, strings.TrimRight(" "+o.Error.String()+" "+o.ErrorText, " "), o.Requests, o.Copies, o.Handled, o.Committed())
	}
	return nil
}

// ladder N prints the rungs an order reached.
func (s *script) ladder(out *strings.Builder, args []string) error {
	var number sim.OrderID
	if _, err := fmt.Sscan(args[0], &number); err != nil {
		return err
	}
	o := s.session.present.engine.State().Order(number)
	for r := range sim.RungCount {
		if o.Reached(r) {
			fmt.Fprintf(out, "%-10s %s\n", r, clock(o.Rungs[r]))
		}
	}
	return nil
}

// partitions prints leader, in-sync replicas, high watermark, end and lag.
func (s *script) partitions(out *strings.Builder, _ []string) error {
	for i, p := range s.session.present.engine.State().Partitions {
		fmt.Fprintf(out, "P%d leader %d, ISR %v, HW %d, end %d, LAG in-house %d, external %d, statistics %d\n", i, p.Leader, p.InSync, p.High, p.End,
			p.Lag(sim.InHouseGroup), p.Lag(sim.ExternalGroup), p.Lag(sim.StatisticsGroup))
	}
	return nil
}

// totals prints the counters.
func (s *script) totals(out *strings.Builder, _ []string) error {
	state := s.session.present.engine.State()
	fmt.Fprintf(out, "orders %d, published %d, appended %d, finished %d, duplicated %d, gap %d; points %d taken, %d refunded, %d for nothing; panel %d cents\n",
		state.Count(), state.Published, state.Appended, state.Finished, state.Duplicated, state.GapSize(), state.Charged, state.Refunded, state.ForNothing, state.Cost)
	for truth, n := range state.Truths {
		if n > 0 {
			fmt.Fprintf(out, "%s %d\n", sim.Truth(truth), n)
		}
	}
	return nil
}

// anomalies prints what the checker found, with the types of its evidence.
func (s *script) anomalies(out *strings.Builder, _ []string) error {
	log := s.session.Log()
	for _, a := range s.session.present.engine.State().Anomalies {
		fmt.Fprintf(out, "%s %s #%d:", clock(a.At), a.Name, a.Order)
		for _, n := range a.Evidence {
			fmt.Fprintf(out, " %s", log.At(n).Type)
		}
		fmt.Fprintln(out)
	}
	return nil
}
