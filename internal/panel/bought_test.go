package panel

import (
	"errors"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"orderflow/sim"
)

// Who says what a purchase is for can ask what was bought, whether or not the
// answer came, of the panel that sold it and of the next one with its state.
func TestBought(t *testing.T) {
	path := filepath.Join(t.TempDir(), "panel.jsonl")
	inShop(t, Options{State: path}, []string{"provider-timeout:order=2"}, func(t *testing.T, s *shop) {
		ours, theirs := NewClient(s.URL(), testKey, s.DialContext), NewClient(s.URL(), testKey, s.DialContext)
		defer ours.Close()
		defer theirs.Close()
		ours.Buyer, theirs.Buyer = "us", "them"
		services, err := ours.Services(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for order, want := range map[sim.OrderID]error{1: nil, 2: ErrTimeout} {
			if _, err := ours.Add(t.Context(), order, &services[0], "@shop", 10); !errors.Is(err, want) {
				t.Errorf("order %d: %v", order, err)
			}
		}
		for order := range sim.OrderID(3) {
			job, ok, err := ours.Bought(t.Context(), order+1)
			if err != nil || ok != (order < 2) || ok != (job >= sim.FirstJob) {
				t.Errorf("order %d: job %d, %t, %v", order+1, job, ok, err)
			}
		}
		if job, ok, err := theirs.Bought(t.Context(), 1); ok || err != nil {
			t.Errorf("another buyer's order 1: job %d, %v", job, err)
		}
		ours.Buyer = ""
		if _, _, err := ours.Bought(t.Context(), 1); errorText(err) != "the panel says no: "+noAction {
			t.Errorf("who does not say who it is: %v", err)
		}
	})
	inShop(t, Options{State: path}, nil, func(t *testing.T, s *shop) {
		client := NewClient(s.URL(), testKey, s.DialContext)
		defer client.Close()
		client.Buyer = "us"
		if job, ok, err := client.Bought(t.Context(), 2); !ok || err != nil {
			t.Errorf("after a restart: job %d, %t, %v", job, ok, err)
		}
	})
}

// Of jobs those are refilled that have lost something.
func TestRefills(t *testing.T) {
	inShop(t, Options{}, []string{"provider-drop:order=2,ratio=0.5,delay=1s"}, func(t *testing.T, s *shop) {
		client := NewClient(s.URL(), testKey, s.DialContext)
		defer client.Close()
		s.want(aJob, first)
		s.ask(aJob)
		time.Sleep(time.Minute)
		refills, err := client.Refill(t.Context(), []uint32{8841, 8842, 9999})
		if err != nil || !maps.Equal(refills, map[uint32]uint32{8842: 1}) {
			t.Errorf("%v, %v", refills, err)
		}
		for _, want := range []string{"In progress", "Completed"} {
			words, err := client.Refills(t.Context(), []uint32{1, 2})
			if err != nil || !maps.Equal(words, map[uint32]string{1: want}) {
				t.Errorf("%v, %v; want %q", words, err, want)
			}
			time.Sleep(time.Minute)
		}
	})
}

// Of strange answers what can be used is used.
func TestOddRefills(t *testing.T) {
	refills, err := readRefills([]byte(`[{"order":1,"refill":"7"},{"order":"2","refill":{"error":"Incorrect order ID"}},{"order":5,"refill":8},{"refill":9},5,null]`), []uint32{1, 2, 3})
	if err == nil || refills != nil {
		t.Errorf("a list of anything: %v, %v", refills, err)
	}
	refills, err = readRefills([]byte(`[{"order":1,"refill":"7"},{"order":"2","refill":{"error":"Incorrect order ID"}},{"order":5,"refill":8},{"refill":9}]`), []uint32{1, 2, 3})
	if err != nil || !maps.Equal(refills, map[uint32]uint32{1: 7}) {
		t.Errorf("%v, %v", refills, err)
	}
	if _, err := readRefillWords([]byte(`{"error":"Refill not found"}`), nil); errorText(err) != "the panel says no: Refill not found" {
		t.Error(err)
	}
	for body, want := range map[string]string{`{}`: "it has no orders", `{"orders":["x"]}`: "its last order is no number from 1 to 4294967295", `{"orders":[0]}`: "its last order is no number from 1 to 4294967295"} {
		if _, _, err := readBought([]byte(body)); errorText(err) != "the panel's answer cannot be used: "+want {
			t.Errorf("%s: %v", body, err)
		}
	}
}
