package access

import (
	"fmt"
	"io"
	"strings"
)

// Secret is a text that never prints itself: no verb of fmt, no encoder and no
// reflection finds it, for it is held by a function. Its zero value is empty.
type Secret struct{ text func() string }

// NewSecret hides a text.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{func() string { return text }}
}

// hidden is what is printed in a secret's place.
const hidden = "[hidden]"

func (s Secret) reveal() string {
	if s.text == nil {
		return ""
	}
	return s.text()
}

// Empty reports whether there is nothing to hide.
func (s Secret) Empty() bool { return s.text == nil }

// Strike returns the text without the secret in it: a broker may say it back.
func (s Secret) Strike(text string) string {
	if s.Empty() {
		return text
	}
	return strings.ReplaceAll(text, s.reveal(), hidden)
}

// String hides the secret.
func (s Secret) String() string { return hidden }

// Format hides the secret from every verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, hidden) }

// MarshalText hides the secret from every encoder.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }
