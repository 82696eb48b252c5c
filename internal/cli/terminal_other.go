//go:build !unix

package cli

import "os"

func inBackground(*os.File) bool { return false }

func claimTerminal(*os.File) (release func(), err error) { return func() {}, nil }
