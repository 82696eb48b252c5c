package kafkax

import (
	"bytes"
	"context"
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/certtest"
	"orderflow/kafkax/access"
	"orderflow/sim"
)

// The login of the tests. Nothing that a run writes may have the password in it.
const (
	loginUser     = "alice"
	loginPassword = "wonder-land, 4711"
)

// accessOf returns what a properties file says.
func accessOf(t *testing.T, lines ...string) *access.Access {
	t.Helper()
	a, _, err := access.Read("client.properties", []byte(strings.Join(lines, "\n")), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// saved writes a file and returns its path.
func saved(t *testing.T, name string, text []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// playSecured runs a few orders on a cluster that lets only some in, to their
// end, and checks that the gate saw everything and nothing has the password.
func playSecured(t *testing.T, options Options) {
	t.Helper()
	c := config(sim.EmitAwait, 3)
	c.Rate, c.ExternalRatio = sim.Rate{Orders: 10, Per: time.Second}, 0
	log := &sim.Log{}
	s, err := Start(t.Context(), c, options, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	totals := s.State().Totals()
	if totals.Finished != 3 || totals.Published != 3 || totals.Lost+totals.Unknown+totals.Duplicated != 0 {
		t.Errorf("totals %+v, want 3 published and finished", totals)
	}
	for n := sim.OrderID(1); n <= 3; n++ {
		wantWhole(t, s.State().Order(n), sim.EmitAwait)
	}
	var written bytes.Buffer
	if _, err := log.WriteTo(&written); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&written, "%v %+v %#v %+v", options, options, options, s.company)
	slog.New(slog.NewTextHandler(&written, nil)).Info("options", "options", options, "access", options.Access)
	if strings.Contains(written.String(), "wonder") || strings.Contains(written.String(), fmt.Sprintf("%x", loginPassword)) {
		t.Error("the password is in what was written")
	}
}

// The same run on brokers that speak TLS and want a login: TLS is below the
// gate, which sees Kafka's frames and makes its faults as ever.
func TestSecured(t *testing.T) {
	authority := certtest.NewAuthority(t)
	server := authority.Server(t, authority.Issue(t, "broker", "127.0.0.1"), false)
	ca := saved(t, "ca.pem", authority.Certificate)
	for _, mechanism := range []string{"PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"} {
		t.Run(mechanism, func(t *testing.T) {
			t.Parallel()
			cluster, err := kfake.NewCluster(kfake.NumBrokers(3), kfake.TLS(server), kfake.EnableSASL(), kfake.Superuser(mechanism, loginUser, loginPassword))
			if err != nil {
				t.Fatal(err)
			}
			defer cluster.Close()
			a := accessOf(t, "security.protocol=SASL_SSL", "ssl.ca.location="+ca, "sasl.mechanism="+mechanism, "sasl.username="+loginUser, "sasl.password="+loginPassword)
			playSecured(t, Options{Brokers: cluster.ListenAddrs(), Access: a})
		})
	}
}

// securedBroker starts a real broker with a listener for each way to be let in,
// and returns where the first, which is for everybody, listens; the others
// follow at the next ports but one.
func securedBroker(t *testing.T, authority *certtest.Authority) (host string, port int) {
	t.Helper()
	port, err := strconv.Atoi(os.Getenv("ORDERFLOW_SECURED_PORT"))
	if err != nil {
		t.Skip("ORDERFLOW_SECURED_PORT is not set: no port for a real broker with TLS and logins")
	}
	server := authority.Issue(t, "broker", "127.0.0.1")
	keys, ca := saved(t, "broker.pem", append(server.Key, server.Certificate...)), saved(t, "ca.pem", authority.Certificate)
	plain := "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + loginUser + `="` + loginPassword + `";`
	extra := []string{
		fmt.Sprintf("listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d,SSL://127.0.0.1:%d,SASL_PLAINTEXT://127.0.0.1:%d", port, port+1, port+2, port+3, port+4),
		fmt.Sprintf("advertised.listeners=PLAINTEXT://127.0.0.1:%d,SASL_SSL://127.0.0.1:%d,SSL://127.0.0.1:%d,SASL_PLAINTEXT://127.0.0.1:%d", port, port+2, port+3, port+4),
		"listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT",
		"ssl.keystore.type=PEM", "ssl.keystore.location=" + keys, "ssl.truststore.type=PEM", "ssl.truststore.location=" + ca,
		"listener.name.ssl.ssl.client.auth=required", "sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512",
		"listener.name.sasl_ssl.plain.sasl.jaas.config=" + plain, "listener.name.sasl_plaintext.plain.sasl.jaas.config=" + plain,
	}
	for _, listener := range []string{"sasl_ssl", "sasl_plaintext"} {
		for _, mechanism := range []string{"scram-sha-256", "scram-sha-512"} {
			extra = append(extra, "listener.name."+listener+"."+mechanism+".sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;")
		}
	}
	dir := t.TempDir()
	kafkaScript(t, extra, "start", dir, "1", strconv.Itoa(port))
	t.Cleanup(func() { kafkaScript(t, nil, "stop", dir) })
	return "127.0.0.1", port
}

// kafkaScript runs .ci/kafka, with lines for the brokers' properties.
func kafkaScript(t *testing.T, extra []string, args ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "../.ci/kafka", args...)
	cmd.Env = append(os.Environ(), "ORDERFLOW_KAFKA_EXTRA="+strings.Join(extra, "\n"))
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %v: %s", args, err, &said)
	}
}

// addUser gives the user of the tests a password for both SCRAM mechanisms.
func addUser(t *testing.T, address string) {
	t.Helper()
	const iterations = 4096
	salt := []byte("a salt of 16 byt")
	in256, err := pbkdf2.Key(sha256.New, loginPassword, salt, iterations, sha256.Size)
	if err != nil {
		t.Fatal(err)
	}
	in512, err := pbkdf2.Key(sha512.New, loginPassword, salt, iterations, sha512.Size)
	if err != nil {
		t.Fatal(err)
	}
	client := &kafka.Client{Addr: kafka.TCP(address), Timeout: 10 * time.Second}
	for mechanism, salted := range map[kafka.ScramMechanism][]byte{kafka.ScramMechanismSha256: in256, kafka.ScramMechanismSha512: in512} {
		answer, err := client.AlterUserScramCredentials(t.Context(), &kafka.AlterUserScramCredentialsRequest{Upsertions: []kafka.UserScramCredentialsUpsertion{
			{Name: loginUser, Mechanism: mechanism, Iterations: iterations, Salt: salt, SaltedPassword: salted},
		}})
		if err != nil {
			t.Fatal(err)
		}
		for _, result := range answer.Results {
			if result.Error != nil {
				t.Fatal(result.Error)
			}
		}
	}
}

// On a real broker: every way to be let in, and every port that is spoken to in
// the wrong way says so.
func TestRealSecured(t *testing.T) {
	t.Parallel()
	authority := certtest.NewAuthority(t)
	host, port := securedBroker(t, authority)
	at := func(further int) string { return net.JoinHostPort(host, strconv.Itoa(port+further)) }
	addUser(t, at(0))
	client := authority.Issue(t, "client")
	ca := "ssl.ca.location=" + saved(t, "ca.pem", authority.Certificate)
	store := "ssl.keystore.location=" + saved(t, "client.pem", append(client.Certificate, client.Key...))
	login := "sasl.username=" + loginUser + "\nsasl.password=" + loginPassword
	const open, saslSSL, ssl, saslPlain = 0, 2, 3, 4
	for _, c := range []struct {
		name  string
		port  int
		lines []string
	}{
		{"PLAIN over TLS", saslSSL, []string{"security.protocol=SASL_SSL", ca, "sasl.mechanism=PLAIN", login}},
		{"SCRAM-SHA-256 over TLS", saslSSL, []string{"security.protocol=SASL_SSL", ca, "sasl.mechanism=SCRAM-SHA-256", login}},
		{"SCRAM-SHA-512 in plain text", saslPlain, []string{"security.protocol=SASL_PLAINTEXT", "sasl.mechanism=SCRAM-SHA-512", login}},
		{"a client certificate", ssl, []string{"security.protocol=SSL", ca, store}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel() // most of a run waits for groups to assemble
			playSecured(t, Options{Brokers: []string{at(c.port)}, Access: accessOf(t, c.lines...), Cleanup: true})
		})
	}
	for _, c := range []struct {
		port  int
		lines []string
		want  string
	}{
		{ssl, nil, "speaks TLS, and was spoken to in plain text: set security.protocol=SSL"},
		{saslSSL, []string{"security.protocol=SASL_PLAINTEXT", "sasl.mechanism=PLAIN", login}, "speaks TLS, and was spoken to in plain text: set security.protocol=SASL_SSL"},
		{open, []string{"security.protocol=SSL", ca}, "speaks plain text, and security.protocol is SSL"},
		{open, []string{"security.protocol=SASL_PLAINTEXT", "sasl.mechanism=PLAIN", login}, "asks nobody for a password, and security.protocol is SASL_PLAINTEXT: want PLAINTEXT"},
		{saslPlain, nil, "wants a login, and security.protocol is PLAINTEXT: want SASL_PLAINTEXT, with sasl.mechanism PLAIN"},
		{saslSSL, []string{"security.protocol=SSL", ca}, "wants a login, and security.protocol is SSL: want SASL_SSL"},
		{ssl, []string{"security.protocol=SSL", ca}, "where it wants a client certificate"},
		{ssl, []string{"security.protocol=SSL", store}, "its certificate is signed by nobody who is trusted"},
		{saslPlain, []string{"security.protocol=SASL_PLAINTEXT", "sasl.mechanism=PLAIN", "sasl.username=bob", "sasl.password=wonder"}, "the login was refused: "},
		{saslPlain, []string{"security.protocol=SASL_PLAINTEXT", "sasl.mechanism=SCRAM-SHA-256", "sasl.username=alice", "sasl.password=wonder"}, "the login was refused: "},
	} {
		_, err := Start(t.Context(), config(sim.Emit, 1), Options{Brokers: []string{at(c.port)}, Access: accessOf(t, c.lines...)})
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "wonder") || strings.Contains(err.Error(), "\n") {
			t.Errorf("port %d with %d lines: %v, want %q", c.port, len(c.lines), err, c.want)
		}
	}
}
