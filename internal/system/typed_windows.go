package system

import (
	"os"

	"golang.org/x/sys/windows"
)

// DropTyped drops what was typed on a console and not read.
func DropTyped(console *os.File) {
	_ = windows.FlushConsoleInputBuffer(windows.Handle(console.Fd())) // else it is read
}
