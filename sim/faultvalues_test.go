package sim

import "testing"

// TestFaultValuesAreRead: every word that a form offers is read by the parser,
// and what it calls the default is what the parser makes of silence.
func TestFaultValuesAreRead(t *testing.T) {
	for _, shape := range FaultShapes() {
		for k := range faultKeyCount {
			if !shape.Takes(k) {
				continue
			}
			for _, value := range shape.Values(k) {
				f := NewFault(shape.Name)
				if err := f.Set(k.String(), value); err != nil {
					t.Error(err)
				}
				if got := f.value(k); got != value {
					t.Errorf("%s: %s=%s is kept as %s", shape.Name, k, value, got)
				}
			}
			if value := shape.Default(k); value != "" {
				f, want := NewFault(shape.Name), NewFault(shape.Name)
				if err := f.Set(k.String(), value); err != nil {
					t.Error(err)
				}
				want.given = f.given
				if f != want {
					t.Errorf("%s: %s=%s is not the default", shape.Name, k, value)
				}
			}
		}
	}
}
