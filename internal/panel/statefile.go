package panel

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"orderflow/internal/system"
	"orderflow/sim"
)

// Limits of a state file.
const (
	stateLineMax = 64 << 10 // bytes
	spareLines   = 10_000   // beside two for each job, before the file is written anew
)

// stateFile is the books in a file: a first line, then a line for each change,
// which is a job as it is from then on.
type stateFile struct {
	path   string
	file   *os.File
	unlock func()
	size   int64 // of what is whole
	lines  int
	broken error // why nothing can be added any more
}

// stateHead is the first line.
type stateHead struct {
	Version int    `json:"orderflow_panel"`
	Balance int64  `json:"balance"` // cents, before the jobs that follow
	Job     uint32 `json:"job"`     // the next number
	Refill  uint32 `json:"refill"`
}

const stateVersion = 1

// openState reads the books from a file, which comes into being where there is
// none, and keeps it for them. torn is how many bytes of a last line that was
// never whole were dropped.
func (b *books) openState(path string) (known bool, torn int, err error) {
	unlock, err := system.Wait(path+".lock", 0)
	if errors.Is(err, system.ErrBusy) {
		return false, 0, sim.Refuse("%s: another orderflow panel has this state: end it, or give another file", "%s: 다른 orderflow panel이 쓰는 파일입니다. 그 패널을 끝내거나 다른 파일을 쓰세요", path)
	}
	if err != nil {
		return false, 0, fmt.Errorf("%s: %w", path, system.Localized(system.Pathless(err)))
	}
	b.file = &stateFile{path: path, unlock: unlock}
	if known, torn, err = b.readState(); err == nil {
		err = b.rewrite()
	}
	if err != nil {
		b.closeState()
		return false, 0, err
	}
	return known, torn, nil
}

// readState reads what the file says, if there is one.
func (b *books) readState() (known bool, torn int, err error) {
	file, err := os.Open(b.file.path)
	if errors.Is(err, os.ErrNotExist) {
		return false, 0, nil
	}
	if err != nil {
		return false, 0, fmt.Errorf("%s: %w", b.file.path, system.Localized(system.Pathless(err)))
	}
	defer func() { _ = file.Close() }() // it was only read
	torn, err = b.readLines(bufio.NewReaderSize(file, stateLineMax))
	if err != nil {
		return false, 0, err
	}
	for _, number := range b.oldest {
		b.plan(b.jobs[number])
	}
	return true, torn, nil
}

func (b *books) readLines(r *bufio.Reader) (torn int, err error) {
	for n := 1; ; n++ {
		line, err := r.ReadSlice('\n')
		switch {
		case errors.Is(err, io.EOF) && n == 1:
			return 0, b.damaged(n)
		case errors.Is(err, io.EOF):
			return len(line), nil
		case err != nil || !b.readLine(n, line):
			return 0, b.damaged(n)
		}
	}
}

func (b *books) damaged(line int) error {
	return sim.Refuse("%s:%d: is no line of a panel's state: give the right file, or move this one away", "%s:%d: 패널 상태 파일의 줄이 아닙니다. 맞는 파일을 쓰거나 이 파일을 옮기세요", b.file.path, line)
}

func (b *books) readLine(n int, line []byte) bool {
	if n == 1 {
		var head stateHead
		if !strict(line, &head) || head.Version != stateVersion || head.Job < sim.FirstJob || head.Refill == 0 {
			return false
		}
		b.before, b.nextJob, b.nextRefill = head.Balance, head.Job, head.Refill
		return true
	}
	j := new(Job)
	if !strict(line, j) || !j.sound() {
		return false
	}
	b.clock = max(b.clock, j.Accepted)
	b.enter(j)
	return true
}

// strict decodes a line that has nothing else in it.
func strict(line []byte, to any) bool {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	return d.Decode(to) == nil && !d.More()
}

// store writes a job to the file, and to the disk if somebody will be told.
func (b *books) store(j *Job, told bool) error {
	if b.file == nil {
		return nil
	}
	if b.file.lines > 2*len(b.jobs)+spareLines {
		if err := b.rewrite(); err != nil {
			return err
		}
	}
	return b.file.append(j, told)
}

// keep writes a job that has changed by itself. If that cannot be, it follows
// from what was written before, and the next purchase is refused.
func (b *books) keep(j *Job) { _ = b.store(j, false) }

// append adds a line. What cannot be written whole is taken back.
func (f *stateFile) append(j *Job, sync bool) error {
	if f.broken != nil {
		return f.broken
	}
	line, err := json.Marshal(j)
	if err != nil {
		return err
	}
	line = append(line, '\n')
	_, err = f.file.Write(line)
	if err == nil && sync {
		err = f.file.Sync()
	}
	if err != nil {
		if undone := f.file.Truncate(f.size); undone != nil {
			f.broken = errors.Join(err, undone)
		}
		return err
	}
	f.size += int64(len(line))
	f.lines++
	return nil
}

// rewrite writes the file anew, with a line for each job, and puts it in the
// place of the one before, whole.
func (b *books) rewrite() error {
	f := b.file
	written := f.path + ".tmp" // one for all: who holds the lock writes it
	size, err := b.writeAll(written)
	if err == nil {
		err = f.close()
	}
	if err == nil {
		err = os.Rename(written, f.path)
	}
	if err == nil {
		f.file, err = os.OpenFile(f.path, os.O_WRONLY|os.O_APPEND, 0)
	}
	if err != nil {
		_ = os.Remove(written) // what is wrong is said already
		f.broken = fmt.Errorf("%s: %w", f.path, system.Localized(system.Pathless(err)))
		return f.broken
	}
	syncDirectory(filepath.Dir(f.path))
	f.size, f.lines, f.broken = size, len(b.jobs)+1, nil
	return nil
}

func (b *books) writeAll(path string) (size int64, err error) {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	w := bufio.NewWriter(file)
	e := json.NewEncoder(w)
	err = e.Encode(stateHead{Version: stateVersion, Balance: b.before, Job: b.nextJob, Refill: b.nextRefill})
	for _, number := range b.oldest {
		err = errors.Join(err, e.Encode(b.jobs[number]))
	}
	err = errors.Join(err, w.Flush(), file.Sync())
	if info, statErr := file.Stat(); statErr == nil {
		size = info.Size()
	}
	return size, errors.Join(err, file.Close())
}

// close closes the file as it is; it may be opened again.
func (f *stateFile) close() error {
	if f.file == nil {
		return nil
	}
	err := f.file.Close()
	f.file = nil
	return err
}

// closeState lets go of the file.
func (b *books) closeState() {
	if b.file != nil {
		_ = b.file.close() // everything that somebody was told is on the disk
		b.file.unlock()
	}
}

// syncDirectory makes a new name survive a loss of power, where the system can
// do that.
func syncDirectory(path string) {
	if dir, err := os.Open(path); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
}
