package ui

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// openAnew opens a terminal once more, or returns nil. Writes to it can be
// broken off; those to the file that a process was given cannot, for others
// share how it is opened.
func openAnew(file *os.File) *os.File {
	own, err := os.OpenFile(fmt.Sprintf("/proc/self/fd/%d", file.Fd()), os.O_WRONLY|unix.O_NOCTTY, 0)
	if err != nil {
		return nil
	}
	return own
}

// discard takes back what a terminal was sent and has not read.
func discard(w io.Writer) {
	file, isFile := w.(*os.File)
	if !isFile {
		return
	}
	raw, err := file.SyscallConn()
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) { _ = unix.IoctlSetInt(int(fd), unix.TCFLSH, unix.TCOFLUSH) })
}
