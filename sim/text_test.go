package sim

import (
	"testing"
	"time"
)

func TestSay(t *testing.T) {
	got := Say("%d tries in %s, %s each: %s", "%[1]d회, %[3]s씩 %[2]s: %[4]s", 3, 2*time.Minute, Spread(time.Second, 2*time.Second), Text{"late", "늦음"})
	if want := (Text{"3 tries in 2m0s, 1 to 2s each: late", "3회, 1~2초씩 2분: 늦음"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestSpread(t *testing.T) {
	for _, test := range []struct {
		low, high time.Duration
		want      Text
	}{
		{500 * time.Microsecond, 800 * time.Microsecond, Text{"500 to 800µs", "500~800µs"}},
		{500 * time.Microsecond, 1500 * time.Microsecond, Text{"500µs to 1.5ms", "500µs~1.5ms"}},
		{3 * time.Millisecond, 4 * time.Millisecond, Text{"3 to 4ms", "3~4ms"}},
		{300 * time.Millisecond, 1500 * time.Millisecond, Text{"300ms to 1.5s", "300ms~1.5초"}},
		{8 * time.Second, 20 * time.Second, Text{"8 to 20s", "8~20초"}},
		{8 * time.Second, 2 * time.Minute, Text{"8s to 2m0s", "8초~2분"}},
	} {
		if got := Spread(test.low, test.high); got != test.want {
			t.Errorf("%s and %s are written %+v, want %+v", test.low, test.high, got, test.want)
		}
	}
}

func TestKoreanDurations(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0:                       "0초",
		7 * time.Nanosecond:     "7ns",
		500 * time.Microsecond:  "500µs",
		2500 * time.Microsecond: "2.5ms",
		300 * time.Millisecond:  "300ms",
		1500 * time.Millisecond: "1.5초",
		10 * time.Minute:        "10분",
		90 * time.Second:        "1분 30초",
		2*time.Hour + 30*time.Second + 500*time.Millisecond: "2시간 30.5초",
	} {
		if got := koreanDuration(d); got != want {
			t.Errorf("%s is written %q, want %q", d, got, want)
		}
	}
}
