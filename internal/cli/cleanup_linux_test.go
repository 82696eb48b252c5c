package cli

import (
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kfake"
)

// On a terminal it asks once, and only a yes deletes; that of a keyboard which was
// left in Hangul is one too.
func TestCleanupAsks(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(1))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	const topic = "orderflow-1a2b3c4d.sns.orders"
	if err := cluster.CreateTopic(topic, 1, nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		answer, said string
		deleted      bool
	}{
		{"\r", "orderflow: nothing was deleted\n", false},
		{"n\r", "orderflow: nothing was deleted\n", false},
		{"yep\r", "orderflow: nothing was deleted\n", false},
		{"\x04", "orderflow: nothing was deleted\n", false},
		{"ㅛ\r", "", true},
	} {
		w := openWindow(t, "xterm-256color", "cleanup", "--brokers", cluster.ListenAddrs()[0], "--prefix", "orderflow-1a2b3c4d")
		if err := w.keys(c.answer)(); err != nil { // it waits there until it is asked for
			t.Fatal(err)
		}
		code, shown := w.end(t)
		if want := "Delete what is listed (topics: 1, groups: 0, prefixes: 1)? [y/N] " + c.said; code != exitDone || w.stderr.String() != want {
			t.Errorf("%q: exit code %d, stderr %q, want %q", c.answer, code, &w.stderr, want)
		}
		if deleted := cluster.TopicInfo(topic) == nil; deleted != c.deleted || strings.Contains(shown, "deleted  topics: 1") != deleted {
			t.Errorf("%q: deleted %t: %s", c.answer, deleted, shown)
		}
	}
}
