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
package pixel
