package sim

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// orderColumns are the columns of an orders file. All are needed, in any order.
var orderColumns = words{"id", "customer", "channel", "product", "quantity", "points", "fulfilment", "link"}

const (
	columnID = iota
	columnCustomer
	columnChannel
	columnProduct
	columnQuantity
	columnPoints
	columnFulfilment
	columnLink
	orderColumnCount
)

// ReadOrders reads a list of orders: CSV with a header line, as spreadsheets
// write it, or JSONL with an object a line. A name that ends in .jsonl or
// .ndjson, or a first character {, makes it JSONL. Numbers are given from 1 in
// the order of the file.
//
// The list is whole or nil. An error is a Refusal of one line, of the form
// name:line:column: field "value": what would be right. Columns are counted in
// characters from 1.
func ReadOrders(name string, r io.Reader) ([]Order, error) {
	f := &ordersFile{name: Printable(name, 200), lineOf: make(map[string]int)}
	if err := f.open(r); err != nil {
		return nil, f.placed(err)
	}
	if err := f.read(hasJSONLName(name)); err != nil {
		return nil, err
	}
	return f.orders, nil
}

func hasJSONLName(name string) bool {
	lower := strings.ToLower(name)
	return strings.HasSuffix(lower, ".jsonl") || strings.HasSuffix(lower, ".ndjson")
}

// ordersFile is an orders file while it is read.
type ordersFile struct {
	name   string
	lines  *bufio.Scanner
	line   int    // number of the line that was read last
	text   []byte // of that line
	orders []Order
	lineOf map[string]int // where an id was first seen
}

// placedError is a refusal at a byte of a line.
type placedError struct {
	at    int
	cause error
}

func (p *placedError) Error() string { return p.cause.Error() }

func (p *placedError) Unwrap() error { return p.cause }

// refuseAt returns a Refusal of what stands at a byte of a line.
func refuseAt(at int, english, korean string, figures ...any) error {
	return &placedError{at: at, cause: Refuse(english, korean, figures...)}
}

// placed puts the place of an error in the file before it.
func (f *ordersFile) placed(err error) error {
	at := 0
	if placed := (*placedError)(nil); errors.As(err, &placed) {
		at = placed.at
	}
	column := 1 + utf8.RuneCount(f.text[:min(at, len(f.text))])
	return Refuse("%s:%d:%d: %v", "%s:%d:%d: %v", f.name, max(f.line, 1), column, err)
}

func (f *ordersFile) read(jsonl bool) error {
	first, err := f.next()
	if errors.Is(err, io.EOF) {
		return Refuse("%s: is empty: want a header line %s, then an order a line", "%s: 빈 파일입니다. 첫 줄에 %s, 그다음 줄부터 한 줄에 주문 하나씩 쓰세요", f.name, strings.Join(orderColumns, ","))
	}
	if err != nil {
		return f.placed(err)
	}
	switch start := firstByte(first); {
	case start == '[':
		err = errJSONArray
	case start == '<':
		err = errMarkup
	case start == '{' || jsonl:
		err = f.readJSONL(first)
	default:
		err = f.readCSV(first)
	}
	if err != nil {
		return f.placed(err)
	}
	if len(f.orders) == 0 {
		return Refuse("%s: has a header line but no order: want at least one", "%s: 제목 줄만 있고 주문이 없습니다. 주문을 한 줄 이상 쓰세요", f.name)
	}
	return nil
}

// firstByte returns the first byte of a line that is not blank.
func firstByte(line []byte) byte { return bytes.TrimLeftFunc(line, blank)[0] }

// add checks a row and appends its order.
func (f *ordersFile) add(row *orderRow) error {
	if len(f.orders) >= OrdersMax {
		return Refuse("more than %d orders: want at most that many", "주문이 %d건을 넘습니다. 그 이하로 줄이세요", OrdersMax)
	}
	o := Order{Number: OrderID(len(f.orders) + 1), ID: row.values[columnID], Link: row.values[columnLink]}
	if column, err := row.check(&o); err != nil {
		return &placedError{at: row.at[column], cause: err}
	}
	if line, found := f.lineOf[o.ID]; found {
		return refuseAt(row.at[columnID], "id %q is already on line %d: want each id once", "id %q: %d번째 줄에 이미 있습니다. id는 한 번씩만 쓰세요", o.ID, line)
	}
	f.lineOf[o.ID] = f.line
	f.orders = append(f.orders, o)
	return nil
}
