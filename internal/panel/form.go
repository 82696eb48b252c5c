package panel

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"orderflow/sim"
)

// OrderHeader is a header in which a client may say which of its orders a
// purchase is for, by number. Panels of others ignore it; this one lets faults
// with order= act by it.
const OrderHeader = "Orderflow-Order"

// BuyerHeader is a header in which a client may say who it is, with OrderHeader
// beside it: then it can ask with action=orders what it has bought for an order.
// The API that panels have in common knows no such question, and no idempotency key.
const BuyerHeader = "Orderflow-Buyer"

// buyerMax bounds a buyer's name, in bytes.
const buyerMax = 128

// purpose is for which order of which buyer something is bought.
type purpose struct {
	buyer string
	order sim.OrderID
}

// purposeOf reads the headers of a request; whole reports whether it says both.
func purposeOf(r *http.Request) (p purpose, whole bool) {
	n, ok := number(r.Header.Get(OrderHeader))
	p = purpose{buyer: r.Header.Get(BuyerHeader), order: sim.OrderID(n)}
	if !soundBuyer(p.buyer) {
		p.buyer = ""
	}
	return p, ok && p.buyer != ""
}

func soundBuyer(name string) bool {
	return len(name) <= buyerMax && sim.Printable(name, buyerMax) == name
}

// askedMax is how many jobs one request may name.
const askedMax = 100

// silence takes what net/http would log: addresses of clients.
var silence = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)

// readForm reads the form of a request, and reports whether it is one with the
// right key. If not, it has answered.
func (s *Server) readForm(w http.ResponseWriter, r *http.Request) (url.Values, bool) {
	if r.Method != http.MethodPost {
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "POST a form", http.StatusMethodNotAllowed)
		return nil, false
	}
	r.Body = http.MaxBytesReader(w, r.Body, formBytesMax)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "this is no form of at most 64 KiB", http.StatusBadRequest)
		return nil, false
	}
	if !sameKey(r.PostForm.Get("key"), s.options.Key) {
		write(w, failure("Invalid API key"))
		return nil, false
	}
	return r.PostForm, true
}

// sameKey compares without telling by its time how much is right.
func sameKey(given, key string) bool {
	a, b := sha256.Sum256([]byte(given)), sha256.Sum256([]byte(key))
	return key != "" && subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// problem is how the API says no.
type problem struct {
	Error string `json:"error"`
}

func failure(text string) problem { return problem{Error: text} }

// write answers with status 200.
func write(w http.ResponseWriter, answer any) { writeStatus(w, http.StatusOK, answer) }

func writeStatus(w http.ResponseWriter, status int, answer any) {
	text, err := json.Marshal(answer)
	if err != nil {
		panic(err) // the panel's own types
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write(append(text, '\n')) // a client that has gone misses it
}

// number reads a whole number above 0.
func number(text string) (uint32, bool) {
	n, err := strconv.ParseUint(text, 10, 32)
	return uint32(n), err == nil && n > 0 && digits(text)
}

// numbers reads the numbers that a request names: one under the first name, or
// several, with commas, under the second. A number that is none is 0.
func numbers(form url.Values, one, several string) (list []asked, many, ok bool) {
	text := form.Get(one)
	if many = text == ""; many {
		text = form.Get(several)
	}
	parts := strings.Split(text, ",")
	if text == "" || len(parts) > askedMax || !many && len(parts) > 1 {
		return nil, many, false
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		n, _ := number(part)
		list = append(list, asked{text: part, number: n})
	}
	return list, many, true
}

// asked is a number that a client has named.
type asked struct {
	text   string
	number uint32 // 0: it is none
}

// id returns the number, or what stands in its place.
func (a asked) id() any {
	if a.number != 0 {
		return a.number
	}
	return a.text
}
