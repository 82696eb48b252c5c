// Package pixel makes pictures and films of frames. A picture is a function of
// the cells of a frame and of how large it is to be: the font is embedded, every
// edge is computed in integers, and no clock is read, so the same frame makes the
// same pixels on every machine.
//
// PNG and SVG write one frame. A film is a GIF, or a Video that the user's ffmpeg
// makes; to both, frames are given as they change, each with the time from which
// it stands:
//
//	g, err := pixel.NewGIF(w, pixel.GIFOptions{})
//	…
//	film, err := film.Roll(player, options, func(f film.Frame) error { return g.Frame(f.At, f.Cells) })
//	…
//	err = g.Close(film.Length)
//
// A Video is made alike; it has a Discard besides, to be deferred. What is
// refused has one line, in both languages.
//
// # Where to begin
//
// painter.go cells as pixels (lines.go what joins, font.go, shape.go, palette.go), then PNG,
// svg.go, gif.go, video.go through the user's ffmpeg (ffmpeg.go).
//
// # Not obvious
//
//   - Pictures are computed in integers, from the outlines of an embedded font to BT.709,
//     because a fused multiply-add would change a pixel. Lines and blocks are no glyphs:
//     ui/pixel/lines.go draws them so that two cells have the same ink at the edge where they
//     touch. The colours of a film are those of its theme and the steps between, so that a GIF
//     has its palette before its frames; an ffmpeg gets YUV and a count of threads, on both of
//     which the bytes of a film depend.
package pixel
