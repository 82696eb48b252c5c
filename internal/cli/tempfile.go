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

// tempFile is a file that is written under a temporary name and then renamed to
// its path: what was there before stays whole until then, and a program that is
// cut off leaves no half-written file.
type tempFile struct {
	file   *os.File
	path   string // where it goes
	direct bool   // the path is a device or a pipe, and is written directly
	owner  *interruption
}

// newTempFile creates the file for a path. A file that is already there must be
// writable.
func newTempFile(ctx context.Context, path string) (*tempFile, error) {
	d := &tempFile{path: path}
	d.owner, _ = ctx.Value(interruptionKey{}).(*interruption)
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		d.direct = true
		d.file, err = os.OpenFile(path, os.O_WRONLY, 0)
		return d, err
	case err == nil:
		if err := writable(path); err != nil {
			return nil, err
		}
		if d.path, err = filepath.EvalSymlinks(path); err != nil {
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
	d.owner.track(d)
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

// create creates a file with a new name in the directory of the path.
func (d *tempFile) create() (err error) {
	const tries = 100
	for range tries {
		var name [6]byte
		_, _ = rand.Read(name[:]) // crypto/rand never fails
		path := filepath.Join(filepath.Dir(d.path), ".orderflow-"+hex.EncodeToString(name[:])+".tmp")
		d.file, err = os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return err
}

// replace moves the file to its path, whatever is there.
func (d *tempFile) replace() error {
	if d.direct {
		return nil
	}
	return d.move(func(from string) error { return os.Rename(from, d.path) })
}

// claim moves the file to its path if nothing is there, in one step.
func (d *tempFile) claim() error {
	if d.direct {
		return nil
	}
	return d.move(func(from string) error {
		err := os.Link(from, d.path)
		if err == nil {
			return os.Remove(from)
		}
		if errors.Is(err, fs.ErrExist) {
			return err
		}
		return createAndRename(from, d.path) // not every file system has links
	})
}

// createAndRename is claim in two steps, for file systems without links.
func createAndRename(from, path string) error {
	claimed, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if err := errors.Join(claimed.Close(), os.Rename(from, path)); err != nil {
		_ = os.Remove(path) // it is empty
		return err
	}
	return nil
}

// move gives the file another name. Windows does not rename one that is open.
func (d *tempFile) move(how func(from string) error) error {
	from := d.file.Name()
	if runtime.GOOS == "windows" {
		if err := d.file.Close(); err != nil {
			return err
		}
	}
	if err := how(from); err != nil {
		return err
	}
	d.owner.untrack(d)
	if runtime.GOOS == "windows" {
		var err error
		d.file, err = os.OpenFile(d.path, os.O_WRONLY|os.O_APPEND, 0)
		return err
	}
	return syncDirectory(filepath.Dir(d.path))
}

// syncDirectory makes a new name survive a loss of power, where the system can
// do that.
func syncDirectory(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return nil //nolint:nilerr // without it the name is safe as soon as the system writes it
	}
	_ = dir.Sync()
	return dir.Close()
}

// discard removes the file.
func (d *tempFile) discard() {
	_ = d.file.Close()
	if !d.direct {
		_ = os.Remove(d.file.Name())
	}
	d.owner.untrack(d)
}
