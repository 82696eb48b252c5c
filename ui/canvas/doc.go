// Package canvas is a grid of cells: what is drawn, in which pen, and what a
// click at a place does. It knows widths, glyphs and colours, and no orders.
//
// # Not obvious
//
//   - A frame knows its zones. Drawing says what a click at a place does, so hit-testing has
//     no geometry of its own, and what lies on top covers what lies below. The player keeps
//     those of the frame it drew last: a click, and the tab key, mean what the user saw.
package canvas
