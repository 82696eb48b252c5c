package sim

import (
	"strconv"
	"unicode"
	"unicode/utf8"
)

// AppendJSON appends the event's line of the log, without the line end.
func (e *Event) AppendJSON(b []byte) []byte {
	shape := &schema[e.Type]
	b = append(b, `{"n":`...)
	b = strconv.AppendUint(b, uint64(e.N), 10)
	b = append(b, `,"at_ns":`...)
	b = strconv.AppendInt(b, int64(e.At), 10)
	if own := e.Happened(); own != e.At {
		b = append(b, `,"own_ns":`...)
		b = strconv.AppendInt(b, int64(own), 10)
	}
	b = append(b, `,"type":"`...)
	b = append(b, shape.name...)
	b = append(b, `","cause":`...)
	b = strconv.AppendUint(b, uint64(e.Cause), 10)
	if e.Order != 0 {
		b = append(b, `,"order":`...)
		b = strconv.AppendUint(b, uint64(e.Order), 10)
	}
	for _, f := range shape.fields {
		b = e.appendField(b, f)
	}
	return append(b, '}')
}

// appendField appends ,"name":value. The fields error, message and
// instance are left out where there is none.
func (e *Event) appendField(b []byte, f field) []byte {
	if e.Type == RunStarted {
		return e.setup().appendField(b, f)
	}
	if f == fieldInstance && e.Worker == 0 || f == fieldError && e.Code == NoError || f == fieldMessage && (e.Detail == nil || e.Detail.Text == "") {
		return b
	}
	b = append(b, ',', '"')
	b = append(b, fieldWords[f]...)
	b = append(b, '"', ':')
	if s, ok := e.stringField(f); ok {
		return AppendQuoted(b, s)
	}
	if list, ok := e.listField(f); ok {
		return append(append(b, '['), append(list, ']')...)
	}
	switch slotOf(e.Type, f) {
	case slotFlag:
		return strconv.AppendBool(b, e.Flag)
	case slotOrder:
		return strconv.AppendInt(b, e.order().number(f), 10)
	}
	return strconv.AppendInt(b, e.number(slotOf(e.Type, f)), 10)
}

func (e *Event) stringField(f field) (string, bool) {
	switch f {
	case fieldTopic:
		return e.Topic.String(), true
	case fieldGroup:
		return e.Group.String(), true
	case fieldError:
		return e.Code.String(), true
	case fieldMessage, fieldText:
		return e.text(), true
	case fieldID, fieldCustomer, fieldChannel, fieldProduct, fieldFulfilment, fieldLink:
		return e.orderField(f), true
	}
	if names := wordFields[f]; names != nil {
		return names.name(int(e.Word)), true
	}
	return "", false
}

// wordFields holds the names of the fields that live in Event.Word.
var wordFields = [fieldCount]words{
	fieldRow: rowWords, fieldOutcome: outcomeWords, fieldMode: modeWords, fieldJobStatus: jobWords, fieldRemedy: remedyWords,
	fieldAnomaly: anomalyWords, fieldBy: byWords, fieldRoundKind: roundKindWords, fieldReason: reasonWords,
}

func (e *Event) text() string {
	if e.Detail == nil {
		return ""
	}
	return e.Detail.Text
}

func (e *Event) setup() *Setup {
	if e.Detail == nil || e.Detail.Setup == nil {
		return &Setup{Settings: DefaultSettings()}
	}
	return e.Detail.Setup
}

func (e *Event) order() *Order {
	if e.Detail == nil || e.Detail.Order == nil {
		return &Order{}
	}
	return e.Detail.Order
}

func (e *Event) orderField(f field) string {
	o := e.order()
	switch f {
	case fieldID:
		return o.ID
	case fieldCustomer:
		return o.Customer.String()
	case fieldChannel:
		return o.Channel.String()
	case fieldProduct:
		return o.Product.String()
	case fieldFulfilment:
		return o.Fulfilment.String()
	}
	return o.Link
}

func (e *Event) listField(f field) ([]byte, bool) {
	var b []byte
	comma := func() {
		if len(b) > 0 {
			b = append(b, ',')
		}
	}
	switch f {
	case fieldEvents:
		if e.Detail != nil {
			for _, n := range e.Detail.Evidence {
				comma()
				b = strconv.AppendUint(b, uint64(n), 10)
			}
		}
	case fieldInSync:
		if e.Detail != nil {
			for _, n := range e.Detail.Brokers {
				comma()
				b = strconv.AppendUint(b, uint64(n), 10)
			}
		}
	default:
		return nil, false
	}
	return b, true
}

func (o *Order) number(f field) int64 {
	if f == fieldQuantity {
		return int64(o.Quantity)
	}
	return int64(o.Points)
}

// AppendQuoted appends s as a JSON string in which everything that Printable
// would not show as it is, is escaped, so that a log shown on a terminal cannot
// act on it. Bytes that are not UTF-8 become U+FFFD.
func AppendQuoted(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b = append(b, '\\', byte(r))
		case r < utf8.RuneSelf && r >= ' ' && r != 0x7f, r >= utf8.RuneSelf && unicode.IsPrint(r) && !mark(r) && !conjoining(r) && !invisible(r):
			b = utf8.AppendRune(b, r)
		case r > 0xffff:
			high, low := (r-0x10000)>>10+0xd800, (r-0x10000)&0x3ff+0xdc00
			b = append(b, '\\', 'u', hex[high>>12], hex[high>>8&15], hex[high>>4&15], hex[high&15])
			b = append(b, '\\', 'u', hex[low>>12], hex[low>>8&15], hex[low>>4&15], hex[low&15])
		default:
			b = append(b, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
		}
	}
	return append(b, '"')
}
