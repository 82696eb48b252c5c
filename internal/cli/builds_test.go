package cli

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"orderflow/sim"
)

// Builds that must write the same logs, beside that of this machine: integers
// of 32 bits, and, with ORDERFLOW_LONG, fused multiplications: each is a whole compilation.
var otherBuilds = [][]string{{"GOARCH=386"}, {"GOARCH=amd64", "GOAMD64=v3"}}

// TestSlowBuilds runs random configurations as command lines on several builds
// of the program. Every build must write the same log, whether it lets go of
// finished orders while it does (jsonl) or not (json), and read the other's log
// back to the same report, with the same hash. It is of the slow tier: ORDERFLOW_SLOW=1, ORDERFLOW_BUILDS=300 says how many
// configurations, ORDERFLOW_BUILDS_FROM=1 the first seed, and
// ORDERFLOW_OTHER=PROGRAM names one more program to compare with, such as a
// script that starts a build for another processor in an emulator.
func TestSlowBuilds(t *testing.T) {
	if os.Getenv("ORDERFLOW_SLOW") != "1" {
		t.Skip("the slow tier: set ORDERFLOW_SLOW=1")
	}
	count, first := environment(t, "ORDERFLOW_BUILDS", 300), environment(t, "ORDERFLOW_BUILDS_FROM", 1)
	dir := t.TempDir()
	here := build(t, dir)
	others := runnable(t, dir)
	if len(others) == 0 {
		t.Skip("this machine runs no other build: set ORDERFLOW_OTHER")
	}
	seeds := make(chan uint64)
	var mu sync.Mutex
	var workers sync.WaitGroup
	differ, done := 0, 0
	for worker := range runtime.GOMAXPROCS(0) {
		workers.Add(1)
		go func() {
			defer workers.Done()
			log := filepath.Join(dir, fmt.Sprintf("%d.jsonl", worker))
			for seed := range seeds {
				args := randomFlags(seed)
				wrong := compareBuilds(here, others, args, log)
				mu.Lock()
				done++
				if wrong != "" {
					differ++
					t.Errorf("seed %d: orderflow run %s\n%s", seed, strings.Join(args, " "), wrong)
				}
				mu.Unlock()
			}
		}()
	}
	for i := range count {
		seeds <- uint64(first + i)
	}
	close(seeds)
	workers.Wait()
	t.Logf("%d configurations on %s and %s: %d differ", done, filepath.Base(here), strings.Join(bases(others), ", "), differ)
}

// environment reads a whole number.
func environment(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 {
		t.Fatalf("%s is %q: want a whole number above 0", name, text)
	}
	return n
}

// build builds the program for variables of the environment.
func build(t *testing.T, dir string, variables ...string) string {
	t.Helper()
	program := filepath.Join(dir, strings.NewReplacer("GOARCH=", "", "GOAMD64=", "").Replace(strings.Join(append([]string{"orderflow"}, variables...), "-")))
	cmd := exec.Command("go", "build", "-o", program, "orderflow")
	cmd.Env = append(os.Environ(), append([]string{"CGO_ENABLED=0"}, variables...)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("building %s: %v\n%s", program, err, out)
	}
	return program
}

// runnable returns the other programs that this machine can run.
func runnable(t *testing.T, dir string) []string {
	t.Helper()
	var programs []string
	if runtime.GOARCH == "amd64" {
		builds := otherBuilds
		if os.Getenv("ORDERFLOW_LONG") == "" {
			builds = builds[:1]
		}
		for _, variables := range builds {
			programs = append(programs, build(t, dir, variables...))
		}
	}
	if other := os.Getenv("ORDERFLOW_OTHER"); other != "" {
		programs = append(programs, other)
	}
	return slices.DeleteFunc(programs, func(program string) bool {
		err := exec.Command(program, "version").Run()
		if err != nil {
			t.Logf("%s does not run here: %v", filepath.Base(program), err)
		}
		return err != nil
	})
}

func bases(paths []string) []string {
	var names []string
	for _, path := range paths {
		names = append(names, filepath.Base(path))
	}
	return names
}

// compareBuilds runs the same flags on each program. It returns what differs.
func compareBuilds(here string, others, args []string, log string) string {
	report, failure := written(here, append([]string{"run", "--format", "json", "--record", log}, args...))
	defer os.Remove(log) //nolint:errcheck // the directory goes anyway
	if failure != "" {
		return failure
	}
	events, err := os.ReadFile(log)
	if err != nil {
		return err.Error()
	}
	for _, program := range append([]string{here}, others...) {
		for _, c := range []struct {
			line []string
			want []byte
		}{{append([]string{"run", "--format", "jsonl"}, args...), events}, {[]string{"replay", "--headless", "--format", "json", log}, report}} {
			got, failure := written(program, c.line)
			if failure != "" {
				return failure
			}
			if !bytes.Equal(got, c.want) {
				return filepath.Base(program) + " " + c.line[0] + " differs: " + differingLine(c.want, got)
			}
		}
	}
	return ""
}

// written runs a program and returns its stdout, or why it failed.
func written(program string, args []string) (stdout []byte, failure string) {
	cmd := exec.Command(program, args...)
	var errors bytes.Buffer
	cmd.Stderr = &errors
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Sprintf("%s: %v: %.300s", filepath.Base(program), err, errors.String())
	}
	return out, ""
}

func differingLine(want, got []byte) string {
	a, b := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d\n%.400s\n%.400s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(a), len(b))
}

// randomFlags draws a valid configuration as flags of run. It goes by the table
// of the settings, so that it knows those that are yet to come.
func randomFlags(seed uint64) []string {
	draw := rand.New(rand.NewPCG(seed, 1))
	for {
		var args []string
		for _, s := range sim.FlagSettings() {
			for range times(&s, draw) {
				if text := randomValue(&s, draw); text != "" {
					args = append(args, "--"+s.Name+"="+text)
				}
			}
		}
		if valid(args) {
			return args
		}
	}
}

// times draws how often a setting is given.
func times(s *sim.Setting, draw *rand.Rand) int {
	switch {
	case s.Repeats:
		return draw.IntN(4)
	case s.Name == "orders" || s.Name == "rate" || s.Name == "until" || s.Name == "seed":
		return 1
	case draw.IntN(3) == 0:
		return 1
	}
	return 0
}

// valid reports whether the flags make a run together.
func valid(args []string) bool {
	c := sim.DefaultConfig()
	known := sim.FlagSettings()
	for _, arg := range args {
		name, text, _ := strings.Cut(arg, "=")
		s := known[slices.IndexFunc(known, func(s sim.Setting) bool { return "--"+s.Name == name })]
		if s.Read(&c, text) != nil {
			return false
		}
	}
	return c.Validate() == nil
}

// randomValue draws a value that the setting accepts; "" where none is found.
func randomValue(s *sim.Setting, draw *rand.Rand) string {
	seconds := func(low, span int) string { return (time.Duration(low+draw.IntN(span)) * time.Millisecond).String() }
	switch s.Name {
	case "fault":
		return randomFaultSpec(draw)
	case "orders":
		return strconv.Itoa(1 + draw.IntN(40))
	case "seed":
		return strconv.FormatUint(draw.Uint64(), 10)
	case "rate":
		return strconv.FormatFloat(float64(1_000_000+draw.IntN(9_000_000))/1_000_000, 'f', 6, 64) + []string{"/s", "/m"}[draw.IntN(2)]
	case "until":
		return seconds(20_000, 900_000)
	case "external":
		return strconv.FormatFloat(draw.Float64(), 'f', 3, 64)
	case "partitions", "workers":
		return strconv.Itoa(1 + draw.IntN(6))
	case "session-timeout":
		return seconds(6000, 40_000)
	}
	if len(s.Words) > 0 {
		return s.Words[draw.IntN(len(s.Words))]
	}
	for range 20 { // a setting that came later
		text := []string{"true", "false", strconv.Itoa(draw.IntN(8)), seconds(1, 60_000)}[draw.IntN(4)]
		c := sim.DefaultConfig()
		if s.Read(&c, text) == nil && c.Validate() == nil {
			return text
		}
	}
	return ""
}

// randomFaultSpec draws a fault by its shape.
func randomFaultSpec(draw *rand.Rand) string {
	shapes := sim.FaultShapes()
	shape := &shapes[draw.IntN(len(shapes))]
	keys := append([]sim.FaultKey{sim.KeyFrom, sim.KeyFor, sim.KeyCount, sim.KeyOrder}, shape.Keys...)
	for range 50 {
		var pairs []string
		for _, k := range keys {
			if k == shape.Required && k != sim.KeyFrom || draw.IntN(2) == 0 {
				pairs = append(pairs, k.String()+"="+randomKey(shape, k, draw))
			}
		}
		spec := strings.TrimSuffix(shape.Name.String()+":"+strings.Join(pairs, ","), ":")
		if _, err := sim.ParseFault(spec); err == nil {
			return spec
		}
	}
	return shape.Name.String()
}

func randomKey(shape *sim.FaultShape, k sim.FaultKey, draw *rand.Rand) string {
	if values := shape.Values(k); len(values) > 0 {
		return values[draw.IntN(len(values))]
	}
	span := (time.Duration(1+draw.IntN(40_000)) * time.Millisecond).String()
	switch k {
	case sim.KeyFrom, sim.KeyFor, sim.KeyDelay, sim.KeyRestart:
		return span
	case sim.KeyCount:
		return []string{"1", "2", "3", "7", "always"}[draw.IntN(5)]
	case sim.KeyOrder:
		return strconv.Itoa(1 + draw.IntN(12))
	case sim.KeyPartition:
		return []string{"all", "0", "1", "2"}[draw.IntN(4)]
	case sim.KeyRatio:
		return strconv.FormatFloat(draw.Float64(), 'f', 3, 64)
	}
	return []string{"1", "true", "text", span}[draw.IntN(4)] // a key that came later
}

// TestRandomFlagsAreMany: the draw knows every setting and every fault, and
// all it makes is valid.
func TestRandomFlagsAreMany(t *testing.T) {
	singleThreaded(t)
	flags, faults := map[string]int{}, map[string]int{}
	for seed := range uint64(400) {
		args := randomFlags(seed)
		planOf(t, append([]string{"run"}, args...))
		for _, arg := range args {
			name, text, _ := strings.Cut(arg, "=")
			flags[name]++
			if name == "--fault" {
				fault, _, _ := strings.Cut(text, ":")
				faults[fault]++
			}
		}
	}
	for _, s := range sim.FlagSettings() {
		if flags["--"+s.Name] == 0 {
			t.Errorf("--%s is never given", s.Name)
		}
	}
	for _, shape := range sim.FaultShapes() {
		if faults[shape.Name.String()] == 0 {
			t.Errorf("the fault %s never strikes", shape.Name)
		}
	}
}
