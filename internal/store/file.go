package store

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"orderflow/sim"
)

// applicationID marks a SQLite file as the program's: "ordf".
const applicationID = 0x6f726466

// SQLite's file format, https://www.sqlite.org/fileformat.html#the_database_header.
const (
	headerBytes   = 100
	headerMagic   = "SQLite format 3\x00"
	applicationAt = 68
)

// probe looks whose a file is before SQLite does, which would change it. fresh
// is a file that is not there or empty.
func probe(path string) (fresh bool, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	info, err := file.Stat()
	if err != nil {
		return false, err
	}
	if !info.Mode().IsRegular() {
		return false, Bad{sim.Refuse("%s: is not a file: want one, new or written by orderflow live --db", "%s: 파일이 아닙니다. 새 파일이나 orderflow live --db가 만든 파일을 쓰세요", sim.Printable(path, pathMax))}
	}
	header := make([]byte, headerBytes)
	n, err := io.ReadFull(file, header)
	switch {
	case errors.Is(err, io.EOF):
		return true, nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return false, err
	case n < headerBytes || string(header[:len(headerMagic)]) != headerMagic:
		return false, Bad{sim.Refuse("%s: is not a database: name a new file, or one that orderflow live --db wrote", "%s: 데이터베이스 파일이 아닙니다. 새 파일이나 orderflow live --db가 만든 파일을 쓰세요", sim.Printable(path, pathMax))}
	case binary.BigEndian.Uint32(header[applicationAt:]) != applicationID:
		return false, foreign(sim.Printable(path, pathMax))
	}
	return false, nil
}

// pathMax is how much of a path an error shows.
const pathMax = 120

// uri is the path as SQLite reads it.
func uri(path string) string {
	path = filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" {
		path = "///" + path
	}
	return "file:" + strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}
