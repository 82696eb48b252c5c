//go:build unix

package cli

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock claims a file until it is closed or the process ends, however it does.
// Where a file system has no locks, nobody is told from others there.
func lock(file *os.File) { _ = unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) }

// recorded reports whether somebody has claimed the file of a path.
func recorded(path string) bool {
	unlock, free := tryLock(path)
	unlock()
	return !free
}

// tryLock claims the file of a path, if it is there. It reports false where
// somebody else has claimed it.
func tryLock(path string) (unlock func(), free bool) {
	file, err := os.Open(path)
	if err != nil {
		return func() {}, true
	}
	unlock = func() { file.Close() } //nolint:errcheck // nothing was written
	if errors.Is(unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB), unix.EWOULDBLOCK) {
		return unlock, false
	}
	return unlock, true
}
