package hostile

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	numberInLine = regexp.MustCompile(`[:[,](-?\d+)`)
	listInLine   = regexp.MustCompile(`\[[0-9,]+\]`)
	memberInLine = regexp.MustCompile(`"([a-z_]+)":"([^"\\]*)"`)
)

// Tampered returns a log, as text, that no engine would record but a file may
// hold: in some of its events numbers and words are others, and some stand
// where others stood. One returns why a line cannot be read; all why a log
// cannot, an error that begins with "line N:" of the first that cannot follow.
func Tampered(log string, random *rand.Rand, one, all func(text string) error) string {
	lines := strings.Split(strings.TrimSuffix(log, "\n"), "\n")
	plain := slices.Clone(lines)
	for share := 2 + random.IntN(80); share > 0; share-- {
		i := 2 + random.IntN(len(lines)-2)
		if random.IntN(4) == 0 {
			i = 1 // the settings of the run
		}
		if line := tamperedLine(lines, i, random); one(line) == nil {
			lines[i] = line
		}
	}
	if random.IntN(4) == 0 {
		lines = lines[:2+random.IntN(len(lines)-2)]
	}
	for {
		text := strings.Join(lines, "\n") + "\n"
		err := all(text)
		if err == nil {
			return text
		}
		wrong := 0
		if _, scanErr := fmt.Sscanf(err.Error(), "line %d:", &wrong); scanErr != nil || wrong < 1 || wrong > len(lines) {
			panic("an error that names no line: " + err.Error())
		}
		if lines[wrong-1] == plain[wrong-1] {
			lines = lines[:wrong-1] // what is before it does not let it follow
		} else {
			lines[wrong-1] = plain[wrong-1]
		}
	}
}

// tamperedLine returns a line with a number or a word changed, or what another
// line says in its place.
func tamperedLine(lines []string, i int, random *rand.Rand) string {
	line, other := lines[i], lines[1+random.IntN(len(lines)-1)]
	switch random.IntN(6) {
	case 0:
		head, _, _ := strings.Cut(line, `,"type"`)
		_, rest, _ := strings.Cut(other, `,"type"`)
		return head + `,"type"` + rest
	case 1:
		return listInLine.ReplaceAllString(line, "[]")
	case 2, 3:
		return otherWord(lines, line, random)
	}
	numbers := []string{"0", "1", "2", "3", "5", "12", "63", "64", "255", "4097", "65535", "2147483647", "4294967295", "9223372036854775807", "-1", strconv.Itoa(len(lines))}
	places := numberInLine.FindAllStringSubmatchIndex(line, -1)
	place := places[random.IntN(len(places))]
	return line[:place[2]] + numbers[random.IntN(len(numbers))] + line[place[3]:]
}

// otherWord puts a word that stands in the same member of another line into a line.
func otherWord(lines []string, line string, random *rand.Rand) string {
	places := memberInLine.FindAllStringSubmatchIndex(line, -1)
	place := places[random.IntN(len(places))]
	name, word := line[place[2]:place[3]], line[place[4]:place[5]]
	for range 50 {
		for _, member := range memberInLine.FindAllStringSubmatch(lines[1+random.IntN(len(lines)-1)], -1) {
			if member[1] == name && member[2] != word {
				return line[:place[4]] + member[2] + line[place[5]:]
			}
		}
	}
	return line
}
