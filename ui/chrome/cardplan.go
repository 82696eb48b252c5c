package chrome

import "orderflow/ui/canvas"

// Heights of the card at the end, and from which height the lanes of the stage
// stay as they are above it.
const (
	CardHeight      = 7
	CardPlainHeight = 6 // without block figures
	CardWhole       = 30
	CardFigures     = 24
)

// PlanCard shares out a height among lanes and a card that takes the place of
// legend and who knows: at least some lines, and as many as it can use where
// there is room.
func PlanCard(height, lanes, least, most int) (Rows, canvas.Rect) {
	r := PlanRows(height, lanes)
	room := r.WhoH
	if r.Legend > 0 {
		room++
	}
	if room < least {
		r = planAbove(height, lanes, least)
	}
	h := max(r.WhoH, least)
	if rest := h - most; rest >= boxesHeight {
		h = most // what is known of the order has room for its boxes above
	}
	r.WhoH, r.Legend = max(0, r.WhoH-h), 0
	return r, canvas.Rect{X: 1, Y: r.Timeline - h, H: h}
}

// CardLanes returns how many lanes there is room for above a card of some lines:
// from CardFigures on, the places keep what they say.
func CardLanes(height, card int) int {
	room := height - 1 - 2 - 2 - 1 - card - 1 - 1 // status, caption, bars, places, timeline, footer
	if height >= CardFigures {
		room -= 2
	}
	return min(room, lanesMore)
}

// boxesHeight is how many lines the boxes of who knows what take at least.
const boxesHeight = 7

// planAbove shares out what a card of some lines leaves: the lanes first.
func planAbove(height, lanes, card int) Rows {
	room := height - 1 - 2 - 2 - 1 - card - 1 - 1 // status, caption, bars, places, timeline, footer
	take := func(n int) bool {
		if n > room {
			return false
		}
		room -= n
		return true
	}
	r := Rows{PlacesH: 1, LaneH: 1, WhoH: card}
	r.LaneCount = max(1, min(lanes, CardLanes(height, card)))
	room -= r.LaneCount
	if take(2) {
		r.PlacesH = 3
	}
	underCaption, underBars := take(1), take(1)
	if take(2) {
		r.PlacesH = 5
	}
	more := min(max(0, lanes-r.LaneCount), room)
	take(more)
	r.LaneCount += more
	overCaption := take(1)
	overLanes := take(1)

	y := 1
	line := func(blank bool) {
		if blank {
			y++
		}
	}
	line(overCaption)
	r.Caption = y
	y += 2
	line(underCaption)
	r.Bars = y
	y += 2
	line(underBars)
	r.Places = y
	y += r.PlacesH
	line(overLanes)
	r.Lanes = y
	r.LanesEnd = y + r.LaneCount
	r.Timeline, r.Footer = height-2, height-1
	r.Who = r.Timeline - card
	return r
}
