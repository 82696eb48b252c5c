package system

import (
	"os"
	"time"

	"orderflow/sim"
)

// ErrBusy is the error of Wait if another process does not let go of the lock.
var ErrBusy = sim.Refuse("another orderflow holds the lock", "다른 orderflow가 잠금을 쥐고 있습니다")

// retryLock is how long Wait waits between two tries: the system has no lock
// with a limit.
const retryLock = 5 * time.Millisecond

// Wait creates the lock file of a path, if need be, and locks it as soon as
// nobody else holds it: within the patience, or it is ErrBusy. On a file system
// without locks nobody is waited for.
func Wait(path string, patience time.Duration) (unlock func(), err error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	unlock = func() { file.Close() } //nolint:errcheck // nothing was written
	for deadline := time.Now().Add(patience); !acquire(file); time.Sleep(retryLock) {
		if time.Now().After(deadline) {
			unlock()
			return nil, ErrBusy
		}
	}
	return unlock, nil
}
