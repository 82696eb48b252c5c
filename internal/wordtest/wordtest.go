// Package wordtest has what tests of catalogues share: what an entry is, which
// verbs it has, and how the files look in which a translator finds it. No
// program uses it.
//
// A catalogue is a struct of strings, of arrays of them and of more structs.
// The tag args of a field names what its verbs stand for, in their order, each
// with an example: "order 4; error ECONNREFUSED". An argument in brackets is
// one that a language may leave out: "(is are)". An array with the tag gaps
// does not say all of its elements.
package wordtest

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Entry is one text of a catalogue.
type Entry struct {
	Name  string // the path of its field: .Caption.Anomalies[3]
	Field string // the same without the index of an array
	Text  string
	Tag   reflect.StructTag // of its field
}

// Entries returns every text of a catalogue, in the order of its fields.
func Entries(catalogue any) []Entry {
	v := reflect.ValueOf(catalogue)
	for v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	return entries(nil, v, Entry{})
}

func entries(list []Entry, v reflect.Value, at Entry) []Entry {
	switch v.Kind() {
	case reflect.String:
		at.Text = v.String()
		list = append(list, at)
	case reflect.Array:
		for i := range v.Len() {
			list = entries(list, v.Index(i), Entry{Name: fmt.Sprintf("%s[%d]", at.Name, i), Field: at.Field, Tag: at.Tag})
		}
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			list = entries(list, v.Field(i), Entry{Name: at.Name + "." + field.Name, Field: at.Field + "." + field.Name, Tag: field.Tag})
		}
	}
	return list
}

// Arg is what a verb stands for.
type Arg struct {
	Name, Example string
	Spare         bool // a language may leave it out
}

// Args reads the tag args.
func Args(tag reflect.StructTag) ([]Arg, error) {
	text := tag.Get("args")
	if text == "" {
		return nil, nil
	}
	var args []Arg
	for part := range strings.SplitSeq(text, "; ") {
		inner, spare := strings.CutPrefix(part, "(")
		if spare {
			inner = strings.TrimSuffix(inner, ")")
		}
		name, example, found := strings.Cut(inner, " ")
		if !found || name == "" || example == "" {
			return nil, fmt.Errorf("%q has no name or no example", part)
		}
		if slices.ContainsFunc(args, func(a Arg) bool { return a.Name == name }) {
			return nil, fmt.Errorf("two arguments have the name %s", name)
		}
		args = append(args, Arg{name, example, spare})
	}
	return args, nil
}

var verb = regexp.MustCompile(`%(.?)(?:(\d+)\])?([a-z]?)`)

// Verbs returns the verbs of a text by the number of their argument, from 1.
// Every verb has its number, and is a %d or a %s.
func Verbs(text string) (map[int]string, error) {
	verbs := map[int]string{}
	for _, match := range verb.FindAllStringSubmatch(text, -1) {
		if match[1] == "%" {
			continue
		}
		number, err := strconv.Atoi(match[2])
		if match[1] != "[" || err != nil || match[3] != "d" && match[3] != "s" {
			return nil, fmt.Errorf("%q is no numbered verb such as %%[1]d or %%[2]s", match[0])
		}
		if before, known := verbs[number]; known && before != match[3] {
			return nil, fmt.Errorf("argument %d is both %%%s and %%%s", number, before, match[3])
		}
		verbs[number] = match[3]
	}
	return verbs, nil
}

// Fill returns the text with the examples of its arguments.
func (e Entry) Fill() (string, error) {
	args, err := Args(e.Tag)
	if err != nil {
		return "", err
	}
	verbs, err := Verbs(e.Text)
	if err != nil {
		return "", err
	}
	values := make([]any, len(args))
	for i, arg := range args {
		values[i] = arg.Example
		if verbs[i+1] == "d" {
			if values[i], err = strconv.Atoi(arg.Example); err != nil {
				return "", fmt.Errorf("%s %s is no number", arg.Name, arg.Example)
			}
		}
	}
	for number := range verbs {
		if number < 1 || number > len(args) {
			return "", fmt.Errorf("argument %d has no name", number)
		}
	}
	if len(verbs) == 0 && !strings.Contains(e.Text, "%") {
		return e.Text, nil
	}
	filled := fmt.Sprintf(e.Text, values...)
	if strings.Contains(filled, "%!") {
		return "", errors.New("its examples do not suit its verbs: " + filled)
	}
	return filled, nil
}

// Check holds catalogues, one for each language, to each other: no entry is
// empty, every verb is numbered and has a name and an example, all languages
// have the same arguments, and a field's arguments are all used.
func Check(t *testing.T, catalogues ...any) {
	t.Helper()
	first := Entries(catalogues[0])
	used, args := map[string]map[int]bool{}, map[string][]Arg{}
	for language, catalogue := range catalogues {
		for i, entry := range Entries(catalogue) {
			gap := entry.Tag.Get("gaps") != "" && first[i].Text == ""
			if (strings.TrimSpace(entry.Text) == "") != gap {
				t.Errorf("language %d: %s is %q: want a text in every language, or a gap in all", language, entry.Name, entry.Text)
			}
			if _, err := entry.Fill(); err != nil {
				t.Errorf("language %d: %s: %q: %v", language, entry.Name, entry.Text, err)
				continue
			}
			if used[entry.Field] == nil {
				used[entry.Field] = map[int]bool{}
				args[entry.Field], _ = Args(entry.Tag)
			}
			verbs, _ := Verbs(entry.Text)
			for number := range verbs {
				used[entry.Field][number] = true
			}
			if want, _ := Verbs(first[i].Text); !maps.Equal(needed(verbs, args[entry.Field]), needed(want, args[entry.Field])) {
				t.Errorf("language %d: %s has %v, the first language has %v: %q", language, entry.Name, verbs, want, entry.Text)
			}
		}
	}
	for field, named := range args {
		for i, arg := range named {
			if !used[field][i+1] {
				t.Errorf("%s: no text has the argument %s", field, arg.Name)
			}
		}
	}
}

// needed returns the verbs that no language may leave out.
func needed(verbs map[int]string, args []Arg) map[int]string {
	verbs = maps.Clone(verbs)
	maps.DeleteFunc(verbs, func(number int, _ string) bool { return args[number-1].Spare })
	return verbs
}
