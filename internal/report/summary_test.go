package report

import (
	"strconv"
	"testing"
	"time"
)

func TestAgo(t *testing.T) {
	for d, want := range map[time.Duration]string{0: "0 ms", 1234 * time.Microsecond: "1 ms", 999 * time.Millisecond: "999 ms", 9070 * time.Millisecond: "9.1 s"} {
		if got := ago(d); got != want {
			t.Errorf("%s is written %s, want %s", strconv.FormatInt(int64(d), 10), got, want)
		}
	}
}
