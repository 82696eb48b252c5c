package sim

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// What is said of a setting that is not taken, after its name: %[1]v and %[2]v
// are the ends of its range, %[3]v what it is, and %[4]v what is taken beside
// the range.
var (
	inRange = Text{"want %[1]v to %[2]v, not %[3]v", "%[1]v~%[2]v이어야 하는데 %[3]v입니다"}
	aRatio  = Text{"want a ratio from %[1]v to %[2]v", "%[1]v에서 %[2]v 사이의 비율이어야 합니다"}
)

// takes reports whether a number is in the range of the setting, or beside it
// and taken all the same.
func (s *Setting) takes(n int64) bool {
	return n >= s.Low && n <= s.High || slices.Contains(s.Beside, n)
}

// logRange returns the range in which a log may have the setting, what is taken
// beside its own included.
func (s *Setting) logRange() (low, high int64) {
	if s.logged != [2]int64{} {
		return s.logged[0], s.logged[1]
	}
	return slices.Min(append([]int64{s.Low}, s.Beside...)), slices.Max(append([]int64{s.High}, s.Beside...))
}

// inLog reports whether a log may have a number.
func (s *Setting) inLog(n int64) bool { return s.logged != [2]int64{} || s.takes(n) }

// number returns a setting that has a range, as the log writes it.
func (s *Setting) number(c *Config) int64 {
	switch at := s.Place(c).(type) {
	case *int:
		return int64(*at)
	case *time.Duration:
		return int64(*at)
	case *bool:
		if *at {
			return 1
		}
	case *Rate:
		return min(at.Orders, int64(at.Per))
	case panelShare:
		return int64(at.c.ExternalRatio)
	}
	return 0
}

// check refuses a setting that is not taken.
func (s *Setting) check(c *Config) error {
	n := s.number(c)
	if s.want == (Text{}) || s.takes(n) {
		return nil
	}
	return Refuse("%s: %s", "%s: %s", s.Name, s.wanted(c, n))
}

// wanted says what is wanted of a setting that is not taken.
func (s *Setting) wanted(c *Config, n int64) Text {
	if !strings.Contains(s.want.English, "%") {
		return s.want
	}
	beside := ""
	if len(s.Beside) > 0 {
		beside = s.bound(c, s.Beside[0])
	}
	is := strconv.FormatInt(n, 10)
	if d, ok := s.Place(c).(*time.Duration); ok {
		is = d.String()
	}
	figures := []any{s.bound(c, s.Low), s.bound(c, s.High), is, beside}
	return Text{fmt.Sprintf(s.want.English, figures...), fmt.Sprintf(s.want.Korean, figures...)}
}

// bound writes an end of the setting's range as the setting itself is written.
func (s *Setting) bound(c *Config, n int64) string {
	switch s.Place(c).(type) {
	case *time.Duration:
		text := time.Duration(n).String()
		for _, zero := range []string{"m0s", "h0m"} {
			if whole, cut := strings.CutSuffix(text, zero); cut {
				text = whole + zero[:1]
			}
		}
		return text
	case panelShare:
		return strconv.FormatFloat(float64(n)/1000, 'f', -1, 64)
	}
	return strconv.FormatInt(n, 10)
}
