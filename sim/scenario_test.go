package sim

import (
	"slices"
	"strings"
	"testing"
)

// TestEveryScenarioIsTaught: the order of teaching has each embedded file, once.
func TestEveryScenarioIsTaught(t *testing.T) {
	entries, err := scenarioFiles.ReadDir("scenarios")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if name := strings.TrimSuffix(entry.Name(), ".json"); !slices.Contains(taught, name) {
			t.Errorf("%s is not in the order of teaching", name)
		}
	}
	if sorted := slices.Sorted(slices.Values(taught)); len(entries) != len(slices.Compact(sorted)) || len(entries) != len(taught) {
		t.Errorf("%d files, %d taught", len(entries), len(taught))
	}
}
