package panel

import (
	"net/http"
	"net/url"
	"strconv"
)

// currency is that of every price.
const currency = "USD"

// offer is a service as action=services lists it.
type offer struct {
	Service  uint32 `json:"service"`
	Name     string `json:"name"`
	Type     string `json:"type"`
	Category string `json:"category"`
	Rate     string `json:"rate"`
	Min      string `json:"min"`
	Max      string `json:"max"`
	Refill   bool   `json:"refill"`
	Cancel   bool   `json:"cancel"`
}

// services is action=services.
func (s *Server) services(url.Values) (any, error) {
	var list []offer
	for _, c := range catalogue() {
		list = append(list, offer{
			Service: c.Number, Name: c.Name, Type: "Default", Category: c.Category, Rate: money(c.Rate),
			Min: strconv.FormatInt(c.Min, 10), Max: strconv.FormatInt(c.Max, 10), Refill: true, Cancel: true,
		})
	}
	return list, nil
}

// balance is action=balance.
func (s *Server) balance(url.Values) (any, error) {
	return map[string]string{"balance": money(s.books.balance()), "currency": currency}, nil
}

// report is a job as action=status shows it.
type report struct {
	Charge   string `json:"charge"`
	Start    string `json:"start_count"`
	Status   string `json:"status"`
	Remains  string `json:"remains"`
	Currency string `json:"currency"`
}

// status is action=status, of one job or of up to 100.
func (s *Server) status(form url.Values) (any, error) {
	list, many, ok := numbers(form, "order", "orders")
	if !ok {
		return failure(noOrder), nil
	}
	if !many {
		return s.reportOf(list[0]), nil
	}
	answer := make(map[string]any, len(list))
	for _, a := range list {
		answer[a.text] = s.reportOf(a)
	}
	return answer, nil
}

func (s *Server) reportOf(a asked) any {
	j := s.books.jobs[a.number]
	if j == nil {
		return failure(noOrder)
	}
	return report{
		Charge: money(j.cost()), Start: strconv.FormatInt(j.Start, 10), Status: j.Status.String(),
		Remains: strconv.FormatInt(j.remains(), 10), Currency: currency,
	}
}

// refillStatus is action=refill_status, of one refill or of up to 100.
func (s *Server) refillStatus(form url.Values) (any, error) {
	list, many, ok := numbers(form, "refill", "refills")
	if !ok {
		return failure(noRefillID), nil
	}
	if !many {
		if word := s.refillWord(list[0].number); word != "" {
			return map[string]string{"status": word}, nil
		}
		return failure(noRefillID), nil
	}
	answer := make([]map[string]any, 0, len(list))
	for _, a := range list {
		var status any = failure(noRefillID)
		if word := s.refillWord(a.number); word != "" {
			status = word
		}
		answer = append(answer, map[string]any{"refill": a.id(), "status": status})
	}
	return answer, nil
}

// refillWord returns how a refill stands; "" where there is none.
func (s *Server) refillWord(number uint32) string {
	j := s.books.jobs[s.books.refills[number]]
	if j == nil {
		return ""
	}
	for _, r := range j.Refills {
		if r.Number == number && !r.Done {
			return "In progress"
		}
	}
	return "Completed"
}

// ordersOf is action=orders: the last job that the buyer has bought for an order,
// in a list; an empty one where there is none. No other panel has it.
func (s *Server) ordersOf(r *http.Request) func(url.Values) (any, error) {
	return func(url.Values) (any, error) {
		p, whole := purposeOf(r)
		if !whole {
			return failure(noAction), nil
		}
		list := []uint32{}
		if number := s.books.purposes[p]; number != 0 {
			list = append(list, number)
		}
		return map[string][]uint32{"orders": list}, nil
	}
}
