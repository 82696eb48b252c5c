package cli

import (
	"io"
	"time"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/ui/film"
	"orderflow/ui/pixel"
	"orderflow/ui/words"
)

// pixels returns what writes a picture, or a film of pictures.
func (f *exportFlags) pixels(p *production, lang words.Lang) (func(io.Writer) error, error) {
	if f.as == asGIF {
		return func(w io.Writer) error { return p.writeGIF(w, lang) }, nil
	}
	return func(w io.Writer) error {
		frame, err := p.still(lang)
		if err != nil {
			return err
		}
		if f.as == asSVG {
			return pixel.SVG(w, frame, pixel.SVGOptions{Title: lang.Of(p.about)})
		}
		return pixel.PNG(w, frame, pixel.Options{})
	}, nil
}

// writeGIF writes the film as a GIF, as its frames come.
func (p *production) writeGIF(w io.Writer, lang words.Lang) error {
	gif := pixel.NewGIF(w, pixel.GIFOptions{})
	made, _, err := p.roll(lang, func(f film.Frame) error { return gif.Frame(f.At, f.Cells) })
	if err != nil {
		return err
	}
	return gif.Close(made.Length)
}

// video makes the film with the user's ffmpeg, which writes the file itself.
func (f *exportFlags) video(cmd *cobra.Command, from string) error {
	if err := f.writable(from); err != nil {
		return err
	}
	p, err := f.production(cmd, from)
	if err != nil {
		return err
	}
	lang := f.screen.output.language()
	if err := p.sound(cmd, f, lang); err != nil {
		return err
	}
	script, _, err := p.roll(lang, nil)
	if err != nil {
		return err
	}
	defer graceful(cmd.Context(), runGrace, false)()
	replaced := f.replaces()
	progress := newFilmProgress(cmd, script.Length)
	defer progress.clear()
	video, err := pixel.NewVideo(cmd.Context(), pixel.VideoOptions{
		Path: f.out, Format: map[string]pixel.Format{asMP4: pixel.MP4, asWebM: pixel.WebM}[f.as], FPS: p.options.FPS,
		FFmpeg: f.film.ffmpeg, Sounds: heard(script, p.sounds), Progress: progress.film,
	})
	if err != nil {
		return err
	}
	defer video.Discard()
	made, _, err := p.roll(lang, func(f film.Frame) error { return video.Frame(f.At, f.Cells) })
	if err == nil {
		err = video.Close(made.Length)
	}
	if cmd.Context().Err() != nil {
		return failed(errInterrupted)
	}
	if err != nil {
		return failed(err)
	}
	progress.clear()
	f.sayReplaced(cmd, replaced)
	return nil
}

// heard returns when each sound of the film begins.
func heard(made *film.Film, sounds []film.Sound) (list []pixel.Sound) {
	for _, s := range made.Heard(sounds) {
		list = append(list, pixel.Sound{At: s.At, Path: s.Path})
	}
	return list
}

// filmProgress is the line on a terminal's stderr that says how far a video is.
type filmProgress struct {
	*progress
	length time.Duration
}

func newFilmProgress(cmd *cobra.Command, length time.Duration) *filmProgress {
	return &filmProgress{newProgress(cmd, ""), length}
}

// film rewrites the line, at most every progressEvery.
func (p *filmProgress) film(done time.Duration) {
	if p.due() {
		p.put(sim.Say("%s of %s of the film are made", "영상 %[2]s 중 %[1]s까지 만들었습니다", done.Truncate(time.Second), p.length.Round(time.Second)))
	}
}
