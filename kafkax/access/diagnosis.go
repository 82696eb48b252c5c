package access

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"syscall"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// probeMax bounds one look at what a port speaks.
const probeMax = 2 * time.Second

// Root returns the network's own error, without a client library's words around it.
func Root(err error) error {
	var network *net.OpError
	if errors.As(err, &network) {
		return network
	}
	return err
}

// Explain returns, in one line, why a broker does not answer, where that can be
// found out: which of plain text, TLS and SASL its port speaks, and which we
// do. Otherwise it returns err. It is asked with a raw dial function, once a
// connection was opened and broke off.
func (a *Access) Explain(ctx context.Context, dial DialFunc, address string, err error) error {
	return a.explain(ctx, dial, "tcp", address, err)
}

func (a *Access) explain(ctx context.Context, dial DialFunc, network, address string, err error) error {
	if refusal := (*sim.Refusal)(nil); errors.As(err, &refusal) {
		return err
	}
	if why := distrust(address, err); why != nil {
		return why
	}
	p := probe{ctx, dial, network, address}
	switch {
	case a.encrypted() && alerted(err):
		return p.turnedAway(err)
	case a.encrypted() && (broken(err) || silent(err)) && p.speaksPlain():
		return sim.Refuse("%s: speaks plain text, and security.protocol is %s: want %s, or the port of its TLS listener", "%s: 평문 포트인데 security.protocol이 %s입니다. %s을(를) 쓰거나 TLS 포트를 쓰세요", address, a.Protocol(), a.without())
	case !a.encrypted() && broken(err) && p.speaksTLS():
		return sim.Refuse("%s: speaks TLS, and was spoken to in plain text: set security.protocol=%s in --config FILE", "%s: TLS 포트인데 평문으로 연결했습니다. --config FILE에 security.protocol=%s을(를) 쓰세요", address, a.within())
	case !a.authenticated() && broken(err):
		if mechanisms, asks := p.asksForLogin(a); asks {
			return sim.Refuse("%s: wants a login, and security.protocol is %s: want SASL_%[2]s, with sasl.mechanism %[3]s", "%s: 로그인을 요구하는데 security.protocol이 %s입니다. SASL_%[2]s과 sasl.mechanism %[3]s을(를) 쓰세요", address, a.Protocol(), mechanisms)
		}
	case errors.Is(err, errLogin) && broken(err):
		return sim.Refuse("%s: has closed the connection during the login: look at sasl.mechanism, sasl.username and sasl.password", "%s: 로그인 도중 연결을 끊었습니다. sasl.mechanism, sasl.username, sasl.password를 확인하세요", address)
	}
	return err
}

// alerted reports whether the other side has said in TLS that it goes no further.
func alerted(err error) bool {
	var network *net.OpError
	return errors.As(err, &network) && network.Op == "remote error"
}

// silent reports whether nobody has answered in time: some wait for the rest of
// what they take for a long request.
func silent(err error) bool {
	var network net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout()
}

// broken reports whether a connection was opened and then not understood.
func broken(err error) bool {
	var header tls.RecordHeaderError
	return errors.As(err, &header) || errors.Is(err, errNotKafka) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.ErrClosedPipe) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// without is the same protocol without TLS, and within the one with it.
func (a *Access) without() string {
	if a.authenticated() {
		return saslPlaintext
	}
	return plaintext
}

func (a *Access) within() string {
	if a.authenticated() {
		return saslSSL
	}
	return ssl
}

// probe looks at what a port speaks. It sends nothing of ours.
type probe struct {
	ctx              context.Context
	dial             DialFunc
	network, address string
}

// try opens a connection for one look.
func (p probe) try(look func(net.Conn) bool) bool {
	ctx, cancel := context.WithTimeout(p.ctx, probeMax)
	defer cancel()
	conn, err := p.dial(ctx, p.network, p.address)
	if err != nil {
		return false
	}
	defer conn.Close()
	deadline, _ := ctx.Deadline()
	return conn.SetDeadline(deadline) == nil && look(conn)
}

// speaksTLS reports whether a handshake begins. Nobody is believed and nothing is said.
func (p probe) speaksTLS() bool {
	return p.try(func(conn net.Conn) bool {
		err := tls.Client(conn, &tls.Config{InsecureSkipVerify: true}).Handshake() //nolint:gosec // the connection is closed at once
		return err == nil || alerted(err)
	})
}

// speaksPlain reports whether a broker says in plain text which requests it knows.
func (p probe) speaksPlain() bool {
	return p.try(func(conn net.Conn) bool {
		request := kmsg.NewPtrApiVersionsRequest()
		_, err := Ask(conn, request, clientID)
		return err == nil
	})
}

// asksForLogin reports whether a broker would take a login, and by which mechanisms.
func (p probe) asksForLogin(a *Access) (mechanisms string, asks bool) {
	p.try(func(conn net.Conn) bool {
		if a.encrypted() {
			var err error
			if conn, err = a.encrypt(p.ctx, conn, p.address); err != nil {
				return false
			}
		}
		request := kmsg.NewPtrSASLHandshakeRequest()
		request.SetVersion(1)
		request.Mechanism = "NONE"
		response, err := Ask(conn, request, clientID)
		if err != nil {
			return false
		}
		answer := response.(*kmsg.SASLHandshakeResponse)
		mechanisms, asks = offered(answer.SupportedMechanisms), answer.ErrorCode == kerr.UnsupportedSaslMechanism.Code
		return asks
	})
	return mechanisms, asks
}

// turnedAway says that the broker has broken the handshake off.
func (p probe) turnedAway(err error) error {
	return sim.Refuse("%s: has broken the TLS handshake off: %s; where it wants a client certificate, name it with ssl.certificate.location and ssl.key.location", "%s: TLS 연결을 거절했습니다: %s. 클라이언트 인증서를 요구하면 ssl.certificate.location과 ssl.key.location을 쓰세요", p.address, err.Error())
}
