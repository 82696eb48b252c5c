package sim

import (
	"testing"
	"unsafe"
)

// TestEventIsOneCacheLine: see the comment of Event.
func TestEventIsOneCacheLine(t *testing.T) {
	if size := unsafe.Sizeof(Event{}); unsafe.Sizeof(uintptr(0)) == 8 && size != 64 {
		t.Errorf("an event has %d bytes, want 64", size)
	}
}

// TestEveryTypeIsDescribed: the log's table has a name and a
// distinct word for every type and field.
func TestEveryTypeIsDescribed(t *testing.T) {
	names := map[string]bool{}
	EventShapes(func(name string, _ Text, fields []string) {
		if name == "" || names[name] {
			t.Errorf("event type %q: twice %t", name, names[name])
		}
		names[name] = true
		seen := map[string]bool{}
		for _, field := range fields {
			if field == "" || field[0] == '?' || seen[field] {
				t.Errorf("event type %s has the field %q twice or without a name", name, field)
			}
			seen[field] = true
		}
	})
	if len(names) != int(eventTypeCount)-1 {
		t.Errorf("%d event types are described, want %d", len(names), eventTypeCount-1)
	}
}
