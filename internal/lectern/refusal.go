package lectern

import (
	"errors"
	"os"

	"orderflow/sim"
)

// What keeps notes from a show, a line each.

func errForeign(pid int, said string) error {
	const most = 40 // characters
	return sim.Refuse("process %d is no show of orderflow: it says %q", "프로세스 %d은(는) orderflow 발표 화면이 아닙니다. 받은 것: %q", pid, sim.Printable(said, most))
}

func errVersion(pid int, said string) error {
	return sim.Refuse("the show of process %d speaks version %s and these notes version %d: start both from the same orderflow",
		"프로세스 %d의 발표 화면은 버전 %s, 이 노트는 버전 %d입니다. 둘 다 같은 orderflow로 시작하세요", pid, said, version)
}

func errGarbage(pid int) error {
	return sim.Refuse("what process %d sends is no state of a show: it is not read any more", "프로세스 %d이(가) 보낸 것은 발표 화면의 상태가 아닙니다. 더 읽지 않습니다", pid)
}

func errTooLong(pid, most int) error {
	return sim.Refuse("process %d sends a line of more than %d bytes: it is not read any more", "프로세스 %d이(가) 보낸 줄이 %d바이트보다 깁니다. 더 읽지 않습니다", pid, most)
}

func errSilent(pid int) error {
	return sim.Refuse("the show of process %d does not answer: it may be stopped (fg brings it back)", "프로세스 %d의 발표 화면이 응답하지 않습니다. 멈춰 있을 수 있습니다(fg로 불러오세요)", pid)
}

func errShut(pid int) error {
	return sim.Refuse("the show of process %d takes no more notes: it has %d", "프로세스 %d의 발표 화면은 노트를 더 받지 않습니다. 이미 %d개가 붙어 있습니다", pid, readersMax)
}

func errNotSocket(path string) error {
	return sim.Refuse("%s is no socket: remove it", "%s: 소켓이 아닙니다. 지우세요", shown(path))
}

func errOwner(path string) error {
	return sim.Refuse("%s belongs to another user: it is not opened", "%s: 다른 사용자의 것이라 열지 않습니다", shown(path))
}

func errNoFolder(path string) error {
	return sim.Refuse("%s is no directory: remove it", "%s: 디렉터리가 아닙니다. 지우세요", shown(path))
}

func errOpening(path string, err error) error {
	switch pathError, call := (*os.PathError)(nil), (*os.SyscallError)(nil); { // they name the path again
	case errors.As(err, &pathError):
		err = pathError.Err
	case errors.As(err, &call):
		err = call.Err
	}
	return sim.Refuse("opening %s: %v", "%s을(를) 열지 못했습니다: %v", shown(path), shown(err.Error()))
}

func errNoSuch(pid int) error {
	return sim.Refuse("no show has the process number %d: leave --pid out to take the newest", "프로세스 %d의 발표 화면이 없습니다. --pid를 빼면 가장 최근 것을 읽습니다", pid)
}

func errTaken(path string) error {
	return sim.Refuse("another show has %s", "다른 발표 화면이 %s을(를) 쓰고 있습니다", shown(path))
}

func shown(text string) string {
	const most = 200 // characters
	return sim.Printable(text, most)
}
