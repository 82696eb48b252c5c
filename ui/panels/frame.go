// Package panels draws what is open in the place of the board: the panels of an
// order, a partition, a group and a panel job, the anomalies and the event log.
package panels

import (
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// frame is a frame of this view.
type frame struct {
	*chrome.Frame
	panel     moment.Panel
	searching bool // a search in the event log is being typed
}

// DrawOrder draws the panel of an order.
func DrawOrder(f *chrome.Frame, p moment.Panel) { (&frame{Frame: f, panel: p}).drawOrderPanel() }

// DrawAnomalies draws the anomalies.
func DrawAnomalies(f *chrome.Frame, p moment.Panel) { (&frame{Frame: f, panel: p}).drawAnomalies() }

// DrawEvents draws the event log, where a search in it may be being typed.
func DrawEvents(f *chrome.Frame, p moment.Panel, searching bool) {
	(&frame{f, p, searching}).drawEventLog()
}

// DrawPlace draws the panel of a place: the order service, its producer, a
// partition, a consumer group or a panel job.
func DrawPlace(open *chrome.Frame, p moment.Panel) {
	f := &frame{Frame: open, panel: p}
	switch p.Kind {
	case moment.PartitionPanel:
		f.drawPartitionPanel()
	case moment.GroupPanel:
		f.drawGroupPanel()
	case moment.JobPanel:
		f.drawJobPanel()
	case moment.ServicePanel:
		f.drawServicePanel()
	case moment.ProducerPanel:
		f.drawProducerPanel()
	}
}
