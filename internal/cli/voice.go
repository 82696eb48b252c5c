package cli

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/ui/film"
	"orderflow/ui/words"
)

// soundKinds are the files of sounds that are taken, and which where there are
// several of one cue.
var soundKinds = []string{".wav", ".mp3", ".ogg", ".m4a"}

// Limits of sounds.
const (
	soundsMax    = 2000            // files
	soundLongest = 5 * time.Minute // of a cue
)

// sound reads the sounds of --voice, and makes their cues stand as long.
func (p *production) sound(cmd *cobra.Command, f *exportFlags, lang words.Lang) error {
	if f.film.voice == "" {
		return nil
	}
	sounds, err := readSounds(cmd, f.film.voice, f.film.ffmpeg)
	if err != nil {
		return err
	}
	p.sounds, p.setup.Lasts = sounds, map[string]time.Duration{}
	for _, s := range sounds {
		p.setup.Lasts[s.ID] = s.Length
	}
	made, _, err := p.roll(lang, nil)
	if err != nil {
		return err
	}
	for _, s := range sounds {
		if !slices.ContainsFunc(made.Captions, func(c film.Caption) bool { return c.ID == s.ID }) {
			warn(cmd.ErrOrStderr(), sim.Refuse("--voice: %s is never heard: no cue of the film has the id %s (--as cues lists them)",
				"--voice: %s은(는) 쓰이지 않습니다. 영상에 id가 %s인 큐가 없습니다(--as cues로 볼 수 있습니다)", sim.Printable(s.Path, 200), sim.Printable(s.ID, 60)), lang)
		}
	}
	return nil
}

// readSounds returns the sounds of a directory, by the ids of their cues.
func readSounds(cmd *cobra.Command, dir, ffmpeg string) ([]film.Sound, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, openError("--voice", dir, err)
	}
	if len(files) > soundsMax {
		return nil, sim.Refuse("--voice %s: more than %d files", "--voice %s: 파일이 %d개보다 많습니다", dir, soundsMax)
	}
	found := map[string]string{}
	for _, kind := range soundKinds {
		for _, file := range files {
			name, is := strings.CutSuffix(file.Name(), kind)
			if is && name != "" && found[name] == "" && !file.IsDir() {
				found[name] = filepath.Join(dir, file.Name())
			}
		}
	}
	if len(found) == 0 {
		return nil, sim.Refuse("--voice %s: no sound in it: want files named by the ids of cues, such as lost.wav", "--voice %s: 소리 파일이 없습니다. lost.wav처럼 큐의 id를 이름으로 쓰세요", dir)
	}
	var sounds []film.Sound
	for id, path := range found {
		length, err := soundLength(cmd, path, ffmpeg)
		if err != nil {
			return nil, fmt.Errorf("--voice: %s: %w", path, err)
		}
		if length > soundLongest {
			return nil, sim.Refuse("--voice: %s: takes %s: want at most %s for a cue", "--voice: %s: 길이가 %s입니다. 큐 하나에 %s까지 쓸 수 있습니다", path, length.Round(time.Second), soundLongest)
		}
		sounds = append(sounds, film.Sound{ID: id, Path: path, Length: length})
	}
	slices.SortFunc(sounds, func(a, b film.Sound) int { return strings.Compare(a.ID, b.ID) })
	return sounds, nil
}

// soundLength returns how long a sound is.
func soundLength(cmd *cobra.Command, path, ffmpeg string) (time.Duration, error) {
	if filepath.Ext(path) == ".wav" {
		file, err := openFile(path)
		if err != nil {
			return 0, err
		}
		defer file.Close() //nolint:errcheck // it was only read
		return waveLength(file)
	}
	probe := "ffprobe"
	if name := filepath.Base(ffmpeg); strings.Contains(name, "ffmpeg") {
		probe = strings.Replace(name, "ffmpeg", "ffprobe", 1)
	}
	if filepath.Base(ffmpeg) != ffmpeg {
		probe = filepath.Join(filepath.Dir(ffmpeg), probe)
	}
	absolute, err := filepath.Abs(path) // no name is taken for a flag, or for an address
	if err != nil {
		return 0, err
	}
	out, err := exec.CommandContext(cmd.Context(), probe, "-v", "error", "-protocol_whitelist", "file", "-show_entries", "format=duration", "-of", "default=noprint_wrappers=1:nokey=1", absolute).Output() //nolint:gosec // the user names it
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist) {
		return 0, sim.Refuse("how long it is only ffprobe can say, and there is none: install ffmpeg, name it by --ffmpeg, or use .wav", "길이를 알려면 ffprobe가 필요한데 없습니다. ffmpeg를 설치하거나 --ffmpeg로 지정하거나 .wav를 쓰세요")
	}
	seconds, wrong := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil || wrong != nil || !(seconds > 0 && seconds < 24*3600) {
		return 0, sim.Refuse("is not a sound that ffprobe can read", "ffprobe가 읽을 수 있는 소리 파일이 아닙니다")
	}
	return time.Duration(seconds * float64(time.Second)), nil
}

// waveLength reads how long a WAVE file is: RIFF, with its format and its data as
// chunks (Multimedia Programming Interface and Data Specifications 1.0, IBM and
// Microsoft, 1991).
func waveLength(r io.ReadSeeker) (time.Duration, error) {
	var head struct {
		Riff [4]byte
		Size uint32
		Wave [4]byte
	}
	wrong := sim.Refuse("is not a WAVE file", "WAVE 파일이 아닙니다")
	if binary.Read(r, binary.LittleEndian, &head) != nil || string(head.Riff[:]) != "RIFF" || string(head.Wave[:]) != "WAVE" {
		return 0, wrong
	}
	rate := uint32(0) // bytes a second
	for {
		var chunk struct {
			ID   [4]byte
			Size uint32
		}
		if binary.Read(r, binary.LittleEndian, &chunk) != nil {
			return 0, wrong
		}
		skip := int64(chunk.Size) + int64(chunk.Size&1)
		switch string(chunk.ID[:]) {
		case "fmt ":
			var format struct {
				Kind, Channels uint16
				Samples, Rate  uint32
			}
			if binary.Read(r, binary.LittleEndian, &format) != nil {
				return 0, wrong
			}
			rate = format.Rate
			skip -= int64(binary.Size(format))
		case "data":
			return dataLength(r, chunk.Size, rate, wrong)
		}
		if skip < 0 {
			return 0, wrong
		}
		if _, err := r.Seek(skip, io.SeekCurrent); err != nil {
			return 0, wrong
		}
	}
}

// dataLength returns how long the data of a WAVE file lasts: as much as there is,
// where a program that wrote it to a pipe did not know.
func dataLength(r io.Seeker, size, rate uint32, wrong error) (time.Duration, error) {
	at, err := r.Seek(0, io.SeekCurrent)
	if err != nil {
		return 0, wrong
	}
	end, err := r.Seek(0, io.SeekEnd)
	bytes := min(int64(size), end-at)
	if err != nil || rate == 0 || bytes <= 0 {
		return 0, wrong
	}
	return time.Duration(float64(bytes) / float64(rate) * float64(time.Second)), nil
}
