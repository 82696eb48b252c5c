package wire

import (
	"errors"
	"os"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// readRequests carries what the client asks. A request that has begun is to be
// whole within frameTimeout.
func (g *Guest) readRequests() error {
	var in frames
	chunk := make([]byte, answerBytes)
	for begun := false; ; {
		partial := len(in.rest()) > 0
		if err := g.patience(partial, begun); err != nil {
			return err
		}
		begun = partial
		n, err := g.client.Read(chunk)
		in.add(chunk[:n])
		passed, wrong := g.askWhole(&in)
		begun = begun && passed == 0
		switch late := errors.Is(err, os.ErrDeadlineExceeded); {
		case wrong != nil:
			return wrong
		case n > 0 || late && !partial && g.waits():
		case late && partial:
			return sim.Refuse("the rest of its request has not come within %s", "요청의 나머지가 %s 안에 오지 않았습니다", frameTimeout)
		default:
			return err
		}
	}
}

// patience sets how long the next bytes may take, unless that is set already for
// the request that has begun. Kafka's clients say something as soon as they are
// connected.
func (g *Guest) patience(partial, begun bool) error {
	switch {
	case partial && begun:
		return nil
	case partial, !g.known:
		return g.client.SetReadDeadline(time.Now().Add(frameTimeout))
	}
	return g.client.SetReadDeadline(time.Now().Add(idleMax))
}

// askWhole passes on the requests that are whole, and returns how many those were.
func (g *Guest) askWhole(in *frames) (passed int, err error) {
	for {
		if err := vet(in.rest()); err != nil {
			return passed, err
		}
		frame, err := in.next()
		if err != nil || frame == nil {
			return passed, err
		}
		if err := g.ask(frame); err != nil {
			return passed, err
		}
		passed++
	}
}

// ask passes one request on.
func (g *Guest) ask(frame []byte) error {
	h, ok := header(frame)
	switch {
	case !ok:
		return errNoKafka
	case kmsg.Key(h.key) == kmsg.SASLHandshake:
		_ = g.client.SetWriteDeadline(time.Now().Add(time.Second))
		_, _ = g.client.Write(refuseLogin(h)) // it is turned away whether it reads this or not
		return errLogin
	case !silent(frame, h):
		if err := g.expect(h); err != nil {
			return err
		}
	}
	if !g.known {
		g.known = true
		if g.tenant.Meets != nil {
			g.tenant.Meets(g, clientOf(frame))
		}
	}
	err := g.server.ask(frame, frameTimeout)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return sim.Refuse("the broker has taken nothing from it within %s", "브로커가 %s 안에 아무것도 받지 않았습니다", frameTimeout)
	}
	return err
}

// expect notes that the request will be answered.
func (g *Guest) expect(h requestHeader) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, twice := g.waiting[h.correlation]; twice {
		return sim.Refuse("it asks under number %d again, before it has its answer", "%d번 요청의 답이 오기 전에 같은 번호로 다시 요청합니다", h.correlation)
	}
	if len(g.waiting) >= inFlightMax {
		return sim.Refuse("it has asked %d times without an answer: no more are let through", "답을 받지 않은 요청이 %d개입니다. 더 보낼 수 없습니다", inFlightMax)
	}
	g.waiting[h.correlation] = apiCall{key: kmsg.Key(h.key), version: h.version}
	return nil
}

// waits reports whether an answer is to come.
func (g *Guest) waits() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.waiting) > 0
}
