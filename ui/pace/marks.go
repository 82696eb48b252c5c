package pace

import "time"

// MarkKind says what a mark means.
type MarkKind uint8

// The kinds of marks; where two stand at one place, the first of this list is seen.
const (
	MarkBookmark    MarkKind = iota + 1 // ▾, set by the user
	MarkLost                            // ✗, one for each instant
	MarkFaultBegins                     // ▲, followed by ═ while the fault lasts
	MarkFaultEnds                       // ▲
	MarkTwice                           // ◆, an anomaly: a second copy, work or purchase
	MarkBlocked                         // □, an anomaly: a blocked partition
	MarkDoubt                           // ?, any other anomaly: belief is not truth
	MarkKindCount   = MarkDoubt
)

// Ratio is the clock ratio in steps of 1-2-5: Slow and N=50 is shown as
// "slow ×1/50", N=1 as "×1", not Slow and N=20 as "fast ×20". N=0 shows nothing.
type Ratio struct {
	Slow bool
	N    int
}

// MarkWall returns the wall time of a mark, which is that of its event.
func (s Scale) MarkWall(m *mark) time.Duration {
	return s.ChangeWall(&change{wall: m.wall, at: m.at})
}
