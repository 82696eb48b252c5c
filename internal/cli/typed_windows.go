package cli

import (
	"os"

	"golang.org/x/sys/windows"
)

// dropTyped drops what was typed on a console and not read.
func dropTyped(console *os.File) {
	_ = windows.FlushConsoleInputBuffer(windows.Handle(console.Fd())) // else it is read
}
