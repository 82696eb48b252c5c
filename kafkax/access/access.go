package access

import (
	"crypto/tls"
	"io"
	"os"
	"strings"

	"github.com/twmb/franz-go/pkg/sasl"

	"orderflow/internal/system"
	"orderflow/sim"
)

// Access is how a cluster lets a client in. Nil and the zero value speak plain
// text and have no user. Printed, it says which way that is and no more.
type Access struct {
	protocol  string
	brokers   string
	secured   func() *tls.Config // nil = no TLS; a function, so that nothing prints its keys
	mechanism func() sasl.Mechanism
	password  Secret
}

// The protocols, by Kafka's names.
const (
	plaintext     = "PLAINTEXT"
	ssl           = "SSL"
	saslPlaintext = "SASL_PLAINTEXT"
	saslSSL       = "SASL_SSL"
)

// Read reads a client's properties file, if path is not empty, and the
// environment. idle are properties that have nothing to do with access, and so
// no effect.
func Read(path string, text []byte, getenv func(string) string) (a *Access, idle []string, err error) {
	var list []property
	if path != "" {
		if list, err = parse(sim.Printable(path, pathShown), string(text)); err != nil {
			return nil, nil, err
		}
	}
	s, idle, err := gather(path, list, getenv)
	if err != nil {
		return nil, nil, err
	}
	a, err = s.access()
	return a, idle, err
}

// Brokers returns what bootstrap.servers says; empty where it is not set.
func (a *Access) Brokers() string {
	if a == nil {
		return ""
	}
	return a.brokers
}

// Protocol returns how the brokers are spoken to, by Kafka's name.
func (a *Access) Protocol() string {
	if a == nil || a.protocol == "" {
		return plaintext
	}
	return a.protocol
}

// String says how the brokers are spoken to.
func (a *Access) String() string { return a.Protocol() }

// GoString says no more.
func (a *Access) GoString() string { return a.Protocol() }

func (a *Access) encrypted() bool { return a != nil && a.secured != nil }

func (a *Access) authenticated() bool { return a != nil && a.mechanism != nil }

// access checks the settings against each other.
func (s settings) access() (*Access, error) {
	a := &Access{protocol: strings.ToUpper(strings.TrimSpace(s.text(keyProtocol))), brokers: s.text(keyBrokers)}
	if a.protocol == "" {
		a.protocol = plaintext
	}
	switch a.protocol {
	case plaintext, ssl, saslPlaintext, saslSSL:
	default:
		return nil, s.refuse(keyProtocol, "want %s, %s, %s or %s", "%s, %s, %s, %s 중에서 고르세요", plaintext, ssl, saslPlaintext, saslSSL)
	}
	if err := s.inVain(a.protocol); err != nil {
		return nil, err
	}
	if a.protocol == ssl || a.protocol == saslSSL {
		config, err := s.tls()
		if err != nil {
			return nil, err
		}
		a.secured = func() *tls.Config { return config }
	}
	if a.protocol == saslPlaintext || a.protocol == saslSSL {
		if err := s.login(a); err != nil {
			return nil, err
		}
	}
	return a, nil
}

// inVain refuses what the protocol would pass over: who writes a password or a
// certificate believes that it is used.
func (s settings) inVain(protocol string) error {
	for _, name := range names {
		if _, set := s[name]; !set {
			continue
		}
		switch {
		case strings.HasPrefix(name, "ssl.") && protocol != ssl && protocol != saslSSL:
			return s.refuse(name, "has no effect while security.protocol is %s: want %s or %s", "security.protocol이 %s이면 효과가 없습니다. %s이나 %s을 쓰세요", protocol, ssl, saslSSL)
		case strings.HasPrefix(name, "sasl.") && protocol != saslPlaintext && protocol != saslSSL:
			return s.refuse(name, "has no effect while security.protocol is %s: want %s or %s", "security.protocol이 %s이면 효과가 없습니다. %s이나 %s를 쓰세요", protocol, saslSSL, saslPlaintext)
		}
	}
	return nil
}

// read returns a file that a setting names.
func (s settings) read(name string) ([]byte, error) {
	file, err := os.Open(s.text(name))
	if err != nil {
		return nil, s.refuse(name, "%v", "%v", system.Localized(system.Pathless(err))) // the path may be a secret in the wrong place
	}
	defer file.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(file, FileBytesMax+1))
	switch {
	case err != nil:
		return nil, s.refuse(name, "%v", "%v", system.Localized(system.Pathless(err)))
	case len(text) > FileBytesMax:
		return nil, s.refuse(name, "the file is larger than %d bytes: want PEM", "파일이 %d바이트보다 큽니다. PEM 파일을 쓰세요", FileBytesMax)
	}
	return text, nil
}
