package lectern

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The files of a show: show-PID and what it is.
const (
	namePrefix = "show-"
	socketName = ".sock"
	portName   = ".port" // port and token, where there are no Unix sockets
)

// pathMax is how long the path of a socket may be, in bytes, on the system where it
// may be shortest.
const pathMax = 103

// doorsMax is how many shows are looked at, the newest of all.
const doorsMax = 64

// dialLimit is how long a show may take to be reached.
const dialLimit = 700 * time.Millisecond

// door is where a show may be.
type door struct {
	pid  int
	path string
	made time.Time
	why  error // why it is not opened; nil = it can be
	open func(ctx context.Context) (net.Conn, error)
}

// pathOf returns the path of the file of a show.
func pathOf(dir string, pid int, kind string) string {
	return filepath.Join(dir, namePrefix+strconv.Itoa(pid)+kind)
}

// pidOf returns whose a file is; 0 where it is none of a show.
func pidOf(name string) int {
	kind := filepath.Ext(name)
	digits, found := strings.CutPrefix(strings.TrimSuffix(name, kind), namePrefix)
	pid, err := strconv.ParseUint(digits, 10, 31)
	if !found || err != nil || kind != socketName && kind != portName {
		return 0
	}
	return int(pid)
}

// doors returns where shows may be, the newest first. What a dead process has left
// is removed.
func doors(ctx context.Context, dir string) ([]door, error) {
	if err := checkFolder(dir); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, errOpening(dir, err)
	}
	var list []door
	for _, entry := range entries {
		if pid := pidOf(entry.Name()); pid > 0 {
			if info, err := os.Lstat(filepath.Join(dir, entry.Name())); err == nil {
				list = append(list, doorOf(filepath.Join(dir, entry.Name()), pid, info))
			}
		}
	}
	slices.SortFunc(list, func(a, b door) int { return cmp.Or(b.made.Compare(a.made), cmp.Compare(b.pid, a.pid)) })
	list = slices.DeleteFunc(list, func(d door) bool { return d.stale(ctx) })
	return list[:min(len(list), doorsMax)], nil
}

// checkFolder checks that a directory is one, and the user's.
func checkFolder(dir string) error {
	info, err := os.Lstat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return err
	case err != nil:
		return errOpening(dir, err)
	case !info.IsDir():
		return errNoFolder(dir)
	case !ours(info):
		return errOwner(dir)
	}
	return nil
}

// makeFolder makes the directory where it is not there yet; nobody else may look in.
func makeFolder(dir string) error {
	const private = 0o700
	if err := os.MkdirAll(dir, private); err != nil && !errors.Is(err, fs.ErrExist) && !errors.Is(err, syscall.ENOTDIR) {
		return errOpening(dir, err)
	}
	if err := checkFolder(dir); err != nil {
		return err
	}
	if err := os.Chmod(dir, private); err != nil {
		return errOpening(dir, err)
	}
	return nil
}

// doorOf says how a file of a show is opened.
func doorOf(path string, pid int, info fs.FileInfo) door {
	d := door{pid: pid, path: path, made: info.ModTime()}
	port := filepath.Ext(path) == portName
	switch {
	case !ours(info):
		d.why = errOwner(path)
	case port && info.Mode().IsRegular():
		d.open = func(ctx context.Context) (net.Conn, error) { return dialLoopback(ctx, path) }
	case !port && info.Mode().Type() == fs.ModeSocket:
		d.open = func(ctx context.Context) (net.Conn, error) { return dial(ctx, "unix", path) }
	default:
		d.why = errNotSocket(path)
	}
	return d
}

// stale reports whether a dead process has left the file, and removes it. A process
// that this system does not know may live in another container: then it answers.
func (d *door) stale(ctx context.Context) bool {
	if d.why != nil || alive(d.pid) {
		return false
	}
	conn, err := d.open(ctx)
	if err == nil {
		_ = conn.Close() // nothing was written
		return false
	}
	return refused(err) && os.Remove(d.path) == nil
}

func dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{Timeout: dialLimit}).DialContext(ctx, network, address)
	if err != nil {
		return nil, fmt.Errorf("connecting: %w", err)
	}
	return conn, nil
}
