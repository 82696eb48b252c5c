package cli

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// draft is a file that is written beside its place, under a name that nobody
// looks for, until it is put there: what was there before stays whole until
// then, and a program that is cut off leaves no half file.
type draft struct {
	file   *os.File
	place  string // where it is to be
	direct bool   // the place is a device or a pipe, and written to itself
	owner  *interruption
}

// newDraft begins a file for a place. Where a file is there it must be one that
// may be written to.
func newDraft(ctx context.Context, place string) (*draft, error) {
	d := &draft{place: place}
	d.owner, _ = ctx.Value(interruptionKey{}).(*interruption)
	info, err := os.Stat(place)
	switch {
	case err == nil && !info.Mode().IsRegular():
		d.direct = true
		d.file, err = os.OpenFile(place, os.O_WRONLY, 0)
		return d, err
	case err == nil:
		if err := writable(place); err != nil {
			return nil, err
		}
		if d.place, err = filepath.EvalSymlinks(place); err != nil {
			return nil, err
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	if err := d.create(); err != nil {
		return nil, err
	}
	if info != nil {
		_ = d.file.Chmod(info.Mode().Perm()) // a new file's mode is as good
	}
	d.owner.begun(d)
	return d, nil
}

// writable reports why an existing file cannot be replaced.
func writable(path string) error {
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return file.Close()
}

// create makes a file of a new name in the place's directory.
func (d *draft) create() (err error) {
	const tries = 100
	for range tries {
		var name [6]byte
		_, _ = rand.Read(name[:]) // crypto/rand never fails
		path := filepath.Join(filepath.Dir(d.place), ".orderflow-"+hex.EncodeToString(name[:])+".tmp")
		d.file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return err
}

// replace puts the draft in its place, whatever is there.
func (d *draft) replace() error {
	if d.direct {
		return nil
	}
	return d.move(func(from string) error { return os.Rename(from, d.place) })
}

// claim puts the draft in its place if nothing is there, in one step.
func (d *draft) claim() error {
	if d.direct {
		return nil
	}
	return d.move(func(from string) error {
		err := os.Link(from, d.place)
		if err == nil {
			return os.Remove(from)
		}
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		return claimAndRename(from, d.place) // not every file system has links
	})
}

// claimAndRename is claim in two steps.
func claimAndRename(from, place string) error {
	claimed, err := os.OpenFile(place, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if err := errors.Join(claimed.Close(), os.Rename(from, place)); err != nil {
		_ = os.Remove(place) // it is empty
		return err
	}
	return nil
}

// move gives the file another name. Windows does not rename one that is open.
func (d *draft) move(how func(from string) error) error {
	from := d.file.Name()
	if runtime.GOOS == "windows" {
		if err := d.file.Close(); err != nil {
			return err
		}
	}
	if err := how(from); err != nil {
		return err
	}
	d.owner.done(d)
	if runtime.GOOS == "windows" {
		var err error
		d.file, err = os.OpenFile(d.place, os.O_WRONLY|os.O_APPEND, 0)
		return err
	}
	return syncDirectory(filepath.Dir(d.place))
}

// syncDirectory makes a new name last. Where that cannot be done it is left to
// the system.
func syncDirectory(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return nil //nolint:nilerr // the name lasts all the same where the system sees to it
	}
	_ = dir.Sync()
	return dir.Close()
}

// discard takes the draft away.
func (d *draft) discard() {
	_ = d.file.Close()
	if !d.direct {
		_ = os.Remove(d.file.Name())
	}
	d.owner.done(d)
}
