package cli

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected output in testdata; read the diff")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"orderflow": orderflow, "shows": shows})
}

// besides are the scripts in which something runs beside something else: a short run, which is
// made for the race detector, has no others.
var besides = []string{"testdata/notes.txtar", "testdata/panel.txtar", "testdata/record.txtar", "testdata/screen.txtar"}

// TestScripts runs the command line as its users do.
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	folder, files := "testdata", []string(nil)
	if testing.Short() {
		folder, files = "", besides
	}
	testscript.Run(t, testscript.Params{
		Dir:                 folder,
		Files:               files,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			env.Setenv("ESC", "\x1b")
			env.Setenv("LANG", "C")
			env.Setenv("LC_ALL", "")
			env.Setenv("LC_MESSAGES", "")
			env.Setenv("XDG_STATE_HOME", filepath.Join(env.WorkDir, "state"))
			return setRuntime(env)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"refuse": refuse, "lines": lines, "mask": mask, "cut": cut, "grow": grow, "await": await, "sound": sound,
		},
	})
}

// setRuntime gives a script a directory for its sockets, whose path is short enough.
func setRuntime(env *testscript.Env) error {
	dir, err := os.MkdirTemp("", "of")
	if err != nil {
		return err
	}
	env.Setenv("XDG_RUNTIME_DIR", dir)
	env.Setenv("LocalAppData", dir)
	env.Defer(func() { _ = os.RemoveAll(dir) })
	return nil
}

// refuse CODE REGEXP ARGS… runs orderflow, which must end with the exit code,
// print nothing on stdout, and complain in one line that matches.
func refuse(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: refuse CODE REGEXP ARGS…")
	}
	code := "0"
	if exit := (*exec.ExitError)(nil); errors.As(ts.Exec("orderflow", args[2:]...), &exit) {
		code = strconv.Itoa(exit.ExitCode())
	}
	stdout, stderr := ts.ReadFile("stdout"), ts.ReadFile("stderr")
	oneLine := strings.Count(stderr, "\n") == 1 && strings.HasSuffix(stderr, "\n")
	if code == strconv.Itoa(exitUsage) {
		refusedInKorean(ts, args[2:])
	}
	if code != args[0] || stdout != "" || !oneLine || !expression(ts, args[1]).MatchString(stderr) {
		ts.Fatalf("orderflow %q: exit code %s, stdout %q, stderr %q; want %s and one line that matches %s", args[2:], code, stdout, stderr, args[0], args[1])
	}
}

// refusedInKorean checks that what is refused is refused in Korean too.
func refusedInKorean(ts *testscript.TestScript, args []string) {
	ts.Setenv("LC_ALL", "ko_KR.UTF-8")
	defer ts.Setenv("LC_ALL", "")
	if ts.Exec("orderflow", args...) == nil {
		ts.Fatalf("orderflow %q: is done in a Korean locale", args)
	}
	stderr := ts.ReadFile("stderr")
	if strings.Count(stderr, "\n") != 1 || !strings.ContainsFunc(stderr, func(r rune) bool { return unicode.Is(unicode.Hangul, r) }) {
		ts.Fatalf("orderflow %q: in a Korean locale: %q", args, stderr)
	}
}

// lines FILE H W checks that the file has exactly H lines (or - for any
// number), each ended and none wider than W columns.
func lines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: lines FILE H W")
	}
	text := ts.ReadFile(args[0])
	if got := strings.Count(text, "\n"); args[1] != "-" && strconv.Itoa(got) != args[1] || !strings.HasSuffix(text, "\n") {
		ts.Fatalf("%s has %d lines, want %s", args[0], got, args[1])
	}
	width, err := strconv.Atoi(args[2])
	ts.Check(err)
	for line := range strings.Lines(text) {
		if got := ansi.StringWidth(strings.TrimSuffix(line, "\n")); got > width {
			ts.Fatalf("%s has a line of %d columns, want at most %d: %s", args[0], got, width, line)
		}
	}
}

// mask FILE REGEXP TEXT replaces what may differ from one machine to another.
func mask(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: mask FILE REGEXP TEXT")
	}
	masked := expression(ts, args[1]).ReplaceAllString(ts.ReadFile(args[0]), args[2])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(masked), 0o666))
}

// cut FILE N takes the last N bytes off the file.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text[:len(text)-n]), 0o666))
}

// grow FILE N adds a comment of YAML of N bytes to the file.
func grow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: grow FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(ts.ReadFile(args[0])+strings.Repeat("#", n)+"\n"), 0o666))
}

// sound FILE N writes a WAVE file of N seconds of silence.
func sound(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: sound FILE N")
	}
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(args[0])), 0o777))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), wave(time.Duration(n)*time.Second, 0), 0o666))
}

// await FILE REGEXP waits until the file, which somebody writes, matches.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await FILE REGEXP")
	}
	want := expression(ts, args[1])
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if text, err := os.ReadFile(ts.MkAbs(args[0])); err == nil && want.Match(text) {
			return
		}
	}
	ts.Fatalf("%s does not match %s", args[0], args[1])
}

func expression(ts *testscript.TestScript, text string) *regexp.Regexp {
	re, err := regexp.Compile("(?m)" + text)
	ts.Check(err)
	return re
}
