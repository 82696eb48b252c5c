package telemetry

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/encoding/protowire"

	"orderflow/sim"
)

// protobufType is the content type of OTLP/HTTP in its binary form.
const protobufType = "application/x-protobuf"

// Limits of what a collector's answer may be.
const (
	answerBytesMax  = 64 << 10
	answerHeaderMax = 64 << 10
	answerTextMax   = 120 // characters of its words that are shown
)

// verdict is what became of a request.
type verdict struct {
	taken    bool
	rejected int           // of the spans that it had
	again    bool          // the same may be taken later
	after    time.Duration // not before
	err      error
}

// errNoTime says that an answer was waited for as long as anybody waits.
var errNoTime = sim.Refuse("no answer in time", "제때 응답이 없습니다")

// unanswered is the verdict on a request of which no answer came: it may be sent
// again (OTLP specification, "All Other Responses").
func unanswered(ctx, within context.Context, err error) verdict {
	var wrapper *url.Error
	if errors.As(err, &wrapper) {
		err = wrapper.Err // without the address
	}
	switch {
	case ctx.Err() != nil:
		err = errNoTime
	case within.Err() != nil:
		err = sim.Refuse("no answer within %s", "%s 안에 응답이 없습니다", requestTimeout)
	}
	return verdict{again: true, err: err}
}

// judge reads a collector's answer.
func (s *Sender) judge(response *http.Response) verdict {
	body, err := io.ReadAll(io.LimitReader(response.Body, answerBytesMax))
	ours := strings.HasPrefix(response.Header.Get("Content-Type"), protobufType)
	switch status := response.StatusCode; {
	case status >= 200 && status < 300:
		v := verdict{taken: true}
		if err == nil && ours {
			v.partly(body, s.clean)
		}
		return v
	case status == http.StatusTooManyRequests, status == http.StatusBadGateway, status == http.StatusServiceUnavailable, status == http.StatusGatewayTimeout:
		return verdict{again: true, after: retryAfter(response.Header.Get("Retry-After")), err: s.refusal(status, body, ours)}
	default:
		return verdict{err: s.refusal(status, body, ours)}
	}
}

// partly reads an ExportTraceServiceResponse, which may say that a part was
// rejected: partial_success = 1 {rejected_spans = 1, error_message = 2}.
func (v *verdict) partly(body []byte, clean func([]byte) string) {
	fields(body, func(n protowire.Number, _ uint64, partial []byte) {
		if n != 1 {
			return
		}
		words := ""
		fields(partial, func(n protowire.Number, value uint64, text []byte) {
			switch n {
			case 1:
				v.rejected = int(min(value, queueMax))
			case 2:
				words = clean(text)
			}
		})
		if v.rejected > 0 {
			v.err = sim.Refuse("it rejected some: %s", "일부를 거절했습니다: %s", words)
		}
	})
}

// refusal says what a collector answered: its status, and its words where it has
// some, a google.rpc.Status {message = 2}.
func (s *Sender) refusal(status int, body []byte, ours bool) error {
	words := ""
	if ours {
		fields(body, func(n protowire.Number, _ uint64, text []byte) {
			if n == 2 {
				words = ": " + s.clean(text)
			}
		})
	}
	return sim.Refuse("it answers %d %s%s", "%d %s로 응답했습니다%s", status, http.StatusText(status), words)
}

// clean makes a collector's words fit for a terminal. Words in which one of our
// headers comes back are left out.
func (s *Sender) clean(words []byte) string {
	for _, values := range s.endpoint.headers() {
		for _, value := range values {
			if secret := strings.TrimSpace(value); secret != "" && strings.Contains(string(words), secret) {
				return "…"
			}
		}
	}
	return sim.Printable(string(words), answerTextMax)
}

// fields calls f with the fields of a protobuf message, as far as it can be read:
// with the value of one that is a number, or the bytes of one that has some.
func fields(message []byte, f func(n protowire.Number, value uint64, text []byte)) {
	for len(message) > 0 {
		n, kind, size := protowire.ConsumeTag(message)
		if size < 0 {
			return
		}
		message = message[size:]
		var value uint64
		var text []byte
		switch kind {
		case protowire.VarintType:
			value, size = protowire.ConsumeVarint(message)
		case protowire.BytesType:
			text, size = protowire.ConsumeBytes(message)
		default:
			size = protowire.ConsumeFieldValue(n, kind, message)
		}
		if size < 0 {
			return
		}
		f(n, value, text)
		message = message[size:]
	}
}

// retryAfter reads for how long a collector wants to be left alone: seconds, or
// a date (RFC 9110).
func retryAfter(text string) time.Duration {
	if seconds, err := strconv.ParseUint(text, 10, 16); err == nil {
		return min(time.Duration(seconds)*time.Second, retryAfterMax)
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(0, time.Until(at)), retryAfterMax)
	}
	return 0
}
