package sim

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// OrderID is the number of an order in its run, from 1. Zero means no order.
type OrderID uint32

// Limits of an order's fields.
const (
	LinkLengthMax = 2048          // characters
	NameLengthMax = 64            // characters of an order's id
	AmountMax     = math.MaxInt32 // quantity and points
)

// Order is what a customer bought. It never changes.
type Order struct {
	Number     OrderID    // from 1, in the order of creation
	ID         string     // the customer-facing id and the record's key; the number unless a file says otherwise
	Customer   Customer   //
	Channel    Channel    //
	Product    Product    //
	Quantity   int32      // likes, followers or views
	Points     int32      // the price
	Fulfilment Fulfilment //
	Link       string     // http(s) URL or handle
}

// Printable returns s with everything that could act on a terminal (control
// characters, escape sequences, bidirectional and other format characters)
// replaced by U+FFFD, without combining marks, cut to at most limit
// characters. Whatever comes from outside is shown only through it, in every
// frame: however long s is, only a part that suits the limit is looked at.
func Printable(s string, limit int) string {
	const bytesMax = 32 // of a character with its marks
	if plain(s, limit) {
		return s
	}
	var b strings.Builder
	count := 0
	for i, r := range s {
		if i >= bytesMax*(limit+1) {
			return b.String() + "…"
		}
		if mark(r) {
			continue
		}
		if count == limit {
			return b.String() + "…"
		}
		if !unicode.IsPrint(r) || conjoining(r) || invisible(r) {
			r = utf8.RuneError
		}
		b.WriteRune(r)
		count++
	}
	return b.String()
}

// mark reports whether r is drawn on, or together with, what is before it.
func mark(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) }

// conjoining reports whether r is a Hangul letter that terminals draw into one
// syllable with its neighbours.
func conjoining(r rune) bool {
	return r >= 0x1100 && r <= 0x11ff || r >= 0xa960 && r <= 0xa97f || r >= 0xd7b0 && r <= 0xd7ff
}

// invisible reports whether r is a letter that is not to be seen, such as the
// Hangul filler: two texts that look the same would differ by it.
func invisible(r rune) bool { return unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) }

// plain reports whether s is short printable ASCII.
func plain(s string, limit int) bool {
	if len(s) > limit {
		return false
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// price returns the points of an order: unit prices per piece, an invention
// of the simulated company.
func price(c Channel, p Product, quantity int32) int32 {
	unit := int32(20)
	switch {
	case p == Followers:
		unit = 30
	case c == YouTube && p == Likes:
		unit = 40
	case p == Likes && quantity >= 1000:
		unit = 10
	case p == Views && quantity >= 1000:
		unit = 12
	}
	return unit * quantity
}

// offers lists what the simulated company sells, and in which quantities.
var offers = [...]struct {
	channel    Channel
	product    Product
	quantities []int32
}{
	{Instagram, Likes, many},
	{Instagram, Followers, few},
	{Instagram, Likes, many},
	{Blog, Views, many},
	{Blog, Views, many},
	{Blog, Likes, few},
	{YouTube, Views, many},
	{YouTube, Likes, few},
	{YouTube, Followers, few},
}

var (
	few  = []int32{100, 200, 300}
	many = []int32{200, 300, 500, 1000, 2000}
)

// generateOrder draws the i-th order of a run. Only (seed, i) decide, so
// another order more or less never changes the others.
func generateOrder(seed uint64, number OrderID, externalPerMille int64) Order {
	draw := NewStream(seed, "orders", uint64(number))
	offer := offers[draw.Intn(int64(len(offers)))]
	o := Order{
		Number: number, ID: strconv.FormatUint(uint64(number), 10),
		Customer: Person, Channel: offer.channel, Product: offer.product,
		Quantity: offer.quantities[draw.Intn(int64(len(offer.quantities)))], Fulfilment: InHouse,
	}
	if draw.Intn(4) == 0 {
		o.Customer = Company
	}
	if draw.Intn(1000) < externalPerMille {
		o.Fulfilment = External
	}
	o.Points = price(o.Channel, o.Product, o.Quantity)
	o.Link = generateLink(draw, offer.channel)
	return o
}

func generateLink(draw *Stream, c Channel) string {
	const letters = "abcdefghijkmnpqrstuvwxyz23456789"
	var tag [8]byte
	for i := range tag {
		tag[i] = letters[draw.Intn(int64(len(letters)))]
	}
	switch c {
	case YouTube:
		return "https://youtube.example/watch?v=" + string(tag[:])
	case Blog:
		return "https://blog.example/posts/" + string(tag[:])
	default:
		return "https://instagram.example/p/" + string(tag[:])
	}
}

// Describe sets who an order is for and what it is about, by the words that logs and
// records have for it.
func (o *Order) Describe(customer, channel, product, fulfilment string) error {
	for _, field := range []struct {
		what, word string
		words      words
		set        func(int)
	}{
		{"customer", customer, customerWords, func(i int) { o.Customer = Customer(i) }},
		{"channel", channel, channelWords, func(i int) { o.Channel = Channel(i) }},
		{"product", product, productWords, func(i int) { o.Product = Product(i) }},
		{"fulfilment", fulfilment, fulfilmentWords, func(i int) { o.Fulfilment = Fulfilment(i) }},
	} {
		i, err := field.words.parse(field.what, field.word)
		if err != nil {
			return err
		}
		field.set(i)
	}
	return nil
}
