package sim

import (
	"errors"
	"io"
	"slices"
	"strings"
)

// csvField is a field of a line, and the byte at which it begins.
type csvField struct {
	text string
	at   int
}

func (f *ordersFile) readCSV(first []byte) error {
	separator, err := declaredSeparator(string(first))
	if err != nil {
		return err
	}
	if separator != 0 {
		if first, err = f.next(); err != nil {
			return orEnd(err)
		}
	} else {
		separator = likelySeparator(string(first))
	}
	columns, err := columnsOf(string(first), separator)
	if err != nil {
		return err
	}
	var fields []csvField
	for {
		line, err := f.next()
		if err != nil {
			return orEnd(err)
		}
		if fields, err = splitCSV(fields[:0], string(line), separator); err != nil {
			return err
		}
		if row, empty, err := rowOf(fields, columns, separator); err != nil {
			return err
		} else if empty {
			continue
		} else if err := f.add(&row); err != nil {
			return err
		}
	}
}

// orEnd makes the end of the file no error.
func orEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// separators are those that spreadsheets write, in every language, with their names.
var separators = []struct {
	sign byte
	name Text
}{
	{',', Text{"a comma", "쉼표"}},
	{';', Text{"a semicolon", "세미콜론"}},
	{'\t', Text{"a tab", "탭"}},
	{'|', Text{"a vertical bar", "세로줄"}},
}

func separatorName(sign byte) Text {
	for _, s := range separators {
		if s.sign == sign {
			return s.name
		}
	}
	return same(string(sign))
}

// declaredSeparator reads the line sep=, that Excel takes for a declaration of
// the separator; 0 where the line is none. Programs that save it again put
// quotes around it, or separators after it.
func declaredSeparator(line string) (byte, error) {
	text := strings.TrimLeft(line, `" `)
	if len(text) < len("sep=") || !strings.EqualFold(text[:len("sep=")], "sep=") {
		return 0, nil
	}
	text = text[len("sep="):]
	for _, s := range separators {
		if strings.HasPrefix(text, string(s.sign)) && strings.Trim(text, string(s.sign)+`" `) == "" {
			return s.sign, nil
		}
	}
	return 0, Refuse("sep= declares a separator that is not read: want sep=, or sep=; or delete the line", "sep=가 읽을 수 없는 구분자를 가리킵니다. sep=,나 sep=;로 쓰거나 이 줄을 지우세요")
}

// likelySeparator returns what separates the most names of a header line.
func likelySeparator(header string) byte {
	best, most := separators[0].sign, 0
	for _, s := range separators {
		known := 0
		for _, name := range strings.Split(header, string(s.sign)) {
			if columnNamed(strings.Trim(name, `"`)) >= 0 {
				known++
			}
		}
		if known > most {
			best, most = s.sign, known
		}
	}
	return best
}

// noColumn is the column of a field that the header has no name for. It must be empty.
const noColumn = -1

// rowOf puts the fields of a line into their columns. A line of empty fields is
// none: that is what is left of a row that was cleared.
func rowOf(fields []csvField, columns []int, separator byte) (row orderRow, empty bool, err error) {
	empty = !slices.ContainsFunc(fields, func(f csvField) bool { return f.text != "" })
	if empty {
		return row, true, nil
	}
	for i, field := range fields {
		switch {
		case i < len(columns) && columns[i] != noColumn:
			row.values[columns[i]], row.at[columns[i]] = field.text, field.at
		case field.text == "":
		case i < len(columns):
			return row, false, refuseAt(field.at, "column %d has the value %q but no name: name it in the header, or delete it",
				"%d번째 열에 값 %q이(가) 있는데 제목이 없습니다. 제목을 쓰거나 열을 지우세요", i+1, Printable(field.text, 40))
		default:
			return row, false, refuseAt(field.at, "the line has %d fields, the header has %d: put a field that has %s in quotes, and write 1000, not 1,000",
				"필드가 %d개인데 제목은 %d개입니다. %s 든 필드는 따옴표로 묶고, 1,000은 1000으로 쓰세요", len(fields), len(columns), inside(separator))
		}
	}
	if len(fields) < len(columns) && slices.ContainsFunc(columns[len(fields):], func(i int) bool { return i != noColumn }) {
		return row, false, refuseAt(fields[len(fields)-1].at, "the line has %d fields, the header has %d: want one for each column, with %s between them",
			"필드가 %d개인데 제목은 %d개입니다. 열마다 하나씩, %s로 나누어 쓰세요", len(fields), len(columns), separatorName(separator))
	}
	return row, false, nil
}

// inside names a separator in a field, with the particle that Korean wants.
func inside(separator byte) Text {
	name := separatorName(separator)
	particle := "이"
	if separator == ',' {
		particle = "가"
	}
	return Text{name.English, name.Korean + particle}
}

// splitCSV appends the fields of one line of RFC 4180 CSV, without what is
// blank around them. A quoted field may not go on in the next line: no field of
// an order has a line break. It is not encoding/csv, which places a quote that
// is not closed at the end of the line, has one error for it and for text after
// a quote, one for a space before a quote and a quote inside a field, and does
// not say which fields were in quotes.
func splitCSV(fields []csvField, line string, separator byte) ([]csvField, error) {
	for at := 0; ; {
		field, end, err := cutField(line, at, separator)
		if err != nil {
			return nil, err
		}
		fields = append(fields, field)
		if end == len(line) {
			return fields, nil
		}
		at = end + 1
	}
}

// cutField returns the field of the line that begins at a byte, and where it
// ends: at a separator, or at the end of the line.
func cutField(line string, at int, separator byte) (field csvField, end int, err error) {
	if strings.HasPrefix(line[at:], `"`) {
		text, end, err := cutQuoted(line, at, separator)
		return csvField{strings.TrimFunc(text, blank), at}, end, err
	}
	end = len(line)
	if i := strings.IndexByte(line[at:], separator); i >= 0 {
		end = at + i
	}
	raw := line[at:end]
	text := strings.TrimLeftFunc(raw, blank)
	field = csvField{strings.TrimRightFunc(text, blank), at + len(raw) - len(text)}
	switch {
	case curlyQuoted(field.text):
		err = refuseAt(field.at, `the quotes of %s are typographic ones: want "straight" ones, or none`, `%s의 따옴표가 둥근따옴표입니다. 곧은따옴표(")를 쓰거나 빼세요`, Printable(field.text, 40))
	case strings.HasPrefix(field.text, `"`):
		err = refuseAt(at, `a space before a quote: want the quote right after %s`, `따옴표 앞에 공백이 있습니다. %s 바로 뒤에 따옴표를 쓰세요`, separatorName(separator))
	case strings.Contains(raw, `"`):
		err = refuseAt(field.at+strings.IndexByte(field.text, '"'), `a quote inside the field %q: want the whole field in quotes, and "" for a quote in it`,
			`필드 %q 안에 따옴표가 있습니다. 필드 전체를 따옴표로 묶고, 안의 따옴표는 ""로 쓰세요`, Printable(field.text, 40))
	}
	return field, end, err
}

// cutQuoted returns the field in quotes of which the first is at a byte of the
// line, and where it ends.
func cutQuoted(line string, at int, separator byte) (text string, end int, err error) {
	var b strings.Builder
	for end = at + 1; ; {
		before, after, found := strings.Cut(line[end:], `"`)
		b.WriteString(before)
		end += len(before) + 1
		switch {
		case !found:
			return "", 0, refuseAt(at, "a quote is not closed on its line: want a closing quote, and no line break in a field (Alt+Enter in a spreadsheet)",
				"따옴표가 같은 줄에서 닫히지 않습니다. 따옴표를 닫고, 셀 안의 줄바꿈(Alt+Enter)은 지우세요")
		case after == "" || after[0] == separator:
			return b.String(), end, nil
		case after[0] != '"':
			return "", 0, refuseAt(end, "something follows a closing quote: want %s or the end of the line", "닫는 따옴표 뒤에 다른 것이 있습니다. %s 또는 줄 끝이 와야 합니다", separatorName(separator))
		}
		b.WriteByte('"')
		end++
	}
}

// curlyQuoted reports whether a field is in the quotes that word processors
// make of straight ones.
func curlyQuoted(text string) bool {
	return strings.HasPrefix(text, "“") || strings.HasPrefix(text, "”") || strings.HasPrefix(text, "„") || strings.HasPrefix(text, "＂") ||
		strings.HasPrefix(text, "‘") && strings.HasSuffix(text, "’")
}
