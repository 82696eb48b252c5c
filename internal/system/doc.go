// Package system has what several rooms need of the operating system: locks
// between processes, waits that can be broken off, its errors in both languages, and what is typed.
package system
