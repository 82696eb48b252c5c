package ui

import (
	"slices"

	"orderflow/sim"
)

// memo keeps what was read out of the log for the moment before, because a
// long log takes longer to read than a frame may take to draw. All of it
// follows from (log, cursor) and is read again where these are others: whoever
// has no memo reads the same.
type memo struct {
	log      *sim.Log
	n        sim.EventID
	dossiers map[sim.OrderID]*dossier
	listing  listing
}

// dossiersKept bounds the orders whose events are kept.
const dossiersKept = 16

// listing is the events that a filter of the event log lets through.
type listing struct {
	filter Panel
	upTo   sim.EventID // as far as the log was looked through
	lines  []sim.EventID
}

// filterOf returns what of a panel decides which events it lists.
func filterOf(p Panel) Panel { return Panel{Order: p.Order, Type: p.Type, Search: p.Search} }

// at makes the memo one of a moment.
func (o *memo) at(m *Moment) {
	if o.log != m.Log {
		*o = memo{log: m.Log}
	}
	if o.n != m.N || len(o.dossiers) > dossiersKept {
		o.n, o.dossiers = m.N, nil
	}
}

// dossier returns what the log has about an order at the moment; nil where it
// does not exist.
func (m *Moment) dossier(number sim.OrderID) *dossier {
	if m.memo == nil {
		return readDossier(m, number)
	}
	m.memo.at(m)
	d, known := m.memo.dossiers[number]
	if !known {
		d = readDossier(m, number)
		if m.memo.dossiers == nil {
			m.memo.dossiers = map[sim.OrderID]*dossier{}
		}
		m.memo.dossiers[number] = d
	}
	if d != nil {
		d.m = m
	}
	return d
}

// listed returns the events up to the moment that the panel's filter lets
// through.
func (m *Moment) listed() []sim.EventID {
	fresh := listing{filter: filterOf(m.Panel)}
	l := &fresh
	if m.memo != nil {
		m.memo.at(m)
		if m.memo.listing.filter != fresh.filter {
			m.memo.listing = fresh
		}
		l = &m.memo.listing
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
