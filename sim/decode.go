package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// errNotEvent is wrapped by every error of ParseEvent.
var errNotEvent = Refuse("not an event of this version", "이 버전의 이벤트가 아닙니다")

// ParseEvent reads one line of a log. It accepts just what AppendJSON writes:
// a line that would not be written again with the same bytes is an error.
func ParseEvent(line []byte) (Event, error) {
	s := scanner{rest: line}
	var e Event
	if err := s.event(&e); err != nil {
		return Event{}, fmt.Errorf("%w: %w", errNotEvent, err)
	}
	if again := e.AppendJSON(make([]byte, 0, len(line)+16)); !bytes.Equal(again, line) {
		return Event{}, Refuse("%v: want %s", "%v. %s이어야 합니다", errNotEvent, Printable(string(again), 120))
	}
	return e, nil
}

// scanner reads the flat JSON objects of a log.
type scanner struct{ rest []byte }

func (s *scanner) event(e *Event) error {
	first := true
	for {
		key, done, err := s.key(first)
		if err != nil || done {
			return err
		}
		first = false
		if err := s.member(e, key); err != nil {
			return fmt.Errorf("%s: %w", Printable(key, 40), err)
		}
	}
}

// key reads {"key": or ,"key": or the closing brace.
func (s *scanner) key(first bool) (key string, done bool, err error) {
	opening := byte(',')
	if first {
		opening = '{'
	}
	if !first && len(s.rest) == 1 && s.rest[0] == '}' {
		return "", true, nil
	}
	if len(s.rest) < 2 || s.rest[0] != opening || s.rest[1] != '"' {
		return "", false, Refuse("want %c\"key\" at %q", "%[2]q 자리에 %[1]c\"key\"가 와야 합니다", opening, Printable(string(s.rest), 20))
	}
	s.rest = s.rest[1:]
	if key, err = s.str(); err != nil {
		return "", false, err
	}
	if len(s.rest) == 0 || s.rest[0] != ':' {
		return "", false, Refuse("want a colon after the key", "키 뒤에 쌍점이 와야 합니다")
	}
	s.rest = s.rest[1:]
	return key, false, nil
}

// str reads a JSON string.
func (s *scanner) str() (string, error) {
	if len(s.rest) == 0 || s.rest[0] != '"' {
		return "", Refuse("want a string", "문자열이 와야 합니다")
	}
	for i := 1; i < len(s.rest); i++ {
		switch s.rest[i] {
		case '\\':
			i++
		case '"':
			raw := s.rest[:i+1]
			s.rest = s.rest[i+1:]
			return unquote(raw)
		}
	}
	return "", Refuse("the string has no end", "문자열이 끝나지 않습니다")
}

func unquote(raw []byte) (string, error) {
	if bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw) {
		return string(raw[1 : len(raw)-1]), nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return "", Refuse("reading a string: %v", "문자열을 읽지 못했습니다: %v", err)
	}
	return text, nil
}

// number reads an integer.
func (s *scanner) number(low, high int64) (int64, error) {
	i := 0
	for i < len(s.rest) && (s.rest[i] == '-' || s.rest[i] >= '0' && s.rest[i] <= '9') {
		i++
	}
	n, err := strconv.ParseInt(string(s.rest[:i]), 10, 64)
	if err != nil || n < low || n > high {
		return 0, Refuse("want a whole number from %d to %d", "%d부터 %d까지의 정수가 와야 합니다", low, high)
	}
	s.rest = s.rest[i:]
	return n, nil
}

// list reads a JSON array, one call of item for each member.
func (s *scanner) list(item func() error) error {
	if len(s.rest) == 0 || s.rest[0] != '[' {
		return Refuse("want a list", "목록이 와야 합니다")
	}
	s.rest = s.rest[1:]
	for first := true; ; first = false {
		if len(s.rest) > 0 && s.rest[0] == ']' {
			s.rest = s.rest[1:]
			return nil
		}
		if !first {
			if len(s.rest) == 0 || s.rest[0] != ',' {
				return Refuse("want a comma or the end of the list", "쉼표나 목록의 끝이 와야 합니다")
			}
			s.rest = s.rest[1:]
		}
		if err := item(); err != nil {
			return err
		}
	}
}

func (s *scanner) member(e *Event, key string) error {
	var n int64
	var err error
	switch key {
	case "n":
		n, err = s.number(1, math.MaxUint32)
		e.N = EventID(n)
		return err
	case "at_ns":
		n, err = s.number(0, timeMax)
		e.At = time.Duration(n)
		return err
	case "own_ns":
		n, err = s.number(1, timeMax)
		e.detail().Own = time.Duration(n)
		return err
	case "cause":
		n, err = s.number(0, math.MaxUint32)
		e.Cause = EventID(n)
		return err
	case "order":
		n, err = s.number(1, math.MaxUint32)
		e.Order = OrderID(n)
		return err
	case "type":
		name, err := s.str()
		if err != nil {
			return err
		}
		if e.Type = eventTypes[name]; e.Type == 0 {
			return Refuse("%q is not an event type", "%q: 그런 이벤트는 없습니다", Printable(name, 40))
		}
		return nil
	}
	return s.fieldOf(e, key)
}

func (s *scanner) fieldOf(e *Event, key string) error {
	if e.Type == 0 {
		return Refuse("the type comes first", "type이 먼저 와야 합니다")
	}
	for _, f := range schema[e.Type].fields {
		if fieldWords[f] == key {
			return s.field(e, f)
		}
	}
	return Refuse("%s has no such field", "%s에 그런 필드는 없습니다", e.Type)
}

func (s *scanner) field(e *Event, f field) error {
	if e.Type == RunStarted {
		return s.setupField(e.detail().setupOf(), f)
	}
	if _, ok := e.stringField(f); ok {
		text, err := s.str()
		if err != nil {
			return err
		}
		return e.setString(f, text)
	}
	switch f {
	case fieldEvents, fieldInSync:
		return s.fieldList(e, f)
	case fieldOn, fieldWasSent, fieldAnswered:
		return s.boolean(&e.Flag)
	}
	low, high := rangeOf(f)
	n, err := s.number(low, high)
	if err == nil {
		e.keep(f, n)
	}
	return err
}

func (s *scanner) boolean(to *bool) error {
	for _, word := range []string{"true", "false"} {
		if bytes.HasPrefix(s.rest, []byte(word)) {
			s.rest, *to = s.rest[len(word):], word == "true"
			return nil
		}
	}
	return Refuse("want true or false", "true나 false가 와야 합니다")
}

func (s *scanner) fieldList(e *Event, f field) error {
	d := e.detail()
	return s.list(func() error {
		n, err := s.number(0, math.MaxUint32)
		if f == fieldEvents {
			d.Evidence = append(d.Evidence, EventID(n))
		} else {
			d.Brokers = append(d.Brokers, uint8(min(n, BrokerCount+1)))
		}
		return err
	})
}

func (e *Event) detail() *Detail {
	if e.Detail == nil {
		e.Detail = &Detail{}
	}
	return e.Detail
}

func (d *Detail) setupOf() *Setup {
	if d.Setup == nil {
		d.Setup = &Setup{Settings: DefaultSettings()}
	}
	return d.Setup
}

func (d *Detail) orderOf() *Order {
	if d.Order == nil {
		d.Order = &Order{}
	}
	return d.Order
}

func (e *Event) setString(f field, text string) error {
	i, err := 0, error(nil)
	switch f {
	case fieldTopic:
		if text != "" {
			i, err = topicWords.parse("topic", text)
		}
		e.Topic = Topic(i)
	case fieldGroup:
		if text != "" {
			i, err = groupWords.parse("group", text)
		}
		e.Group = Group(i)
	case fieldError:
		i, err = codeWords.parse("error", text)
		e.Code = Code(i)
	case fieldMessage, fieldText:
		e.detail().Text = text
	case fieldID, fieldCustomer, fieldChannel, fieldProduct, fieldFulfilment, fieldLink:
		err = e.detail().orderOf().setString(f, text)
	default:
		i, err = wordFields[f].parse(fieldWords[f], text)
		e.Word = uint8(i)
	}
	return err
}

func (o *Order) setString(f field, text string) (err error) {
	i := 0
	switch f {
	case fieldID:
		o.ID = text
	case fieldLink:
		o.Link = text
	case fieldCustomer:
		i, err = customerWords.parse("customer", text)
		o.Customer = Customer(i)
	case fieldChannel:
		i, err = channelWords.parse("channel", text)
		o.Channel = Channel(i)
	case fieldProduct:
		i, err = productWords.parse("product", text)
		o.Product = Product(i)
	case fieldFulfilment:
		i, err = fulfilmentWords.parse("fulfilment", text)
		o.Fulfilment = Fulfilment(i)
	}
	return err
}

// rangeOf returns the range of a numeric field.
func rangeOf(f field) (low, high int64) {
	switch f {
	case fieldPartition:
		return 0, PartitionsMax - 1
	case fieldWorker:
		return 0, math.MaxUint8
	case fieldBroker:
		return 0, BrokerCount
	case fieldInstance:
		return 1, ServicesMax
	case fieldFault:
		return 0, math.MaxUint16
	case fieldRound, fieldTry, fieldJob:
		return 0, math.MaxUint32
	case fieldQuantity, fieldPoints:
		return 0, math.MaxInt32
	case fieldPercent:
		return 0, 100
	case fieldFor:
		return -1, timeMax
	case fieldNext, fieldWaited:
		return 0, timeMax
	case fieldNumber:
		return 0, math.MaxInt16 // an exit code, or a status of HTTP
	}
	return 0, amountMax
}

// Limits of what a line may say: an hour of one line and the time of another
// add up without overflow, and so do an offset and one.
const (
	timeMax   = math.MaxInt64 / 4
	amountMax = math.MaxInt64 / 4
)

// keep keeps a number in the slot of its field.
func (e *Event) keep(f field, n int64) {
	switch s := slotOf(e.Type, f); s {
	case slotOrder:
		e.detail().orderOf().setNumber(f, n)
	default:
		e.setNumber(s, n)
	}
}

func (o *Order) setNumber(f field, n int64) {
	if f == fieldQuantity {
		o.Quantity = int32(n)
		return
	}
	o.Points = int32(n)
}
