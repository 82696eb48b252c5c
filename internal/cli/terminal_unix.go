//go:build unix

package cli

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"

	"orderflow/sim"
)

// inBackground reports whether this process is in the background of its
// terminal, where reading keys would stop it.
func inBackground(terminal *os.File) bool {
	group, err := unix.IoctlGetInt(int(terminal.Fd()), unix.TIOCGPGRP)
	return err == nil && group != unix.Getpgrp()
}

// errTerminalTaken is the error of claimTerminal if another process has the claim.
var errTerminalTaken = sim.Refuse("another orderflow has the screen of this terminal: quit it first, or start this one in a terminal of its own", "다른 orderflow가 이 터미널의 화면을 쓰고 있습니다. 그것을 끝내거나 다른 터미널에서 시작하세요")

// claimTerminal claims the terminal's screen until release is called or the
// process ends. The claim is a lock on the terminal's device, which needs a
// path to open it anew; where there is none (macOS), two programs are not told apart.
func claimTerminal(*os.File) (release func(), err error) {
	none := func() {}
	device := openAnew()
	if device == nil {
		return none, nil
	}
	if err := unix.Flock(int(device.Fd()), unix.LOCK_EX|unix.LOCK_NB); errors.Is(err, unix.EWOULDBLOCK) {
		device.Close() //nolint:errcheck // nothing was written
		return none, errTerminalTaken
	}
	return func() { device.Close() }, nil //nolint:errcheck // nothing was written
}

// openAnew opens the terminal of stdout a second time, or returns nil.
func openAnew() *os.File {
	device, err := os.OpenFile("/proc/self/fd/1", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		return nil
	}
	return device
}
