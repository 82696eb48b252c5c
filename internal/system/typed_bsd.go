//go:build darwin || dragonfly || freebsd || netbsd || openbsd

package system

import (
	"os"

	"golang.org/x/sys/unix"
)

// DropTyped drops what was typed on a terminal and not read.
func DropTyped(terminal *os.File) {
	_ = unix.IoctlSetPointerInt(int(terminal.Fd()), unix.TIOCFLUSH, unix.TCIFLUSH) // else it is read
}
