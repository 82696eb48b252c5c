package telemetry

import (
	"fmt"
	"strings"
	"testing"
)

func TestWhereACollectorIs(t *testing.T) {
	none := func(string) string { return "" }
	for address, want := range map[string]string{
		"http://localhost:4318":                     "http://localhost:4318/v1/traces",
		"http://localhost:4318/":                    "http://localhost:4318/v1/traces",
		"https://otlp.example/tempo":                "https://otlp.example/tempo/v1/traces",
		"https://otlp.example/custom/v1/traces":     "https://otlp.example/custom/v1/traces",
		"http://[::1]:4318":                         "http://[::1]:4318/v1/traces",
		"http://localhost:4318/a%20b":               "http://localhost:4318/a%20b/v1/traces",
		"https://otlp.example/opentelemetry/v1/foo": "https://otlp.example/opentelemetry/v1/foo/v1/traces",
	} {
		e, err := NewEndpoint(address, none)
		if err := CheckURL(address); err != nil {
			t.Error(err)
		}
		if err != nil || e.String() != want {
			t.Errorf("%s: %s (%v), want %s", address, e, err, want)
		}
	}
	for _, address := range []string{
		"", "localhost:4318", "localhost", "grpc://localhost:4317", "http://", "http://user:hush@localhost:4318", "http://localhost:4318?key=hush",
		"http://localhost:4318#hush", "http://us er:hush@x", "http://localhost:4318/\x1b[31m", "unix:///run/x", "http://localhost:4318/?",
	} {
		if err := CheckURL(address); err == nil || strings.Contains(err.Error(), "hush") || strings.ContainsRune(err.Error(), '\x1b') {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestHeadersOfTheEnvironment(t *testing.T) {
	read := func(env map[string]string) (Endpoint, error) {
		return NewEndpoint("http://localhost:4318", func(name string) string { return env[name] })
	}
	e, err := read(map[string]string{HeadersVariable: "api-key=hush%2C1%20, X-Scope-OrgID = team ,,empty="})
	if h := e.headers(); err != nil || h.Get("Api-Key") != "hush,1 " || h.Get("X-Scope-Orgid") != "team" || len(h) != 3 {
		t.Errorf("%v (%v)", h, err)
	}
	if e, err = read(map[string]string{HeadersVariable: "a=1", TracesHeadersVariable: "b=2"}); err != nil || e.headers().Get("A") != "" || e.headers().Get("B") != "2" {
		t.Errorf("the variable of traces does not go before (%v)", err)
	}
	if text := fmt.Sprintf("%v %+v %#v", e, e, e); strings.Contains(text, "2") && strings.Contains(text, "\"B\"") {
		t.Errorf("formatting an endpoint shows its headers: %s", text)
	}
	for _, list := range []string{"hush", "=hush", "a b=hush", "ok=1,key=hush%zz", "key=hush%0d%0aX: y", "key\x00=hush", strings.Repeat("a=hush,", 5000), many()} {
		if _, err := read(map[string]string{HeadersVariable: list}); err == nil || strings.Contains(err.Error(), "hush") || !strings.HasPrefix(err.Error(), HeadersVariable+": ") {
			t.Errorf("%.40q: %v", list, err)
		}
	}
}

// many are more headers than are taken.
func many() string {
	var b strings.Builder
	for i := range headersMax + 1 {
		fmt.Fprintf(&b, "k%d=hush,", i)
	}
	return b.String()
}
