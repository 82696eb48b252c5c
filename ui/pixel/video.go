package pixel

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// Format is a kind of video.
type Format uint8

// The formats.
const (
	MP4  Format = iota // H.264 and AAC
	WebM               // VP9 and Opus
)

func (f Format) String() string { return [...]string{"mp4", "webm"}[f] }

// Sound is a sound file and when it begins.
type Sound struct {
	At   time.Duration
	Path string
}

// Limits of a video.
const (
	FPSMax    = 60
	SoundsMax = 500
)

// VideoOptions say how a video is made.
type VideoOptions struct {
	Options
	Path     string // where it goes; what is there is replaced when it is whole
	Format   Format
	FPS      int    // frames a second, 1 to FPSMax
	FFmpeg   string // the program; "" = ffmpeg, as the shell would find it
	Sounds   []Sound
	Progress func(done time.Duration) // told how much of the film is written, once a second of it; may be nil
}

// Video is a film that the user's ffmpeg makes, of frames that are piped to it as
// they come. It holds two pictures, however long the film is.
type Video struct {
	options VideoOptions
	program string
	ctx     context.Context // of the program that runs while the film is made
	target  string          // the file, behind any link
	temp    string          // what is written; "" = nothing is left of it

	painter *painter
	planes  *planes
	colours []lights
	encoder *encoder
	count   int // frames that are written
	told    time.Duration
}

// NewVideo begins a video, and refuses what cannot become one: an ffmpeg that is
// not there or too old, a file that cannot be written. A context that is
// cancelled ends it. Discard must be called at the end, also after Close.
func NewVideo(ctx context.Context, o VideoOptions) (*Video, error) {
	if o.FPS < 1 || o.FPS > FPSMax {
		return nil, sim.Refuse("%d frames a second: want 1 to %d", "초당 %d프레임: 1에서 %d까지 쓰세요", o.FPS, FPSMax)
	}
	if len(o.Sounds) > SoundsMax {
		return nil, sim.Refuse("%d sound files: a film takes %d", "소리 파일 %d개: 영상 하나에는 %d개까지 넣을 수 있습니다", len(o.Sounds), SoundsMax)
	}
	for _, s := range o.Sounds {
		if err := readable(s.Path); err != nil {
			return nil, err
		}
	}
	v := &Video{options: o, ctx: ctx}
	var err error
	if v.program, err = findFFmpeg(ctx, o.FFmpeg, o.Format); err != nil {
		return nil, err
	}
	if err := v.create(); err != nil {
		return nil, err
	}
	return v, nil
}

// readable refuses a sound file that is not there.
func readable(path string) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("no regular file")
	}
	if err != nil {
		return sim.Refuse("the sound file %s: %v", "소리 파일 %s: %v", sim.Printable(path, pathShown), reason(err))
	}
	return nil
}

// pathShown is how much of a path an error has.
const pathShown = 200

// reason returns an error without the path that it names.
func reason(err error) error {
	if of := (*fs.PathError)(nil); errors.As(err, &of) {
		return of.Err
	}
	return err
}

// create makes the file that is written, beside the one that it becomes: ffmpeg
// finds it there, and its name is nobody else's.
func (v *Video) create() error {
	v.target = v.options.Path
	info, err := os.Stat(v.target)
	if err == nil && !info.Mode().IsRegular() {
		return sim.Refuse("%s is no regular file: a film cannot be written into it", "%s: 일반 파일이 아니어서 영상을 쓸 수 없습니다", sim.Printable(v.target, pathShown))
	}
	if err == nil {
		if v.target, err = filepath.EvalSymlinks(v.target); err != nil {
			return err
		}
	}
	var name [8]byte
	_, _ = rand.Read(name[:]) // crypto/rand never fails
	path := filepath.Join(filepath.Dir(v.target), ".orderflow-"+hex.EncodeToString(name[:])+".tmp")
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return sim.Refuse("writing %s: %v", "%s에 쓰지 못했습니다: %v", sim.Printable(v.target, pathShown), reason(err))
	}
	v.temp = path
	if info != nil {
		_ = file.Chmod(info.Mode().Perm()) // a new file's mode is as good
	}
	return file.Close()
}

// Frame shows a frame from a time of the film on. Times never go back.
func (v *Video) Frame(at time.Duration, c canvas.Canvas) error {
	if v.painter == nil {
		if err := v.begin(c); err != nil {
			return err
		}
	}
	if err := v.fill(at); err != nil {
		return err
	}
	changed, recoloured, err := v.painter.draw(c)
	if err != nil {
		return err
	}
	if recoloured {
		v.colours = v.colours[:0]
		for _, c := range v.painter.palette.list {
			v.colours = append(v.colours, lightsOf(c))
		}
	}
	v.planes.show(v.painter.picture, v.colours, changed)
	return nil
}

// begin starts ffmpeg: now it is known how large the film is.
func (v *Video) begin(c canvas.Canvas) (err error) {
	if v.painter, err = newPainter(c, v.options.Options); err != nil {
		return err
	}
	v.planes = newPlanes(v.painter.size)
	v.encoder, err = startEncoder(v.ctx, v.program, ffmpegArgs(v.options, v.painter.size, v.temp))
	return err
}

// fill writes the picture that stands as often as it is seen before a time.
func (v *Video) fill(until time.Duration) error {
	for v.painter.picture != nil && time.Duration(v.count)*time.Second < until*time.Duration(v.options.FPS) {
		if err := v.ctx.Err(); err != nil {
			return err
		}
		if err := v.encoder.write(v.planes.all); err != nil {
			return cmp.Or(v.ctx.Err(), err)
		}
		v.count++
		if done := time.Duration(v.count) * time.Second / time.Duration(v.options.FPS); v.options.Progress != nil && done-v.told >= time.Second {
			v.told = done
			v.options.Progress(done)
		}
	}
	return nil
}

// Close ends the film, which is so long, and puts it in its place.
func (v *Video) Close(length time.Duration) error {
	if v.painter == nil {
		return sim.Refuse("the film has no frame", "영상에 프레임이 없습니다")
	}
	if err := v.fill(max(length, 1)); err != nil {
		return err
	}
	encoder := v.encoder
	v.encoder = nil
	if err := encoder.end(v.ctx); err != nil {
		return err
	}
	if err := os.Rename(v.temp, v.target); err != nil {
		return sim.Refuse("writing %s: %v", "%s에 쓰지 못했습니다: %v", sim.Printable(v.target, pathShown), err)
	}
	v.temp = ""
	return nil
}

// Discard ends what still runs, and removes what is not whole. After Close it
// does nothing.
func (v *Video) Discard() {
	if v.encoder != nil {
		v.encoder.kill()
		v.encoder = nil
	}
	if v.temp != "" {
		_ = os.Remove(v.temp) // nothing more can be done about it
		v.temp = ""
	}
}

// encoder is an ffmpeg that runs.
type encoder struct {
	cmd  *exec.Cmd
	pipe io.WriteCloser
	told tail // what it has to say
}

// killedAfter is how long an ffmpeg that was killed may keep its pipes open.
const killedAfter = 3 * time.Second

// startEncoder starts a program that reads pictures. It is killed with the context.
func startEncoder(ctx context.Context, program string, args []string) (*encoder, error) {
	e := &encoder{cmd: exec.CommandContext(ctx, program, args...)}
	e.cmd.Stderr = &e.told
	e.cmd.WaitDelay = killedAfter
	var err error
	if e.pipe, err = e.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	if err := e.cmd.Start(); err != nil {
		return nil, notStarted(program, err)
	}
	return e, nil
}

// write pipes one picture. Where nobody reads it any more, ffmpeg says why.
func (e *encoder) write(picture []byte) error {
	if _, err := e.pipe.Write(picture); err != nil {
		return e.failed(err)
	}
	return nil
}

// end says that there are no more pictures, and waits for the file.
func (e *encoder) end(ctx context.Context) error {
	closed := e.pipe.Close()
	if err := e.cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return e.refusal(err)
	}
	return closed
}

// failed waits for a program that reads no more, and returns its own words.
func (e *encoder) failed(err error) error {
	_ = e.pipe.Close() // it is broken
	if ended := e.cmd.Wait(); ended != nil {
		err = ended
	}
	return e.refusal(err)
}

// kill ends it.
func (e *encoder) kill() {
	_ = e.cmd.Process.Kill() // it may have ended
	_ = e.pipe.Close()
	_ = e.cmd.Wait()
}
