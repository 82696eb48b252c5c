package chrome

import "testing"

// TestPlanOfTheDrawnSizes holds the arithmetic to the frames it was drawn for.
func TestPlanOfTheDrawnSizes(t *testing.T) {
	for _, c := range [...]struct {
		w, h                                                            int
		caption, bars, places, placesH, lanes, laneH, legend, who, whoH int
		timeline, track, p, g, b, gap, cons, last, d                    int
		tall                                                            bool
	}{
		{w: 120, h: 36, caption: 2, bars: 5, places: 8, placesH: 5, lanes: 13, laneH: 1, legend: 25, who: 26, whoH: 7, timeline: 33, track: 37, p: 26, g: 5, b: 17, gap: 2, cons: 22, last: 1, d: 9},
		{w: 80, h: 24, caption: 1, bars: 3, places: 5, placesH: 3, lanes: 8, laneH: 1, who: 20, whoH: 2, timeline: 22, track: 31, p: 16, g: 3, b: 9, gap: 1, cons: 11, last: 1, d: 7},
		{w: 60, h: 18, caption: 1, bars: 3, places: 5, placesH: 1, lanes: 6, laneH: 1, who: 15, whoH: 1, timeline: 16, track: 17, p: 14, g: 3, b: 7, gap: 1, cons: 10, last: 1, d: 6},
	} {
		col, r := PlanColumns(c.w), PlanRows(c.h, 12)
		got := [...]int{r.Caption, r.Bars, r.Places, r.PlacesH, r.Lanes, r.LaneH, r.Legend, r.Who, r.WhoH, r.Timeline, col.Track, col.P, col.G, col.B, col.Gap, col.C, col.Last, col.D}
		want := [...]int{c.caption, c.bars, c.places, c.placesH, c.lanes, c.laneH, c.legend, c.who, c.whoH, c.timeline, c.track, c.p, c.g, c.b, c.gap, c.cons, c.last, c.d}
		if got != want {
			t.Errorf("%dx%d:\n got %v\nwant %v", c.w, c.h, got, want)
		}
	}
	big := PlanRows(60, 12)
	if !big.BarsTall || big.LaneH != 2 || big.WhoH != 13 {
		t.Errorf("200x60: %+v, want tall bars, double-spaced lanes, boxes of 13 lines", big)
	}
	if r := PlanRows(90, 12); r.LaneH != 3 {
		t.Errorf("300x90: %+v, want lanes of three lines", r)
	}
	if r := PlanRows(45, 12); !r.BarsTall || !r.Cohorts || r.LaneH != 1 {
		t.Errorf("160x45: %+v, want tall bars and gaps between cohorts", r)
	}
}

// TestEveryHeightIsUsed: the parts fill a frame of every size, and none overlap.
func TestEveryHeightIsUsed(t *testing.T) {
	for height := StageHeight; height <= 100; height++ {
		for lanes := 1; lanes <= 40; lanes++ {
			r := PlanRows(height, lanes)
			if r.Timeline >= r.Footer || r.Timeline < r.Footer-2 {
				t.Fatalf("%d lines, %d lanes: timeline %d, footer %d: %+v", height, lanes, r.Timeline, r.Footer, r)
			}
			if r.LaneCount < min(lanes, 9) || r.LanesEnd > r.Who || r.Who+r.WhoH != r.Timeline {
				t.Fatalf("%d lines, %d lanes: %+v", height, lanes, r)
			}
		}
	}
	for width := StageWidth; width <= 400; width++ {
		c := PlanColumns(width)
		if c.Done()+c.D != width-1 || min(c.P, c.G, c.B, c.Gap, c.C, c.Last, c.D) < 1 {
			t.Fatalf("%d columns: %+v", width, c)
		}
	}
}
