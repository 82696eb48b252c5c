package panel

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"orderflow/sim"
)

// Status is how a job stands, as the panel says.
type Status struct {
	Word    sim.JobStatus
	Remains int64 // pieces; below 0: not said
	Charge  int64 // cents; below 0: not said
}

// servicesMax bounds the services of one panel.
const servicesMax = 50_000

// readAdded reads the answer to action=add.
func readAdded(body []byte) (job uint32, err error) {
	var answer struct {
		Order, Error json.RawMessage
	}
	if err := readOne(body, &answer); err != nil {
		return 0, err
	}
	switch {
	case given(answer.Order) && given(answer.Error):
		return 0, unclear("it has an order and an error")
	case given(answer.Error):
		return 0, readNo(answer.Error)
	}
	job, ok := readNumber(answer.Order)
	if !ok {
		return 0, unclear("its order is no number from 1 to 4294967295")
	}
	return job, nil
}

// readBought reads the answer to action=orders.
func readBought(body []byte) (job uint32, ok bool, err error) {
	var answer struct {
		Orders []json.RawMessage
		Error  json.RawMessage
	}
	if err := readOne(body, &answer); err != nil {
		return 0, false, err
	}
	switch {
	case given(answer.Error):
		return 0, false, readNo(answer.Error)
	case answer.Orders == nil:
		return 0, false, unclear("it has no orders")
	case len(answer.Orders) == 0:
		return 0, false, nil
	}
	if job, ok = readNumber(answer.Orders[len(answer.Orders)-1]); !ok {
		return 0, false, unclear("its last order is no number from 1 to 4294967295")
	}
	return job, true, nil
}

// readRefills reads the answer to action=refill for jobs: an object for each, with
// the number of its refill or an error in its place. Others are left out.
func readRefills(body []byte, jobs []uint32) (map[uint32]uint32, error) {
	var list []struct{ Order, Refill json.RawMessage }
	if err := readList(body, &list); err != nil {
		return nil, err
	}
	refills := make(map[uint32]uint32)
	for _, one := range list {
		job, named := readNumber(one.Order)
		refill, ordered := readNumber(one.Refill)
		if named && ordered && slices.Contains(jobs, job) {
			refills[job] = refill
		}
	}
	return refills, nil
}

// readRefillWords reads the answer to action=refill_status for refills.
func readRefillWords(body []byte, refills []uint32) (map[uint32]string, error) {
	var list []struct{ Refill, Status json.RawMessage }
	if err := readList(body, &list); err != nil {
		return nil, err
	}
	words := make(map[uint32]string)
	for _, one := range list {
		refill, named := readNumber(one.Refill)
		word, said := plain(one.Status)
		if named && said && slices.Contains(refills, refill) {
			words[refill] = sim.Printable(word, textMax)
		}
	}
	return words, nil
}

// readList decodes a list, or the error in its place.
func readList(body []byte, to any) error {
	if trimmed := bytes.TrimSpace(body); len(trimmed) > 0 && trimmed[0] == '{' {
		var answer struct{ Error json.RawMessage }
		if err := readOne(body, &answer); err != nil {
			return err
		}
		return readNo(answer.Error)
	}
	return readOne(body, to)
}

// readNo reads the text of an error.
func readNo(raw json.RawMessage) error {
	var text string
	if json.Unmarshal(raw, &text) != nil || text == "" {
		return unclear("its error is no text")
	}
	return Declined(sim.Printable(text, textMax))
}

// readOne decodes a body that is one JSON value and nothing else.
func readOne(body []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	if err := d.Decode(to); err != nil {
		return unclear("it is not the JSON of the API: %v; it begins with %q", err, beginning(body))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return unclear("something follows its JSON")
	}
	return nil
}

// beginning returns what a body begins with.
func beginning(body []byte) string {
	const most = 24 // bytes
	return string(body[:min(len(body), most)])
}

// given reports whether a member is there.
func given(raw json.RawMessage) bool { return len(raw) > 0 && string(raw) != "null" }

// plain returns a number or a text, as text: panels write numbers either way.
func plain(raw json.RawMessage) (string, bool) {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return strings.TrimSpace(text), true
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String(), true
	}
	return "", false
}

// readNumber reads a whole number above 0.
func readNumber(raw json.RawMessage) (uint32, bool) {
	text, ok := plain(raw)
	if !ok {
		return 0, false
	}
	return number(text)
}

// readCount reads how many pieces; below 0 where that is not said.
func readCount(raw json.RawMessage) int64 {
	text, ok := plain(raw)
	n, err := strconv.ParseInt(text, 10, 64)
	if !ok || err != nil || n < 0 || n > sim.AmountMax {
		return -1
	}
	return n
}

// readCents reads an amount of money; below 0 where there is none.
func readCents(raw json.RawMessage) int64 {
	text, ok := plain(raw)
	if !ok {
		return -1
	}
	cents, ok := ParseMoney(text)
	if !ok {
		return -1
	}
	return cents
}

// readStatuses reads the answer to action=status for jobs.
func readStatuses(body []byte, jobs []uint32) (map[uint32]Status, error) {
	var answer map[string]json.RawMessage
	if err := readOne(body, &answer); err != nil {
		return nil, err
	}
	if no, is := answer["error"]; is {
		return nil, readNo(no)
	}
	list := make(map[uint32]Status, len(jobs))
	for _, job := range jobs {
		if s, ok := readStatus(answer[strconv.FormatUint(uint64(job), 10)]); ok {
			list[job] = s
		}
	}
	return list, nil
}

func readStatus(raw json.RawMessage) (s Status, ok bool) {
	var answer struct {
		Status, Remains, Charge json.RawMessage
	}
	if json.Unmarshal(raw, &answer) != nil {
		return s, false
	}
	text, _ := plain(answer.Status)
	s = Status{Word: wordOf(text), Remains: readCount(answer.Remains), Charge: readCents(answer.Charge)}
	return s, s.Word != 0
}

// wordOf returns which status a word is; 0 if it is none. "Processing" is one
// that some panels have between Pending and In progress.
func wordOf(text string) sim.JobStatus {
	if strings.EqualFold(text, "Processing") {
		return sim.JobPending
	}
	for w := sim.JobPending; w <= sim.JobCanceled; w++ {
		if strings.EqualFold(text, w.String()) {
			return w
		}
	}
	return 0
}

// readServices reads the answer to action=services. What cannot be used of it
// is left out.
func readServices(body []byte) ([]Service, error) {
	var list []json.RawMessage
	if err := readList(body, &list); err != nil {
		return nil, err
	}
	if len(list) > servicesMax {
		return nil, unclear("it has more than %d services", servicesMax)
	}
	var services []Service
	for _, raw := range list {
		if s, ok := readService(raw); ok {
			services = append(services, s)
		}
	}
	return services, nil
}

func readService(raw json.RawMessage) (s Service, ok bool) {
	var offer struct {
		Service, Rate, Min, Max json.RawMessage
		Name, Category          string
	}
	if json.Unmarshal(raw, &offer) != nil {
		return s, false
	}
	s = Service{Name: offer.Name, Category: offer.Category, Rate: readCents(offer.Rate), Min: readCount(offer.Min), Max: readCount(offer.Max)}
	s.Number, ok = readNumber(offer.Service)
	return s, ok && s.Rate >= 0 && s.Rate <= rateMax && s.Min >= 0 && s.Max >= s.Min
}

// rateMax bounds the price of 1,000 pieces, in cents.
const rateMax = 100_000_000
