package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"orderflow/sim"
)

// wordFlag is a flag that takes one of a few words.
type wordFlag struct {
	to   *string
	list []string
}

func (f *wordFlag) String() string {
	if f.to == nil {
		return ""
	}
	return *f.to
}

// Type names the value for cobra.
func (f *wordFlag) Type() string { return "word" }

// Set accepts one of the words.
func (f *wordFlag) Set(text string) error {
	if text == "" || !slices.Contains(f.list, text) {
		words := slices.DeleteFunc(slices.Clone(f.list), func(word string) bool { return word == "" })
		last := len(words) - 1
		return sim.Refuse("want %[1]s or %[2]s, not %[3]q", "%[3]q: %[1]s, %[2]s 중에서 고르세요", strings.Join(words[:last], ", "), words[last], sim.Printable(text, 40))
	}
	*f.to = text
	return nil
}

// checkedFlag is a flag whose value is checked when it is set.
type checkedFlag struct {
	to    *string
	kind  string
	check func(string) error
}

func (f *checkedFlag) String() string {
	if f.to == nil {
		return ""
	}
	return *f.to
}

// Type names the value for cobra.
func (f *checkedFlag) Type() string { return f.kind }

// Set keeps the text if it passes the check.
func (f *checkedFlag) Set(text string) error {
	if err := f.check(text); err != nil {
		return err
	}
	*f.to = text
	return nil
}

// textFlag is a flag that takes a name, such as that of a file. An empty value
// is refused: most likely a script has an unset variable there, and without the
// flag another run would start.
type textFlag struct{ to *string }

// addText adds a textFlag.
func addText(flags *pflag.FlagSet, to *string, name, initial, usage string) {
	*to = initial
	flags.Var(&textFlag{to: to}, name, usage)
}

func (f *textFlag) String() string {
	if f.to == nil {
		return ""
	}
	return *f.to
}

// Type names the value for cobra.
func (f *textFlag) Type() string { return "string" }

// Set accepts any text but an empty one.
func (f *textFlag) Set(text string) error {
	if text == "" {
		return sim.Refuse("is empty: give it a value, or leave the flag out", "값이 비어 있습니다. 값을 쓰거나 옵션을 빼세요")
	}
	*f.to = text
	return nil
}
