package cli

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
)

// hearing keeps what a process says, and tells of a text in it.
type hearing struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{}
}

// Write is that of io.Writer.
func (h *hearing) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	select {
	case h.more <- struct{}{}:
	default:
	}
	return h.text.Write(b)
}

func (h *hearing) has(text string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return strings.Contains(h.text.String(), text)
}

// within waits until the text has been said.
func (h *hearing) within(t *testing.T, limit time.Duration, text string) {
	t.Helper()
	late := time.After(limit)
	for !h.has(text) {
		select {
		case <-h.more:
		case <-late:
			t.Fatalf("%q is not said within %s: %q", text, limit, h.text.String())
		}
	}
}

// A run has one order service, whoever starts a second with its database: that one is
// refused in one line. When the first was killed the next is let in within seconds.
func TestTwoServices(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "orders.db")
	link := filepath.Join(t.TempDir(), "link.db")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	places := map[string][2]string{"sqlite": {file, file}, "sqlite by another name": {file, link}}
	if at := os.Getenv("ORDERFLOW_POSTGRES"); at != "" {
		separator := "?"
		if strings.Contains(at, "?") {
			separator = "&"
		}
		place := at + separator + "search_path=two_services"
		places["postgres"] = [2]string{place, place}
		defer func() {
			db, err := sql.Open("pgx", at) // of internal/store
			if err == nil {
				_, err = db.ExecContext(context.WithoutCancel(t.Context()), "DROP SCHEMA IF EXISTS two_services CASCADE")
				_ = db.Close()
			}
			if err != nil {
				t.Error(err)
			}
		}()
	}
	for name, place := range places {
		t.Run(name, func(t *testing.T) {
			cluster, err := kfake.NewCluster(kfake.NumBrokers(3))
			if err != nil {
				t.Fatal(err)
			}
			defer cluster.Close()
			state := t.TempDir()
			service := func(db string) (end func(syscall.Signal) error, stdout *hearing, stderr *bytes.Buffer) {
				cmd, _, stderr := securedRun(t, "service", "--brokers", strings.Join(cluster.ListenAddrs(), ","), "--prefix", "two", "--db", db, "--orders", "1", "--spool", state)
				stdout = &hearing{more: make(chan struct{}, 1)}
				cmd.Stdout = stdout
				cmd.Env = append(cmd.Env, "XDG_STATE_HOME="+state, "ORDERFLOW_KAFKA_SASL_PASSWORD=")
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				return func(s syscall.Signal) error {
					if s != 0 {
						_ = cmd.Process.Signal(s)
					}
					return cmd.Wait()
				}, stdout, stderr
			}
			first, joined, _ := service(place[0])
			joined.within(t, 30*time.Second, "has joined")
			second, _, refused := service(place[1])
			start := time.Now()
			if err := second(0); err == nil || strings.Count(refused.String(), "\n") != 1 || !strings.Contains(refused.String(), ": another run works on it: end that one first, or name another database") {
				t.Errorf("a second one: %v: %q", err, refused)
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("a second one is refused after %s", took)
			}
			if err := first(syscall.SIGKILL); err == nil {
				t.Error("the first had ended before it was killed")
			}
			third, joined, complaints := service(place[1])
			joined.within(t, 20*time.Second, "has joined")
			if err := third(syscall.SIGTERM); err != nil || complaints.Len() > 0 && !spooled.MatchString(complaints.String()) {
				t.Errorf("the third: %v: %s", err, complaints)
			}
		})
	}
}
