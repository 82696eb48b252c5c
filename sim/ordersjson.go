package sim

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

func (f *ordersFile) readJSONL(line []byte) error {
	for {
		row, err := parseOrderObject(line)
		if err != nil {
			return err
		}
		if err := f.add(&row); err != nil {
			return err
		}
		if line, err = f.next(); err != nil {
			return orEnd(err)
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
		return row, Refuse("the line is no JSON object: want an object a line", "JSON 객체가 아닙니다. 한 줄에 객체 하나씩 쓰세요")
	}
	for d.More() {
		at := tokenAt(line, d)
		i, err := orderMember(d, line, &row)
		if err != nil {
			return row, err
		}
		if seen[i] {
			return row, refuseAt(at, "field %s is there twice: want it once", "필드 %s이(가) 두 번 있습니다. 하나만 남기세요", orderColumns[i])
		}
		seen[i] = true
	}
	if _, err := d.Token(); err != nil {
		return row, notJSON(line, err)
	}
	end := tokenAt(line, d)
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return row, refuseAt(end, "something follows the object: want an object a line, without a comma after it", "객체 뒤에 다른 것이 있습니다. 쉼표 없이 한 줄에 객체 하나씩 쓰세요")
	}
	if i := slices.Index(seen[:], false); i >= 0 {
		return row, refuseAt(end, "field %s is missing: want %s", "필드 %s이(가) 없습니다. %s이(가) 모두 있어야 합니다", orderColumns[i], allColumns())
	}
	return row, nil
}

// ParseOrder reads an order that somebody else has written as one JSON object: in
// the form of a line of an orders file, and by its rules. It has no number yet.
func ParseOrder(object []byte) (Order, error) {
	row, err := parseOrderObject(object)
	if err != nil {
		return Order{}, err
	}
	o := Order{ID: row.values[columnID], Link: row.values[columnLink]}
	if _, err := row.check(&o); err != nil {
		return Order{}, err
	}
	return o, nil
}

// tokenAt returns the byte of the line at which the next token begins.
func tokenAt(line []byte, d *json.Decoder) int {
	at := int(d.InputOffset())
	return len(line) - len(bytes.TrimLeft(line[at:], " \t\r\n,:"))
}

// orderMember reads the next "name": value of an object into the row.
func orderMember(d *json.Decoder, line []byte, row *orderRow) (column int, err error) {
	at := tokenAt(line, d)
	key, err := d.Token()
	if err != nil {
		return 0, notJSON(line, err)
	}
	name, _ := key.(string)
	i := columnNamed(name)
	if i == noColumn {
		return 0, refuseAt(at, "field %q is not known: %v", "필드 %q: 모르는 이름입니다. %v", Printable(name, 40), insteadOfField(name))
	}
	row.at[i] = tokenAt(line, d)
	value, err := d.Token()
	if err != nil {
		return 0, notJSON(line, err)
	}
	number := i == columnQuantity || i == columnPoints
	switch v := value.(type) {
	case string:
		if !number {
			row.values[i] = v
			return i, nil
		}
	case json.Number:
		if number {
			row.values[i] = v.String()
			return i, nil
		}
	}
	if number {
		return 0, refuseAt(row.at[i], "%s: want a number, without quotes", "%s: 따옴표 없이 수로 쓰세요", orderColumns[i])
	}
	return 0, refuseAt(row.at[i], "%s: want a string in quotes", "%s: 따옴표로 묶은 문자열로 쓰세요", orderColumns[i])
}

// insteadOfField says what to do with an unknown field: which others the object
// has is not known yet.
func insteadOfField(name string) Text {
	meant := columnMeant(name)
	if meant == "" {
		meant = Nearest(strings.ToLower(name), orderColumns)
	}
	if meant != "" {
		return Say("rename it to %s, or delete it", "%s(으)로 바꾸거나 지우세요", meant)
	}
	return Say("delete it; the fields are %s", "지우세요. 필드는 %s입니다", allColumns())
}

func notJSON(line []byte, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return refuseAt(len(line), "not JSON: the object is not closed on its line: want an object a line, which jq -c . makes", "JSON이 아닙니다. 객체가 같은 줄에서 닫히지 않습니다. 한 줄에 객체 하나씩 쓰세요(jq -c .로 바꿀 수 있습니다)")
	}
	at := 0
	if syntax := (*json.SyntaxError)(nil); errors.As(err, &syntax) {
		at = int(max(syntax.Offset-1, 0))
	}
	return refuseAt(at, "not JSON: %s", "JSON이 아닙니다: %s", Printable(err.Error(), 120))
}
