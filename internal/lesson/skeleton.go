package lesson

import (
	_ "embed" // the skeletons are files
	"strings"

	"orderflow/sim"
)

//go:embed skeletons/en.yaml
var englishSkeleton string

//go:embed skeletons/ko.yaml
var koreanSkeleton string

// Skeleton returns the file of a lesson of this name, to be written over: with
// comments in either language. It passes the check as it is.
func Skeleton(name string) (sim.Text, error) {
	if !isName(name) {
		return sim.Text{}, sim.Refuse("%q is no name of a lesson: want lower-case letters, digits and hyphens", "%q: 수업 이름이 될 수 없습니다. 영문 소문자, 숫자, 붙임표로 쓰세요", sim.Printable(name, 60))
	}
	fill := func(text string) string { return strings.ReplaceAll(text, "NAME", name) }
	return sim.Text{English: fill(englishSkeleton), Korean: fill(koreanSkeleton)}, nil
}

// isName reports whether a lesson can have this name.
func isName(text string) bool {
	return text != "" && len(text) <= sim.NameLengthMax && strings.Trim(text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}
