package system

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"orderflow/sim"
)

// known are the most common errors of operating systems, with their text in
// Korean: the systems themselves speak English on nearly every machine.
var known = []struct {
	is     error
	korean string
}{
	{fs.ErrNotExist, "그런 파일이나 디렉터리가 없습니다"},
	{fs.ErrPermission, "권한이 없습니다"},
	{fs.ErrExist, "이미 있습니다"},
	{syscall.EISDIR, "디렉터리입니다"},
	{syscall.ENOTDIR, "경로의 중간이 디렉터리가 아닙니다"},
	{syscall.ENOSPC, "장치에 남은 공간이 없습니다"},
	{syscall.EROFS, "읽기 전용 파일 시스템입니다"},
	{syscall.ENAMETOOLONG, "파일 이름이 너무 깁니다"},
	{syscall.EINVAL, "잘못된 이름이나 요청입니다"},
}

// Localized adds the Korean text to an error of the operating system.
func Localized(err error) error {
	for _, one := range known {
		if errors.Is(err, one.is) {
			return sim.Refuse("%[1]s", "%[1]s", sim.Text{English: err.Error(), Korean: one.korean}, err)
		}
	}
	return err
}

// Pathless returns what is wrong with a file, without naming it.
func Pathless(err error) error {
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		return path.Err
	}
	if link := (*os.LinkError)(nil); errors.As(err, &link) {
		return link.Err
	}
	return err
}
