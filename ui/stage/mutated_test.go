package stage

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"orderflow/internal/hostile"
	"orderflow/internal/simtest"
	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/spacetime"
	"orderflow/ui/words"
)

// mutated returns a log that no engine would record, but ReadLog takes.
func mutated(t testing.TB, log *sim.Log, random *rand.Rand) *sim.Log {
	t.Helper()
	var b bytes.Buffer
	if _, err := log.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	text := hostile.Tampered(b.String(), random,
		func(line string) error { _, err := sim.ParseEvent([]byte(line)); return err },
		func(log string) error { _, err := sim.ReadLog(strings.NewReader(log)); return err })
	read, err := sim.ReadLog(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// mutableLogs are logs with nearly everything in them that a log can have.
func mutableLogs(t testing.TB) []*sim.Log {
	var logs []*sim.Log
	for _, name := range []string{"outage", "outage-awaited", "panel-partial", "redelivery", "acks1-loss", "send-coupling", "poison", "activity-log"} {
		logs = append(logs, uitest.ScenarioLog(t, name, nil))
	}
	logs = append(logs, simtest.Foreign())
	return logs
}

// checkMutated reads a log that was tampered with as a user would.
func checkMutated(t *testing.T, log *sim.Log, random *rand.Rand) {
	t.Helper()
	o := hostileLooks[random.IntN(len(hostileLooks))]
	p := newPlayer(Replay(log), nil, o)
	p.Show(-1)
	end := p.playback.Scale.End()
	for range 6 {
		p.playback.SeekWall(time.Duration(random.Float64() * float64(end)))
		for _, key := range strings.Fields(uitest.Sights[random.IntN(len(uitest.Sights))]) {
			if err := p.pressed(key); err != nil {
				t.Fatal(err)
			}
			inertFrame(t, p.Scene(), p.options)
		}
		p.toBoard()
		inertFrame(t, p.Scene(), p.options)
	}
	if err := sim.ReportOf(log).WriteJSON(io.Discard); err != nil {
		t.Fatal(err)
	}
	count := sim.OrderID(p.count())
	if count == 0 {
		return
	}
	s, err := spacetime.NewSpaceTime(log, []sim.OrderID{1 + sim.OrderID(random.IntN(int(count)))}, words.English)
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
	uitest.SingleThreaded(t)
	logs := mutableLogs(t)
	for seed := range uint64(150) {
		t.Run(strconv.Itoa(int(seed)), func(t *testing.T) {
			t.Parallel()
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
