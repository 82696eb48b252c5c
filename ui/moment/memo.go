package moment

import (
	"slices"
	"time"

	"orderflow/sim"
)

// Memo keeps what was read out of the log for the moment before, because a
// long log takes longer to read than a frame may take to draw. All of it
// follows from (log, cursor) and is read again where these are others: whoever
// has no memo reads the same.
type Memo struct {
	log      *sim.Log
	n        sim.EventID
	dossiers map[sim.OrderID]*Dossier
	listing  listing
	once     map[any]any // what was found, by what it was found for and where
}

// Bounds of what is kept: the orders with their events, and what was found.
const (
	dossiersKept = 16
	onceKept     = 16
)

// listing is the events that a filter of the event log lets through.
type listing struct {
	filter Panel
	upTo   sim.EventID // as far as the log was looked through
	lines  []sim.EventID
}

// cursorOf is where in the log something was found.
type cursorOf[K comparable] struct {
	key      K
	at       time.Duration
	finished bool
}

// Once returns what is found for a key at a moment. Where it was found before for
// the same key at the same place of the log, it is not looked for again.
func Once[K comparable, V any](m *Moment, key K, find func() V) V {
	if m.Memo == nil {
		return find()
	}
	m.Memo.at(m)
	now := cursorOf[K]{key, m.At, m.Finished}
	if known, ok := m.Memo.once[now].(V); ok {
		return known
	}
	what := find()
	if m.Memo.once == nil || len(m.Memo.once) >= onceKept {
		m.Memo.once = map[any]any{}
	}
	m.Memo.once[now] = what
	return what
}

// filterOf returns what of a panel decides which events it lists.
func filterOf(p Panel) Panel { return Panel{Order: p.Order, Type: p.Type, Search: p.Search} }

// at makes the memo one of a moment.
func (o *Memo) at(m *Moment) {
	if o.log != m.Log {
		*o = Memo{log: m.Log}
	}
	if o.n != m.N || len(o.dossiers) > dossiersKept {
		o.n, o.dossiers, o.once = m.N, nil, nil
	}
}

// Dossier returns what the log has about an order at the moment; nil where it
// does not exist.
func (m *Moment) Dossier(number sim.OrderID) *Dossier {
	if m.Memo == nil {
		return readDossier(m, number)
	}
	m.Memo.at(m)
	d, known := m.Memo.dossiers[number]
	if !known {
		d = readDossier(m, number)
		if m.Memo.dossiers == nil {
			m.Memo.dossiers = map[sim.OrderID]*Dossier{}
		}
		m.Memo.dossiers[number] = d
	}
	if d != nil {
		d.Moment = m
	}
	return d
}

// Listed returns the events up to the moment that a panel's filter lets
// through.
func (m *Moment) Listed(p Panel) []sim.EventID {
	fresh := listing{filter: filterOf(p)}
	l := &fresh
	if m.Memo != nil {
		m.Memo.at(m)
		if m.Memo.listing.filter != fresh.filter {
			m.Memo.listing = fresh
		}
		l = &m.Memo.listing
	}
	l.look(m)
	end, _ := slices.BinarySearch(l.lines, m.N+1)
	return l.lines[:end:end]
}

// look looks the log through up to the moment.
func (l *listing) look(m *Moment) {
	n, order, kind := newNeedle(l.filter.Search), l.filter.Order, l.filter.Type
	for id := l.upTo + 1; id <= m.N; id++ {
		if e := m.Log.At(id); (order == 0 || e.Order == order) && (kind == 0 || e.Type == kind) && n.fits(e) {
			l.lines = append(l.lines, id)
		}
	}
	l.upTo = max(l.upTo, m.N)
}
