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
}

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
	Many:   "주문 %[1]s건",
	Spread: "%[1]d~%[2]d초",
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
