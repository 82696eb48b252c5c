package access_test

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/certtest"
	"orderflow/kafkax/access"
	"orderflow/sim"
)

// broker starts an embedded broker, encrypted where config is given and with a
// login where users are (mechanism, user, password), and returns where it listens.
func broker(t *testing.T, config *tls.Config, users ...[3]string) string {
	t.Helper()
	options := []kfake.Opt{kfake.NumBrokers(1)}
	if config != nil {
		options = append(options, kfake.TLS(config))
	}
	if len(users) > 0 {
		options = append(options, kfake.EnableSASL())
	}
	for _, user := range users {
		options = append(options, kfake.Superuser(user[0], user[1], user[2]))
	}
	cluster, err := kfake.NewCluster(options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(cluster.Close)
	return cluster.ListenAddrs()[0]
}

// question asks who belongs to the cluster, as a client does first.
func question(ctx context.Context, a *access.Access, address string) error {
	raw := access.DialFunc(new(net.Dialer).DialContext)
	conn, err := a.Dialer(raw)(ctx, "tcp", address)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(5 * time.Second)); err != nil {
		return err
	}
	request := kmsg.NewPtrMetadataRequest()
	request.SetVersion(1)
	if _, err := access.Ask(conn, request, "test"); err != nil {
		return a.Explain(ctx, raw, address, err)
	}
	return nil
}

const (
	user  = "alice"
	pass  = "wonder=land,"
	login = "sasl.username=alice\nsasl.password=wonder=land,\n"
)

// Every way to be let in works, and every wrong one says in one line what is
// wrong and what to do; the password is in none.
func TestBeingLetIn(t *testing.T) {
	authority, stranger := certtest.NewAuthority(t), certtest.NewAuthority(t)
	server := authority.Issue(t, "broker", "127.0.0.1")
	mine, theirs := authority.Issue(t, "client"), stranger.Issue(t, "client")
	files := save(t, map[string][]byte{
		"CA.PEM": authority.Certificate, "STRANGE.PEM": stranger.Certificate, "BOTH.PEM": append(mine.Certificate, mine.Key...), "THEIRS.PEM": append(theirs.Certificate, theirs.Key...),
	})
	users := [][3]string{{"PLAIN", user, pass}, {"SCRAM-SHA-256", user, pass}, {"SCRAM-SHA-512", user, pass}}
	ports := map[string]string{
		"PLAINTEXT": broker(t, nil), "SSL": broker(t, authority.Server(t, server, false)), "mTLS": broker(t, authority.Server(t, server, true)),
		"SASL_PLAINTEXT": broker(t, nil, users...), "SASL_SSL": broker(t, authority.Server(t, server, false), users...), "PLAIN only": broker(t, nil, users[0]),
		"another name": broker(t, authority.Server(t, authority.Issue(t, "broker", "kafka.example"), false)),
	}
	for _, c := range []struct{ port, lines, want string }{ // want: what the error says; empty = let in
		{"PLAINTEXT", "", ""},
		{"SSL", "security.protocol=SSL\nssl.ca.location=CA.PEM", ""},
		{"mTLS", "security.protocol=SSL\nssl.ca.location=CA.PEM\nssl.keystore.location=BOTH.PEM", ""},
		{"another name", "security.protocol=SSL\nssl.ca.location=CA.PEM\nssl.endpoint.identification.algorithm=none", ""},
		{"SASL_PLAINTEXT", "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n" + login, ""},
		{"SASL_PLAINTEXT", "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-256\n" + login, ""},
		{"SASL_SSL", "security.protocol=SASL_SSL\nssl.ca.location=CA.PEM\nsasl.mechanism=PLAIN\n" + login, ""},
		{"SASL_SSL", "security.protocol=SASL_SSL\nssl.ca.location=CA.PEM\nsasl.mechanism=SCRAM-SHA-256\n" + login, ""},
		{"SASL_SSL", "security.protocol=SASL_SSL\nssl.ca.location=CA.PEM\nsasl.mechanism=SCRAM-SHA-512\n" + login, ""},

		{"SSL", "", "speaks TLS, and was spoken to in plain text: set security.protocol=SSL"},
		{"SASL_SSL", "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n" + login, "speaks TLS, and was spoken to in plain text: set security.protocol=SASL_SSL"},
		{"PLAINTEXT", "security.protocol=SSL", "speaks plain text, and security.protocol is SSL: want PLAINTEXT"},
		{"SASL_PLAINTEXT", "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n" + login, "speaks plain text, and security.protocol is SASL_SSL: want SASL_PLAINTEXT"},
		{"SASL_PLAINTEXT", "", "wants a login, and security.protocol is PLAINTEXT: want SASL_PLAINTEXT, with sasl.mechanism "},
		{"SASL_SSL", "security.protocol=SSL\nssl.ca.location=CA.PEM", "wants a login, and security.protocol is SSL: want SASL_SSL, with sasl.mechanism "},
		{"SSL", "security.protocol=SSL", "its certificate is signed by nobody who is trusted: name the CA with ssl.ca.location"},
		{"SSL", "security.protocol=SSL\nssl.ca.location=STRANGE.PEM", "its certificate is signed by nobody who is trusted"},
		{"another name", "security.protocol=SSL\nssl.ca.location=STRANGE.PEM\nssl.endpoint.identification.algorithm=none", "its certificate is signed by nobody who is trusted"},
		{"another name", "security.protocol=SSL\nssl.ca.location=CA.PEM", "its certificate is not for this name"},
		{"mTLS", "security.protocol=SSL\nssl.ca.location=CA.PEM", "where it wants a client certificate, name it with ssl.certificate.location"},
		{"mTLS", "security.protocol=SSL\nssl.ca.location=CA.PEM\nssl.keystore.location=THEIRS.PEM", "has broken the TLS handshake off"},
		{"PLAIN only", "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-512\n" + login, "sasl.mechanism"},
		{"SASL_SSL", "security.protocol=SASL_SSL\nssl.ca.location=CA.PEM\nsasl.mechanism=PLAIN\nsasl.username=alice\nsasl.password=wonder=land", "login"},
		{"SASL_SSL", "security.protocol=SASL_SSL\nssl.ca.location=CA.PEM\nsasl.mechanism=SCRAM-SHA-256\nsasl.username=alice\nsasl.password=wonder=land", "login"},
	} {
		t.Run(c.port+" "+strings.ReplaceAll(c.lines, "\n", " "), func(t *testing.T) {
			t.Parallel() // some wait for a broker that says nothing
			a, _, err := read(t, files, c.lines)
			if err != nil {
				t.Fatal(err)
			}
			err = question(t.Context(), a, ports[c.port])
			if c.want == "" || err == nil {
				if err != nil || c.want != "" {
					t.Errorf("let in: %v, want %q", err, c.want)
				}
				return
			}
			text := sim.TextOf(err)
			if !strings.HasPrefix(text.English, ports[c.port]) || !strings.Contains(text.English, c.want) || strings.Contains(text.English, "\n") || text.Korean == text.English {
				t.Errorf("it says %q and %q, want %q", text.English, text.Korean, c.want)
			}
			if strings.Contains(text.English+text.Korean, "wonder") {
				t.Errorf("the password is said: %v", text)
			}
		})
	}
}

// Who says nothing keeps nobody beyond the context.
func TestASilentPort(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	for _, lines := range []string{"security.protocol=SSL", "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\n" + login} {
		a, _, err := read(t, nil, lines)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		err = question(ctx, a, listener.Addr().String())
		cancel()
		if timeout := net.Error(nil); !errors.Is(err, context.DeadlineExceeded) && (!errors.As(err, &timeout) || !timeout.Timeout()) {
			t.Errorf("%s: %v, want a timeout", lines, err)
		}
	}
}
