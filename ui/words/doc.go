// Package words holds every visible word, in English and Korean, and how
// numbers, times and amounts are written.
package words
