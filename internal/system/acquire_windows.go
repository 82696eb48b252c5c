package system

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// acquire reports whether nobody else holds the lock of a file.
func acquire(file *os.File) bool {
	const oneByte = 1
	err := windows.LockFileEx(windows.Handle(file.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, oneByte, 0, new(windows.Overlapped))
	return !errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
