package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"orderflow/sim"
)

// recording is the log of a run, saved while it grows. It is written beside its
// place, and put there with its first event; from then on it grows there. A
// file that was there before is only replaced with --force, and only then. A
// full disk ends the recording, not the run.
type recording struct {
	ctx    context.Context
	path   string
	header sim.Header
	force  bool

	draft    *draft
	before   *earlier  // what is in the place, by us, while another log is written; nil = nothing
	settled  bool      // the draft is in its place, or cannot be put there
	gone     bool      // nothing is left to close
	lines    []byte    // that are not in the file yet, each whole
	size     int64     // bytes of the file, up to the end of a line
	lasting  int64     // bytes that outlast a loss of power
	written  int       // events in the file
	events   int       // of the run
	lastSync time.Time // when the file was last made to last
	err      error     // why nothing more is saved; nil = it is
	told     bool      // the user knows
}

// earlier is what a recording has in its place.
type earlier struct {
	draft   *draft
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
	if err := r.allowed(inputs); err != nil {
		return nil, err
	}
	if err := r.begin(); err != nil {
		return nil, openingError("--record", r.path, err)
	}
	return r, nil
}

// allowed reports why the file of the recording must not be written.
func (r *recording) allowed(inputs []string) error {
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
	case recorded(r.path):
		return taken(r.path)
	case !r.force:
		return existing(r.path)
	}
	return nil
}

func existing(path string) error {
	return sim.Refuse("--record %s: is there already: want another name, or --force to replace it", "--record %s: 이미 있는 파일입니다. 다른 이름을 쓰거나, 덮어쓰려면 --force를 붙이세요", path)
}

// begin makes a new draft, with the log's header.
func (r *recording) begin() error {
	d, err := newDraft(r.ctx, r.path)
	if err != nil {
		return err
	}
	if !d.direct {
		lock(d.file)
	}
	r.draft, r.settled, r.gone = d, false, false
	r.lines = append(r.header.AppendJSON(r.lines[:0]), '\n')
	r.size, r.lasting, r.written, r.events, r.err = 0, 0, 0, 0, nil
	return nil
}

// restart begins another log in the same place: what is there stays until the
// new one is written. Written says how many of its events are there already.
func (r *recording) restart(header sim.Header, written int) {
	r.header = header
	before := r.before
	switch {
	case before == nil && r.settled:
		before = &earlier{draft: r.draft}
	case before != nil:
		r.draft.discard()
	}
	if before != nil {
		before.written = written
	} else {
		r.draft.discard()
	}
	r.before = before
	if err := r.begin(); err != nil {
		r.events, r.lines = 0, r.lines[:0]
		r.fail(err)
		r.giveUp()
	}
}

// giveUp leaves the recording without a draft of its own.
func (r *recording) giveUp() {
	if r.before != nil {
		r.draft, r.written, r.settled, r.before = r.before.draft, r.before.written, true, nil
		return
	}
	r.written, r.gone = 0, true
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

// flush saves what was appended, and at times makes it last. The error says
// that the file of the recording is another's, and nothing else.
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
	n, err := r.draft.file.Write(r.lines)
	whole := bytes.LastIndexByte(r.lines[:n], '\n') + 1
	r.written += bytes.Count(r.lines[:whole], []byte{'\n'})
	if r.size == 0 && whole > 0 {
		r.written-- // the header
	}
	r.size += int64(whole)
	r.lines = r.lines[:0]
	if err != nil {
		r.fail(err)
		_ = r.draft.file.Truncate(r.size) // a torn line can be read, too
	}
}

// publish puts the draft with its first event into its place, once.
func (r *recording) publish() error {
	switch {
	case r.settled:
		return nil
	case r.before != nil && r.err != nil:
		r.draft.discard()
		r.giveUp()
		return nil //nolint:nilerr // trouble tells it, once
	case r.written == 0:
		return nil
	}
	r.sync()
	r.settled = true
	err := r.put()
	switch {
	case errors.Is(err, fs.ErrExist):
		err = existing(r.path)
	case errors.Is(err, errTaken):
		err = taken(r.path)
	case err != nil:
		r.fail(err)
		r.written = 0
		return nil
	default:
		return nil
	}
	r.draft.discard()
	r.gone, r.err = true, nil // there is nothing more to say
	return err
}

// put puts the draft into its place.
func (r *recording) put() error {
	switch {
	case r.before != nil:
		if err := r.stillOurs(); err != nil {
			return err
		}
		before := r.before.draft
		r.before = nil
		return errors.Join(r.draft.replace(), before.file.Close())
	case !r.force:
		return r.draft.claim()
	}
	unlock, free := tryLock(r.draft.place)
	defer unlock()
	if !free {
		return errTaken
	}
	return r.draft.replace()
}

// stillOurs reports whether somebody has put another file into the place.
func (r *recording) stillOurs() error {
	ours, err := r.before.draft.file.Stat()
	if err != nil {
		return err
	}
	if there, err := os.Stat(r.draft.place); err == nil && !os.SameFile(ours, there) {
		return sim.Refuse("another file was put there", "그 자리에 다른 파일이 생겼습니다")
	}
	return nil
}

// errTaken is the reason where somebody else records in the place.
var errTaken = errors.New("taken")

func taken(path string) error {
	return sim.Refuse("--record %s: another orderflow records there: wait until it has ended, or want another name", "--record %s: 다른 orderflow가 여기에 저장하고 있습니다. 끝날 때까지 기다리거나 다른 이름을 쓰세요", path)
}

// sync makes what is written last.
func (r *recording) sync() {
	if r.err != nil || r.draft.direct || r.lasting == r.size {
		return
	}
	if err := r.draft.file.Sync(); err != nil {
		r.fail(err)
	}
	r.lasting = r.size
}

// fail notes the first thing that went wrong; nil is nothing.
func (r *recording) fail(err error) {
	if err != nil {
		r.err = cmp.Or(r.err, plainly(causeOf(err)))
	}
}

// causeOf returns what is wrong with a file, without its path.
func causeOf(err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err
	}
	if link := (*os.LinkError)(nil); errors.As(err, &link) {
		return link.Err
	}
	return err
}

// trouble returns, once, why nothing more is saved.
func (r *recording) trouble() error {
	if r.err == nil || r.told {
		return nil
	}
	r.told = true
	return sim.Refuse("--record %s: %v: the log ends with event %d there, and the run goes on", "--record %s: %v. 파일에는 이벤트 %d번까지 있고, 실행은 계속됩니다", r.path, r.err, r.written)
}

// close ends the recording. The error says what is missing of the log.
func (r *recording) close() error {
	if r.events > 0 && !r.gone {
		r.write()
		if err := r.publish(); err != nil {
			return err
		}
		r.sync()
	}
	switch {
	case r.gone:
	case r.settled && r.written > 0:
		r.fail(r.draft.file.Close())
	default:
		r.draft.discard()
	}
	if r.gone = true; r.err != nil {
		return failed(sim.Refuse("saving the log in %s: %v: %d of its %d events are missing", "로그를 %s에 저장하지 못했습니다: %v. 이벤트 %[4]d개 가운데 %[3]d개가 빠졌습니다", r.path, r.err, r.events-r.written, r.events))
	}
	return nil
}
