package access

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// clientID is what the brokers see in their logs.
const clientID = "orderflow"

// messageMax bounds what is shown of a broker's own words, in characters.
const messageMax = 200

// authenticate logs in. The broker ends a session that lives longer than its
// connections.max.reauth.ms; the client then connects anew, as after any cut.
func (a *Access) authenticate(ctx context.Context, conn net.Conn, address string) error {
	mechanism := a.mechanism()
	if err := agree(conn, address, mechanism.Name(), a.Protocol()); err != nil {
		return err
	}
	session, message, err := mechanism.Authenticate(ctx, address)
	if err != nil {
		return a.denied(address, err.Error())
	}
	for done := false; !done; {
		answer, err := a.say(conn, address, message)
		if err != nil {
			return err
		}
		if done, message, err = session.Challenge(answer); err != nil {
			return a.denied(address, err.Error())
		}
	}
	return nil
}

// agree asks for a mechanism.
func agree(conn net.Conn, address, mechanism, protocol string) error {
	request := kmsg.NewPtrSASLHandshakeRequest()
	request.SetVersion(1)
	request.Mechanism = mechanism
	response, err := Ask(conn, request, clientID)
	if err != nil {
		return fmt.Errorf("%w: %w", errLogin, err)
	}
	answer := response.(*kmsg.SASLHandshakeResponse)
	switch answer.ErrorCode {
	case 0:
		return nil
	case kerr.UnsupportedSaslMechanism.Code:
		return sim.Refuse("%s: it does not take sasl.mechanism %s: it takes %s", "%s: sasl.mechanism %s을(를) 받지 않습니다. 받는 것은 %s입니다", address, mechanism, offered(answer.SupportedMechanisms))
	case kerr.IllegalSaslState.Code:
		return sim.Refuse("%s: it asks nobody for a password, and security.protocol is %s: want %s", "%s: 비밀번호를 묻지 않는 포트인데 security.protocol이 %s입니다. %s을(를) 쓰세요", address, protocol, strings.Replace(strings.TrimPrefix(protocol, "SASL_"), "PLAINTEXT", plaintext, 1))
	}
	return fmt.Errorf("logging in at %s: %w", address, kerr.ErrorForCode(answer.ErrorCode))
}

// offered lists the mechanisms of a broker.
func offered(mechanisms []string) string {
	if len(mechanisms) == 0 {
		return "—"
	}
	return sim.Printable(strings.Join(mechanisms, ", "), messageMax)
}

// say sends one step of the login and returns the broker's.
func (a *Access) say(conn net.Conn, address string, message []byte) ([]byte, error) {
	request := kmsg.NewPtrSASLAuthenticateRequest()
	request.SetVersion(1)
	request.SASLAuthBytes = message
	response, err := Ask(conn, request, clientID)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errLogin, err)
	}
	answer := response.(*kmsg.SASLAuthenticateResponse)
	if answer.ErrorCode == 0 {
		return answer.SASLAuthBytes, nil
	}
	why := kerr.ErrorForCode(answer.ErrorCode).Error()
	if answer.ErrorMessage != nil {
		why = *answer.ErrorMessage
	}
	return nil, a.denied(address, why)
}

// denied says that the broker does not believe who we are.
func (a *Access) denied(address, why string) error {
	return sim.Refuse("%s: the login was refused: %s", "%s: 로그인이 거절되었습니다: %s", address, sim.Printable(a.password.Strike(why), messageMax))
}

// errLogin marks an error that has broken a login off.
var errLogin = errors.New("logging in")
