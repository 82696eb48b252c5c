package lesson

import (
	"path/filepath"
	"runtime"
	"testing"
)

func TestWhereStateIs(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the paths are of other systems")
	}
	for _, test := range []struct{ system, home, xdg, local, want string }{
		{"linux", "/home/u", "", "", "/home/u/.local/state/orderflow"},
		{"linux", "/home/u", "/state", "", "/state/orderflow"},
		{"linux", "/home/u", "relative", "", "/home/u/.local/state/orderflow"},
		{"linux", "", "", "", ""},
		{"linux", "", "/state", "", "/state/orderflow"},
		{"darwin", "/Users/u", "", "", "/Users/u/Library/Application Support/orderflow"},
		{"darwin", "/Users/u", "/state", "", "/state/orderflow"},
		{"windows", "/Users/u", "", "/Users/u/AppData/Local", "/Users/u/AppData/Local/orderflow"},
		{"windows", "/Users/u", "", "", ""},
	} {
		got := stateDir(test.system, test.home, func(name string) string {
			return map[string]string{"XDG_STATE_HOME": test.xdg, "LocalAppData": test.local}[name]
		})
		if got != filepath.FromSlash(test.want) {
			t.Errorf("%+v: %s", test, got)
		}
	}
}
