// Package system has what several rooms need of the operating system: locks
// between processes, waits that can be broken off, and its errors in both languages.
package system
