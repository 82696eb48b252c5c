package sim

// Nearest returns the name that may have been meant by word, or nothing.
func Nearest(word string, names []string) string {
	near, distanceMax := "", 3
	for _, name := range names {
		if d := distance(word, name); d < min(distanceMax, len(name)) {
			near, distanceMax = name, d
		}
	}
	return near
}

// distance returns the Levenshtein distance of two names.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			above := row[j+1]
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			row[j+1] = min(cost, above+1, row[j]+1)
			diagonal = above
		}
	}
	return row[len(b)]
}
