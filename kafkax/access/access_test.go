package access_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"orderflow/internal/certtest"
	"orderflow/kafkax/access"
	"orderflow/sim"
)

const password = `hunter"2 \x`

// none is an environment without a variable.
func none(string) string { return "" }

// read reads a file of these lines, in which NAME is a path of files.
func read(t *testing.T, files map[string]string, lines ...string) (*access.Access, []string, error) {
	t.Helper()
	text := strings.Join(lines, "\n") + "\n"
	for name, path := range files {
		text = strings.ReplaceAll(text, name, path)
	}
	return access.Read("client.properties", []byte(text), none)
}

// save writes the files, and returns where they are.
func save(t *testing.T, files map[string][]byte) map[string]string {
	t.Helper()
	paths := make(map[string]string)
	for name, text := range files {
		paths[name] = filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(paths[name], text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// pems is an authority with a certificate of a client, as files.
func pems(t *testing.T) map[string]string {
	a := certtest.NewAuthority(t)
	client := a.Issue(t, "client")
	return save(t, map[string][]byte{
		"CA.PEM": a.Certificate, "CERT.PEM": client.Certificate, "KEY.PEM": client.Key, "BOTH.PEM": append(client.Key, client.Certificate...),
		"LOCKED.PEM": []byte("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"),
		"OTHER.PEM":  a.Issue(t, "other").Key,
	})
}

func TestWhatIsUnderstood(t *testing.T) {
	files := pems(t)
	folded := func(name string) string {
		text, err := os.ReadFile(files[name])
		if err != nil {
			t.Fatal(err)
		}
		return strings.ReplaceAll(strings.TrimSpace(string(text)), "\n", " ")
	}
	for _, c := range []struct{ name, lines, protocol, brokers string }{
		{"nothing", "", "PLAINTEXT", ""},
		{"comments", "# a\n! b\n\n  bootstrap.servers : a:1,b:2  ", "PLAINTEXT", "a:1,b:2"},
		{"the system's CAs", "security.protocol=ssl", "SSL", ""},
		{"librdkafka", "security.protocol=SASL_SSL\nssl.ca.location=CA.PEM\nssl.certificate.location=CERT.PEM\nssl.key.location=KEY.PEM\nsasl.mechanisms=SCRAM-SHA-512\nsasl.username=u\nsasl.password=p", "SASL_SSL", ""},
		{"Java, in files", "security.protocol=SSL\nssl.truststore.type=PEM\nssl.truststore.location=CA.PEM\nssl.keystore.type=pem\nssl.keystore.location=BOTH.PEM\nssl.endpoint.identification.algorithm=https", "SSL", ""},
		{"Java, in place", "security.protocol=SSL\nssl.truststore.certificates=" + folded("CA.PEM") + "\nssl.keystore.certificate.chain=" + folded("CERT.PEM") + "\nssl.keystore.key=" + folded("KEY.PEM"), "SSL", ""},
		{"Java's login", "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\\n   username=\"u\" \\\n  password=\"p;\\\"=\";", "SASL_PLAINTEXT", ""},
		{"any name", "security.protocol=SSL\nssl.endpoint.identification.algorithm=none", "SSL", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, idle, err := read(t, files, c.lines)
			if err != nil || len(idle) > 0 || a.Protocol() != c.protocol || a.Brokers() != c.brokers {
				t.Errorf("%v, %q, without effect %q: %v", a, a.Brokers(), idle, err)
			}
		})
	}
}

// What is wrong is one line that names file, line and property, in both
// languages, and never what the property says.
func TestWhatIsRefused(t *testing.T) {
	const secret = "hunter2"
	files := pems(t)
	login := "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.username=u\n"
	for want, lines := range map[string]string{
		"client.properties:1: security.protocol: want PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL":                                   "security.protocol=hunter2",
		"client.properties:2: ssl.ca.pem: there is no certificate in PEM":                                                           "security.protocol=SSL\nssl.ca.pem=hunter2",
		"client.properties:2: ssl.ca.location: no such file or directory":                                                           "security.protocol=SSL\nssl.ca.location=/hunter2",
		"client.properties:2: ssl.keystore.type: want PEM":                                                                          "security.protocol=SSL\nssl.keystore.type=JKS",
		"client.properties:2: ssl.certificate.location: has no key: want ssl.key.location too":                                      "security.protocol=SSL\nssl.certificate.location=CERT.PEM",
		"client.properties:2: ssl.key.location: has no certificate":                                                                 "security.protocol=SSL\nssl.key.location=KEY.PEM",
		"client.properties:3: ssl.key.location: the key is encrypted":                                                               "security.protocol=SSL\nssl.certificate.location=CERT.PEM\nssl.key.location=LOCKED.PEM",
		"client.properties:2: ssl.certificate.location: it and its key are not a pair":                                              "security.protocol=SSL\nssl.certificate.location=CERT.PEM\nssl.key.location=OTHER.PEM",
		"client.properties:2: ssl.ca.location: is there beside ssl.ca.pem":                                                          "security.protocol=SSL\nssl.ca.location=CA.PEM\nssl.ca.pem=hunter2",
		"client.properties:2: ssl.endpoint.identification.algorithm: want https or none":                                            "security.protocol=SSL\nssl.endpoint.identification.algorithm=hunter2",
		"client.properties:1: sasl.password: has no effect while security.protocol is PLAINTEXT: want SASL_SSL or SASL_PLAINTEXT":   "sasl.password=hunter2",
		"client.properties:1: ssl.ca.location: has no effect while security.protocol is PLAINTEXT":                                  "ssl.ca.location=CA.PEM",
		"sasl.password: is missing, and security.protocol is SASL_SSL: set it in --config FILE or as ORDERFLOW_KAFKA_SASL_PASSWORD": login,
		"client.properties:2: sasl.mechanism: want PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512":                                           "security.protocol=SASL_SSL\nsasl.mechanism=GSSAPI\nsasl.username=u\nsasl.password=hunter2",
		"client.properties:5: says sasl.password again, which is in client.properties:4":                                            login + strings.Repeat("sasl.password=hunter2\n", 2),
		"client.properties:2: sasl.pasword is not known here: did you mean sasl.password?":                                          "security.protocol=SASL_SSL\nsasl.pasword=hunter2",
		"client.properties:1: ssl.keystore.password is not known here: want security.protocol, ssl.* in PEM":                        "ssl.keystore.password=hunter2",
		"client.properties:2: is not a property of a Kafka client":                                                                  "security.protocol=SSL\nhunter2",
		"client.properties:1: want name=value":                                                                                      `sasl.password=hunter2\u00`,
		`client.properties:3: sasl.jaas.config: want …PlainLoginModule or …ScramLoginModule required username="…" password="…";`:    "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=hunter2",
		`client.properties:3: sasl.jaas.config: password="…" is missing`:                                                            "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.jaas.config=o.PlainLoginModule required username=\"hunter2\";",
		"client.properties:4: says sasl.password again, which is in client.properties:3":                                            "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nsasl.password=hunter2\nsasl.jaas.config=o.PlainLoginModule required username=\"u\" password=\"hunter2\";",
		"client.properties: is not UTF-8 text":                                                                                      "sasl.password=hunter2\xff",
	} {
		_, _, err := read(t, files, lines)
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q\n got %v\nwant %s", lines, err, want)
			continue
		}
		text := sim.TextOf(err)
		if text.Korean == text.English {
			t.Errorf("%s: in Korean: %s", want, text.Korean)
		}
		if strings.Contains(text.English+text.Korean, secret) {
			t.Errorf("the secret is said: %v", text)
		}
	}
}

// The environment wins, and properties of other things are named.
func TestTheEnvironment(t *testing.T) {
	variables := map[string]string{"ORDERFLOW_KAFKA_SASL_PASSWORD": "p", "ORDERFLOW_KAFKA_SECURITY_PROTOCOL": "SASL_SSL", "ORDERFLOW_KAFKA_BOOTSTRAP_SERVERS": "evil:1"}
	file := "acks=all\nsecurity.protocol=PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.username=u\nsasl.password=q\nclient.id=me\n"
	a, idle, err := access.Read("client.properties", []byte(file), func(name string) string { return variables[name] })
	if err != nil || a.Protocol() != "SASL_SSL" || a.Brokers() != "" || fmt.Sprint(idle) != "[acks client.id]" {
		t.Errorf("%v %q, without effect %q: %v", a, a.Brokers(), idle, err)
	}
	variables["ORDERFLOW_KAFKA_SASL_MECHANISM"], variables["ORDERFLOW_KAFKA_SASL_MECHANISMS"] = "PLAIN", "PLAIN"
	if _, _, err := access.Read("", nil, func(name string) string { return variables[name] }); err == nil || !strings.HasPrefix(err.Error(), "ORDERFLOW_KAFKA_SASL_MECHANISM: says sasl.mechanism again") {
		t.Errorf("said twice: %v", err)
	}
}

// However it is printed, a secret is not: alone, in what holds it, and in what
// holds that.
func TestASecretIsNeverPrinted(t *testing.T) {
	secret := access.NewSecret(password)
	a, _, err := read(t, nil, "security.protocol=SASL_SSL", "sasl.mechanism=PLAIN", "sasl.username=u", `sasl.password=hunter"2 \\x`)
	if err != nil {
		t.Fatal(err)
	}
	type holder struct {
		Open   any
		closed any
		secret access.Secret
		access *access.Access
	}
	for _, v := range []any{secret, &secret, a, *a, holder{secret, secret, secret, a}, &holder{a, *a, secret, a}, []any{secret, *a}, map[string]access.Secret{"a": secret}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"} {
			if text := fmt.Sprintf(verb, v); strings.Contains(text, "hunter") || strings.Contains(text, "68756e746572") {
				t.Errorf("%s of a %T: %s", verb, v, text)
			}
		}
		if text, _ := json.Marshal(v); strings.Contains(string(text), "hunter") {
			t.Errorf("as JSON: %s", text)
		}
	}
	if got := secret.Strike("no " + password + " here"); got != "no [hidden] here" {
		t.Errorf("said back: %s", got)
	}
}

func FuzzProperties(f *testing.F) {
	for _, text := range []string{"a=b", "a\\\n b:c", `\u0041\=x = \t`, "sasl.jaas.config=o.PlainLoginModule required username='a' password=b;\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN", "ssl.ca.pem=-----BEGIN A-----x-----END A-----\nsecurity.protocol=SSL"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, _, err := access.Read("f", []byte(text), none); err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: more than one line: %v", text, err)
		}
	})
}
