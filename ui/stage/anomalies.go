package stage

import (
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
)

// anomalyScreen is the list of the anomalies.
type anomalyScreen struct{ listScreen }

func openAnomalies(p *Player) { p.open(moment.Panel{Kind: moment.AnomaliesPanel}) }

func (s *anomalyScreen) table() []binding {
	return panelTable(
		s.moves(),
		binding{does: intent.JumpAction, keys: []string{"enter", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, shown: "enter", rank: 2, when: s.hasLines, press: s.jumpEvidence},
	)
}

func (s *anomalyScreen) draw(f *chrome.Frame) { panels.DrawAnomalies(f, s.panel) }

// jumpEvidence puts the cursor at the first event that proves the selected
// anomaly, or by its number at another one.
func (s *anomalyScreen) jumpEvidence(p *Player, key string) {
	a := panels.SelectedAnomaly(p.reading(), s.panel)
	if a == nil {
		return
	}
	i := 0
	if key != "enter" {
		i = int(key[0] - '1')
	}
	if i < len(a.Evidence) {
		p.jump(a.Evidence[i])
	}
}

func (p *Player) hasAnomalies() bool {
	return len(p.history.At(p.playback.Cursor.N).Anomalies) > 0
}
