package cli

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/sim"
)

// gathering is a collector that keeps what it is sent.
type gathering struct {
	*httptest.Server
	mu     sync.Mutex
	bodies bytes.Buffer
	keys   []string
}

func newGathering(t *testing.T) *gathering {
	t.Helper()
	g := &gathering{}
	g.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		g.mu.Lock()
		defer g.mu.Unlock()
		if err != nil || r.URL.Path != "/v1/traces" {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		g.bodies.Write(body)
		g.keys = append(g.keys, r.Header.Get("X-Key"))
	}))
	t.Cleanup(g.Close)
	return g
}

// wantRun checks that the collector has every order of a log that was recorded, the
// run itself, and both sides.
func (g *gathering) wantRun(t *testing.T, record string, orders sim.OrderID) {
	t.Helper()
	file, err := os.Open(record)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	log, err := sim.ReadLog(file)
	if err != nil || log.Header.Began.IsZero() {
		t.Fatalf("the log says that it began at %s (%v)", log.Header.Began, err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	for n := range orders + 1 { // that of 0 is the run's own
		if trace := log.Header.TraceRun().Trace(n); !bytes.Contains(g.bodies.Bytes(), trace[:]) {
			t.Errorf("the collector has nothing of order %d", n)
		}
	}
	for _, name := range []string{"order-service", "in-house-worker", "orderflow-truth"} {
		if !bytes.Contains(g.bodies.Bytes(), []byte(name)) {
			t.Errorf("nothing is of %s", name)
		}
	}
}

// A live run is told whole, with its own ids and the headers of the environment.
func TestALiveRunIsTold(t *testing.T) {
	g := newGathering(t)
	record := filepath.Join(t.TempDir(), "log.jsonl")
	cmd, _, stderr := securedRun(t, "live", "--headless", "--orders", "3", "--rate", "20/s", "--external", "0", "--mode", "send", "--record", record, "--otlp", g.URL)
	cmd.Env = append(cmd.Env, "OTEL_EXPORTER_OTLP_HEADERS=x-key=team%2C1")
	if err := cmd.Run(); err != nil || stderr.Len() > 0 {
		t.Errorf("%v: %s", err, stderr)
	}
	g.wantRun(t, record, 3)
	for _, key := range g.keys {
		if key != "team,1" {
			t.Errorf("a request has the key %q", key)
		}
	}
}

// So is one on the screen, to its end, when the screen is left.
func TestALiveScreenIsTold(t *testing.T) {
	g := newGathering(t)
	record := filepath.Join(t.TempDir(), "log.jsonl")
	w := openWindow(t, "xterm-256color", "live", "--orders", "1", "--rate", "10/s", "--external", "0", "--pace", "real", "--record", record, "--otlp", g.URL)
	w.after(t, func() error { return nil }, "COMPLETED")
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	if code, _ := w.end(t); code != 0 || w.stderr.Len() > 0 {
		t.Errorf("exit code %d: %s", code, &w.stderr)
	}
	g.wantRun(t, record, 1)
}

// Of a collector that is not there it is said how many spans it has not taken.
func TestALiveScreenWithoutACollector(t *testing.T) {
	w := openWindow(t, "xterm-256color", "live", "--orders", "1", "--rate", "10/s", "--external", "0", "--pace", "real", "--otlp", "http://127.0.0.1:1")
	w.after(t, func() error { return nil }, "COMPLETED")
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	code, _ := w.end(t)
	says := regexp.MustCompile(`^orderflow: warning: --otlp http://127\.0\.0\.1:1: (\d+) of (\d+) spans did not arrive: .*\n$`)
	if m := says.FindStringSubmatch(w.stderr.String()); code != 0 || m == nil || m[1] != m[2] {
		t.Errorf("exit code %d: %q", code, w.stderr.String())
	}
}

// spooled is what a process of a run says, on a busy machine, of what it had no time to tell.
var spooled = regexp.MustCompile(`^orderflow: warning: \d+ observations could not be sent: they are in \S+, and the next [a-z-]+ sends them\n$`)

// So is a run whose roles are processes, by one that watches it.
func TestARunOfProcessesIsTold(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(3))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	g, record, state := newGathering(t), filepath.Join(t.TempDir(), "log.jsonl"), t.TempDir()
	where := []string{"--brokers", strings.Join(cluster.ListenAddrs(), ","), "--prefix", "told"}
	defer startRoles(t, state, where)()
	w := openWindow(t, "xterm-256color", append([]string{"watch", "--pace", "real", "--record", record, "--otlp", g.URL, "--spool", state}, where...)...)
	w.after(t, func() error { return nil }, "COMPLETED")
	if err := w.keys("q")(); err != nil {
		t.Fatal(err)
	}
	if code, _ := w.end(t); code != 0 || strings.Contains(w.stderr.String(), "orderflow") {
		t.Errorf("exit code %d: %s", code, &w.stderr)
	}
	g.wantRun(t, record, 1)
}

// startRoles starts the processes of a run of one order, and returns what ends them.
func startRoles(t *testing.T, state string, where []string) (stop func()) {
	t.Helper()
	var stops []func()
	for _, args := range [][]string{
		{"service", "--orders", "1", "--rate", "10/s", "--external", "0"}, {"worker", "in-house"}, {"worker", "statistics"},
	} {
		cmd, _, stderr := securedRun(t, append(args, where...)...)
		cmd.Env = append(cmd.Env, "XDG_STATE_HOME="+state, "ORDERFLOW_KAFKA_SASL_PASSWORD=")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		stops = append(stops, func() {
			_ = cmd.Process.Signal(syscall.SIGTERM)
			if err := cmd.Wait(); err != nil || stderr.Len() > 0 && !spooled.MatchString(stderr.String()) {
				t.Errorf("%v: %v: %s", args, err, stderr)
			}
		})
	}
	return func() {
		for _, stop := range slices.Backward(stops) {
			stop()
		}
	}
}

// Without a screen the log of such a run is printed as it comes, whole and with its end.
func TestWatchingWithoutAScreen(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(3))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	state := t.TempDir()
	where := []string{"--brokers", strings.Join(cluster.ListenAddrs(), ","), "--prefix", "told"}
	defer startRoles(t, state, where)()
	cmd, _, stderr := securedRun(t, append([]string{"watch", "--headless", "--format", "jsonl", "--spool", state}, where...)...)
	cmd.Env = append(cmd.Env, "ORDERFLOW_KAFKA_SASL_PASSWORD=")
	cmd.Stdout = nil
	reading, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var printed bytes.Buffer
	for lines := bufio.NewScanner(reading); lines.Scan(); {
		printed.Write(append(lines.Bytes(), '\n'))
		if strings.Contains(lines.Text(), `"type":"work-finished"`) {
			_ = cmd.Process.Signal(syscall.SIGTERM)
		}
	}
	if err := cmd.Wait(); err != nil || stderr.Len() > 0 && !spooled.MatchString(stderr.String()) {
		t.Errorf("%v: %s", err, stderr)
	}
	log, err := sim.ReadLog(&printed)
	if err != nil {
		t.Fatal(err)
	}
	if log.Header.Prefix != "told." || log.Header.Began.IsZero() || log.At(sim.EventID(log.Len())).Type != sim.RunEnded {
		t.Errorf("the log of %q, begun at %s, ends with %s", log.Header.Prefix, log.Header.Began, log.At(sim.EventID(log.Len())).Type)
	}
}
