package sim

import "fmt"

// logHash sums up a log. It reads the events themselves where they are
// numbers, and not their lines, because a run of a million orders is hashed
// whole; but just what the schema says the lines have, so that a log that is
// read again has the hash of its run.
type logHash uint64

func (h *logHash) word(w uint64) {
	x := (uint64(*h) ^ w) * 0x9e3779b97f4a7c15
	*h = logHash(x ^ x>>29)
}

func (h *logHash) text(s []byte) {
	sum := uint64(14695981039346656037) // FNV-1a
	for _, c := range s {
		sum = (sum ^ uint64(c)) * 1099511628211
	}
	h.word(sum)
	h.word(uint64(len(s)))
}

func (h *logHash) add(e *Event) {
	h.word(uint64(e.At))
	h.word(uint64(e.N)<<32 | uint64(e.Cause))
	h.word(uint64(e.Order)<<8 | uint64(e.Type))
	for _, s := range places[e.Type] {
		h.word(uint64(e.number(s)))
	}
	if own := e.Happened(); own != e.At {
		h.word(uint64(own))
	}
	var line [512]byte
	for _, f := range texts[e.Type] {
		if text := e.appendField(line[:0], f); len(text) > 0 || !givenLater[e.Type] {
			h.text(text)
		}
	}
}

// givenLater are event types that had no text when logs were first hashed: one that
// has none still sums up as it did then.
var givenLater = [eventTypeCount]bool{PanelSilent: true}

func (h logHash) String() string { return fmt.Sprintf("%016x", mix(uint64(h))) }
