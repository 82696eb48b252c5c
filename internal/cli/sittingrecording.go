package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"orderflow/internal/handle"
	"orderflow/internal/system"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui"
	"orderflow/ui/film"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
)

// sittingEnding is what the name of a log has more where what was done on the screen
// stands.
const sittingEnding = ".sitting"

// sittingRecording is what is done on the screen, kept beside the log while it
// happens. A full disk ends it, not the run.
type sittingRecording struct {
	log   string // path of the log
	temp  *tempFile
	begun time.Time

	mu    sync.Mutex
	lines []byte // that are not in the file yet, each whole
	deeds int    // that were handed over
	all   int64  // bytes of all that was handed over

	file sync.Mutex // held by who writes, or moves the file
	size int64      // bytes of the file, up to the end of a line
	kept int        // lines in it
	err  error      // why nothing more is kept; nil = it is

	published bool // it is at its path
}

// checkSitting refuses to replace what was done in another sitting, unasked.
func checkSitting(flags *outputFlags, direct bool) error {
	if direct || flags.force {
		return nil
	}
	if _, err := os.Lstat(flags.record + sittingEnding); err == nil {
		return existing(flags.record + sittingEnding)
	}
	return nil
}

// keepSitting keeps what is done on the screen, where runs can be had again from that:
// those of a real Kafka cannot.
func (k *screenRecording) keepSitting(cmd *cobra.Command, c *ui.Config, flags *outputFlags) error {
	source, simulated := c.Source.(*engine.Session)
	if k.recording == nil || k.direct || !simulated {
		return nil
	}
	s := &sittingRecording{log: flags.record, begun: time.Now()}
	opens := opensOf(c, source)
	line, err := opens.Line()
	if err != nil || len(line) > handle.TextMax {
		warn(cmd.ErrOrStderr(), sim.Refuse("--record %s: the log is saved, but not what is done on the screen: the run has too many orders of its own", "--record %s: 로그는 저장하지만 화면에서 한 조작은 저장하지 않습니다. 실행에 든 주문이 너무 많습니다", flags.record), flags.language())
		return nil //nolint:nilerr // it was told
	}
	if s.temp, err = newTempFile(cmd.Context(), flags.record+sittingEnding); err != nil {
		return openError("--record", flags.record+sittingEnding, err)
	}
	line = append(line, '\n')
	s.lines = line
	s.write()
	k.sitting, c.Note = s, s.note
	if c.Options.Width > 0 && c.Options.Height > 0 {
		s.note(stage.Deed{Kind: stage.SizeDeed, X: c.Options.Width, Y: c.Options.Height}, stage.Place{})
	}
	return nil
}

// opensOf returns how a screen opens.
func opensOf(c *ui.Config, source *engine.Session) *film.Opens {
	o := &film.Opens{
		Opening: c.Opening && c.Pace == pace.StoryPace, Paused: c.Paused, Stops: c.Stops, Big: c.Options.Big, Lang: c.Options.Lang, Version: version(),
		Run: handle.Run{Engine: engine.Version, Config: source.Config(), Inputs: source.Futures()[0].Inputs(), View: handle.View{Pace: c.Pace.String(), Speed: c.Speed}},
	}
	if c.Stand != nil {
		o.Stood, o.Run.View = true, *c.Stand
	}
	return o
}

// note takes something that is done. It does not wait for the disk.
func (s *sittingRecording) note(d stage.Deed, at stage.Place) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.deeds == film.SatMax || s.all > film.SittingBytesMax-1<<20 {
		return
	}
	s.deeds++
	if s.deeds == film.SatMax { // what comes now is not kept: so it ends here
		d = stage.Deed{Kind: stage.LeaveDeed}
	}
	sat := film.Sat{Real: time.Since(s.begun), Place: at, Deed: d}
	before := len(s.lines)
	s.lines = append(append(s.lines, sat.Line()...), '\n')
	s.all += int64(len(s.lines) - before)
}

// flush writes what was handed over.
func (s *sittingRecording) flush() {
	if s != nil {
		s.write()
	}
}

// publish moves the file to its path: the log is at its own.
func (s *sittingRecording) publish(force bool) error {
	if s == nil {
		return nil
	}
	s.file.Lock()
	defer s.file.Unlock()
	move := s.temp.claim
	if force {
		move = s.temp.replace
	}
	err := move()
	if errors.Is(err, fs.ErrExist) {
		return existing(s.log + sittingEnding)
	}
	if err != nil {
		return openError("--record", s.log+sittingEnding, err)
	}
	s.published = true
	return nil
}

// write writes the lines that wait. Where only some have room the file ends with the
// last whole one.
func (s *sittingRecording) write() {
	s.file.Lock()
	defer s.file.Unlock()
	s.mu.Lock()
	lines := s.lines
	s.lines = nil
	s.mu.Unlock()
	if s.err != nil || len(lines) == 0 {
		return
	}
	n, err := s.temp.file.Write(lines)
	whole := bytes.LastIndexByte(lines[:n], '\n') + 1
	s.kept += bytes.Count(lines[:whole], []byte{'\n'})
	s.size += int64(whole)
	if err != nil {
		s.err = localized(system.Pathless(err))
		_ = s.temp.file.Truncate(s.size) // a torn line is left out when it is read
	}
}

// close ends what was done. Where the log is whole it is sealed: it belongs to that.
// The error says what is missing.
func (s *sittingRecording) close(whole bool) error {
	if s == nil {
		return nil
	}
	if !s.published {
		s.temp.discard()
		return nil
	}
	s.write()
	if whole && s.err == nil {
		sum, err := sumOf(s.log)
		if err == nil {
			s.lines = append((&film.Seal{Log: sum}).Line(), '\n')
			s.write()
		}
	}
	if s.err == nil {
		s.err = s.temp.file.Sync()
	}
	if err := s.temp.file.Close(); s.err == nil && err != nil {
		s.err = localized(system.Pathless(err))
	}
	if s.err != nil {
		return failed(sim.Refuse("saving what was done in %s: %v: its film ends after %d of %d deeds", "조작을 %s에 저장하지 못했습니다: %v. 그 영상은 조작 %[4]d번 가운데 %[3]d번에서 끝납니다", s.log+sittingEnding, s.err, max(0, s.kept-1), s.deeds))
	}
	return nil
}

// sumOf returns the SHA-256 of a file, in hexadecimal.
func sumOf(path string) (string, error) {
	file, err := openFile(path)
	if err != nil {
		return "", err
	}
	defer file.Close() //nolint:errcheck // it was only read
	sum := sha256.New()
	if _, err := io.Copy(sum, file); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
