package sim

import (
	"slices"
	"strconv"
	"time"
)

// loggedSettings are the settings that run-started has, by their fields.
var loggedSettings = func() (list [fieldCount]*Setting) {
	for i := range settings {
		if s := &settings[i]; s.field != 0 {
			list[s.field] = s
		}
	}
	return list
}()

// sharedSettings are those of client and cluster, in the order of the log.
var sharedSettings = slices.DeleteFunc(slices.Clone(loggedSettings[:]), func(s *Setting) bool { return s == nil || s.shared == nil })

// SharedSettings returns the settings of client and cluster, in the order of the log.
func SharedSettings() []*Setting { return slices.Clone(sharedSettings) }

// in returns where run-started keeps the setting.
func (s *Setting) in(setup *Setup) any {
	if s.shared != nil {
		return s.shared(&setup.Settings)
	}
	return s.setup(setup)
}

// changed reports whether a setting of client or cluster is not what it is by default.
func (s *Setting) changed(of *Settings) bool {
	is, standard := of.orDefaults(), DefaultSettings()
	return s.sharedNumber(&is) != s.sharedNumber(&standard)
}

// sharedNumber returns a setting of client or cluster as the log writes it.
func (s *Setting) sharedNumber(of *Settings) int64 { return s.number(&Config{Settings: *of}) }

// appendField appends ,"name":value of a field of run-started. A setting of
// client or cluster is left out where it is the default.
func (s *Setup) appendField(b []byte, f field) []byte {
	setting := loggedSettings[f]
	if setting != nil && setting.shared != nil && !setting.changed(&s.Settings) {
		return b
	}
	b = append(append(append(b, ',', '"'), fieldWords[f]...), '"', ':')
	if setting == nil {
		return AppendQuoted(b, s.Engine)
	}
	switch at := setting.in(s).(type) {
	case *Mode:
		return AppendQuoted(b, at.String())
	case *Client:
		return AppendQuoted(b, at.String())
	case *string:
		return AppendQuoted(b, *at)
	case *bool:
		return strconv.AppendBool(b, *at)
	case *int:
		return strconv.AppendInt(b, int64(*at), 10)
	case *time.Duration:
		return strconv.AppendInt(b, int64(*at), 10)
	case *Remedies:
		return at.appendNames(b)
	}
	return b
}

func (s Remedies) appendNames(b []byte) []byte {
	b = append(b, '[')
	for i, name := range s.Names() {
		if i > 0 {
			b = append(b, ',')
		}
		b = AppendQuoted(b, name)
	}
	return append(b, ']')
}

// setupField reads a field of run-started.
func (s *scanner) setupField(setup *Setup, f field) (err error) {
	setting := loggedSettings[f]
	if setting == nil {
		setup.Engine, err = s.str()
		return err
	}
	switch at := setting.in(setup).(type) {
	case *Mode:
		*at, err = word(s, ParseMode)
	case *Client:
		*at, err = word(s, ParseClient)
	case *string:
		*at, err = s.str()
	case *bool:
		return s.boolean(at)
	case *int:
		var n int64
		n, err = s.setting(setting)
		*at = int(n)
	case *time.Duration:
		var n int64
		n, err = s.setting(setting)
		*at = time.Duration(n)
	case *Remedies:
		return s.list(func() error {
			remedy, err := word(s, ParseRemedy)
			*at = at.With(remedy, true)
			return err
		})
	}
	return err
}

// word reads a string that is one of the field's words.
func word[T any](s *scanner, parse func(string) (T, error)) (T, error) {
	text, err := s.str()
	if err != nil {
		var none T
		return none, err
	}
	return parse(text)
}

// setting reads a number that a log may have of a setting.
func (s *scanner) setting(of *Setting) (int64, error) {
	low, high := of.logRange()
	n, err := s.number(low, high)
	if err == nil && !of.inLog(n) {
		err = Refuse("want a value that --%s takes", "--%s에 쓸 수 있는 값이어야 합니다", of.Name)
	}
	return n, err
}
