package canvas

// Longest returns the first of the variants that has room, else the last.
func Longest(room int, variants ...string) string {
	for _, v := range variants {
		if Columns(v) <= room {
			return v
		}
	}
	return variants[len(variants)-1]
}
