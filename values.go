package main

import (
	"fmt"
	"slices"
	"strings"

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
		return fmt.Errorf("want %s or %s, not %q", strings.Join(words[:last], ", "), words[last], sim.Printable(text, 40))
	}
	*f.to = text
	return nil
}

// checkedFlag is a flag whose text is checked when it is given.
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

// Set keeps the text where it is right.
func (f *checkedFlag) Set(text string) error {
	if err := f.check(text); err != nil {
		return err
	}
	*f.to = text
	return nil
}
