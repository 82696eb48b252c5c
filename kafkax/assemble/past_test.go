package assemble

import (
	"slices"
	"testing"
	"time"
)

// The records of several partitions are told in the order in which they came.
func TestInTime(t *testing.T) {
	at := func(seconds ...int) (p []PastCopy) {
		for _, s := range seconds {
			p = append(p, PastCopy{time: time.Unix(int64(s), 0)})
		}
		return p
	}
	var got []int64
	for _, c := range InTime([][]PastCopy{at(2, 1, 9), nil, at(1, 3)}) {
		got = append(got, c.time.Unix())
	}
	if want := []int64{1, 2, 1, 3, 9}; !slices.Equal(got, want) {
		t.Errorf("in the order %v, want %v: a partition keeps its own", got, want)
	}
}
