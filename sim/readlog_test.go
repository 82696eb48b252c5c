package sim_test

import (
	"bytes"
	"errors"
	"testing"

	"orderflow/internal/simtest"
	"orderflow/sim"
	"orderflow/sim/engine"
)

// FuzzReadLog: a log that is read has a state at every prefix, and is written
// with the same bytes; anything else is one clear line.
func FuzzReadLog(f *testing.F) {
	for seed := range uint64(3) { // short ones: the fuzzer shrinks what it finds
		c := simtest.RandomConfig(seed)
		c.Orders = 1
		log := &sim.Log{Header: sim.Header{Scenario: "fuzz", Args: []string{"--seed", "1"}}}
		e, err := engine.New(c, nil, log.Append)
		if err != nil {
			f.Fatal(err)
		}
		e.Run()
		var b bytes.Buffer
		if _, err := log.Prefix(min(log.Len(), 12*int(seed+1))).WriteTo(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
		f.Add(b.Bytes()[:b.Len()/2])
	}
	f.Add([]byte(`{"orderflow":2,"scenario":"","seed":0,"args":[],"version":""}`))
	f.Add([]byte("{\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		log, err := sim.ReadLog(bytes.NewReader(text))
		var torn *sim.TornError
		if err != nil {
			sim.CheckError(t, err)
		}
		if err != nil && !errors.As(err, &torn) {
			if log != nil {
				t.Fatal("an error came with a log")
			}
			return
		}
		s := sim.NewState()
		for e := range log.All() {
			s.Apply(e)
			if e.N%64 == 0 {
				s = s.Clone()
			}
		}
		if wrong := simtest.Unbalanced(s); wrong != "" {
			t.Fatal(wrong)
		}
		var again bytes.Buffer
		if _, err := log.WriteTo(&again); err != nil {
			t.Fatal(err)
		}
		if torn == nil && !bytes.Equal(again.Bytes(), text) {
			t.Fatalf("written again it differs: %s", simtest.FirstDifference(text, again.Bytes()))
		}
	})
}
