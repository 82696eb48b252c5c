package panel

import (
	"net/http"
	"net/url"
	"strconv"
	"unicode/utf8"

	"orderflow/sim"
)

// What the API says no with.
const (
	noAction   = "Incorrect request"
	noService  = "Incorrect service ID"
	noLink     = "Incorrect link"
	noQuantity = "Incorrect quantity"
	noFunds    = "Not enough funds on balance"
	noOrder    = "Incorrect order ID"
	noCancel   = "Order cannot be canceled"
	noRefill   = "Refill is not available"
	noRefillID = "Refill not found"
)

// answer answers a request of the API, after a while.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	form, ok := s.readForm(w, r)
	if !ok {
		return
	}
	if form.Get("action") == "add" {
		s.add(w, r, form)
		return
	}
	if !s.wait(r, s.latency(0)) {
		panic(http.ErrAbortHandler)
	}
	action := map[string]func(url.Values) (any, error){
		"status": s.status, "cancel": s.cancel, "refill": s.refill, "refill_status": s.refillStatus,
		"services": s.services, "balance": s.balance, "orders": s.ordersOf(r),
	}[form.Get("action")]
	if action == nil {
		write(w, failure(noAction))
		return
	}
	s.mu.Lock()
	s.books.advance()
	answer, err := action(form)
	s.mu.Unlock()
	s.wake()
	conclude(w, answer, err)
}

// conclude answers, or says that the books cannot be written: nothing has
// happened then, and the client may ask again.
func conclude(w http.ResponseWriter, answer any, err error) {
	if err != nil {
		writeStatus(w, http.StatusServiceUnavailable, failure("Try again later"))
		return
	}
	write(w, answer)
}

// purchase is a valid request for a job.
type purchase struct {
	job     Job
	service Service
}

// readPurchase reads a request for a job; no says what is wrong with it.
func readPurchase(form url.Values) (p purchase, no string) {
	wanted, _ := number(form.Get("service"))
	for _, service := range catalogue() {
		if service.Number == wanted {
			p.service = service
		}
	}
	if p.service.Number == 0 {
		return p, noService
	}
	link := form.Get("link")
	if link == "" || utf8.RuneCountInString(link) > sim.LinkLengthMax || sim.Printable(link, sim.LinkLengthMax) != link {
		return p, noLink
	}
	quantity, err := strconv.ParseInt(form.Get("quantity"), 10, 64)
	switch {
	case err != nil:
		return p, noQuantity
	case quantity < p.service.Min:
		return p, "Quantity less than minimal " + strconv.FormatInt(p.service.Min, 10)
	case quantity > p.service.Max:
		return p, "Quantity more than maximum " + strconv.FormatInt(p.service.Max, 10)
	}
	p.job = Job{Service: wanted, Link: link, Quantity: quantity, Charge: p.service.Cost(quantity)}
	return p, ""
}

// add is action=add: it buys a job, unless a fault strikes.
func (s *Server) add(w http.ResponseWriter, r *http.Request, form url.Values) {
	p, no := readPurchase(form)
	if no != "" {
		write(w, failure(no))
		return
	}
	order := s.orderOf(r)
	said, _ := purposeOf(r)
	p.job.Buyer = said.buyer
	refused, refuse := s.strike(order, refuses)
	timeout, silent := sim.Fault{}, false
	if !refuse {
		timeout, silent = s.strike(order, named(sim.ProviderTimeout))
	}
	declined, decline := sim.Fault{}, false
	if !refuse && !silent {
		declined, decline = s.strike(order, declines)
	}
	if !s.wait(r, s.latency(order)) {
		panic(http.ErrAbortHandler)
	}
	switch {
	case refuse:
		writeStatus(w, refused.HTTP, failure(http.StatusText(refused.HTTP)))
	case silent:
		if timeout.Accepted {
			_, _ = s.buy(p, order, false) // nobody is told, whatever comes of it
		}
		s.hold(r)
	case decline:
		write(w, failure(declined.Text))
	default:
		answer, err := s.buy(p, order, true)
		conclude(w, answer, err)
	}
}

// orderOf returns which order a purchase is for: what the client says, or how
// many it will be.
func (s *Server) orderOf(r *http.Request) sim.OrderID {
	if p, _ := purposeOf(r); p.order != 0 {
		return p.order
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return sim.OrderID(s.books.bought + 1)
}

// strike asks which fault strikes.
func (s *Server) strike(order sim.OrderID, which func(*sim.Fault) bool) (sim.Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.books.faults.Strike(order, which)
}

// hold keeps the answer from the client until that has gone, then hangs up.
func (s *Server) hold(r *http.Request) {
	s.wait(r, holdMax)
	panic(http.ErrAbortHandler)
}

// buy buys a job, and returns the answer that says so.
func (s *Server) buy(p purchase, order sim.OrderID, answered bool) (answer any, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	defer s.wake()
	s.books.advance()
	switch {
	case s.books.active >= activeMax:
		return nil, errFull
	case s.books.balance() < p.job.Charge:
		return failure(noFunds), nil
	}
	p.job.Order = order
	j, err := s.books.buy(p.job, answered)
	if err != nil {
		return nil, err
	}
	return struct {
		Order uint32 `json:"order"`
	}{j.Number}, nil
}

// cancel is action=cancel: it ends jobs where they are.
func (s *Server) cancel(form url.Values) (any, error) {
	return s.each(form, "cancel", func(j *Job) (any, error) {
		canceled, err := s.books.cancel(j)
		if !canceled {
			return failure(noCancel), err
		}
		return 1, nil
	})
}

// refill is action=refill: it orders what is missing of completed jobs once more.
func (s *Server) refill(form url.Values) (any, error) {
	answer, err := s.each(form, "refill", func(j *Job) (any, error) {
		n, err := s.books.refill(j)
		if n == 0 {
			return failure(noRefill), err
		}
		return n, nil
	})
	list, many := answer.([]map[string]any)
	if err != nil || !many || form.Get("order") == "" {
		return answer, err
	}
	if n, done := list[0]["refill"].(uint32); done { // of one: its number alone, as text
		return map[string]string{"refill": strconv.FormatUint(uint64(n), 10)}, nil
	}
	return list[0]["refill"], nil
}

// each does something to every job that a request names, and lists what came of
// it under a name.
func (s *Server) each(form url.Values, name string, do func(*Job) (any, error)) (any, error) {
	list, _, ok := numbers(form, "order", "orders")
	if !ok {
		return failure(noOrder), nil
	}
	answer := make([]map[string]any, 0, len(list))
	for _, a := range list {
		var result any = failure(noOrder)
		if j := s.books.jobs[a.number]; j != nil {
			var err error
			if result, err = do(j); err != nil {
				return nil, err
			}
		}
		answer = append(answer, map[string]any{"order": a.id(), name: result})
	}
	return answer, nil
}
