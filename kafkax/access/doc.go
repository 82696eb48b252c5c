// Package access is what a client needs to be let in by a Kafka cluster: TLS
// and SASL, as a client's properties file or the environment says them, inside
// a dial function. What it returns is a connection that carries Kafka's frames
// in the clear, so the gate of package kafkax stands above it, and no secret
// ever passes the gate.
//
//	secret.go      a text that never prints itself
//	properties.go  the format of the file; setting.go which names there are
//	access.go      what they come to; certificate.go PEM; jaas.go Java's login line
//	dial.go        TCP, TLS, SASL; sasl.go; exchange.go one request and its answer
//	diagnosis.go   why a broker does not let us in, in one line
//
// An error names the file, the line and the property, and never what it says:
// a secret may stand in the wrong place.
package access
