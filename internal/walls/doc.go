// Package walls has the tests that hold which package may import which.
package walls
