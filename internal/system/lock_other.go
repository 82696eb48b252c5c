//go:build !unix

package system

import "os"

// Hold does nothing: what Windows locks nobody else could read.
func Hold(*os.File) {}

// Held knows of no locks here.
func Held(string) bool { return false }

// Try knows of no locks here.
func Try(string) (unlock func(), free bool) { return func() {}, true }
