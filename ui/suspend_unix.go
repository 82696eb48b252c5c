//go:build unix

package ui

import (
	"context"
	"os"
	"os/signal"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"
)

// How long a process may run on after it was told to stop, before it is clear
// that it was not stopped, and how late it may hear that it was continued.
const (
	stopLimit     = 500 * time.Millisecond
	continueLimit = 200 * time.Millisecond
)

// canStop reports whether somebody is there to continue the process: a shell
// of its session that has put it into a group of its own. Where a terminal, ssh
// or a container runs it without one, the system ignores what would stop it.
func canStop() bool {
	session, err := unix.Getsid(0)
	if err != nil {
		return false
	}
	parents, err := unix.Getsid(unix.Getppid())
	return err == nil && session != unix.Getpgrp() && session == parents
}

// stopHere stops the process, or its whole group, until it is continued. It
// returns false where the system does not stop it. SIGTSTP would do nothing:
// once it was caught, Go's runtime keeps its own handler for it.
func stopHere(group bool) bool {
	continued := make(chan os.Signal, 1)
	signal.Notify(continued, unix.SIGCONT)
	defer signal.Stop(continued)
	target := unix.Getpid()
	if group {
		target = 0
	}
	if unix.Kill(target, unix.SIGSTOP) != nil {
		return false
	}
	select {
	case <-continued:
		return true
	case <-time.After(stopLimit): // goes on while the process is stopped
	}
	select {
	case <-continued:
		return true
	case <-time.After(continueLimit):
		return false
	}
}

// watchStops hands on what others tell the process to stop with, so that it
// gives the terminal back first.
func watchStops(ctx context.Context, p *tea.Program) {
	stops := make(chan os.Signal, 1)
	signal.Notify(stops, unix.SIGTSTP)
	defer signal.Stop(stops)
	for {
		select {
		case <-stops:
			p.Send(suspendMsg{})
		case <-ctx.Done():
			return
		}
	}
}
