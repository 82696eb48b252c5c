//go:build unix

package cli

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/certtest"
)

// secretWord is the password of a cluster. Nothing that the program writes has it.
const secretWord = "hunter2-correct-horse"

// securedCluster starts brokers with TLS and a login, and returns where they
// listen and the properties file of a client that is let in; its password is in
// the environment.
func securedCluster(t *testing.T) (brokers, properties string) {
	t.Helper()
	authority := certtest.NewAuthority(t)
	server := authority.Server(t, authority.Issue(t, "broker", "127.0.0.1"), false)
	cluster, err := kfake.NewCluster(kfake.NumBrokers(3), kfake.TLS(server), kfake.EnableSASL(), kfake.Superuser("SCRAM-SHA-512", "alice", secretWord))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	dir := t.TempDir()
	ca := filepath.Join(dir, "ca.pem")
	properties = filepath.Join(dir, "client.properties")
	for path, text := range map[string]string{
		ca:         string(authority.Certificate),
		properties: "security.protocol=SASL_SSL\nssl.ca.location=" + filepath.ToSlash(ca) + "\nsasl.mechanism=SCRAM-SHA-512\nsasl.username=alice\nclient.id=a\n",
	} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return strings.Join(cluster.ListenAddrs(), ","), properties
}

// securedRun is the program, with the password in its environment.
func securedRun(t *testing.T, args ...string) (cmd *exec.Cmd, stdout, stderr *bytes.Buffer) {
	t.Helper()
	executable, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 150*time.Second)
	t.Cleanup(cancel)
	cmd = exec.CommandContext(ctx, executable, args...)
	cmd.Args[0] = "orderflow" // see TestMain
	cmd.Env = append(os.Environ(), "LANG=C", "LC_ALL=", "GOTRACEBACK=all", "ORDERFLOW_KAFKA_SASL_PASSWORD="+secretWord)
	stdout, stderr = &bytes.Buffer{}, &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	return cmd, stdout, stderr
}

// wantNoSecret checks that a text has the password in no form.
func wantNoSecret(t *testing.T, what, text string) {
	t.Helper()
	for _, form := range []string{secretWord, fmt.Sprintf("%x", secretWord), strings.Trim(fmt.Sprintf("%d", []byte(secretWord)), "[]")} {
		if strings.Contains(text, form) {
			t.Errorf("%s has the password in it: %q", what, text)
		}
	}
}

// A run on brokers with TLS and a login writes no secret anywhere: not in the
// report, the log, the process list, nor what a killed program says.
func TestNoSecretIsWritten(t *testing.T) {
	brokers, properties := securedCluster(t)
	record := filepath.Join(t.TempDir(), "log.jsonl")
	args := []string{"live", "--headless", "--orders", "2", "--rate", "10/s", "--external", "0", "--brokers", brokers, "--config", properties}
	cmd, stdout, stderr := securedRun(t, append(args, "--record", record, "--format", "json")...)
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, stderr)
	}
	if !strings.Contains(stdout.String(), `"finished":2`) {
		t.Errorf("the orders are not finished: %s", stdout)
	}
	if want := "orderflow: warning: --config " + properties + ": without effect here: client.id\n"; !strings.HasPrefix(stderr.String(), want) {
		t.Errorf("stderr %q, want %q first", stderr, want)
	}
	log, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(stderr.String(), "\norderflow: left on the cluster: the topics and groups orderflow-") {
		t.Errorf("it does not say what it has left: %s", stderr)
	}
	wantNoSecret(t, "the report", stdout.String())
	wantNoSecret(t, "stderr", stderr.String())
	wantNoSecret(t, "the log", string(log))
	wantNoSecret(t, "the process list", strings.Join(cmd.Args, " "))
}

// What a crash leaves behind has every goroutine in it, and no secret.
func TestACrashSaysNoSecret(t *testing.T) {
	brokers, properties := securedCluster(t)
	record := filepath.Join(t.TempDir(), "log.jsonl")
	cmd, stdout, stderr := securedRun(t, "live", "--headless", "--orders", "100", "--rate", "5/s", "--brokers", brokers, "--config", properties, "--record", record)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if text, _ := os.ReadFile(record); strings.Contains(string(text), `"type":"order-marked"`) {
			break
		}
	}
	if err := cmd.Process.Signal(syscall.SIGQUIT); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if !strings.Contains(stderr.String(), "goroutine ") {
		t.Fatalf("no trace: %s", stderr)
	}
	wantNoSecret(t, "the trace", stderr.String())
	wantNoSecret(t, "stdout", stdout.String())
}

// A wrong password is said to be wrong, and not said.
func TestAWrongPasswordIsNotSaid(t *testing.T) {
	brokers, properties := securedCluster(t)
	cmd, stdout, stderr := securedRun(t, "live", "--headless", "--orders", "1", "--brokers", brokers, "--config", properties)
	cmd.Env = append(cmd.Env, "ORDERFLOW_KAFKA_SASL_PASSWORD="+secretWord+"!")
	if err := cmd.Run(); cmd.ProcessState.ExitCode() != exitFailed {
		t.Errorf("%v, stderr %s", err, stderr)
	}
	if !strings.Contains(stderr.String(), "login") || stdout.Len() > 0 {
		t.Errorf("stdout %q, stderr %q", stdout, stderr)
	}
	wantNoSecret(t, "stderr", stderr.String())
}

// Who cleans up has nothing to say of what is left.
func TestNothingIsLeftAfterACleanup(t *testing.T) {
	brokers, properties := securedCluster(t)
	cmd, _, stderr := securedRun(t, "live", "--headless", "--orders", "1", "--rate", "10/s", "--external", "0", "--brokers", brokers, "--config", properties, "--cleanup")
	if err := cmd.Run(); err != nil || strings.Contains(stderr.String(), "left") {
		t.Errorf("%v: %s", err, stderr)
	}
}

// A run that waits for brokers which say nothing is interrupted at once.
func TestInterruptedWhileNobodyAnswers(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	cmd, stdout, stderr := securedRun(t, "live", "--headless", "--brokers", listener.Addr().String())
	cmd.Env = append(cmd.Env, "ORDERFLOW_KAFKA_SASL_PASSWORD=")
	if err := listener.(*net.TCPListener).SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	conn, err := listener.Accept() // it has asked
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if cmd.ProcessState.ExitCode() != exitFailed || stdout.Len() > 0 || stderr.String() != "orderflow: interrupted\n" {
		t.Errorf("exit code %d, stdout %q, stderr %q", cmd.ProcessState.ExitCode(), stdout, stderr)
	}
}
