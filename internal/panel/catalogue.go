package panel

import (
	"fmt"
	"strconv"
	"strings"

	"orderflow/sim"
)

// Service is something that a panel sells, as action=services lists it.
type Service struct {
	Number   uint32
	Name     string // of the product
	Category string // of the channel
	Rate     int64  // cents for 1,000 pieces
	Min, Max int64  // pieces of one job
}

// What the simulated company's panel sells: every product on every channel.
var (
	channels = []sim.Channel{sim.Instagram, sim.Blog, sim.YouTube}
	products = []sim.Product{sim.Likes, sim.Followers, sim.Views}
)

// catalogue lists the panel's services.
func catalogue() []Service {
	var list []Service
	for _, c := range channels {
		for _, p := range products {
			list = append(list, Service{
				Number: uint32(len(list) + 1), Name: p.String(), Category: c.String(),
				Rate: sim.PanelCost(1000), Min: 1, Max: sim.AmountMax,
			})
		}
	}
	return list
}

// Sells reports whether the service is the product on the channel.
func (s *Service) Sells(c sim.Channel, p sim.Product) bool {
	return strings.EqualFold(s.Category, c.String()) && strings.EqualFold(s.Name, p.String())
}

// Cost returns what a quantity of the service costs, in cents.
func (s *Service) Cost(quantity int64) int64 {
	if s.Rate == sim.PanelCost(1000) {
		return sim.PanelCost(quantity)
	}
	return s.Rate * quantity / 1000
}

// centsMax bounds an amount of money that is read: the sum of a panel's jobs does
// not overflow.
const centsMax = 10_000_000_000_000

// money writes cents as the API does: dollars, with a point.
func money(cents int64) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}

// ParseMoney reads dollars, with or without a point, as cents; what is smaller
// than a cent is cut off.
func ParseMoney(text string) (cents int64, ok bool) {
	whole, part, _ := strings.Cut(text, ".")
	if len(whole) > 12 || len(part) > 20 || !digits(whole+part) || whole == "" {
		return 0, false
	}
	dollars, err := strconv.ParseInt(whole, 10, 64)
	if err != nil {
		return 0, false
	}
	rest, _ := strconv.ParseInt((part + "00")[:2], 10, 64) // two digits
	cents = dollars*100 + rest
	return cents, cents <= centsMax
}

func digits(text string) bool { return strings.Trim(text, "0123456789") == "" }
