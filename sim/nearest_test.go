package sim

import "testing"

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want int
	}{{"", "run", 3}, {"run", "run", 0}, {"rnu", "run", 2}, {"ordres", "orders", 2}, {"mode", "model", 1}} {
		if got := distance(test.a, test.b); got != test.want {
			t.Errorf("from %q to %q: %d, want %d", test.a, test.b, got, test.want)
		}
	}
}

func TestNearest(t *testing.T) {
	names := []string{"id", "customer", "quantity"}
	for word, want := range map[string]string{"quantty": "quantity", "id": "id", "ix": "id", "": "", "x": "", "memo": ""} {
		if got := Nearest(word, names); got != want {
			t.Errorf("by %q was meant %q, want %q", word, got, want)
		}
	}
}
