package pixel

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// The oldest ffmpeg that has all that is asked of it: amix with normalize.
const ffmpegMajor, ffmpegMinor = 4, 4

// answersWithin is how long a program may take to say that it is an ffmpeg.
const answersWithin = 10 * time.Second

// findFFmpeg returns the program, if it is an ffmpeg that can be used.
func findFFmpeg(ctx context.Context, named string, f Format) (string, error) {
	asked := named
	if asked == "" {
		asked = "ffmpeg"
	}
	path, err := exec.LookPath(asked)
	switch {
	case err != nil && asked == "ffmpeg":
		return "", sim.Refuse("%s needs ffmpeg, and there is none on the PATH: install it (apt install ffmpeg, brew install ffmpeg or winget install ffmpeg), name it with --ffmpeg, or make a gif or html, which need none",
			"%s에는 ffmpeg가 필요한데 PATH에 없습니다. 설치하거나(apt install ffmpeg, brew install ffmpeg, winget install ffmpeg) --ffmpeg로 경로를 알려 주세요. gif와 html은 ffmpeg 없이 만듭니다", f)
	case err != nil:
		return "", notStarted(named, err)
	}
	ctx, cancel := context.WithTimeout(ctx, answersWithin)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "-version")
	cmd.WaitDelay = killedAfter
	var said tail
	cmd.Stdout = &said
	if err := cmd.Run(); err != nil {
		return "", notStarted(path, err)
	}
	return path, checkVersion(path, said.first())
}

// notStarted is the refusal for a program that is not there or does not run.
func notStarted(program string, err error) error {
	if of := (*exec.Error)(nil); errors.As(err, &of) {
		err = of.Err
	}
	return sim.Refuse("the ffmpeg at %s does not run: %v", "%s의 ffmpeg를 실행하지 못했습니다: %v", sim.Printable(program, pathShown), reason(err))
}

// checkVersion refuses what is no ffmpeg, and one that is too old. Builds of the
// sources have no number, and are new enough.
func checkVersion(program, line string) error {
	rest, is := strings.CutPrefix(line, "ffmpeg version ")
	if !is {
		return sim.Refuse("%s is no ffmpeg: asked for its version, it says %q", "%s: ffmpeg가 아닙니다. 버전을 물으니 %q 라고 답합니다", sim.Printable(program, pathShown), sim.Printable(line, lineShown))
	}
	version, _, _ := strings.Cut(rest, " ")
	var major, minor int
	if n, _ := fmt.Sscanf(strings.TrimPrefix(version, "n"), "%d.%d", &major, &minor); n < 2 || major > ffmpegMajor || major == ffmpegMajor && minor >= ffmpegMinor {
		return nil
	}
	return sim.Refuse("the ffmpeg at %s is %s, which is too old: want %d.%d or later", "%s의 ffmpeg는 %s 버전이라 너무 오래됐습니다. %d.%d 이상이 필요합니다", sim.Printable(program, pathShown), sim.Printable(version, 20), ffmpegMajor, ffmpegMinor)
}

// ffmpegArgs returns the arguments for a film. Nothing of them is the user's but
// paths, each of which is said to be a file. Threads are counted here, since the
// bytes of a film depend on how many there are.
func ffmpegArgs(o VideoOptions, size image.Point, temp string) []string {
	colours := []string{"-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"}
	args := []string{"-hide_banner", "-loglevel", "error", "-nostdin", "-protocol_whitelist", "file,pipe", "-f", "rawvideo", "-pix_fmt", "yuv420p"}
	args = append(args, "-video_size", fmt.Sprintf("%dx%d", size.X, size.Y), "-framerate", strconv.Itoa(o.FPS))
	args = append(append(args, colours...), "-i", "pipe:0")
	for _, s := range o.Sounds {
		args = append(args, "-protocol_whitelist", "file", "-i", "file:"+s.Path)
	}
	args = append(args, "-map", "0:v:0")
	if len(o.Sounds) > 0 {
		args = append(args, "-filter_complex", mixed(o.Sounds), "-map", "[sound]")
	}
	if o.Format == WebM {
		args = append(args, "-c:v", "libvpx-vp9", "-crf", "30", "-b:v", "0", "-deadline", "realtime", "-cpu-used", "5", "-row-mt", "0", "-tile-columns", "2", "-c:a", "libopus", "-b:a", "96k", "-f", "webm")
	} else {
		args = append(args, "-c:v", "libx264", "-preset", "medium", "-crf", "18", "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", "-f", "mp4")
	}
	args = append(append(args, colours...), "-pix_fmt", "yuv420p", "-threads", "4", "-g", strconv.Itoa(keyframes*o.FPS))
	args = append(args, "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1", "-map_chapters", "-1")
	return append(args, "-y", "file:"+temp)
}

// keyframes is how many seconds lie between the pictures that a player can go to.
const keyframes = 4

// mixed returns the filter that plays each sound at its time.
func mixed(sounds []Sound) string {
	var b strings.Builder
	for i, s := range sounds {
		fmt.Fprintf(&b, "[%d:a:0]aresample=48000,aformat=channel_layouts=stereo,adelay=delays=%d:all=1[s%d];", i+1, max(s.At, 0).Milliseconds(), i)
	}
	for i := range sounds {
		fmt.Fprintf(&b, "[s%d]", i)
	}
	fmt.Fprintf(&b, "amix=inputs=%d:duration=longest:normalize=0[sound]", len(sounds))
	return b.String()
}

// What is kept of what a program says.
const (
	tailMax   = 8192
	lineShown = 160
)

// tail keeps the beginning and the end of what is written to it.
type tail struct{ head, end []byte }

func (t *tail) Write(p []byte) (int, error) {
	if room := tailMax - len(t.head); room > 0 {
		t.head = append(t.head, p[:min(room, len(p))]...)
	}
	t.end = append(t.end, p...)
	if over := len(t.end) - tailMax; over > 0 {
		t.end = append(t.end[:0], t.end[over:]...)
	}
	return len(p), nil
}

// first returns the first line.
func (t *tail) first() string {
	line, _, _ := strings.Cut(string(t.head), "\n")
	return strings.TrimSpace(line)
}

// last returns the last line that says something.
func (t *tail) last() string {
	lines := strings.Split(strings.TrimSpace(string(t.end)), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// refusal is what ffmpeg said last, else how it ended.
func (e *encoder) refusal(err error) error {
	said := e.told.last()
	if said == "" {
		said = err.Error()
	}
	return sim.Refuse("ffmpeg could not make the film: %s", "ffmpeg가 영상을 만들지 못했습니다: %s", sim.Printable(said, lineShown))
}
