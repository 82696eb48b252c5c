package kafkax

import (
	"maps"
	"slices"
	"time"

	"orderflow/sim"
)

// Limits of what a tenant has to do with those who come.
const (
	returnMax     = 30 * time.Second // for a service that restarts to come back
	complaintsMax = 100              // of what is told of those who were turned away
)

// tenant is what lies behind a door.
type tenant struct {
	gate      *gate
	numbers   map[int]int                   // of brokers from 1, by the cluster's own id
	addresses map[int32]string              // where they listen, by the cluster's own id; guarded by the door's lock
	complain  func(g *guest, why error)     // told of who was turned away, at most complaintsMax times
	meet      func(g *guest, client string) // told what a client calls itself, before its first request leaves
	told      int                           // guarded by the door's lock, as what follows
	shut      map[int32]error               // why a broker that an answer names has no port
	came      bool                          // somebody has
	left      time.Time                     // when somebody last did
}

// newTenant returns a tenant with what is known of its brokers by now.
func newTenant(g *gate, c *cluster, complain func(*guest, error)) *tenant {
	t := &tenant{gate: g, numbers: c.numbers, addresses: make(map[int32]string), shut: make(map[int32]error), complain: complain, meet: func(*guest, string) {}}
	for node, address := range c.nodes {
		t.addresses[int32(node)] = address
	}
	return t
}

// known lists the ids of the brokers that a cluster knows of, dead ones too.
func (c *cluster) known() []int { return slices.Collect(maps.Keys(c.numbers)) }

// moveIn puts a tenant behind the door, in the place of the one before, with a
// port for each of the brokers that its cluster knows of.
func (d *Door) moveIn(t *tenant, nodes []int) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, node := range slices.Sorted(slices.Values(nodes)) {
		if _, err := d.wayOf(int32(node)); err != nil {
			return err
		}
	}
	for g := range d.guests {
		g.leave()
	}
	d.tenant = t
	return nil
}

// moveOut leaves nobody behind the door, and ends all that the tenant's guests
// do, unless another has moved in.
func (d *Door) moveOut(t *tenant) {
	var leaving []*guest
	d.mu.Lock()
	if d.tenant == t {
		d.tenant = nil
	}
	for g := range d.guests {
		if g.tenant == t {
			leaving = append(leaving, g)
		}
	}
	d.mu.Unlock()
	for _, g := range leaving {
		g.leave()
		<-g.gone
	}
}

// deserted reports whether those who came to a tenant have left for good: for
// longer than a service takes to restart. Somebody is expected to come.
func (d *Door) deserted(t *tenant) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for g := range d.guests {
		if g.tenant == t {
			return false
		}
	}
	return t.came && time.Since(t.left) > returnMax
}

// wayOf returns the port of a broker, and opens one where it has none; the lock
// is held.
func (d *Door) wayOf(node int32) (*doorway, error) {
	for _, w := range d.ways {
		if w.node == node {
			return w, nil
		}
	}
	i := slices.IndexFunc(d.ways, func(w *doorway) bool { return w.node < 0 })
	if i < 0 {
		if err := d.open(); err != nil {
			return nil, err
		}
		i = len(d.ways) - 1
	}
	d.ways[i].node = node
	return d.ways[i], nil
}

// portOf returns the port of a broker that an answer names. A broker that was not
// known gets one, and one that has moved keeps its own. Where there is none, why
// is returned once.
func (d *Door) portOf(t *tenant, node int32, address string) (port int32, ok bool, why error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	w, err := d.wayOf(node)
	if err != nil {
		if t.shut[node] == nil {
			t.shut[node], why = err, err
		}
		return 0, false, why
	}
	if t.addresses[node] != address {
		t.addresses[node] = address
		if number := t.numbers[int(node)]; number > 0 {
			t.gate.learn(address, number)
		}
	}
	return w.port, true, nil
}

// complain tells the tenant, in at most complaintsMax lines, why somebody was
// turned away.
func (d *Door) complain(t *tenant, g *guest, why error) {
	d.mu.Lock()
	t.told++
	told := t.told
	d.mu.Unlock()
	switch {
	case told == complaintsMax:
		t.complain(nil, sim.Refuse("%d were turned away; of more nothing is said", "%d번 거절했습니다. 더 있어도 알리지 않습니다", complaintsMax))
	case told < complaintsMax:
		t.complain(g, why)
	}
}
