package access

import (
	"strings"

	"github.com/twmb/franz-go/pkg/sasl"
	"github.com/twmb/franz-go/pkg/sasl/plain"
	"github.com/twmb/franz-go/pkg/sasl/scram"
)

// login sets how the client says who it is.
func (s settings) login(a *Access) error {
	if _, set := s[keyJAAS]; set {
		if err := s.readJAAS(); err != nil {
			return err
		}
	}
	for _, name := range []string{keyMechanism, keyUser, keyPassword} {
		if s.text(name) == "" {
			return s.refuse(name, "is missing, and security.protocol is %s: set it in --config FILE or as %s", "security.protocol이 %s인데 없습니다. --config FILE이나 %s로 알려 주세요", a.protocol, variable(name))
		}
	}
	user, password := s.text(keyUser), s[keyPassword].value
	switch strings.ToUpper(strings.TrimSpace(s.text(keyMechanism))) {
	case "PLAIN":
		a.mechanism = func() sasl.Mechanism {
			return plain.Auth{User: user, Pass: password.reveal()}.AsMechanism()
		}
	case "SCRAM-SHA-256":
		a.mechanism = func() sasl.Mechanism {
			return scram.Auth{User: user, Pass: password.reveal()}.AsSha256Mechanism()
		}
	case "SCRAM-SHA-512":
		a.mechanism = func() sasl.Mechanism {
			return scram.Auth{User: user, Pass: password.reveal()}.AsSha512Mechanism()
		}
	default:
		return s.refuse(keyMechanism, "want PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512", "PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 중에서 고르세요")
	}
	a.password = password
	return nil
}

// readJAAS takes user and password out of Java's login line:
//
//	org.apache.kafka.common.security.scram.ScramLoginModule required username="…" password="…";
func (s settings) readJAAS() error {
	module, options, whole := strings.Cut(strings.TrimSpace(s.text(keyJAAS)), " ")
	options, ended := strings.CutSuffix(strings.TrimSpace(options), ";")
	if !whole || !ended || !strings.HasSuffix(module, ".PlainLoginModule") && !strings.HasSuffix(module, ".ScramLoginModule") {
		return s.refuse(keyJAAS, `want …PlainLoginModule or …ScramLoginModule required username="…" password="…";`, `…PlainLoginModule이나 …ScramLoginModule required username="…" password="…"; 꼴로 쓰세요`)
	}
	for name, key := range map[string]string{"username": keyUser, "password": keyPassword} {
		value, found := option(options, name)
		if !found {
			return s.refuse(keyJAAS, `%s="…" is missing`, `%s="…"이 없습니다`, name)
		}
		if err := s.put(key, key, setting{NewSecret(value), s[keyJAAS].where}); err != nil {
			return err
		}
	}
	return nil
}

// option returns the value of name="…" in a login line, where a backslash escapes.
func option(text, name string) (value string, found bool) {
	for rest := text; rest != ""; {
		called, after, more := strings.Cut(rest, "=")
		if !more {
			return "", false
		}
		text, tail := quoted(strings.TrimLeft(after, " "))
		fields := strings.Fields(called)
		if len(fields) > 0 && fields[len(fields)-1] == name {
			return text, true
		}
		rest = tail
	}
	return "", false
}

// quoted reads a value in quotes, or up to the next blank.
func quoted(text string) (value, rest string) {
	if text == "" || text[0] != '"' && text[0] != '\'' {
		value, rest, _ = strings.Cut(text, " ")
		return value, rest
	}
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == text[0]:
			return b.String(), text[i+1:]
		case text[i] == '\\' && i+1 < len(text):
			i++
			fallthrough
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String(), ""
}
