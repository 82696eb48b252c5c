package pixel

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// fakeIs says, to a process of this test, which kind of ffmpeg it is.
const fakeIs = "ORDERFLOW_TEST_FFMPEG"

func TestMain(m *testing.M) {
	if kind := os.Getenv(fakeIs); kind != "" {
		os.Exit(fake(kind, os.Args[1:]))
	}
	os.Exit(m.Run())
}

// fake is an ffmpeg that writes down what it was asked and what it was given.
func fake(kind string, args []string) int {
	if slices.Equal(args, []string{"-version"}) {
		said := map[string]string{"old": "ffmpeg version 4.2.7-0ubuntu0.1 Copyright", "other": "hello \x1b[31mworld", "source": "ffmpeg version N-109542-gabcdef Copyright"}[kind]
		fmt.Println(cmp.Or(said, "ffmpeg version 7.1 Copyright (c) 2000-2024 the FFmpeg developers\nbuilt with gcc"))
		return 0
	}
	path := strings.TrimPrefix(args[len(args)-1], "file:")
	switch kind {
	case "fails":
		_ = os.WriteFile(path, []byte("half"), 0o600)
		_, _ = io.CopyN(io.Discard, os.Stdin, 100)
		fmt.Fprintln(os.Stderr, "[out#0] something\nUnknown encoder \x1b[2J'libx264'\n ")
		return 8
	case "hangs":
		_ = os.WriteFile(path, []byte("half"), 0o600)
		time.Sleep(time.Hour) // it is killed
	}
	pictures, err := io.ReadAll(os.Stdin)
	if err != nil {
		return 1
	}
	if err := os.WriteFile(path, append([]byte(strings.Join(args[:len(args)-1], " ")+"\n"), pictures...), 0o600); err != nil {
		return 1
	}
	return 0
}

// begun begins a video with a fake ffmpeg of a kind.
func begun(ctx context.Context, t *testing.T, kind string, o VideoOptions) (*Video, error) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(fakeIs, kind)
	o.FFmpeg = program
	if o.Path == "" {
		o.Path = filepath.Join(t.TempDir(), "film.mp4")
	}
	if o.FPS == 0 {
		o.FPS = 10
	}
	v, err := NewVideo(ctx, o)
	if err == nil {
		t.Cleanup(v.Discard)
	}
	return v, err
}

// filmed pipes frames through a video.
func filmed(v *Video, stills []still, length time.Duration) error {
	for _, s := range stills {
		if err := v.Frame(s.at, s.cells); err != nil {
			return err
		}
	}
	return v.Close(length)
}

// remaining returns the names of what is in the folder of a film.
func remaining(t *testing.T, path string) (names []string) {
	t.Helper()
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}

// three are the frames of a short film.
var three = []still{
	{0, written(canvas.Theme{}, "a")}, {250 * time.Millisecond, written(canvas.Theme{}, "주문")}, {time.Second, written(canvas.Theme{}, "c")},
}

// TestEveryPictureIsPipedAsOftenAsItIsSeen: frames come when something changes,
// and leave at a constant rate.
func TestEveryPictureIsPipedAsOftenAsItIsSeen(t *testing.T) {
	var done []time.Duration
	path := filepath.Join(t.TempDir(), "a film.mp4")
	v, err := begun(t.Context(), t, "good", VideoOptions{Path: path, Options: Options{Cell: 8}, Progress: func(d time.Duration) { done = append(done, d) }})
	if err != nil {
		t.Fatal(err)
	}
	if err := filmed(v, three, 2100*time.Millisecond); err != nil {
		t.Fatal(err)
	}
	v.Discard()
	if names := remaining(t, path); !slices.Equal(names, []string{"a film.mp4"}) {
		t.Errorf("left are %q", names)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	asked, pictures, _ := bytes.Cut(file, []byte("\n"))
	size := v.painter.size.X * v.painter.size.Y * 3 / 2
	for _, want := range []string{fmt.Sprintf("-video_size %dx%d -framerate 10", v.painter.size.X, v.painter.size.Y), "-f rawvideo -pix_fmt yuv420p", "-c:v libx264", "-fflags +bitexact", "-map_metadata -1", "-threads 4"} {
		if !strings.Contains(string(asked), want) {
			t.Errorf("no %s in %s", want, asked)
		}
	}
	if len(pictures) != 21*size {
		t.Fatalf("%d bytes, want 21 pictures of %d", len(pictures), size)
	}
	looks := ""
	for picture := range slices.Chunk(pictures, size) {
		for i, s := range three {
			if alone := planesOf(t, s.cells, Options{Cell: 8}); bytes.Equal(alone.all, picture) {
				looks += fmt.Sprint(i)
			}
		}
	}
	if looks != "000111111122222222222" {
		t.Errorf("pictures %s", looks)
	}
	if !slices.Equal(done, []time.Duration{time.Second, 2 * time.Second}) {
		t.Errorf("told of %v", done)
	}
}

// planesOf returns the planes of one frame.
func planesOf(t *testing.T, c canvas.Canvas, o Options) *planes {
	t.Helper()
	picture, err := Draw(c, o)
	if err != nil {
		t.Fatal(err)
	}
	var colours []lights
	for _, c := range newPalette(c.Styles).list {
		colours = append(colours, lightsOf(c))
	}
	p := newPlanes(picture.Rect.Max)
	p.show(picture, colours, picture.Rect)
	return p
}

// TestColoursOfAFilm: black, white and what lies between have the numbers that
// BT.709 gives them.
func TestColoursOfAFilm(t *testing.T) {
	for c, want := range map[canvas.Colour]lights{0: {16, 512, 512}, 0xffffff: {235, 512, 512}, 0x808080: {126, 512, 512}, 0xff0000: {63, 4 * 102, 4 * 240}, 0x00ff00: {173, 4 * 42, 4 * 26}, 0x0000ff: {32, 4 * 240, 4 * 118}} {
		got := lightsOf(c)
		if abs(got.y-want.y) > 0 || abs(got.cb-want.cb) > 3 || abs(got.cr-want.cr) > 3 {
			t.Errorf("%06x: %v, want %v", c, got, want)
		}
	}
}

// TestSoundsOfAFilm: each is played from its time on, and no name of a file is
// taken for anything else.
func TestSoundsOfAFilm(t *testing.T) {
	dir := t.TempDir()
	sounds := []Sound{{1500 * time.Millisecond, filepath.Join(dir, "-y.wav")}, {0, filepath.Join(dir, "둘.wav")}}
	for _, s := range sounds {
		if err := os.WriteFile(s.Path, []byte("RIFF"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	v, err := begun(t.Context(), t, "source", VideoOptions{Format: WebM, Sounds: sounds})
	if err != nil {
		t.Fatal(err)
	}
	if err := filmed(v, three, time.Second); err != nil {
		t.Fatal(err)
	}
	file, _ := os.ReadFile(v.target)
	asked, _, _ := strings.Cut(string(file), "\n")
	for _, want := range []string{"-i file:" + sounds[0].Path, "[1:a:0]aresample=48000,aformat=channel_layouts=stereo,adelay=delays=1500:all=1[s0];", "[s0][s1]amix=inputs=2", "-c:v libvpx-vp9", "-c:a libopus"} {
		if !strings.Contains(asked, want) {
			t.Errorf("no %s in %s", want, asked)
		}
	}
	for _, path := range []string{filepath.Join(dir, "none.wav"), dir} {
		if _, err := begun(t.Context(), t, "good", VideoOptions{Sounds: []Sound{{0, path}}}); err == nil || !strings.Contains(err.Error(), "sound file") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestAFilmThatFailsLeavesNothing, and what was there before stays.
func TestAFilmThatFailsLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "film.mp4")
	if err := os.WriteFile(path, []byte("the old one"), 0o600); err != nil {
		t.Fatal(err)
	}
	whole := func() {
		t.Helper()
		if names := remaining(t, path); !slices.Equal(names, []string{"film.mp4"}) {
			t.Errorf("left are %q", names)
		}
		if text, err := os.ReadFile(path); err != nil || string(text) != "the old one" {
			t.Errorf("the old film is %q, %v", text, err)
		}
	}

	v, err := begun(t.Context(), t, "fails", VideoOptions{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	if err = filmed(v, three, 2*time.Second); err == nil || !strings.HasSuffix(err.Error(), `Unknown encoder �[2J'libx264'`) {
		t.Errorf("the error is %q", err)
	}
	if ko := sim.TextOf(err).Korean; !strings.HasPrefix(ko, "ffmpeg가 영상을 만들지 못했습니다") {
		t.Error(ko)
	}
	v.Discard()
	whole()

	ctx, cancel := context.WithCancel(t.Context())
	if v, err = begun(ctx, t, "hangs", VideoOptions{Path: path}); err != nil {
		t.Fatal(err)
	}
	if err = v.Frame(0, three[0].cells); err != nil {
		t.Fatal(err)
	}
	go cancel() // of an ffmpeg that reads nothing the pipe is full at the first picture
	if err = filmed(v, three, 2*time.Second); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	v.Discard()
	whole()

	if v, err = begun(t.Context(), t, "good", VideoOptions{Path: path}); err != nil {
		t.Fatal(err)
	}
	if err := v.Frame(0, three[0].cells); err != nil {
		t.Fatal(err)
	}
	v.Discard() // the film was given up in the middle
	whole()

	if v, err = begun(t.Context(), t, "good", VideoOptions{Path: path}); err != nil {
		t.Fatal(err)
	}
	if err := v.Close(time.Second); err == nil {
		t.Error("a film without a frame")
	}
	v.Discard()
	whole()
}

// TestWhichFFmpegIsRefused: each in one line that says what to do.
func TestWhichFFmpegIsRefused(t *testing.T) {
	for kind, want := range map[string]string{"old": "is 4.2.7-0ubuntu0.1, which is too old: want 4.4 or later", "other": "is no ffmpeg: asked for its version, it says \"hello �[31mworld\""} {
		if _, err := begun(t.Context(), t, kind, VideoOptions{}); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%s: %v", kind, err)
		}
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	o := VideoOptions{Path: filepath.Join(dir, "film.webm"), FPS: 10, Format: WebM}
	for _, o.FFmpeg = range []string{"", "ffmpeg"} { // that of the flag, if it is not given
		_, err := NewVideo(t.Context(), o)
		text := sim.TextOf(err)
		for said, line := range map[string]string{"webm needs ffmpeg, and there is none on the PATH: install it (": text.English, "webm에는 ffmpeg가 필요한데 PATH에 없습니다. 설치하거나(": text.Korean} {
			if !strings.HasPrefix(line, said) || !strings.Contains(line, "brew install ffmpeg") || !strings.Contains(line, "--ffmpeg") {
				t.Errorf("%q: %s", o.FFmpeg, line)
			}
		}
	}
	o.FFmpeg = filepath.Join(dir, "nowhere")
	if _, err := NewVideo(t.Context(), o); err == nil || !strings.Contains(err.Error(), "does not run") {
		t.Error(err)
	}
	if names := remaining(t, o.Path); len(names) > 0 {
		t.Errorf("left are %q", names)
	}
}

// TestWhereAFilmCannotGo is known before it is made.
func TestWhereAFilmCannotGo(t *testing.T) {
	dir := t.TempDir()
	for _, path := range []string{dir, filepath.Join(dir, "no", "film.mp4"), os.DevNull} {
		if _, err := begun(t.Context(), t, "good", VideoOptions{Path: path}); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", path, err)
		}
	}
	for _, fps := range []int{-1, 61} {
		if _, err := begun(t.Context(), t, "good", VideoOptions{FPS: fps}); err == nil {
			t.Errorf("%d frames a second", fps)
		}
	}
}

// TestARealFFmpegMakesAFilm, the same twice, of the right length and look.
func TestARealFFmpegMakesAFilm(t *testing.T) {
	program, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Skip("SKIPPED: there is no ffmpeg on the PATH")
	}
	stills, length := rolled(t, words.English, 10, 3*time.Second)
	for _, format := range []Format{MP4, WebM} {
		var made [2][]byte
		path := filepath.Join(t.TempDir(), "film")
		for i := range made {
			v, err := NewVideo(t.Context(), VideoOptions{Path: path, Format: format, FPS: 10, Options: Options{Cell: 6}})
			if err != nil {
				t.Skip("SKIPPED: " + err.Error())
			}
			t.Cleanup(v.Discard)
			if err := filmed(v, stills, length); err != nil {
				if strings.Contains(err.Error(), "ncoder") {
					t.Skip("SKIPPED: " + err.Error())
				}
				t.Fatal(err)
			}
			if made[i], err = os.ReadFile(path); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Errorf("%s: the second time it has other bytes", format)
		}
		raw, err := exec.CommandContext(t.Context(), program, "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		last := stills[len(stills)-1]
		want := planesOf(t, last.cells, Options{Cell: 6})
		size := len(want.all)
		if frames := int((length*10 + time.Second - 1) / time.Second); len(raw) != frames*size {
			t.Fatalf("%s: %d bytes, want %d pictures of %d", format, len(raw), frames, size)
		}
		off := 0
		for i, b := range raw[len(raw)-size:] {
			off += abs(int(b) - int(want.all[i]))
		}
		if off > size*3 {
			t.Errorf("%s: pixels of the last picture are off by %d of 255 in the mean", format, off/size)
		}
	}
}
