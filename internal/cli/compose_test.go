package cli

import (
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestComposeStartsWhatThereIs: every command of compose.yaml is one of this program's,
// with flags that it has. Docker itself is not asked.
func TestComposeStartsWhatThereIs(t *testing.T) {
	text, err := os.ReadFile("../../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lists := regexp.MustCompile(`(?m)^ {4}command: \[(.*)\]$`).FindAllStringSubmatch(string(text), -1)
	words := regexp.MustCompile(`"[^"]*"|[^\s,"]+`)
	roles := map[string]bool{}
	for _, list := range lists {
		var args []string
		for _, word := range words.FindAllString(list[1], -1) {
			args = append(args, strings.Trim(word, `"`))
		}
		command, rest, err := rootCommand(io.Discard).Find(args)
		if err != nil {
			t.Errorf("%q: %v", args, err)
			continue
		}
		if err := command.ParseFlags(rest); err != nil {
			t.Errorf("%q: %v", args, err)
		}
		roles[strings.Join(append([]string{command.Name()}, command.Flags().Args()...), " ")] = true
		if err := command.ValidateArgs(command.Flags().Args()); err != nil {
			t.Errorf("%q: %v", args, err)
		}
	}
	for _, role := range []string{"service", "worker in-house", "worker external", "worker statistics", "panel", "watch"} {
		if !roles[role] {
			t.Errorf("no service is %s: %v", role, roles)
		}
	}
}
