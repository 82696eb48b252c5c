package canvas

// Progress returns a bar of width columns.
func Progress(share float64, width int) string {
	full := int(share * float64(width))
	b := make([]rune, width)
	for i := range b {
		b[i] = '▱'
		if i < full {
			b[i] = '▰'
		}
	}
	return string(b)
}
