package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// storyWords are the figures of the narration. The sentences are data, beside
// the scenario they tell.
type storyWords struct {
	Goods  [sim.Views + 1]string   `max:"40" args:"quantity 300; channel Instagram"`
	Where  [sim.YouTube + 1]string `max:"10"` // channels, as they stand in a sentence
	Range  string                  `max:"12" args:"first #4; last #8"`
	Pair   string                  `max:"12" args:"list #4; last #8"`
	Many   string                  `max:"14" args:"count five"` // orders, where their numbers do not fit
	Spread string                  `max:"16" args:"least 6; most 10"`

	Likewise string            `max:"80" args:"orders #10, #11 and #12; what their rows say PUBLISHED."`
	Same     [SameCount]string `max:"40"` // what several did that one was told to do
}

// Same is what several orders did that one was told to do before.
type Same uint8

// The same again.
const (
	NotSame Same = iota
	SameMarked
	SameWaits
	SameAppended
	SamePolled
	SameHandled
	SameFinished
	SameProcessing
	SameCompleted
	SameFailed
	SameAnswered
	SameCount
)

var englishStory = storyWords{
	Goods: [sim.Views + 1]string{
		0:             "%[1]s × %[2]s",
		sim.Likes:     "%[1]s %[2]s likes",
		sim.Followers: "%[1]s %[2]s followers",
		sim.Views:     "%[1]s %[2]s views",
	},
	Where: [sim.YouTube + 1]string{
		0:             "?",
		sim.Instagram: "Instagram",
		sim.Blog:      "blog",
		sim.YouTube:   "YouTube",
	},
	Range:  "%[1]s to %[2]s",
	Pair:   "%[1]s and %[2]s",
	Many:   "%[1]s orders",
	Spread: "%[1]d to %[2]d s",

	Likewise: "%[1]s likewise: %[2]s",
	Same: [SameCount]string{
		NotSame:        "?",
		SameMarked:     "their rows say PUBLISHED.",
		SameWaits:      "they are only in memory.",
		SameAppended:   "the broker has them.",
		SamePolled:     "a worker has read them.",
		SameHandled:    "they are handled.",
		SameFinished:   "they are finished.",
		SameProcessing: "their rows say PROCESSING.",
		SameCompleted:  "their rows say COMPLETED.",
		SameFailed:     "their rows say PUBLISH-FAILED.",
		SameAnswered:   "their callers have an answer.",
	},
}

var koreanStory = storyWords{
	Goods: [sim.Views + 1]string{
		0:             "%[2]s × %[1]s",
		sim.Likes:     "%[2]s 좋아요 %[1]s개",
		sim.Followers: "%[2]s 팔로워 %[1]s명",
		sim.Views:     "%[2]s 조회수 %[1]s회",
	},
	Where: [sim.YouTube + 1]string{
		0:             "?",
		sim.Instagram: "인스타그램",
		sim.Blog:      "블로그",
		sim.YouTube:   "유튜브",
	},
	Range:  "%[1]s~%[2]s",
	Pair:   "%[1]s, %[2]s",
	Many:   "%[1]s건",
	Spread: "%[1]d~%[2]d초",

	Likewise: "%[1]s도 마찬가지입니다. %[2]s",
	Same: [SameCount]string{
		NotSame:        "?",
		SameMarked:     "DB에는 PUBLISHED입니다.",
		SameWaits:      "메모리에만 있습니다.",
		SameAppended:   "브로커가 저장했습니다.",
		SamePolled:     "워커가 가져갔습니다.",
		SameHandled:    "처리(handled)됐습니다.",
		SameFinished:   "작업이 끝났습니다.",
		SameProcessing: "DB에는 PROCESSING입니다.",
		SameCompleted:  "DB에는 COMPLETED입니다.",
		SameFailed:     "DB에는 PUBLISH-FAILED입니다.",
		SameAnswered:   "호출자가 응답을 받았습니다.",
	},
}

// GoodsOf returns what an order buys, such as 300 YouTube views.
func (t *Catalogue) GoodsOf(o *sim.Order) string {
	return fmt.Sprintf(t.Story.Goods[o.Product], typeset.Grouped(int64(o.Quantity)), t.Story.Where[o.Channel])
}

// namedMax is how many orders are named one by one.
const namedMax = 3

// NumbersOf returns ascending orders as a sentence names them: #4 to #8, #4 and
// #9, or their count where the numbers are too many.
func (t *Catalogue) NumbersOf(orders []sim.OrderID) string {
	last := len(orders) - 1
	switch {
	case last < 0:
		return "–"
	case last == 0:
		return Named(orders[0])
	case last > 1 && int(orders[last]-orders[0]) == last:
		return fmt.Sprintf(t.Story.Range, Named(orders[0]), Named(orders[last]))
	case last < namedMax:
		names := make([]string, last)
		for i := range names {
			names[i] = Named(orders[i])
		}
		return fmt.Sprintf(t.Story.Pair, strings.Join(names, ", "), Named(orders[last]))
	}
	return fmt.Sprintf(t.Story.Many, t.CountOf(len(orders)))
}

// LikewiseOf returns what several orders did that one was told to do before.
func (t *Catalogue) LikewiseOf(orders []sim.OrderID, what Same) string {
	text := fmt.Sprintf(t.Story.Likewise, t.NumbersOf(orders), t.Story.Same[what])
	if text[0] >= 'a' && text[0] <= 'z' {
		text = strings.ToUpper(text[:1]) + text[1:]
	}
	return text
}

// wholeFrom is from where a sentence says no tenths of a second.
const wholeFrom = 2 * time.Second

// Heard returns a duration as a sentence says it: no finer than it is heard.
func (t *Catalogue) Heard(d time.Duration) string {
	if d < wholeFrom {
		return t.Span(d)
	}
	return fmt.Sprintf(t.Seconds, strconv.FormatInt(int64(d.Round(time.Second)/time.Second), 10))
}

// HeardBetween returns two durations as one span of whole seconds.
func (t *Catalogue) HeardBetween(least, most time.Duration) string {
	from, to := least.Round(time.Second)/time.Second, most.Round(time.Second)/time.Second
	if from == to {
		return t.Heard(most)
	}
	return fmt.Sprintf(t.Story.Spread, int64(from), int64(to))
}
