package ui

import (
	"fmt"

	"orderflow/sim"
)

// Theme says which colours a frame has.
type Theme struct {
	Palette Palette
	Light   bool // on a light background
	Depth   Depth
}

// Palette is a set of colours for the nine tokens.
type Palette uint8

// The palettes.
const (
	Safe Palette = iota // told apart by every kind of eye
	Calm                // softer
	Mono                // ink and quiet only
)

// Depth is how many colours the terminal has.
type Depth uint8

// The depths.
const (
	TrueColor Depth = iota
	Colors256
	Colors16
	NoColor // bold, reverse and dim only
)

var paletteNames = [...]string{"safe", "calm", "mono"}

func (p Palette) String() string { return paletteNames[p] }

// ParsePalette reads safe, calm or mono.
func ParsePalette(s string) (Palette, error) {
	for i, name := range paletteNames {
		if s == name {
			return Palette(i), nil
		}
	}
	return Safe, fmt.Errorf("theme %q is not known: want safe, calm or mono", sim.Printable(s, 40))
}
