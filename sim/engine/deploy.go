package engine

import "orderflow/sim"

// deploy is a service-restart: one instance of the order service, or all of
// them one after the other, each some time after the one before it is ready.
type deploy struct {
	s     *service
	fault *faultEntry
	left  []*instance
}

func (s *service) deploy(f *faultEntry) {
	d := &deploy{s: s, fault: f}
	for _, i := range s.instances {
		if f.Service == 0 || f.Service == int(i.number) {
			d.left = append(d.left, i)
		}
	}
	d.next()
}

// next restarts the next instance that runs.
func (d *deploy) next() {
	for d.fault.active && len(d.left) > 0 && (d.left[0].down || d.left[0].leaving) {
		d.left = d.left[1:]
	}
	if !d.fault.active {
		return // somebody stopped it
	}
	if len(d.left) == 0 {
		d.s.e.endFault(d.fault, d.fault.event)
		return
	}
	i := d.left[0]
	d.left = d.left[1:]
	again := func(event sim.EventID) {
		d.s.e.after(d.fault.Restart, func() {
			i.restart(event)
			i.client.whenReady(func() { d.s.e.after(deployPause, d.next) })
		})
	}
	if !d.fault.How.Orderly() {
		again(i.stop(0, d.fault.How.Reason(), killed, d.fault.event))
		return
	}
	i.close(d.fault.event, again)
}

// whenReady calls do once the client may send, or its process is over.
func (c *client) whenReady(do func()) {
	if c.phase == clientReady || c.dead {
		do()
		return
	}
	c.waiting = append(c.waiting, do)
}
