package ui

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

var (
	numberInLine = regexp.MustCompile(`[:[,](-?\d+)`)
	listInLine   = regexp.MustCompile(`\[[0-9,]+\]`)
	memberInLine = regexp.MustCompile(`"([a-z_]+)":"([^"\\]*)"`)
)

// mutated returns a log that no engine would record but a file may hold: in
// some of its events numbers and words are others, and some stand where others
// stood. ReadLog takes it.
func mutated(t testing.TB, log *sim.Log, random *rand.Rand) *sim.Log {
	t.Helper()
	var b bytes.Buffer
	if _, err := log.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	plain := append([]string(nil), lines...)
	for share := 2 + random.IntN(80); share > 0; share-- {
		i := 2 + random.IntN(len(lines)-2)
		if random.IntN(4) == 0 {
			i = 1 // the settings of the run
		}
		line := mutatedLine(lines, i, random)
		if _, err := sim.ParseEvent([]byte(line)); err == nil {
			lines[i] = line
		}
	}
	if random.IntN(4) == 0 {
		lines = lines[:2+random.IntN(len(lines)-2)]
	}
	for {
		read, err := sim.ReadLog(strings.NewReader(strings.Join(lines, "\n") + "\n"))
		if err == nil {
			return read
		}
		var number int
		if _, scanErr := fmt.Sscanf(err.Error(), "line %d:", &number); scanErr != nil {
			t.Fatal(err)
		}
		if lines[number-1] == plain[number-1] { // what is before it does not let it follow
			lines = lines[:number-1]
			continue
		}
		lines[number-1] = plain[number-1]
	}
}

// mutatedLine returns a line with a number or a word changed, or another line
// in its place.
func mutatedLine(lines []string, i int, random *rand.Rand) string {
	line := lines[i]
	numbers := []string{"0", "1", "2", "3", "5", "12", "63", "64", "255", "4097", "65535", "2147483647", "4294967295", "9223372036854775807", "-1", strconv.Itoa(len(lines))}
	switch random.IntN(5) {
	case 0: // another event
		other := lines[1+random.IntN(len(lines)-1)]
		_, rest, _ := strings.Cut(other, `,"type"`)
		head, _, _ := strings.Cut(line, `,"type"`)
		return head + `,"type"` + rest
	case 1: // a list that is empty
		if random.IntN(3) == 0 {
			return listInLine.ReplaceAllString(line, "[]")
		}
		fallthrough
	case 2: // a word that stands in the same member of another line
		places := memberInLine.FindAllStringSubmatchIndex(line, -1)
		place := places[random.IntN(len(places))]
		name := line[place[2]:place[3]]
		for range 50 {
			for _, member := range memberInLine.FindAllStringSubmatch(lines[1+random.IntN(len(lines)-1)], -1) {
				if member[1] == name && member[2] != line[place[4]:place[5]] {
					return line[:place[4]] + member[2] + line[place[5]:]
				}
			}
		}
		return line
	}
	places := numberInLine.FindAllStringSubmatchIndex(line, -1)
	place := places[random.IntN(len(places))]
	if strings.HasSuffix(line[:place[0]], `{"n"`) {
		return line
	}
	return line[:place[2]] + numbers[random.IntN(len(numbers))] + line[place[3]:]
}

// mutableLogs are logs with nearly everything in them that a log can have.
func mutableLogs(t testing.TB) []*sim.Log {
	var logs []*sim.Log
	for _, name := range []string{"outage", "outage-awaited", "panel-partial", "redelivery", "acks1-loss", "send-coupling", "poison", "activity-log"} {
		logs = append(logs, scenarioLog(t, name, nil))
	}
	return logs
}

// checkMutated reads a log that was tampered with as a user would.
func checkMutated(t *testing.T, log *sim.Log, random *rand.Rand) {
	t.Helper()
	o := hostileLooks[random.IntN(len(hostileLooks))]
	p := newPlayer(Replay(log), nil, o)
	p.show(-1)
	end := p.playback.scale.end()
	for range 6 {
		p.playback.seekWall(time.Duration(random.Float64() * float64(end)))
		for _, key := range strings.Fields(hostileSights[random.IntN(len(hostileSights))]) {
			if err := p.pressed(key); err != nil {
				t.Fatal(err)
			}
			inertFrame(t, p.moment(), p.options)
		}
		p.mode, p.panel, p.sheet, p.why = boardKeys, Panel{}, nil, Place{}
		inertFrame(t, p.moment(), p.options)
	}
	count := sim.OrderID(p.count())
	if count == 0 {
		return
	}
	s, err := NewSpaceTime(log, []sim.OrderID{1 + sim.OrderID(random.IntN(int(count)))}, English)
	if err != nil {
		return // the order may be missing
	}
	var svg, text strings.Builder
	if err := s.WriteSVG(&svg); err != nil {
		t.Fatal(err)
	}
	checkXML(t, svg.String())
	if err := s.WriteText(&text, false); err != nil {
		t.Fatal(err)
	}
}

func TestMutatedLogsAreDrawn(t *testing.T) {
	singleThreaded(t)
	logs := mutableLogs(t)
	for seed := range uint64(150) {
		t.Run(strconv.Itoa(int(seed)), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			checkMutated(t, mutated(t, logs[int(seed)%len(logs)], random), random)
		})
	}
}

// FuzzMutatedLog does the same for ever.
func FuzzMutatedLog(f *testing.F) {
	logs := mutableLogs(f)
	f.Add(uint64(1), uint64(1))
	f.Fuzz(func(t *testing.T, seed, sequence uint64) {
		random := rand.New(rand.NewPCG(seed, sequence))
		checkMutated(t, mutated(t, logs[random.IntN(len(logs))], random), random)
	})
}
