package system

import (
	"os"

	"golang.org/x/sys/unix"
)

// DropTyped drops what was typed on a terminal and not read.
func DropTyped(terminal *os.File) {
	_ = unix.IoctlSetInt(int(terminal.Fd()), unix.TCFLSH, unix.TCIFLUSH) // else it is read
}
