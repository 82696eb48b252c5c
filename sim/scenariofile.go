package sim

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"time"
)

// scenarioHead are the fields of a scenario file that are no settings.
var scenarioHead = []string{"name", "promise", "promise_ko", "title", "title_ko"}

// listedSettings are the settings in the order in which the keys of a scenario
// file are listed, takenSettings in that in which they are taken.
var (
	listedSettings = sortedSettings(func(s *Setting) int { return s.listed })
	takenSettings  = sortedSettings(func(s *Setting) int { return 100*s.turn() + s.listed })
	scenarioFields = func() words {
		fields := words(slices.Clone(scenarioHead))
		for _, s := range listedSettings {
			fields = append(fields, s.fileKey())
		}
		return fields
	}()
)

func sortedSettings(rank func(*Setting) int) []*Setting {
	list := make([]*Setting, len(settings))
	for i := range settings {
		list[i] = &settings[i]
	}
	slices.SortFunc(list, func(a, b *Setting) int { return cmp.Compare(rank(a), rank(b)) })
	return list
}

// turn says when a setting of a scenario file is taken, and so which of several
// mistakes is told first: words, durations, numbers, what client and cluster
// have, and last what goes wrong there.
func (s *Setting) turn() int {
	at := s.Place(&Config{})
	if s.shared != nil {
		return 4
	}
	switch at.(type) {
	case *Mode, *Client, *Observe, *Rate:
		return 0
	case *time.Duration:
		return 1
	case panelShare:
		return 3
	case *[]Fault, *Remedies:
		return 5
	}
	return 2
}

// fileKey returns the name of the setting in a scenario file.
func (s *Setting) fileKey() string {
	return cmp.Or(s.key, strings.ReplaceAll(s.Name, "-", "_"))
}

// scenarioFile is a scenario as it is written: a struct with a field for each
// that the file may have, so that encoding/json refuses the others.
type scenarioFile struct{ fields reflect.Value }

var scenarioType = func() reflect.Type {
	var fields []reflect.StructField
	add := func(key string, kind reflect.Type) {
		fields = append(fields, reflect.StructField{Name: goName(key), Type: kind, Tag: reflect.StructTag(`json:"` + key + `"`)})
	}
	for _, key := range scenarioHead {
		add(key, reflect.TypeFor[string]())
	}
	for _, s := range listedSettings {
		add(s.fileKey(), s.fileType())
	}
	return reflect.StructOf(fields)
}()

// goName returns an exported name for the field of a key.
func goName(key string) string { return strings.ToUpper(key[:1]) + key[1:] }

func newScenarioFile() scenarioFile { return scenarioFile{reflect.New(scenarioType)} }

func (f scenarioFile) text(key string) string {
	return f.fields.Elem().FieldByName(goName(key)).String()
}

func (f scenarioFile) value(s *Setting) any {
	return f.fields.Elem().FieldByName(goName(s.fileKey())).Interface()
}

// fileType returns the type of the setting in a scenario file: a pointer, which
// is nil where the file does not have it, or a list.
func (s *Setting) fileType() reflect.Type {
	switch at := s.Place(&Config{}).(type) {
	case *int, *uint64, *bool:
		return reflect.TypeOf(at)
	case *[]OrderID:
		return reflect.TypeFor[[]OrderID]()
	case panelShare:
		return reflect.TypeFor[*float64]()
	case *[]Fault, *Remedies:
		return reflect.TypeFor[[]string]()
	}
	return reflect.TypeFor[*string]()
}

// take takes what a scenario file has of the setting, of the type fileType.
func (s *Setting) take(c *Config, value any) error {
	at := s.Place(c)
	switch value := value.(type) {
	case *int:
		return takeTo(at.(*int), value)
	case *uint64:
		return takeTo(at.(*uint64), value)
	case *bool:
		return takeTo(at.(*bool), value)
	case []OrderID:
		*at.(*[]OrderID) = value
	case *float64:
		if value != nil {
			return at.(panelShare).take(*value)
		}
	case *string:
		if value != nil {
			return s.takeText(c, *value)
		}
	case []string:
		for _, text := range value {
			if err := s.readText(c, text); err != nil {
				return err
			}
		}
	}
	return nil
}

func takeTo[T any](to, value *T) error {
	if value != nil {
		*to = *value
	}
	return nil
}

func (s *Setting) takeText(c *Config, text string) (err error) {
	if at, ok := s.Place(c).(*time.Duration); ok {
		*at, err = ParseSpan(text, s.leastIn)
		return err
	}
	return s.readText(c, text)
}

func (p panelShare) take(ratio float64) error {
	if !(ratio >= 0 && ratio <= 1) {
		return Refuse("want a ratio from 0 to 1", "0에서 1 사이의 비율이어야 합니다")
	}
	p.c.ExternalRatio = perMille(ratio)
	return nil
}
