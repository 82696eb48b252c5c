package wordtest

import (
	"reflect"
	"testing"
)

func TestVerbsAreNumbered(t *testing.T) {
	for text, want := range map[string]map[int]string{
		"":                           {},
		"50 %% of it":                {},
		"#%[1]d at %[2]s":            {1: "d", 2: "s"},
		"%[2]s: %[1]d/%[3]d, %[1]d.": {1: "d", 2: "s", 3: "d"},
		"%s":                         nil,
		"100 %":                      nil,
		"%[1]v":                      nil,
		"%[1]d %[1]s":                nil,
		"%[0s":                       nil,
	} {
		if got, err := Verbs(text); !reflect.DeepEqual(got, want) || (err == nil) != (want != nil) {
			t.Errorf("%q has the verbs %v (%v), want %v", text, got, err, want)
		}
	}
}

func TestExamplesSuitTheirVerbs(t *testing.T) {
	for _, c := range []struct {
		text, tag, want string
	}{
		{"#%[1]d: %[2]s", `args:"order 4; error E_X"`, "#4: E_X"},
		{"%[2]s%[1]s", `args:"waits Two wait.; next  Next."`, " Next.Two wait."},
		{"%[1]d", `args:"order four"`, ""},
		{"%[1]d %[2]d", `args:"order 4"`, ""},
		{"%[1]d", `args:"order"`, ""},
		{"%[1]d", `args:"order 4; order 5"`, ""},
		{"%[1]d row", `args:"rows 1; (row rows)"`, "1 row"},
	} {
		got, err := Entry{Text: c.text, Tag: reflect.StructTag(c.tag)}.Fill()
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q with %s is %q (%v), want %q", c.text, c.tag, got, err, c.want)
		}
	}
}
