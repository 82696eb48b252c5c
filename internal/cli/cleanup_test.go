//go:build unix

package cli

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// ranOn runs the program on a cluster and returns its exit code and what it printed.
func ranOn(t *testing.T, brokers string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	cmd, out, problems := securedRun(t, append(args, "--brokers", brokers)...)
	cmd.Env = append(cmd.Env, "ORDERFLOW_KAFKA_SASL_PASSWORD=")
	_ = cmd.Run()
	return cmd.ProcessState.ExitCode(), out.String(), problems.String()
}

// leave runs live without a cleanup, and returns the prefix that it names at its end.
func leave(t *testing.T, brokers string) string {
	t.Helper()
	code, _, stderr := ranOn(t, brokers, "live", "--headless", "--orders", "1", "--rate", "10/s", "--external", "0")
	prefix := regexp.MustCompile(`orderflow-[0-9a-f]{8}\.`).FindString(stderr)
	if code != exitDone || prefix == "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	return prefix
}

func wantRun(t *testing.T, what string, code, wantCode int, text, pattern string) {
	t.Helper()
	if code != wantCode || !regexp.MustCompile(pattern).MatchString(text) {
		t.Errorf("%s: exit code %d, %q; want %d and %s", what, code, text, wantCode, pattern)
	}
}

// What a run of an older version has left is listed, kept where nobody has agreed,
// and deleted by its name alone.
func TestCleanup(t *testing.T) {
	cluster, err := kfake.NewCluster(kfake.NumBrokers(3))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	const prefix = "orderflow-1a2b3c4d."
	for _, topic := range []string{"sns.orders", "sns.orders.reply", "sns.order-status", "mine"} {
		if err := cluster.CreateTopic(prefix+topic, 1, nil); err != nil {
			t.Fatal(err)
		}
	}
	brokers := strings.Join(cluster.ListenAddrs(), ",")
	const list = "orderflow-1a2b3c4d.*  no sign of life\n    topics   sns.order-status, sns.orders, sns.orders.reply\n"
	wantRan(t, brokers, exitDone, list+"    stays    when it was used nobody knows: name it with --prefix\nnothing to delete\n", "", "cleanup", "--older-than", "0s", "--yes")
	wantRan(t, brokers, exitDone, list, "", "cleanup", "--prefix", prefix, "--dry-run")
	wantRan(t, brokers, exitUsage, list, "orderflow: cleanup: nothing was deleted: it asks on a terminal, and stdin is none: add --yes, or --dry-run to list alone\n", "cleanup", "--prefix", prefix)

	fault := cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.DeleteTopics}, Topic: prefix + "sns.orders", Err: kerr.TopicAuthorizationFailed, Count: -1})
	wantRan(t, brokers, exitFailed, list+"orderflow-1a2b3c4d.*  deleted  topics: 2, groups: 0\n", "orderflow: deleted: 2; not deleted: orderflow-1a2b3c4d.sns.orders (TOPIC_AUTHORIZATION_FAILED)\n", "cleanup", "--prefix", "orderflow-1a2b3c4d", "--yes")
	wantRan(t, brokers, exitFailed, "{\"dry_run\":false,\"prefixes\":[{\"prefix\":\"orderflow-1a2b3c4d.\",\"state\":\"unsigned\",\"age_ms\":null,\"processes\":0,\"topics\":[\"orderflow-1a2b3c4d.sns.orders\"],\"groups\":[],\"deletable\":true,"+
		"\"deleted_topics\":[],\"deleted_groups\":[],\"gone\":[],\"failed\":[{\"name\":\"orderflow-1a2b3c4d.sns.orders\",\"error\":\"TOPIC_AUTHORIZATION_FAILED\"}]}]}\n",
		"orderflow: deleted: 0; not deleted: orderflow-1a2b3c4d.* (TOPIC_AUTHORIZATION_FAILED)\n", "cleanup", "--prefix", prefix+"*", "--yes", "--format", "json")
	fault.Remove()
	wantRan(t, brokers, exitDone, "orderflow-1a2b3c4d.*  살아 있다는 표시가 없음\n    토픽    sns.orders\norderflow-1a2b3c4d.*  지움    토픽 1개, 그룹 0개\n", "", "cleanup", "--prefix", prefix, "--yes", "--lang", "ko")
	wantRan(t, brokers, exitFailed, "", "orderflow: orderflow-1a2b3c4d.*: there is nothing of that name on the cluster\n", "cleanup", "--prefix", prefix, "--yes")
	wantRan(t, brokers, exitDone, "nothing to delete\n", "", "cleanup", "--older-than", "0s")
	wantRan(t, brokers, exitDone, "{\"dry_run\":true,\"prefixes\":[]}\n", "", "cleanup", "--older-than", "0s", "--dry-run", "--format", "json")
	if cluster.TopicInfo(prefix+"mine") == nil {
		t.Error("what is somebody else's was deleted")
	}
}

// wantRan runs the program on a cluster, which must say just this.
func wantRan(t *testing.T, brokers string, code int, stdout, stderr string, args ...string) {
	t.Helper()
	gotCode, gotOut, gotErr := ranOn(t, brokers, args...)
	if gotCode != code || gotOut != stdout || gotErr != stderr {
		t.Errorf("%q: exit code %d\n%s%s; want %d\n%s%s", args, gotCode, gotOut, gotErr, code, stdout, stderr)
	}
}

// A run that lives is never deleted, whatever is asked for, and its neighbour that
// cleans up leaves it whole. What has ended is deleted.
func TestRealCleanupBesideALivingRun(t *testing.T) {
	brokers := os.Getenv("ORDERFLOW_BROKERS")
	if brokers == "" {
		t.Skip("ORDERFLOW_BROKERS is not set: no real Kafka cluster to test against (.ci/kafka starts one)")
	}
	live, stdout, problems := securedRun(t, "live", "--headless", "--format", "jsonl", "--orders", "70", "--rate", "20/s", "--external", "0", "--brokers", brokers, "--cleanup")
	live.Env = append(live.Env, "ORDERFLOW_KAFKA_SASL_PASSWORD=")
	reading, writing, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	live.Stdout = writing
	if err := live.Start(); err != nil {
		t.Fatal(err)
	}
	writing.Close()
	head := make([]byte, 4096)
	n, err := reading.Read(head)
	if err != nil {
		t.Fatalf("%v: %s", err, problems)
	}
	prefix := regexp.MustCompile(`orderflow-[0-9a-f]{8}\.`).FindString(string(head[:n]))
	rest := make(chan struct{})
	go func() { _, _ = stdout.ReadFrom(reading); close(rest) }()

	code, listed, stderr := ranOn(t, brokers, "cleanup", "--prefix", prefix, "--yes")
	wantRun(t, "by name", code, exitFailed, stderr, `^orderflow: deleted: 0; not deleted: \Q`+prefix+`\E\* \(it lives\)\n$`)
	wantRun(t, "by name", code, exitFailed, listed, `^\Q`+prefix+`\E\*  lives: seen \d+s ago\n(?s:.*)stays    it lives\nnothing to delete\n$`)
	neighbour := leave(t, brokers)
	code, listed, stderr = ranOn(t, brokers, "live", "--headless", "--orders", "1", "--rate", "10/s", "--external", "0", "--cleanup")
	if code != exitDone || stderr != "" {
		t.Errorf("a neighbour that cleans up: exit code %d: %s%s", code, listed, stderr)
	}
	code, listed, stderr = ranOn(t, brokers, "cleanup", "--prefix", neighbour)
	wantRun(t, "what the other has left", code, exitUsage, listed, `^\Q`+neighbour+`\E\*  ended \d+s ago\n    topics   sns.activity, sns.order-status, sns.orders, sns.orders.reply, alive\n    groups   external, in-house, order-service, statistics\n$`)
	wantRun(t, "without a terminal", code, exitUsage, stderr, `nothing was deleted: it asks on a terminal`)
	code, listed, stderr = ranOn(t, brokers, "cleanup", "--prefix", neighbour, "--yes")
	wantRun(t, "and agreed", code, exitDone, listed+stderr, `deleted  topics: 5, groups: 4\n$`)

	<-rest
	if err := live.Wait(); err != nil {
		t.Errorf("%v: %s", err, problems)
	}
	if finished := strings.Count(stdout.String(), `"type":"work-finished"`); finished != 70 || strings.Contains(stdout.String(), `"topic-deleted"`) {
		t.Errorf("the run that lived: %d of 70 orders finished", finished)
	}
}
