package sim

import "fmt"

// logHash sums up a log, word by word. It reads the events themselves, not
// their lines, because a run of a million orders is hashed whole.
type logHash uint64

func (h *logHash) word(w uint64) {
	x := (uint64(*h) ^ w) * 0x9e3779b97f4a7c15
	*h = logHash(x ^ x>>29)
}

func (h *logHash) text(s string) {
	sum := uint64(14695981039346656037) // FNV-1a
	for i := range len(s) {
		sum = (sum ^ uint64(s[i])) * 1099511628211
	}
	h.word(sum)
	h.word(uint64(len(s)))
}

func (h *logHash) add(e *Event) {
	h.word(uint64(e.At))
	h.word(uint64(e.Value))
	h.word(uint64(e.Offset))
	h.word(uint64(e.N)<<32 | uint64(e.Cause))
	h.word(uint64(e.Order)<<32 | uint64(e.Job))
	h.word(uint64(uint16(e.Partition))<<48 | uint64(e.Try)<<32 | uint64(e.Round)<<16 | uint64(e.Fault))
	flag := uint64(0)
	if e.Flag {
		flag = 1
	}
	h.word(uint64(e.Type)<<56 | uint64(e.Word)<<48 | uint64(e.Code)<<40 | uint64(e.Topic)<<32 | uint64(e.Group)<<24 | uint64(e.Worker)<<16 | uint64(e.Broker)<<8 | flag)
	if e.Detail != nil {
		h.detail(e.Detail)
	}
}

func (h *logHash) detail(d *Detail) {
	h.text(d.Text)
	for _, n := range d.Evidence {
		h.word(uint64(n))
	}
	for _, b := range d.Brokers {
		h.word(uint64(b) | 1<<32)
	}
	if o := d.Order; o != nil {
		h.text(o.ID)
		h.text(o.Link)
		h.word(uint64(o.Customer)<<24 | uint64(o.Channel)<<16 | uint64(o.Product)<<8 | uint64(o.Fulfilment))
		h.word(uint64(o.Quantity)<<32 | uint64(o.Points))
	}
	if s := d.Setup; s != nil {
		h.text(fmt.Sprintf("%+v", *s))
	}
}

func (h logHash) String() string { return fmt.Sprintf("%016x", mix(uint64(h))) }
