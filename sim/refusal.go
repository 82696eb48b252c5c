package sim

import "strings"

// Refusal is an error of something that a user has given. It says in both
// languages what is wrong, where, and what to do. Which of them is printed is
// decided where it is printed, by TextOf.
type Refusal struct {
	text   Text
	causes []error
}

// Refuse returns a Refusal. Both sentences are filled with the same figures; of
// a Text or an error among them each language takes its own half, and an error
// is a cause that errors.Is and errors.As find. The English one is lower-case.
func Refuse(english, korean string, figures ...any) error {
	r := &Refusal{text: Say(english, korean, figures...)}
	for _, figure := range figures {
		if cause, ok := figure.(error); ok {
			r.causes = append(r.causes, cause)
		}
	}
	return r
}

func (r *Refusal) Error() string { return r.text.English }

func (r *Refusal) Unwrap() []error { return r.causes }

// Text returns what the refusal says.
func (r *Refusal) Text() Text { return r.text }

// TextOf returns what an error says in both languages. Of an error that wraps a
// Refusal, as fmt.Errorf and errors.Join do, only the part that is the
// Refusal's differs: what is put before it are names of flags and files. An
// error that knows no Korean says the same in both.
func TextOf(err error) Text {
	if told, ok := err.(interface{ Text() Text }); ok { // not errors.As: what wraps it has words too
		return told.Text()
	}
	text := same(err.Error())
	for _, cause := range causesOf(err) {
		if inner := TextOf(cause); inner.English != "" {
			text.Korean = strings.Replace(text.Korean, inner.English, inner.Korean, 1)
		}
	}
	return text
}

// causesOf returns the errors that err wraps directly.
func causesOf(err error) []error {
	switch wrapper := err.(type) { //nolint:errorlint // one step of unwrapping
	case interface{ Unwrap() error }:
		if cause := wrapper.Unwrap(); cause != nil {
			return []error{cause}
		}
	case interface{ Unwrap() []error }:
		return wrapper.Unwrap()
	}
	return nil
}

// Without returns the error less a place that its text begins with, such as the
// name of a flag that is said already.
func Without(place string, err error) error {
	text := TextOf(err)
	return Refuse("%s", "%s", Text{strings.TrimPrefix(text.English, place), strings.TrimPrefix(text.Korean, place)})
}
