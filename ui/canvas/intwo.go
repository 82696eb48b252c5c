package canvas

import "strings"

// inClause is how many columns of difference between two lines are worth a break
// where a clause or a sentence ends.
const inClause = 14

// InTwo sets a text into two lines of at most width columns: between its two
// sentences, else so that both lines are about as long, if it can between two
// clauses. It returns nil where that is not possible.
func InTwo(text string, width int) []string {
	if lines := atSentence(text); lines != nil && !AnyWider(lines, width) {
		return lines
	}
	var lines []string
	least := 0
	for i, r := range text {
		if r != ' ' || i == 0 {
			continue
		}
		left, right := Columns(text[:i]), Columns(text[i+1:])
		uneven := Abs(left - right)
		if !strings.ContainsRune(".,:", rune(text[i-1])) {
			uneven += inClause
		}
		if max(left, right) <= width && (lines == nil || uneven < least) {
			lines, least = []string{text[:i], text[i+1:]}, uneven
		}
	}
	return lines
}

// atSentence parts a text after its first sentence where it has two.
func atSentence(text string) []string {
	first, second, several := strings.Cut(text, ". ")
	if !several || strings.Contains(second, ". ") {
		return nil
	}
	return []string{first + ".", second}
}

// AnyWider reports whether a line has more than width columns.
func AnyWider(lines []string, width int) bool {
	for _, line := range lines {
		if Columns(line) > width {
			return true
		}
	}
	return false
}
