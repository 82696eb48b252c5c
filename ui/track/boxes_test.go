package track

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// rectsOf returns where the boxes of a frame must be.
func rectsOf(f *frame) []canvas.Rect {
	var list []canvas.Rect
	for spot := moment.ServiceSpot; spot < moment.SpotCount && f.rows.PlacesH > 1; spot++ {
		b := f.newBox(spot)
		list = append(list, b.Rect)
	}
	if f.rows.WhoH >= whoBoxes {
		list = append(list, f.whoRects(f.rows.Who, f.rows.WhoH)...)
	}
	return list
}

// wrongBorder returns what is wrong with the border of a box: its sides are
// nothing but lines, and its corners are there.
func (d *drawn) wrongBorder(r canvas.Rect) string {
	if got := d.border(r); got != "╭╮╰╯" && got != "┏┓┗┛" {
		return fmt.Sprintf("the corners of %v are %s", r, got)
	}
	for y := r.Y + 1; y < r.Y+r.H-1; y++ {
		for _, x := range [...]int{r.X, r.X + r.W - 1} {
			if side := d.Cells[y*d.Width()+x].Rune; !strings.ContainsRune("│╎┃╏", side) {
				return fmt.Sprintf("the side of %v at %d,%d is %c", r, x, y, side)
			}
		}
	}
	return ""
}

// text returns what is drawn in a stretch of a line.
func (d *drawn) text(x, y, width int) (runes []rune) {
	for _, cell := range d.Cells[y*d.Width()+x : y*d.Width()+x+width] {
		runes = append(runes, cell.Rune)
	}
	return runes
}

// codeDots stand in code for what is left out there.
var codeDots = strings.NewReplacer("(…)", "", "PAID …", "")

// TestBoxesAtEverySize: whatever happens, boxes stay where they are and whole,
// and no word in them is cut.
func TestBoxesAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	random := rand.New(rand.NewPCG(3, 14))
	sizes := [][2]int{{60, 18}, {60, 21}, {60, 36}, {72, 30}, {80, 24}, {80, 36}, {100, 30}, {119, 40}, {120, 36}, {149, 50}, {150, 40}, {160, 45}, {200, 60}, {300, 90}}
	for _, s := range sim.Scenarios() {
		log := uitest.ScenarioLog(t, s.Name, func(c *sim.Config) {
			c.Mode, c.Client, c.Services = sim.Mode(random.IntN(3)), sim.Client(random.IntN(2)), 1+2*random.IntN(2)
			c.Partitions, c.Workers, c.Retries = 1+random.IntN(20), 1+random.IntN(12), random.IntN(15)
			c.ClusterSize = [...]int{1, 3}[random.IntN(2)]
		})
		end := log.At(sim.EventID(log.Len())).At
		for range 5 {
			m := momentAt(log, time.Duration(random.Int64N(int64(end)+1)))
			for _, size := range sizes {
				for lang := range words.Catalogues {
					o := in(moment.Options{Width: size[0], Height: size[1]}, words.Lang(lang))
					d := drawBoxes(m, o, moment.Spot(random.IntN(int(moment.SpotCount))))
					if wrong := d.wrong(); wrong != "" {
						t.Fatalf("%s at %s, %dx%d: %s\n%s%s", s.Name, m.At, o.Width, o.Height, wrong, d.places(), d.who())
					}
				}
			}
		}
	}
}

// wrong returns what is wrong with a drawn frame.
func (d *drawn) wrong() string {
	for _, r := range rectsOf(d.frame) {
		if wrong := d.wrongBorder(r); wrong != "" {
			return wrong
		}
	}
	for y, line := range d.lines[:len(d.lines)-1] {
		if strings.Contains(codeDots.Replace(line), "…") {
			return "a word is cut: " + line
		}
		for _, r := range line {
			if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < '가' || r > '힣') {
				return fmt.Sprintf("%c (%U) is not in the glyph table", r, r)
			}
		}
		if strings.Contains(line, "%!") {
			return "a verb is wrong: " + line
		}
		if w := uitest.TerminalWidth(line); w != d.Width() {
			return fmt.Sprintf("line %d is %d wide", y, w)
		}
	}
	return ""
}

func TestOnePlaceIsInTheSpotlight(t *testing.T) {
	m := outageAt(t, pile, 0)
	for _, o := range []moment.Options{{Width: 60, Height: 18}, compact, full, wide} {
		for spot := moment.NoSpot; spot < moment.SpotCount; spot++ {
			d := drawBoxes(m, o, spot)
			heavy := 0
			for at := moment.ServiceSpot; at < moment.SpotCount; at++ {
				b := d.newBox(at)
				if line := string(d.text(b.X, b.Y, b.W)); strings.ContainsAny(line, "┏━╍") {
					heavy++
				}
			}
			if want := min(1, int(spot)); heavy != want {
				t.Errorf("%dx%d: %d heavy borders with %q in the spotlight:\n%s", o.Width, o.Height, heavy, spot, d.places())
			}
		}
	}
}

// TestWiresAgreeWithWords: no arrow leads into what has no connection, and the
// wire on which an answer travels is whole.
func TestWiresAgreeWithWords(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	seen := map[string]bool{}
	for n := sim.EventID(1); int(n) <= log.Len(); n++ {
		m := momentAt(log, log.At(n).At)
		m.N, m.State = n, sim.Fold(log, int(n))
		d := drawBoxes(m, full, moment.NoSpot)
		wired := strings.Contains(d.places(), "│────▸│")
		gone, _ := d.Unreachable()
		switch {
		case gone && wired:
			t.Fatalf("at %s a wire leads into no connection:\n%s", m.At, d.places())
		case !gone && m.State.InFlight > 0 && !wired:
			t.Fatalf("at %s a request is out, and the wire is broken:\n%s", m.At, d.places())
		}
		seen[fmt.Sprint(gone, wired)] = true
	}
	if len(seen) != 3 {
		t.Errorf("only %v were seen", seen)
	}
}

// TestTheBlockingRecordIsSeen: however long the log behind it is.
func TestTheBlockingRecordIsSeen(t *testing.T) {
	for _, partitions := range []int{1, 3, 16} {
		log := uitest.ScenarioLog(t, "poison", func(c *sim.Config) {
			c.Orders, c.Partitions, c.Rate = 200, partitions, sim.Rate{Orders: 10, Per: time.Second}
		})
		d := drawBoxes(momentAt(log, 70*time.Second), full, moment.NoSpot)
		if o := d.Blockers()[int(d.State.Order(3).Partition)]; o == nil || !strings.Contains(d.places(), "#3 blocks") {
			t.Errorf("%d partitions: #3 is not seen:\n%s", partitions, d.places())
		}
	}
}

// TestWhatIsPointedAt has a mark and a bold name, and no reverse video: that is
// the spotlight's.
func TestWhatIsPointedAt(t *testing.T) {
	for _, place := range []intent.Place{{Kind: intent.ServicePlace}, {Kind: intent.ProducerPlace}, partitionPlace(1), groupPlace(sim.ExternalGroup), {Kind: intent.FinishedPlace}} {
		m := outageAt(t, pile, 4)
		m.Focus = place
		d := drawBoxes(m, full, moment.NoSpot)
		at := strings.Index(d.places(), "▸")
		if at < 0 || strings.Count(d.places(), "▸") != 1 {
			t.Errorf("%v is not marked once:\n%s", place, d.places())
		}
		for _, cell := range d.Cells {
			if cell.Pen&canvas.Focus != 0 {
				t.Fatalf("%v is shown in reverse video", place)
			}
		}
	}
}

// TestEveryBoxOpens: the first zone of each place is its name, and something
// opens from every box.
func TestEveryBoxOpens(t *testing.T) {
	for _, o := range []moment.Options{{Width: 60, Height: 18}, compact, full} {
		d := drawBoxes(outageAt(t, lost, 4), o, moment.NoSpot)
		for spot := moment.ServiceSpot; spot < moment.SpotCount; spot++ {
			b := d.placeBox(spot)
			if got := canvas.ZoneAt(d.Zones, b.X+b.W/2, b.Y).Place; got != b.opens || got.Kind == intent.NoPlace {
				t.Errorf("%dx%d: %s opens %v, want %v", o.Width, o.Height, spot, got, b.opens)
			}
		}
	}
}

// TestTheStoryIsReadOnlyNearby: an order that was made long ago is not looked for
// in a log that is read for every frame.
func TestTheStoryIsReadOnlyNearby(t *testing.T) {
	m := outageAt(t, time.Minute, 4)
	near := drawBoxes(m, wide, moment.NoSpot).who()
	if !strings.Contains(near, "The client reconnected, and then gave it up.") {
		t.Errorf("why is missing:\n%s", near)
	}
	f := &frame{Frame: chrome.NewFrame(m, wide)}
	f.Read()
	m.N += storyBack
	f.drawStory(canvas.Rect{W: 80, H: 40}, 1, m.State.Order(4))
	if strings.TrimSpace(f.Text()) != "" {
		t.Error("the story of an order was read that was made too long ago")
	}
}

// TestWhatNobodyHasSeenIsNotGone: before anything is known of the partitions, as where
// a run of processes has no watcher yet, they are not said to have no leader.
func TestWhatNobodyHasSeenIsNotGone(t *testing.T) {
	for _, o := range []moment.Options{compact, full, wide} {
		m := outageAt(t, 2*time.Second, 0)
		m.State = m.State.Clone()
		for i := range m.State.Partitions {
			m.State.Partitions[i].Leader, m.State.Partitions[i].InSync = 0, nil
		}
		if text := drawBoxes(m, o, moment.NoSpot).places(); strings.Contains(text, "leader") || strings.Contains(text, "✗") {
			t.Errorf("they are said to be gone:\n%s", text)
		}
	}
}
