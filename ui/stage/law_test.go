package stage

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// grid returns the cells of a frame's text; the right half of a wide character is 0.
func grid(t *testing.T, text string, width, height int) [][]rune {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) != height || !strings.HasSuffix(text, "\n") {
		t.Fatalf("%d lines, want %d", len(lines), height)
	}
	cells := make([][]rune, height)
	for y, line := range lines {
		if w := uitest.TerminalWidth(line); w != width {
			t.Fatalf("line %d is %d columns wide, want %d: %q", y, w, width, line)
		}
		for _, r := range line {
			cells[y] = append(cells[y], r)
			if _, w := canvas.Shown(r); w == 2 {
				cells[y] = append(cells[y], 0)
			}
		}
	}
	return cells
}

// brokenBorder finds corners without sides: a border that something was
// written over. A dashed side may be a wall, which is no part of a box.
func brokenBorder(cells [][]rune) string {
	at := func(x, y int) rune {
		if y < 0 || y >= len(cells) || x < 0 || x >= len(cells[y]) {
			return ' '
		}
		return cells[y][x]
	}
	sides := func(r rune) bool { return strings.ContainsRune("│╎╭╮╰╯├┤┃╏┏┓┗┛", r) }
	for y, line := range cells {
		for x, r := range line {
			switch {
			case strings.ContainsRune("╭╮┏┓", r) && !sides(at(x, y+1)), strings.ContainsRune("╰╯┗┛", r) && !sides(at(x, y-1)):
				return fmt.Sprintf("line %d column %d: %c has no side", y, x, r)
			case r == '│' && (!sides(at(x, y-1)) || !sides(at(x, y+1))):
				return fmt.Sprintf("line %d column %d: a side that does not meet its corners", y, x)
			case r == '╰' && !strings.ContainsRune("─╌", at(x+1, y)), r == '╯' && !strings.ContainsRune("─╌ ", at(x-1, y)): // a title may go from ╭ to ╮
				if r != '╯' || at(x-1, y) == ' ' { // the count of orders may end there
					return fmt.Sprintf("line %d column %d: %c has no edge", y, x, r)
				}
			}
		}
	}
	return ""
}

// bright returns the cells of a frame without what lies under a box: of that,
// borders may be covered.
func bright(frame canvas.Canvas, cells [][]rune) [][]rune {
	seen := make([][]rune, len(cells))
	for y := range cells {
		seen[y] = slices.Clone(cells[y])
		for x := range cells[y] {
			if frame.Cells[y*frame.Width()+x].Pen&canvas.Dim != 0 {
				seen[y][x] = ' '
			}
		}
	}
	return seen
}

func wholeFrame(t *testing.T, m *Scene, o moment.Options) [][]rune {
	t.Helper()
	frame := Draw(m, o)
	text := frame.Text()
	cells := grid(t, text, o.Width, o.Height)
	if !o.ASCII {
		if fault := brokenBorder(bright(frame, cells)); fault != "" {
			t.Fatalf("%d×%d, %v, at %s: %s\n%s", o.Width, o.Height, o.Lang, m.At, fault, text)
		}
	}
	return cells
}

// lawLogs are runs in which nearly everything happens that a frame can show,
// by name, in one order.
func lawLogs(t *testing.T) iter.Seq2[string, *sim.Log] {
	t.Helper()
	logs := lawLogsByName(t)
	return func(yield func(string, *sim.Log) bool) {
		for _, name := range slices.Sorted(maps.Keys(logs)) {
			if !yield(name, logs[name]) {
				return
			}
		}
	}
}

func lawLogsByName(t *testing.T) map[string]*sim.Log {
	logs := map[string]*sim.Log{"drawn": readDrawn(t, "testdata/outage.script")}
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		logs["outage "+mode.String()] = uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.Mode = mode })
	}
	for _, spec := range []string{
		"ack-lost:count=always,order=3", "produce-error:code=NOT_ENOUGH_REPLICAS,count=9", "leader-failover:from=4s,for=20s,partition=all", "broker-down:broker=2,from=4s,for=9s",
		"broker-down:from=4s,for=9s,how=freeze", "caller-exit:at=after-ack,order=3", "consumer-absent:from=3s", "consumer-crash:at=before-commit,order=3", "poison:order=3",
		"provider-timeout:count=2", "provider-partial:count=2", "provider-cancel:count=2", "provider-silent", "provider-error:error=Not enough funds on balance,count=2", "provider-drop:delay=2s,count=2", "serialize-error:order=2", "ack-swallowed:order=3",
		"caller-exit:at=after-call,order=2", "broker-down:from=4s,for=9s,how=crash", "handler-error:count=9,order=2",
	} {
		fault, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		for _, mode := range []sim.Mode{sim.Emit, sim.Send} {
			logs[spec+" "+mode.String()] = uitest.ScenarioLog(t, "calm", func(c *sim.Config) {
				c.Mode, c.Orders, c.Until, c.ExternalRatio = mode, 8, time.Minute, 500
				c.Faults = append(c.Faults, fault)
			})
		}
	}
	logs["many"] = uitest.ScenarioLog(t, "calm", func(c *sim.Config) {
		c.Orders, c.Rate, c.Partitions, c.Workers = 300, sim.Rate{Orders: 200, Per: time.Second}, 12, 9
	})
	logs["kafka-go"] = uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.Client, c.Workers = sim.KafkaGo, 1 })
	return logs
}

// randomMoments calls check with moments all over a log.
func randomMoments(log *sim.Log, count int, random *rand.Rand, check func(*Scene)) {
	p := newPlayer(Replay(log), nil, moment.Options{})
	p.reach(time.Hour)
	end := p.playback.Scale.End()
	for i := range count {
		wall := time.Duration(random.Float64() * float64(end))
		if i == 0 {
			wall = end
		}
		p.playback.SeekWall(wall)
		p.played = max(p.played, p.playback.Cursor.N)
		p.playback.Paused = random.IntN(4) == 0
		p.playback.SetSpeed([]float64{1, 64, 1.0 / 64}[random.IntN(3)])
		m := p.Scene()
		if count := m.State.Count(); count > 0 && random.IntN(3) == 0 {
			m.Selected, m.TableTop = sim.OrderID(1+random.IntN(count)), sim.OrderID(1+random.IntN(count))
		}
		if random.IntN(8) == 0 {
			m.show(&helpScreen{of: (&boardScreen{}).table()})
		}
		check(m)
	}
}

func TestFramesAreWholeAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 7))
	for name, log := range lawLogs(t) {
		t.Run(name, func(t *testing.T) {
			randomMoments(log, 40, random, func(m *Scene) {
				o := moment.Options{Width: 1 + random.IntN(260), Height: 1 + random.IntN(80), Lang: words.Lang(random.IntN(2)), ASCII: random.IntN(5) == 0}
				wholeFrame(t, m, o)
			})
		})
	}
}

func TestSmallFramesSayWhatTheyNeed(t *testing.T) {
	m := momentAt(readDrawn(t, "testdata/outage.script"), 7*time.Second)
	for _, lang := range []words.Lang{words.English, words.Korean} {
		for height := 1; height <= chrome.StageHeight; height++ {
			for width := 1; width < chrome.StageWidth; width += 3 {
				cells := wholeFrame(t, m, moment.Options{Width: width, Height: height, Lang: lang})
				if width >= 8 && !strings.Contains(string(flat(cells)), "60") {
					t.Fatalf("%d×%d does not say what it needs", width, height)
				}
			}
		}
	}
}

func flat(cells [][]rune) []rune {
	var all []rune
	for _, line := range cells {
		for _, r := range line {
			if r != 0 {
				all = append(all, r)
			}
		}
	}
	return all
}

// TestNothingChangesPlace: whatever the numbers of a run are, every box stays where
// it is and as large as it is, until the card at the end.
func TestNothingChangesPlace(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 3))
	for _, size := range []moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36}, {Width: 173, Height: 50}, {Width: 100, Height: 40, Lang: words.Korean}} {
		for name, log := range lawLogs(t) {
			want := ""
			randomMoments(log, 20, random, func(m *Scene) {
				m.show()
				if m.Finished {
					return
				}
				skeleton := corners(wholeFrame(t, m, size))
				if want == "" {
					want = skeleton
				}
				if skeleton != want {
					t.Fatalf("%d×%d, %s at %s: boxes moved\n%s", size.Width, size.Height, name, m.At, Draw(m, size).Text())
				}
			})
		}
	}
}

// heavyCorners are the corners of a box in the spotlight, and those that it has
// else.
var heavyCorners = map[rune]rune{'┏': '╭', '┓': '╮', '┗': '╰', '┛': '╯'}

// corners returns where the corners of the boxes are.
func corners(cells [][]rune) string {
	var b strings.Builder
	for y, line := range cells {
		for x, r := range line {
			if rests, heavy := heavyCorners[r]; heavy {
				r = rests
			}
			if strings.ContainsRune("╭╮╰╯├┤", r) {
				fmt.Fprintf(&b, "%d,%d%c ", x, y, r)
			}
		}
	}
	return b.String()
}

// TestFrameIsAFunctionOfItsMoment: drawing twice gives the same, and seeking
// there gives the same as having played up to it.
func TestFrameIsAFunctionOfItsMoment(t *testing.T) {
	uitest.SingleThreaded(t)
	log := uitest.ScenarioLog(t, "outage", nil)
	o := moment.Options{Width: 120, Height: 36}
	p, q := newPlayer(Replay(log), nil, o), newPlayer(Replay(log), nil, o)
	q.reach(time.Hour)
	for range 400 {
		p.Tick(100 * time.Millisecond)
		q.playback.SeekWall(p.playback.Cursor.Wall)
		q.played = max(q.played, q.playback.Cursor.N)
		m, n := p.Scene(), q.Scene()
		n.Ratio, n.WallEnd, n.End, n.Marks = m.Ratio, m.WallEnd, m.End, m.Marks // what playback alone knows
		n.Countdown, n.Footer = m.Countdown, m.Footer
		a, b := Draw(m, o).ANSI(), Draw(n, o).ANSI()
		if a != Draw(m, o).ANSI() {
			t.Fatal("drawn twice, the same moment looks different")
		}
		if a != b {
			t.Fatalf("at %s: played\n%s\nsought\n%s", m.At, Draw(m, o).Text(), Draw(n, o).Text())
		}
	}
}

func TestGlyphsAreInTheTable(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 5))
	for name, log := range lawLogs(t) {
		randomMoments(log, 10, random, func(m *Scene) {
			for _, lang := range []words.Lang{words.English, words.Korean} {
				for _, r := range Draw(m, moment.Options{Width: 140, Height: 40, Lang: lang}).Text() {
					if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
						t.Fatalf("%s: %c (%U) is not in the glyph table", name, r, r)
					}
				}
			}
			for _, r := range Draw(m, moment.Options{Width: 140, Height: 40, ASCII: true}).Text() {
				if r > '~' {
					t.Fatalf("%s: %c (%U) in an ASCII frame", name, r, r)
				}
			}
		})
	}
}

func TestABlankScreenIsBlank(t *testing.T) {
	m := momentAt(readDrawn(t, "testdata/outage.script"), 7*time.Second)
	m.show(&blankScreen{})
	for _, line := range grid(t, Draw(m, moment.Options{Width: 80, Height: 24}).Text(), 80, 24) {
		for _, r := range line {
			if r != ' ' {
				t.Fatalf("%c on a blank screen", r)
			}
		}
	}
}
