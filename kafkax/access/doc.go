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
//
// # Not obvious
//
//   - TLS and logins are below the gate. kafka-go would put its own above it, and the gate
//     would see ciphertext. So access.Access.Dialer hands out connections that are encrypted
//     and logged in: what the gate reads is Kafka's frames, and no secret passes it.
//   - A secret is held by a function, access.Secret: fmt and encoders look into unexported
//     fields without asking their methods, and find nothing there. Errors of properties name
//     file, line and property, never the value: the password may stand in the wrong place.
package access
