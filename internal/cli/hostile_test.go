package cli

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"orderflow/internal/hostile"
	"orderflow/internal/report"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/words"
)

// singleThreaded marks a long test of code that runs in one goroutine: the race
// detector, which runs the short tests, has nothing to find there.
func singleThreaded(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one goroutine, and long")
	}
}

// ran is what a command line has printed.
type ran struct {
	stdout, stderr string
	code           int
}

// open returns an empty file of the test.
func open(t *testing.T) *os.File {
	t.Helper()
	file, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// run executes a command line in this process.
func run(t *testing.T, args ...string) ran {
	t.Helper()
	text := func(file *os.File) string {
		defer file.Close()
		read, err := os.ReadFile(file.Name())
		if err != nil {
			t.Fatal(err)
		}
		return string(read)
	}
	stdin, stdout, stderr := open(t), open(t), open(t)
	r := ran{code: execute(t.Context(), args, stdin, stdout, stderr)}
	r.stdout, r.stderr = text(stdout), text(stderr)
	return r
}

// checkInert checks that a command line has printed nothing that acts on a
// terminal, no line that is wider than width (0 = any), and at most one
// complaint.
func checkInert(t *testing.T, r ran, width int, args ...string) {
	t.Helper()
	if act := hostile.Act(r.stdout); act != "" {
		t.Errorf("%.80q: stdout: %s", args, act)
	}
	if act := hostile.Act(r.stderr); act != "" {
		t.Errorf("%.80q: stderr: %s", args, act)
	}
	if strings.Count(r.stderr, "\n") > 1 || r.code != exitDone && (r.stderr == "" || r.stdout != "") {
		t.Errorf("%.80q: exit code %d, stderr %.300q", args, r.code, r.stderr)
	}
	if strings.Contains(r.stderr, "a mistake in orderflow") {
		t.Errorf("%.80q: %s", args, r.stderr)
	}
	for line := range strings.Lines(r.stdout) {
		if w := ansi.StringWidth(strings.TrimSuffix(line, "\n")); width > 0 && w > width {
			t.Errorf("%.80q: a line of %d columns: %.300q", args, w, line)
			return
		}
	}
}

// inert runs a command line and checks what it has printed.
func inert(t *testing.T, width int, args ...string) ran {
	t.Helper()
	r := run(t, args...)
	checkInert(t, r, width, args...)
	return r
}

// save writes a file of the test and returns its path.
func save(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// hostileOrders is a file of three orders, the ids and links of which a text
// is put into: as CSV and as JSONL.
func hostileOrders(text string) (csv, jsonl string) {
	csv = "id,customer,channel,product,quantity,points,fulfilment,link\n"
	for _, n := range []string{"1", "2", "3"} {
		id, link := text+n, "https://h.example/"+text
		quote := strings.NewReplacer(`"`, `""`)
		csv += `"` + quote.Replace(id) + `",person,blog,views,10,20,external,"` + quote.Replace(link) + "\"\n"
		jsonl += `{"id":` + string(sim.AppendQuoted(nil, id)) + `,"customer":"person","channel":"blog","product":"views","quantity":10,"points":20,"fulfilment":"in-house","link":` +
			string(sim.AppendQuoted(nil, link)) + "}\n"
	}
	return csv, jsonl
}

// isXML reports whether a text is XML.
func isXML(text string) error {
	for decoder := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

// checkJSON checks that a text is JSON: one value, or with lines one a line.
func checkJSON(t *testing.T, name, text string, lines bool) {
	t.Helper()
	values := []string{text}
	if lines {
		values = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	for _, value := range values {
		if !json.Valid([]byte(value)) {
			t.Errorf("%s: not JSON: %.300q", name, value)
			return
		}
	}
}

// shareOf is how many of a share of the hostile texts are taken where so many of all are, one at least.
func shareOf(ofAll int, share []hostile.Text) int {
	return max(1, ofAll*len(share)/len(hostile.Texts))
}

// TestHostileOrders: through every command that takes orders from a file.
func TestHostileOrders(t *testing.T) {
	singleThreaded(t)
	taken, list := 0, hostile.Share(0, 4)
	for i, h := range list {
		csv, jsonl := hostileOrders(h.Text)
		file := []string{save(t, "orders.csv", csv), save(t, "orders.jsonl", jsonl)}[i%2]
		lang := []string{"en", "ko"}[i%2]
		recorded := filepath.Join(t.TempDir(), "log.jsonl")
		if r := inert(t, report.Width, "run", "--orders-from", file, "--lang", lang, "--record", recorded); r.code != exitDone {
			continue
		}
		taken++
		checkJSON(t, h.Name, inert(t, 0, "run", "--orders-from", file, "--format", "json").stdout, false)
		checkJSON(t, h.Name, inert(t, 0, "run", "--orders-from", file, "--format", "jsonl").stdout, true)
		for _, format := range []string{"table", "markdown", "json"} {
			inert(t, 0, "compare", "--orders-from", file, "--format", format, "--lang", lang)
		}
		inert(t, 80, "frame", "--orders-from", file, "--size", "80x24", "--lang", lang, "--keys", "down enter")
		inert(t, report.Width, "replay", recorded, "--headless", "--lang", lang)
		inert(t, 120, "export", recorded, "--order", "1,2", "--lang", lang)
		inert(t, 0, "export", recorded, "--order", "2", "--as", "mermaid", "--lang", lang)
		checkJSON(t, h.Name, inert(t, 0, "export", recorded, "--as", "otlp").stdout, true)
		if err := isXML(inert(t, 0, "export", recorded, "--order", "3", "--svg", "--lang", lang).stdout); err != nil {
			t.Errorf("%s: %v", h.Name, err)
		}
	}
	if want := shareOf(3, list); taken < want {
		t.Errorf("only %d files of orders were taken, want %d", taken, want)
	}
}

// TestHowARunEndsIsSaid: of every end that a log may have.
func TestHowARunEndsIsSaid(t *testing.T) {
	config := sim.DefaultConfig()
	config.Orders = 1
	session, err := engine.NewSession(config, sim.Header{})
	if err != nil {
		t.Fatal(err)
	}
	session.Advance(config.Until)
	var b bytes.Buffer
	if _, err := session.Log().WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	for reason, words := range map[string][2]string{
		"quiet": {"nothing more can happen", "더 일어날 일이 없습니다"},
		"until": {"the time limit", "시간 제한"},
		"quit":  {"ended by hand", "직접 종료"},
		"crash": {"this program broke off", "이 프로그램의 오류로 중단"}, // of live, by an error in it
	} {
		file := save(t, "log.jsonl", strings.Replace(b.String(), `"reason":"quiet"`, `"reason":"`+reason+`"`, 1))
		for i, lang := range []string{"en", "ko"} {
			if r := inert(t, report.Width, "replay", file, "--headless", "--lang", lang); !strings.Contains(r.stdout, words[i]) {
				t.Errorf("%s: no %q in %s%s", reason, words[i], r.stdout, r.stderr)
			}
		}
	}
}

// hostileLog is a log in which every free text is another.
func hostileLog(t *testing.T, text string) string {
	t.Helper()
	text = text[:min(len(text), 1<<15)]
	config := sim.DefaultConfig()
	config.Orders = 3
	fault, err := sim.ParseFault("provider-timeout:count=2")
	if err != nil {
		t.Fatal(err)
	}
	config.Faults, config.ExternalRatio = []sim.Fault{fault}, 1000
	session, err := engine.NewSession(config, sim.Header{})
	if err != nil {
		t.Fatal(err)
	}
	session.Advance(config.Until)
	log := &sim.Log{Header: sim.Header{Scenario: text, Seed: 1, Args: []string{text}, Version: text}}
	for e := range session.Log().All() {
		changed := *e
		if e.Detail != nil {
			detail := *e.Detail
			if detail.Text != "" {
				detail.Text = text
			}
			if detail.Order != nil {
				o := *detail.Order
				o.ID, o.Link = text, text
				detail.Order = &o
			}
			if detail.Setup != nil {
				setup := *detail.Setup
				setup.Engine, setup.Observe = text, text
				detail.Setup = &setup
			}
			changed.Detail = &detail
		}
		log.Append(changed)
	}
	var b bytes.Buffer
	if _, err := log.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHostileLogs: through every command that takes a log.
func TestHostileLogs(t *testing.T) {
	singleThreaded(t)
	for i, h := range hostile.Share(1, 4) {
		text := hostileLog(t, h.Text)
		file, lang := save(t, "log.jsonl", text), []string{"en", "ko"}[i%2]
		if r := inert(t, report.Width, "replay", file, "--headless", "--lang", lang); r.code != exitDone {
			t.Errorf("%s: %s", h.Name, r.stderr)
		}
		checkJSON(t, h.Name, inert(t, 0, "replay", file, "--headless", "--format", "json").stdout, false)
		if r := inert(t, 0, "replay", file, "--headless", "--format", "jsonl"); r.stdout != text {
			t.Errorf("%s: the log is not printed as it was read", h.Name)
		}
		inert(t, 120, "export", file, "--order", "1,2,3", "--lang", lang)
		for _, as := range []string{"vtt", "srt"} {
			if r := inert(t, 42, "export", file, "--as", as, "--fps", "2", "--lang", lang); r.code != exitDone || strings.Count(r.stdout, "-->") != strings.Count(r.stdout, "\n00:") {
				t.Errorf("%s: as %s: %s%s", h.Name, as, r.stdout, r.stderr)
			}
		}
		if err := isXML(inert(t, 0, "export", file, "--order", "1", "--svg", "--lang", lang).stdout); err != nil {
			t.Errorf("%s: %v", h.Name, err)
		}
		inert(t, 0, "export", file, "--order", "1", "--as", "mermaid", "--lang", lang)
		checkJSON(t, h.Name, inert(t, 0, "export", file, "--as", "otlp").stdout, true)
		checkJSON(t, h.Name, inert(t, 0, "export", file, "--as", "cast", "--fps", "2", "--lang", lang).stdout, true)
		if i%4 != 0 {
			continue
		}
		page := inert(t, 0, "export", file, "--as", "html", "--fps", "2", "--lang", lang).stdout
		if n := strings.Count(page, "<script"); n != strings.Count(page, "</script>") || strings.Count(page, "<body") != 1 {
			t.Errorf("%s: the page has %d scripts", h.Name, n)
		}
	}
}

// TestTamperedLogsAreReported: what no engine would record, but a file may hold.
func TestTamperedLogsAreReported(t *testing.T) {
	singleThreaded(t)
	for i, name := range []string{"outage", "panel-partial", "redelivery", "send-coupling", "poison"} {
		plain := run(t, "run", "--scenario", name, "--format", "jsonl").stdout
		for seed := range uint64(40) {
			text := hostile.Tampered(plain, rand.New(rand.NewPCG(seed, uint64(i))),
				func(line string) error { _, err := sim.ParseEvent([]byte(line)); return err },
				func(log string) error { _, err := sim.ReadLog(strings.NewReader(log)); return err })
			if r := inert(t, 0, "replay", save(t, "log.jsonl", text), "--headless"); r.code != exitDone {
				t.Errorf("%s, seed %d: %s", name, seed, r.stderr)
			}
		}
	}
}

// TestHostileFiles: what is no file of ours, under a name that is hostile too.
func TestHostileFiles(t *testing.T) {
	singleThreaded(t)
	for i, h := range hostile.Share(2, 4) {
		name := strings.NewReplacer("/", "_", "\x00", "_").Replace(h.Text)
		name = "f" + name[:min(len(name), 200)]
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(h.Text), 0o600); err != nil {
			continue // the file system does not take the name
		}
		missing := path + "x"
		for j, args := range [][]string{
			{"run", "--orders-from", path},
			{"run", "--orders-from", missing},
			{"run", "--scenario", path},
			{"run", "--scenario", missing + ".json"},
			{"run", "--record", filepath.Join(missing, "x")},
			{"run", "--orders-from", path, "--record", path},
			{"replay", path, "--headless"},
			{"replay", missing, "--headless"},
			{"export", path, "--order", "1"},
			{"export", missing, "--order", "1"},
			{"compare", "--orders-from", path},
			{"frame", "--orders-from", path},
		} {
			if (i+j)%2 != 0 {
				continue
			}
			if r := inert(t, 0, args...); r.code == exitDone {
				t.Errorf("%s: %q ends with 0", h.Name, args[0])
			}
		}
		csv, _ := hostileOrders("a")
		good := filepath.Join(filepath.Dir(path), name+".csv")
		if err := os.WriteFile(good, []byte(csv), 0o600); err != nil {
			continue
		}
		recorded := filepath.Join(filepath.Dir(path), name+".log")
		for _, args := range [][]string{
			{"run", "--orders-from", good, "--format", "jsonl"},
			{"run", "--orders-from", good, "--record", recorded},
			{"replay", recorded, "--headless"},
			{"export", recorded, "--order", "1", "--output", recorded},
			{"export", recorded, "--order", "1", "--output", recorded + "/x"},
		} {
			inert(t, 0, args...)
		}
	}
}

// TestHostileFailures: what a broker, a network or a file system has said in an
// error of a run, in the headers of a list of errors too.
func TestHostileFailures(t *testing.T) {
	for _, h := range hostile.Texts {
		for _, err := range []error{errors.New(h.Text), failed(fmt.Errorf("creating topic %s: %w", h.Text, errors.New(h.Text))), errors.Join(errors.New(h.Text), errors.New("b"))} {
			var b bytes.Buffer
			code := printError(&b, err, words.English)
			checkInert(t, ran{stderr: b.String(), code: code}, 0, h.Name)
			if code == exitDone || b.Len() > 10_000 {
				t.Errorf("%s: exit code %d, %d bytes", h.Name, code, b.Len())
			}
		}
	}
}

// TestHostileArguments: whatever stands where a command, a flag or a value should.
func TestHostileArguments(t *testing.T) {
	singleThreaded(t)
	for i, h := range hostile.Share(3, 4) {
		text := h.Text[:min(len(h.Text), 1<<12)]
		for j, args := range [][]string{
			{text},
			{"run", text},
			{"--" + text},
			{"run", "--" + text + "=1"},
			{"run", "-" + text},
			{"run", "--mode", text},
			{"run", "--client", text},
			{"run", "--orders", text},
			{"run", "--rate", text},
			{"run", "--until", text},
			{"run", "--seed", text},
			{"run", "--observe", text},
			{"run", "--external", text},
			{"run", "--acks", text},
			{"run", "--fault", text},
			{"run", "--fault", "poison:" + text},
			{"run", "--fault", "poison:order=" + text},
			{"run", "--remedy", text},
			{"run", "--scenario", text},
			{"run", "--format", text},
			{"run", "--lang", text},
			{"run", "--orders-from", text},
			{"compare", "--format", text},
			{"frame", "--keys", text},
			{"frame", "--size", text},
			{"frame", "--at", text},
			{"frame", "--as", text},
			{"frame", "--theme", text},
			{"frame", "--pace", text},
			{"--speed", text},
			{"replay", text, "--headless"},
			{"export", text, "--order", text},
			{"export", text, "--order", "1", "--as", text},
			{"live", "--headless", "--brokers", text + ":0"},
			{"help", text},
			{"completion", text},
			{"scenarios", text},
			{"model", text},
		} {
			if (i+j)%5 == 0 && args[0] != "" { // each takes a few milliseconds; "" is no word, and opens the screen
				inert(t, 0, args...)
			}
		}
	}
}
