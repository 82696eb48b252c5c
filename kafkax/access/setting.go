package access

import (
	"slices"
	"strconv"
	"strings"

	"orderflow/sim"
)

// The settings, by the name that librdkafka's documentation or, where it has
// none, Java's has for them.
const (
	keyBrokers     = "bootstrap.servers"
	keyProtocol    = "security.protocol"
	keyCA          = "ssl.ca.location"
	keyCAText      = "ssl.ca.pem"
	keyCert        = "ssl.certificate.location"
	keyCertText    = "ssl.certificate.pem"
	keyKey         = "ssl.key.location"
	keyKeyText     = "ssl.key.pem"
	keyKeyPassword = "ssl.key.password"
	keyTrustType   = "ssl.truststore.type"
	keyStoreType   = "ssl.keystore.type"
	keyStore       = "ssl.keystore.location"
	keyIdentity    = "ssl.endpoint.identification.algorithm"
	keyMechanism   = "sasl.mechanism"
	keyUser        = "sasl.username"
	keyPassword    = "sasl.password"
	keyJAAS        = "sasl.jaas.config"
)

// names lists the settings; alias says by which other name one is known.
var (
	names = []string{
		keyBrokers, keyProtocol, keyCA, keyCAText, keyCert, keyCertText, keyKey, keyKeyText, keyKeyPassword,
		keyTrustType, keyStoreType, keyStore, keyIdentity, keyMechanism, keyUser, keyPassword, keyJAAS,
	}
	alias = map[string]string{
		"ssl.truststore.location":        keyCA, // of type PEM
		"ssl.truststore.pem":             keyCA,
		"ssl.truststore.certificates":    keyCAText,
		"ssl.keystore.certificate.chain": keyCertText,
		"ssl.keystore.key":               keyKeyText,
		"sasl.mechanisms":                keyMechanism,
	}
)

// guarded are the beginnings of names that must be understood: what they ask
// for would be missed in silence.
var guarded = []string{"security.", "ssl.", "sasl.", "enable.ssl.", "enable.sasl.", "https."}

// setting is what is known of one.
type setting struct {
	value Secret
	where string // file and line, or the variable's name; the name of the setting follows
}

type settings map[string]setting

// put takes a value, unless there is one already.
func (s settings) put(name, called string, value setting) error {
	if before, there := s[name]; there {
		return sim.Refuse("%s: says %s again, which is in %s: leave one of them out", "%s: %s이(가) %s에도 있습니다. 하나를 빼세요", value.where, called, before.where)
	}
	s[name] = value
	return nil
}

// text returns what a setting says; "" where it is not set.
func (s settings) text(name string) string { return s[name].value.reveal() }

// refuse says in which place what is wrong. It never says what is there.
func (s settings) refuse(name, english, korean string, figures ...any) error {
	where := name
	if at := s[name].where; at != "" {
		where = at + ": " + name
	}
	return sim.Refuse(where+": "+english, where+": "+korean, figures...)
}

// variable is the environment's name for a setting: ORDERFLOW_KAFKA_SASL_PASSWORD
// is sasl.password.
func variable(name string) string {
	return "ORDERFLOW_KAFKA_" + strings.ToUpper(strings.ReplaceAll(name, ".", "_"))
}

// gather puts the file's settings and the environment's together; the
// environment's win. Names that have nothing to do with access are returned:
// they have no effect.
func gather(path string, list []property, getenv func(string) string) (s settings, idle []string, err error) {
	s = settings{}
	for _, p := range list {
		name, known := canonical(p.name)
		where := sim.Printable(path, pathShown) + ":" + strconv.Itoa(p.line)
		switch {
		case !known && strange(p.name):
			return nil, nil, sim.Refuse("%s: is not a property of a Kafka client: want name=value", "%s: Kafka 클라이언트의 속성이 아닙니다. 이름=값으로 쓰세요", where)
		case !known && slices.ContainsFunc(guarded, func(beginning string) bool { return strings.HasPrefix(p.name, beginning) }):
			return nil, nil, unknown(where, p.name)
		case !known:
			idle = append(idle, p.name)
		default:
			if err := s.put(name, p.name, setting{p.value, where}); err != nil {
				return nil, nil, err
			}
		}
	}
	fromEnvironment := settings{}
	for _, name := range names {
		if name == keyBrokers {
			continue // no variable opens a connection by itself
		}
		for _, called := range append(aliases(name), name) {
			if value := getenv(variable(called)); value != "" {
				if err := fromEnvironment.put(name, called, setting{NewSecret(value), variable(called)}); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	for name, value := range fromEnvironment {
		s[name] = value
	}
	return s, idle, nil
}

// pathShown bounds a path in a message, in characters.
const pathShown = 200

func canonical(name string) (string, bool) {
	if same, ok := alias[name]; ok {
		return same, true
	}
	return name, slices.Contains(names, name)
}

func aliases(name string) (list []string) {
	for called, same := range alias {
		if same == name {
			list = append(list, called)
		}
	}
	slices.Sort(list)
	return list
}

// strange reports whether a name cannot be one: it may be a secret that has
// lost its name.
func strange(name string) bool {
	const longest = 80
	return len(name) > longest || !strings.Contains(name, ".") && !slices.Contains(dotless, name) || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") != ""
}

// dotless are the properties of clients whose names have no dot.
var dotless = []string{"acks", "retries", "debug", "interceptor", "plugin", "topic", "offset"}

// unknown names what may have been meant.
func unknown(where, name string) error {
	all := slices.Clone(names)
	for called := range alias {
		all = append(all, called)
	}
	if near := sim.Nearest(name, all); near != "" {
		return sim.Refuse("%s: %s is not known here: did you mean %s?", "%s: %s: 여기서 모르는 속성입니다. 혹시 %s입니까?", where, name, near)
	}
	return sim.Refuse("%s: %s is not known here: want security.protocol, ssl.* in PEM, sasl.mechanism, sasl.username, sasl.password", "%s: %s: 여기서 모르는 속성입니다. security.protocol, PEM으로 쓰는 ssl.*, sasl.mechanism, sasl.username, sasl.password를 쓰세요", where, name)
}
