package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"orderflow/internal/system"
	"orderflow/sim"
)

// recording is the log of a run, saved while it grows. It begins as a temporary
// file and is moved to its path with its first event; from then on it grows
// there. An existing file is only replaced with --force, and not before that
// event. A full disk ends the recording, not the run.
type recording struct {
	ctx    context.Context
	path   string
	header sim.Header
	force  bool

	temp      *tempFile
	previous  *previousLog // our log at the path while another is written; nil = none
	published bool         // the file is at its path, or cannot be put there
	closed    bool         // the file is closed
	lines     []byte       // that are not in the file yet, each whole
	size      int64        // bytes of the file, up to the end of a line
	synced    int64        // bytes that survive a loss of power
	written   int          // events in the file
	events    int          // of the run
	lastSync  time.Time    // when the file was last synced
	err       error        // why nothing more is saved; nil = it is
	reported  bool         // the user has been told
}

// previousLog is the log at the path while another one is written.
type previousLog struct {
	temp    *tempFile
	written int // events of the log that is to be there
}

// Limits of a recording.
const (
	syncEvery = time.Second
	linesMax  = 64 << 10 // bytes of lines that wait
)

// newRecording begins a recording. The files of inputs are not overwritten, and
// no other without force.
func (f *outputFlags) newRecording(ctx context.Context, header sim.Header, inputs []string) (*recording, error) {
	r := &recording{ctx: ctx, path: f.record, header: header, force: f.force, lastSync: time.Now()}
	if err := r.checkTarget(inputs); err != nil {
		return nil, err
	}
	if err := r.begin(); err != nil {
		return nil, openError("--record", r.path, err)
	}
	return r, nil
}

// checkTarget reports why the file of the recording must not be written.
func (r *recording) checkTarget(inputs []string) error {
	target, err := os.Stat(r.path)
	if err != nil {
		if link, linkErr := os.Readlink(r.path); linkErr == nil {
			return sim.Refuse("--record %s: is a link to %s, which is not there: want the name of a file", "--record %s: 없는 파일 %s을(를) 가리키는 링크입니다. 파일 이름을 쓰세요", r.path, link)
		}
		return nil
	}
	for _, input := range inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(info, target) {
			return sim.Refuse("--record %s: is a file that the run reads: want another", "--record %s: 이 실행이 읽는 파일입니다. 다른 파일을 쓰세요", r.path)
		}
	}
	switch {
	case !target.Mode().IsRegular():
		return nil
	case system.Held(r.path):
		return busy(r.path)
	case !r.force:
		return existing(r.path)
	}
	return nil
}

func existing(path string) error {
	return sim.Refuse("--record %s: is there already: want another name, or --force to replace it", "--record %s: 이미 있는 파일입니다. 다른 이름을 쓰거나, 덮어쓰려면 --force를 붙이세요", path)
}

// begin creates a new temporary file, with the log's header.
func (r *recording) begin() error {
	d, err := newTempFile(r.ctx, r.path)
	if err != nil {
		return err
	}
	if !d.direct {
		system.Hold(d.file)
	}
	r.temp, r.published, r.closed = d, false, false
	r.lines = append(r.header.AppendJSON(r.lines[:0]), '\n')
	r.size, r.synced, r.written, r.events, r.err = 0, 0, 0, 0, nil
	return nil
}

// begins replaces the header, as long as nothing is written.
func (r *recording) begins(header sim.Header) {
	if r.size == 0 && r.events == 0 && r.err == nil {
		r.header = header
		r.lines = append(header.AppendJSON(r.lines[:0]), '\n')
	}
}

// restart begins another log for the same path: the file there stays until the
// new one is written. written says how many events of the new log it has already.
func (r *recording) restart(header sim.Header, written int) {
	r.header = header
	before := r.previous
	switch {
	case before == nil && r.published:
		before = &previousLog{temp: r.temp}
	case before != nil:
		r.temp.discard()
	}
	if before != nil {
		before.written = written
	} else {
		r.temp.discard()
	}
	r.previous = before
	if err := r.begin(); err != nil {
		r.events, r.lines = 0, r.lines[:0]
		r.fail(err)
		r.revert()
	}
}

// revert gives up the temporary file and goes back to the previous log, if any.
func (r *recording) revert() {
	if r.previous != nil {
		r.temp, r.written, r.published, r.previous = r.previous.temp, r.previous.written, true, nil
		return
	}
	r.written, r.closed = 0, true
}

// append takes the next event.
func (r *recording) append(e sim.Event) {
	r.events++
	if r.err != nil {
		return
	}
	r.lines = append(e.AppendJSON(r.lines), '\n')
	if len(r.lines) >= linesMax {
		r.write()
	}
}

// flush writes what was appended, and syncs it from time to time. Its only error
// is that the path belongs to somebody else.
func (r *recording) flush() error {
	if r.events == 0 {
		return nil
	}
	r.write()
	if err := r.publish(); err != nil {
		return err
	}
	if now := time.Now(); now.Sub(r.lastSync) >= syncEvery {
		r.lastSync = now
		r.sync()
	}
	return nil
}

// write writes the lines that wait. Where only some have room the file ends
// with the last whole one.
func (r *recording) write() {
	if r.err != nil || len(r.lines) == 0 {
		return
	}
	n, err := r.temp.file.Write(r.lines)
	whole := bytes.LastIndexByte(r.lines[:n], '\n') + 1
	r.written += bytes.Count(r.lines[:whole], []byte{'\n'})
	if r.size == 0 && whole > 0 {
		r.written-- // the header
	}
	r.size += int64(whole)
	r.lines = r.lines[:0]
	if err != nil {
		r.fail(err)
		_ = r.temp.file.Truncate(r.size) // a torn line can be read, too
	}
}

// publish moves the temporary file to its path with its first event, once.
func (r *recording) publish() error {
	switch {
	case r.published:
		return nil
	case r.previous != nil && r.err != nil:
		r.temp.discard()
		r.revert()
		return nil //nolint:nilerr // trouble tells it, once
	case r.written == 0:
		return nil
	}
	r.sync()
	r.published = true
	err := r.put()
	switch {
	case errors.Is(err, fs.ErrExist):
		err = existing(r.path)
	case errors.Is(err, errBusy):
		err = busy(r.path)
	case err != nil:
		r.fail(err)
		r.written = 0
		return nil
	default:
		return nil
	}
	r.temp.discard()
	r.closed, r.err = true, nil // there is nothing more to say
	return err
}

// put moves the temporary file to its path.
func (r *recording) put() error {
	switch {
	case r.previous != nil:
		if err := r.stillOurs(); err != nil {
			return err
		}
		before := r.previous.temp
		r.previous = nil
		return errors.Join(r.temp.replace(), before.file.Close())
	case !r.force:
		return r.temp.claim()
	}
	unlock, free := system.Try(r.temp.path)
	defer unlock()
	if !free {
		return errBusy
	}
	return r.temp.replace()
}

// stillOurs returns an error if somebody has put another file at the path.
func (r *recording) stillOurs() error {
	ours, err := r.previous.temp.file.Stat()
	if err != nil {
		return err
	}
	if there, err := os.Stat(r.temp.path); err == nil && !os.SameFile(ours, there) {
		return sim.Refuse("another file was put there", "그 자리에 다른 파일이 생겼습니다")
	}
	return nil
}

// errBusy says that somebody else records at the path.
var errBusy = errors.New("taken")

func busy(path string) error {
	return sim.Refuse("--record %s: another orderflow records there: wait until it has ended, or want another name", "--record %s: 다른 orderflow가 여기에 저장하고 있습니다. 끝날 때까지 기다리거나 다른 이름을 쓰세요", path)
}

// sync makes what is written survive a loss of power.
func (r *recording) sync() {
	if r.err != nil || r.temp.direct || r.synced == r.size {
		return
	}
	if err := r.temp.file.Sync(); err != nil {
		r.fail(err)
	}
	r.synced = r.size
}

// fail keeps the first error; nil is ignored.
func (r *recording) fail(err error) {
	if err != nil {
		r.err = cmp.Or(r.err, localized(system.Pathless(err)))
	}
}

// trouble returns, once, why nothing more is saved.
func (r *recording) trouble() error {
	if r.err == nil || r.reported {
		return nil
	}
	r.reported = true
	return sim.Refuse("--record %s: %v: the log ends with event %d there, and the run goes on", "--record %s: %v. 파일에는 이벤트 %d번까지 있고, 실행은 계속됩니다", r.path, r.err, r.written)
}

// close ends the recording. The error says what is missing of the log.
func (r *recording) close() error {
	if r.events > 0 && !r.closed {
		r.write()
		if err := r.publish(); err != nil {
			return err
		}
		r.sync()
	}
	switch {
	case r.closed:
	case r.published && r.written > 0:
		r.fail(r.temp.file.Close())
	default:
		r.temp.discard()
	}
	if r.closed = true; r.err != nil {
		return failed(sim.Refuse("saving the log in %s: %v: %d of its %d events are missing", "로그를 %s에 저장하지 못했습니다: %v. 이벤트 %[4]d개 가운데 %[3]d개가 빠졌습니다", r.path, r.err, r.events-r.written, r.events))
	}
	return nil
}
