package telemetry

import (
	"net/http"
	"net/url"
	"strings"

	"orderflow/sim"
)

// tracesPath is where a collector takes traces, below its base address (OTLP
// specification 1.x, "OTLP/HTTP Request").
const tracesPath = "/v1/traces"

// Variables of the OTLP exporter specification; that of traces goes before.
const (
	HeadersVariable       = "OTEL_EXPORTER_OTLP_HEADERS"
	TracesHeadersVariable = "OTEL_EXPORTER_OTLP_TRACES_HEADERS"
)

// Limits of the headers that the environment adds.
const (
	headersMax     = 32
	headersLineMax = 16 << 10 // bytes
)

// Endpoint is where a collector takes traces, and what it wants to be told with
// every request.
type Endpoint struct {
	url     string
	headers func() http.Header // held by a function: what formats a value finds no secret
}

// String returns the address.
func (e Endpoint) String() string { return e.url }

// CheckURL accepts the address of a collector, without anything secret in it: it
// is shown.
func CheckURL(address string) error {
	u, err := url.Parse(address)
	switch {
	case err == nil && (u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != ""), err != nil && strings.ContainsAny(address, "@?#"):
		return sim.Refuse("want the collector's address alone, without a user name, a password or a key in it: those belong in %s", "사용자 이름, 암호, 키가 없는 수집기 주소만 쓰세요. 그런 것은 %s에 넣습니다", HeadersVariable)
	case err != nil, u.Scheme != "http" && u.Scheme != "https", u.Hostname() == "", sim.Printable(address, sim.LinkLengthMax) != address:
		return sim.Refuse("want the address of a collector such as http://localhost:4318, not %q", "%q: http://localhost:4318처럼 수집기 주소를 쓰세요", sim.Printable(address, 60))
	}
	return nil
}

// NewEndpoint returns the collector at an address that CheckURL accepts, with the
// headers that the environment has for it. A base address gets the path of traces.
// An error names the variable and what is wrong with it, never a value.
func NewEndpoint(address string, getenv func(string) string) (Endpoint, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Endpoint{}, CheckURL(address)
	}
	if !strings.HasSuffix(u.Path, tracesPath) {
		u = u.JoinPath(tracesPath)
	}
	variable := TracesHeadersVariable
	if getenv(variable) == "" {
		variable = HeadersVariable
	}
	headers, err := parseHeaders(variable, getenv(variable))
	if err != nil {
		return Endpoint{}, err
	}
	return Endpoint{url: u.String(), headers: headers.Clone}, nil
}

// headerNameBytes are those of a header's name (RFC 9110, token).
const headerNameBytes = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

func control(r rune) bool { return r < ' ' || r == 0x7f }

// parseHeaders reads key=value,key=value, values as in URLs: the form of W3C
// Baggage without its properties.
func parseHeaders(variable, list string) (http.Header, error) {
	headers := http.Header{}
	if len(list) > headersLineMax {
		return nil, sim.Refuse("%s: want at most %d bytes, not %d", "%s: %d바이트까지 되는데 %d바이트입니다", variable, headersLineMax, len(list))
	}
	for i, pair := range strings.Split(list, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		name, value, found := strings.Cut(pair, "=")
		name = strings.TrimSpace(name)
		value, err := url.PathUnescape(strings.TrimSpace(value))
		if !found || err != nil || name == "" || strings.Trim(name, headerNameBytes) != "" || strings.ContainsFunc(value, control) {
			return nil, sim.Refuse("%s: entry %d: want name=value,… with values written as in URLs", "%s: %d번째 항목: 이름=값,…처럼 쓰고, 값은 URL에서처럼 쓰세요", variable, i+1)
		}
		headers.Add(name, value)
		if len(headers) > headersMax {
			return nil, sim.Refuse("%s: want at most %d headers", "%s: 헤더는 %d개까지 됩니다", variable, headersMax)
		}
	}
	return headers, nil
}
