package stage

import (
	"testing"

	"orderflow/ui/chrome"
)

func TestSpeedText(t *testing.T) {
	for speed, want := range map[float64]string{1: "×1", 64: "×64", 1.0 / 64: "×1/64", 0.5: "×1/2", 1.5: "×1.5", 0.75: "×0.75", 2.25: "×2.2"} {
		if got := chrome.SpeedText(speed); got != want {
			t.Errorf("speed %g is shown as %s, want %s", speed, got, want)
		}
	}
}
