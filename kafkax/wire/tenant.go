package wire

import (
	"maps"
	"slices"
	"time"

	"orderflow/sim"
)

// Limits of what a tenant has to do with those who come.
const (
	ReturnMax     = 30 * time.Second // for a service that restarts to come back
	complaintsMax = 100              // of what is told of those who were turned away
)

// Tenant is what lies behind a door: a gate, and the brokers of the cluster beyond
// it as far as they are known by now. What it is told it is told by the goroutine
// that carries a connection: it must not wait, nor call the door back.
type Tenant struct {
	Gate       *Gate
	Numbers    map[int]int                   // from 1, of all brokers that are known of, dead ones too, by the cluster's own id
	Nodes      map[int]string                // where those that live listen, by the cluster's own id
	TurnedAway func(g *Guest, why error)     // told whom the door has turned away, at most complaintsMax times; g is nil where nobody was let in
	Meets      func(g *Guest, client string) // told what a client calls itself, before its first request leaves; nil = nobody asks

	addresses map[int32]string // nodes, and what answers have said since; guarded by the door's lock, as what follows
	told      int              // of who was turned away
	shut      map[int32]error  // why a broker that an answer names has no port
	came      bool             // somebody has
	left      time.Time        // when somebody last did
}

// settle takes in what is known of the brokers; the door's lock is held.
func (t *Tenant) settle() {
	if t.addresses != nil {
		return // it has been here before
	}
	t.addresses, t.shut = make(map[int32]string), make(map[int32]error)
	for node, address := range t.Nodes {
		t.addresses[int32(node)] = address
	}
}

// MoveIn puts a tenant behind the door, in the place of the one before, with a
// port for each of the brokers that it knows of.
func (d *Door) MoveIn(t *Tenant) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, node := range slices.Sorted(maps.Keys(t.Numbers)) {
		if _, err := d.wayOf(int32(node)); err != nil {
			return err
		}
	}
	t.settle()
	for g := range d.guests {
		g.leave()
	}
	d.tenant = t
	return nil
}

// MoveOut leaves nobody behind the door, and ends all that the tenant's guests
// do, unless another has moved in.
func (d *Door) MoveOut(t *Tenant) {
	var leaving []*Guest
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

// Deserted reports whether those who came to a tenant have left for good: for
// longer than a service takes to restart. Somebody is expected to come.
func (d *Door) Deserted(t *Tenant) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	for g := range d.guests {
		if g.tenant == t {
			return false
		}
	}
	return t.came && time.Since(t.left) > ReturnMax
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
func (d *Door) portOf(t *Tenant, node int32, address string) (port int32, ok bool, why error) {
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
		if number := t.Numbers[int(node)]; number > 0 {
			t.Gate.Learn(address, number)
		}
	}
	return w.port, true, nil
}

// complain tells the tenant, in at most complaintsMax lines, why somebody was
// turned away.
func (d *Door) complain(t *Tenant, g *Guest, why error) {
	d.mu.Lock()
	t.told++
	told := t.told
	d.mu.Unlock()
	switch {
	case told == complaintsMax:
		t.TurnedAway(nil, sim.Refuse("%d were turned away; of more nothing is said", "%d번 거절했습니다. 더 있어도 알리지 않습니다", complaintsMax))
	case told < complaintsMax:
		t.TurnedAway(g, why)
	}
}
