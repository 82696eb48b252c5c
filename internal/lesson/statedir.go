package lesson

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"runtime"
)

// StateDir returns the directory in which this program keeps what a user has done:
// that of XDG_STATE_HOME, else where the system has such things. It is "" where
// there is none.
func StateDir() string {
	home, _ := os.UserHomeDir() // "" where there is none
	return stateDir(runtime.GOOS, home, os.Getenv)
}

func stateDir(system, home string, getenv func(string) string) string {
	under := func(dir string, more ...string) string {
		if !filepath.IsAbs(dir) {
			return ""
		}
		return filepath.Join(append([]string{dir}, more...)...)
	}
	if dir := under(getenv("XDG_STATE_HOME"), "orderflow"); dir != "" {
		return dir
	}
	switch system {
	case "windows":
		return under(getenv("LocalAppData"), "orderflow")
	case "darwin":
		return under(home, "Library", "Application Support", "orderflow")
	}
	return under(home, ".local", "state", "orderflow")
}

// Key returns under which name a lesson is kept: its own, and of one that was read
// from a file also what tells that file from others of its name.
func Key(l *Lesson, path string) string {
	if path == "" {
		return l.Name
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	sum := sha256.Sum256([]byte(path))
	return l.Name + "-" + hex.EncodeToString(sum[:4])
}
