package lesson

import (
	"embed"
	"strings"

	"orderflow/sim"
)

//go:embed lessons/*.yaml
var files embed.FS

// taught are the embedded lessons in the order in which one would teach them.
var taught = []string{
	"published", "three-ways", "the-trap", "await-and-its-limit", "when-not-to-wait",
	"why-not-send", "ways-to-write-it", "handled-is-not-finished", "the-cure-and-its-price", "three-replicas",
}

// Embedded returns the embedded lessons, in the order in which one would teach them.
func Embedded() []*Lesson {
	var list []*Lesson
	for _, name := range taught {
		l, err := Find(name)
		if err != nil {
			panic(err) // embedded: a test reads them all
		}
		list = append(list, l)
	}
	return list
}

// Names returns the names of the embedded lessons.
func Names() []string { return taught }

// Find returns the embedded lesson of a name.
func Find(name string) (*Lesson, error) {
	for _, known := range taught {
		if known == name {
			text, err := files.ReadFile("lessons/" + name + ".yaml")
			if err != nil {
				return nil, err
			}
			return Read("lessons/"+name+".yaml", text)
		}
	}
	return nil, sim.Refuse("lesson %q is not known: want %s, or a file", "수업 %q: 없는 이름입니다. %s 중에서 고르거나 파일을 쓰세요", sim.Printable(name, 60), strings.Join(taught, ", "))
}
