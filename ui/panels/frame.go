// Package panels draws what is open in the place of the board: the panels of an
// order, a partition, a group and a panel job, the anomalies and the event log.
package panels

import (
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// frame is a frame of this view.
type frame struct{ *chrome.Frame }

// Draw draws the open panel.
func Draw(open *chrome.Frame) {
	f := &frame{open}
	switch f.Moment.Panel.Kind {
	case moment.OrderPanel:
		f.drawOrderPanel()
	case moment.AnomaliesPanel:
		f.drawAnomalies()
	case moment.EventsPanel:
		f.drawEventLog()
	case moment.PartitionPanel:
		f.drawPartitionPanel()
	case moment.GroupPanel:
		f.drawGroupPanel()
	case moment.JobPanel:
		f.drawJobPanel()
	}
}
