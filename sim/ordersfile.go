package sim

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ordersLineMax bounds a line of an orders file, in bytes. A link of
// LinkLengthMax characters in its longest encoding fits.
const ordersLineMax = 64 << 10

// orderColumns are the columns of an orders file. All are needed, in any order.
var orderColumns = words{"id", "customer", "channel", "product", "quantity", "points", "fulfilment", "link"}

// ReadOrders reads a list of orders: CSV with a header line, or JSONL with an
// object a line. A name that ends in .jsonl or .ndjson, or a first character
// {, makes it JSONL. Numbers are given from 1 in the order of the file.
//
// The list is whole or nil. An error is one line of the form
// name:line: field "value": what would be right.
func ReadOrders(name string, r io.Reader) ([]Order, error) {
	f := &ordersFile{name: Printable(name, 200), lines: bufio.NewReaderSize(r, 1<<16), lineOf: make(map[string]int)}
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
	lines  *bufio.Reader
	line   int
	buffer []byte
	orders []Order
	lineOf map[string]int // where an id was first seen
}

func (f *ordersFile) fail(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", f.name, f.line, fmt.Errorf(format, args...))
}

func (f *ordersFile) read(jsonl bool) error {
	first, err := f.next()
	if errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: is empty: want a header line %s, then an order a line", f.name, strings.Join(orderColumns, ","))
	}
	if err != nil {
		return err
	}
	if jsonl || bytes.HasPrefix(bytes.TrimLeft(first, " \t"), []byte("{")) {
		err = f.readJSONL(first)
	} else {
		err = f.readCSV(first)
	}
	if err == nil && len(f.orders) == 0 {
		err = fmt.Errorf("%s: has a header line but no order: want at least one", f.name)
	}
	return err
}

// next returns the next line that is not blank, without its end; io.EOF after
// the last. The line is good until the next call.
func (f *ordersFile) next() ([]byte, error) {
	for {
		line, err := f.nextLine()
		if err != nil || len(line) > 0 {
			return line, err
		}
	}
}

func (f *ordersFile) nextLine() ([]byte, error) {
	f.buffer = f.buffer[:0]
	f.line++
	for {
		part, err := f.lines.ReadSlice('\n')
		f.buffer = append(f.buffer, part...)
		switch {
		case len(f.buffer) > ordersLineMax:
			return nil, f.fail("the line is longer than %d bytes", ordersLineMax)
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(f.buffer) == 0:
			return nil, io.EOF
		case err != nil && !errors.Is(err, io.EOF):
			return nil, f.fail("reading the file: %w", err)
		}
		return f.text()
	}
}

// text takes the line's end and a byte order mark off and checks the encoding.
func (f *ordersFile) text() ([]byte, error) {
	line := bytes.TrimSuffix(bytes.TrimSuffix(f.buffer, []byte("\n")), []byte("\r"))
	if f.line == 1 {
		if bytes.HasPrefix(line, []byte{0xff, 0xfe}) || bytes.HasPrefix(line, []byte{0xfe, 0xff}) {
			return nil, f.fail("the file is UTF-16: want UTF-8 (in a spreadsheet: save as CSV UTF-8)")
		}
		line = bytes.TrimPrefix(line, []byte("\ufeff"))
	}
	if !utf8.Valid(line) {
		return nil, f.fail("the line is not UTF-8 (in a spreadsheet: save as CSV UTF-8)")
	}
	return line, nil
}

func (f *ordersFile) readCSV(header []byte) error {
	columns, err := f.columns(string(header))
	if err != nil {
		return err
	}
	var values []string
	for {
		line, err := f.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if values, err = splitCSV(values[:0], string(line)); err != nil {
			return f.fail("%w", err)
		}
		if len(values) != len(columns) {
			return f.fail("the line has %d fields, the header has %d: want one for each column (quote a field that has a comma)", len(values), len(columns))
		}
		var row orderRow
		for i, value := range values {
			row[columns[i]] = value
		}
		if err := f.add(&row); err != nil {
			return err
		}
	}
}

// columns returns the index in orderColumns of each column of the header.
func (f *ordersFile) columns(header string) ([]int, error) {
	names, err := splitCSV(nil, header)
	if err != nil {
		return nil, f.fail("%w", err)
	}
	var columns []int
	for _, name := range names {
		i := slices.Index(orderColumns, name)
		switch {
		case i < 0 && len(names) == 1 && strings.ContainsAny(name, ";\t"):
			return nil, f.fail("the columns are not separated by commas: want %s", strings.Join(orderColumns, ","))
		case i < 0:
			return nil, f.fail("column %q is not known: want %s", Printable(name, 40), orderColumns.all())
		case slices.Contains(columns, i):
			return nil, f.fail("column %s is there twice: want it once", name)
		}
		columns = append(columns, i)
	}
	for i, name := range orderColumns {
		if !slices.Contains(columns, i) {
			return nil, f.fail("column %s is missing: want %s", name, orderColumns.all())
		}
	}
	return columns, nil
}

func (w words) all() string { return strings.Join(w[:len(w)-1], ", ") + " and " + w[len(w)-1] }

// splitCSV appends the fields of one line of RFC 4180 CSV. A quoted field may
// not go on in the next line: no field of an order has a line break.
func splitCSV(fields []string, line string) ([]string, error) {
	for {
		field, rest := line, ""
		if strings.HasPrefix(line, `"`) {
			var err error
			if field, rest, err = cutQuoted(line[1:]); err != nil {
				return nil, err
			}
		} else {
			if i := strings.IndexByte(line, ','); i >= 0 {
				field, rest = line[:i], line[i:]
			}
			if strings.Contains(field, `"`) {
				return nil, fmt.Errorf(`a quote inside the field %q: want the whole field in quotes, and "" for a quote in it`, Printable(field, 40))
			}
		}
		fields = append(fields, field)
		if rest == "" {
			return fields, nil
		}
		line = rest[1:]
	}
}

// cutQuoted returns the field that s begins with, after its opening quote,
// and what follows its closing quote: nothing, or a comma and more.
func cutQuoted(s string) (field, rest string, err error) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, `"`)
		b.WriteString(before)
		switch {
		case !found:
			return "", "", errors.New("a quote is not closed on its line: want a closing quote, and no line break in a field")
		case after == "" || after[0] == ',':
			return b.String(), after, nil
		case after[0] != '"':
			return "", "", errors.New("something follows a closing quote: want a comma or the end of the line")
		}
		b.WriteByte('"')
		s = after[1:]
	}
}

func (f *ordersFile) readJSONL(line []byte) error {
	for {
		row, err := parseOrderObject(line)
		if err != nil {
			return f.fail("%w", err)
		}
		if err := f.add(&row); err != nil {
			return err
		}
		line, err = f.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// parseOrderObject reads one flat JSON object: quantity and points are
// numbers, everything else is a string, nothing is missing or there twice.
func parseOrderObject(line []byte) (orderRow, error) {
	var row orderRow
	var seen [orderColumnCount]bool
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return row, errors.New("the line is no JSON object: want an object a line")
	}
	for d.More() {
		i, value, err := orderMember(d)
		if err != nil {
			return row, err
		}
		if seen[i] {
			return row, fmt.Errorf("field %s is there twice: want it once", orderColumns[i])
		}
		row[i], seen[i] = value, true
	}
	if _, err := d.Token(); err != nil {
		return row, notJSON(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return row, errors.New("something follows the object: want an object a line")
	}
	if i := slices.Index(seen[:], false); i >= 0 {
		return row, fmt.Errorf("field %s is missing: want %s", orderColumns[i], orderColumns.all())
	}
	return row, nil
}

// orderMember reads the next "name": value of an object.
func orderMember(d *json.Decoder) (int, string, error) {
	key, err := d.Token()
	if err != nil {
		return 0, "", notJSON(err)
	}
	name, _ := key.(string)
	i := slices.Index(orderColumns, name)
	if i < 0 {
		return 0, "", fmt.Errorf("field %q is not known: want %s", Printable(name, 40), orderColumns.all())
	}
	value, err := d.Token()
	if err != nil {
		return 0, "", notJSON(err)
	}
	switch v := value.(type) {
	case string:
		if i != columnQuantity && i != columnPoints {
			return i, v, nil
		}
	case json.Number:
		if i == columnQuantity || i == columnPoints {
			return i, v.String(), nil
		}
	}
	if i == columnQuantity || i == columnPoints {
		return 0, "", fmt.Errorf("%s: want a number, without quotes", name)
	}
	return 0, "", fmt.Errorf("%s: want a string in quotes", name)
}

func notJSON(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.New("not JSON: the object is not closed on its line")
	}
	return fmt.Errorf("not JSON: %s", Printable(err.Error(), 120))
}

// orderRow holds the values of a row in the order of orderColumns.
type orderRow [orderColumnCount]string

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

// add checks a row and appends its order.
func (f *ordersFile) add(row *orderRow) error {
	if len(f.orders) >= OrdersMax {
		return f.fail("more than %d orders", OrdersMax)
	}
	o := Order{Number: OrderID(len(f.orders) + 1), ID: row[columnID], Link: row[columnLink]}
	if err := row.check(&o); err != nil {
		return f.fail("%w", err)
	}
	if line, found := f.lineOf[o.ID]; found {
		return f.fail("id %q is already on line %d: want each id once", o.ID, line)
	}
	f.lineOf[o.ID] = f.line
	f.orders = append(f.orders, o)
	return nil
}

// check parses the values into the order, in the order of the columns.
func (row *orderRow) check(o *Order) (err error) {
	if err = checkText("id", o.ID, NameLengthMax); err != nil {
		return err
	}
	for _, step := range []struct {
		column int
		names  words
		set    func(int)
	}{
		{columnCustomer, customerWords, func(i int) { o.Customer = Customer(i) }},
		{columnChannel, channelWords, func(i int) { o.Channel = Channel(i) }},
		{columnProduct, productWords, func(i int) { o.Product = Product(i) }},
		{columnFulfilment, fulfilmentWords, func(i int) { o.Fulfilment = Fulfilment(i) }},
	} {
		i, err := step.names.parse(orderColumns[step.column], row[step.column])
		if err != nil {
			return err
		}
		step.set(i)
	}
	if o.Quantity, err = parseAmount("quantity", row[columnQuantity]); err != nil {
		return err
	}
	if o.Points, err = parseAmount("points", row[columnPoints]); err != nil {
		return err
	}
	return checkLink(o.Link)
}

// parseAmount reads a positive 32-bit integer, written in digits alone.
func parseAmount(name, s string) (int32, error) {
	n, err := strconv.ParseUint(s, 10, 31)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("%s %q: want a whole number from 1 to %d", name, Printable(s, 40), AmountMax)
	}
	return int32(n), nil
}

// checkText refuses what could not be shown as it is.
func checkText(name, s string, limit int) error {
	count := utf8.RuneCountInString(s)
	switch {
	case s == "":
		return fmt.Errorf("%s is empty: want 1 to %d printable characters", name, limit)
	case count > limit:
		return fmt.Errorf("%s has %d characters: want at most %d", name, count, limit)
	case strings.TrimSpace(s) != s:
		return fmt.Errorf("%s %q: want no space before or after it", name, Printable(s, 40))
	case Printable(s, limit) != s || strings.ContainsRune(s, utf8.RuneError):
		return fmt.Errorf("%s %q has the character %U: want printable characters, Hangul composed", name, Printable(s, 40), unprintable(s))
	}
	return nil
}

// unprintable returns the first character of s that Printable would change.
func unprintable(s string) rune {
	for _, r := range s {
		if r == utf8.RuneError || Printable(string(r), 1) != string(r) {
			return r
		}
	}
	return utf8.RuneError
}

// checkLink accepts an http(s) URL or a handle such as @brand.official.
func checkLink(link string) error {
	if err := checkText("link", link, LinkLengthMax); err != nil {
		return err
	}
	if handle := strings.TrimPrefix(link, "@"); handle != "" && strings.IndexFunc(handle, notInHandle) < 0 {
		return nil
	}
	u, err := url.Parse(link)
	wrong := err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsRune(link, ' ')
	switch {
	case wrong && strings.LastIndexByte(link, '@') > 0, !wrong && u.User != nil: // not shown: it may have a password in it
		return errors.New("link: want an http(s) URL without a user name or password, or a handle such as @brand.official")
	case wrong:
		return fmt.Errorf("link %q: want an http(s) URL or a handle such as @brand.official", Printable(link, 60))
	}
	return nil
}

func notInHandle(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '_' && r != '-'
}
