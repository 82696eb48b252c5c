package words

import (
	"strconv"

	"orderflow/internal/typeset"
)

// Dollars returns an amount of cents.
func Dollars(cents int64) string {
	return typeset.Grouped(cents/100) + "." + strconv.FormatInt(cents%100+100, 10)[1:]
}
