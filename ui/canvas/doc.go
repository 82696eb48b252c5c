// Package canvas is a grid of cells: what is drawn, in which pen, and what a
// click at a place does. It knows widths, glyphs and colours, and no orders.
package canvas
