package stage

import (
	"orderflow/ui/moment"
	"orderflow/ui/panels"
)

func (p *Player) openAnomalies() { p.open(moment.Panel{Kind: moment.AnomaliesPanel}) }

func (p *Player) hasAnomalies() bool {
	return len(p.history.At(p.playback.Cursor.N).Anomalies) > 0
}

// jumpEvidence puts the cursor at the first event that proves the selected
// anomaly, or by its number at another one.
func (p *Player) jumpEvidence(key string) {
	a := panels.SelectedAnomaly(p.reading())
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
