package access

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"

	"orderflow/sim"
)

// tls returns the configuration for connections to brokers. Go takes what it
// does not say from its own defaults: TLS 1.2 or later, the system's CAs.
func (s settings) tls() (*tls.Config, error) {
	for _, name := range []string{keyTrustType, keyStoreType} {
		if kind := s.text(name); kind != "" && !strings.EqualFold(kind, "PEM") {
			return nil, s.refuse(name, "want PEM: openssl pkcs12 -in STORE -out STORE.pem -nodes writes it", "PEM만 됩니다. openssl pkcs12 -in STORE -out STORE.pem -nodes로 만드세요")
		}
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if err := s.trust(config); err != nil {
		return nil, err
	}
	if err := s.identify(config); err != nil {
		return nil, err
	}
	switch identity := s.text(keyIdentity); {
	case strings.EqualFold(identity, "https"):
	case strings.EqualFold(identity, "none"):
		anyName(config)
	case identity != "":
		return nil, s.refuse(keyIdentity, "want https or none", "https나 none을 쓰세요")
	}
	return config, nil
}

// one returns the text of a setting that may be a file or in place, and the name of
// the one that is set; "" where neither is.
func (s settings) one(file, inPlace string) (text []byte, name string, err error) {
	_, there := s[file]
	_, here := s[inPlace]
	switch {
	case there && here:
		return nil, file, s.refuse(file, "is there beside %s: leave one of them out", "%s도 있습니다. 하나를 빼세요", inPlace)
	case there:
		text, err = s.read(file)
		return text, file, err
	case here:
		return []byte(unfold(s.text(inPlace))), inPlace, nil
	}
	return nil, "", nil
}

// unfold gives PEM its lines again: in a properties file it may stand in one.
func unfold(text string) string {
	const beginning, end = "-----BEGIN ", "-----END "
	if strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	for rest := text; ; {
		_, after, found := strings.Cut(rest, beginning)
		label, body, closed := strings.Cut(after, "-----")
		if !found || !closed {
			return b.String()
		}
		base64, tail, ended := strings.Cut(body, end)
		if !ended {
			return b.String()
		}
		b.WriteString(beginning + label + "-----\n" + strings.Join(strings.Fields(base64), "\n") + "\n" + end + label + "-----\n")
		rest = strings.TrimPrefix(tail, label+"-----")
	}
}

// trust sets whose certificates are believed.
func (s settings) trust(config *tls.Config) error {
	text, name, err := s.one(keyCA, keyCAText)
	if err != nil || name == "" {
		return err
	}
	config.RootCAs = x509.NewCertPool()
	if !config.RootCAs.AppendCertsFromPEM(text) {
		return s.refuse(name, "there is no certificate in PEM: want -----BEGIN CERTIFICATE-----; keytool -exportcert -rfc writes it from a Java truststore",
			"PEM 인증서가 없습니다. -----BEGIN CERTIFICATE-----로 시작해야 합니다. Java 트러스트스토어에서는 keytool -exportcert -rfc로 꺼내세요")
	}
	return nil
}

// identify sets the certificate that the client shows.
func (s settings) identify(config *tls.Config) error {
	var chain, key []byte
	var chainName, keyName string
	var err error
	if _, both := s[keyStore]; both {
		if _, apart := s[keyCert]; apart {
			return s.refuse(keyStore, "is there beside %s: leave one of them out", "%s도 있습니다. 하나를 빼세요", keyCert)
		}
		if chain, err = s.read(keyStore); err != nil {
			return err
		}
		key, chainName, keyName = chain, keyStore, keyStore
	} else {
		if chain, chainName, err = s.one(keyCert, keyCertText); err != nil {
			return err
		}
		if key, keyName, err = s.one(keyKey, keyKeyText); err != nil {
			return err
		}
	}
	switch {
	case chainName == "" && keyName == "":
		return nil
	case keyName == "":
		return s.refuse(chainName, "has no key: want %s too", "키가 없습니다. %s도 쓰세요", keyKey)
	case chainName == "":
		return s.refuse(keyName, "has no certificate: want %s too", "인증서가 없습니다. %s도 쓰세요", keyCert)
	}
	if encrypted(key) {
		return s.refuse(keyName, "the key is encrypted: want one that is not; openssl pkey -in KEY -out KEY.pem decrypts it", "키가 암호화되어 있습니다. openssl pkey -in KEY -out KEY.pem으로 풀어서 쓰세요")
	}
	certificate, err := tls.X509KeyPair(chain, key)
	if err != nil {
		return s.refuse(chainName, "it and its key are not a pair in PEM: want -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY----- that belong together",
			"PEM 인증서와 키의 짝이 아닙니다. 서로 맞는 -----BEGIN CERTIFICATE-----와 -----BEGIN PRIVATE KEY-----를 쓰세요")
	}
	config.Certificates = []tls.Certificate{certificate}
	return nil
}

// encrypted reports whether a key needs a password.
func encrypted(text []byte) bool {
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "ENCRYPTED PRIVATE KEY" || strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED") {
			return true
		}
	}
	return false
}

// anyName makes the client believe a certificate of whatever name, if it is
// signed by somebody whom it trusts.
func anyName(config *tls.Config) {
	roots := config.RootCAs
	config.InsecureSkipVerify = true //nolint:gosec // the chain is verified below, the name is not: ssl.endpoint.identification.algorithm=none asks for it
	config.VerifyConnection = func(state tls.ConnectionState) error {
		between := x509.NewCertPool()
		for _, c := range state.PeerCertificates[1:] {
			between.AddCert(c)
		}
		_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: roots, Intermediates: between})
		return err
	}
}

// distrust says why a broker's certificate is not believed; nil where err is
// about something else.
func distrust(address string, err error) error {
	var unknown x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, &unknown):
		return sim.Refuse("%s: its certificate is signed by nobody who is trusted: name the CA with ssl.ca.location", "%s: 신뢰하는 기관이 서명한 인증서가 아닙니다. CA를 ssl.ca.location으로 알려 주세요", address)
	case errors.As(err, &name):
		return sim.Refuse("%s: its certificate is not for this name: use a name that it has in --brokers, or ssl.endpoint.identification.algorithm=none", "%s: 이 이름의 인증서가 아닙니다. --brokers에 인증서의 이름을 쓰거나 ssl.endpoint.identification.algorithm=none을 쓰세요", address)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return sim.Refuse("%s: its certificate has expired or is not valid yet: look at it, and at the clock here", "%s: 인증서가 만료되었거나 아직 유효하지 않습니다. 인증서와 이 컴퓨터의 시계를 확인하세요", address)
	}
	return nil
}
