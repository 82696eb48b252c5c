package words

import (
	"strconv"
)

// Dollars returns an amount of cents.
func Dollars(cents int64) string {
	return Grouped(cents/100) + "." + strconv.FormatInt(cents%100+100, 10)[1:]
}
