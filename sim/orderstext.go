package sim

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// ordersLineMax bounds a line of an orders file, in bytes. A link of
// LinkLengthMax characters in its longest encoding fits.
const ordersLineMax = 64 << 10

// What a file is that is not text. Spreadsheets offer all of them first.
var (
	errWorkbook  = Refuse("the file is a workbook (xlsx, ods, numbers) or another zip archive: save it as CSV UTF-8", "엑셀 통합 문서(xlsx)나 다른 압축 파일입니다. 'CSV UTF-8(쉼표로 분리)'로 저장하세요")
	errOldExcel  = Refuse("the file is a workbook (xls, or one with a password): save it as CSV UTF-8", "엑셀 통합 문서(xls, 또는 암호가 걸린 파일)입니다. 'CSV UTF-8(쉼표로 분리)'로 저장하세요")
	errGzip      = Refuse("the file is compressed by gzip: unpack it", "gzip으로 압축된 파일입니다. 압축을 푸세요")
	errPDF       = Refuse("the file is a PDF: export the table as CSV UTF-8", "PDF 파일입니다. 표를 'CSV UTF-8'로 내보내세요")
	errMarkup    = Refuse("the file is HTML or XML, also where its name ends in .xls: open it in a spreadsheet and save it as CSV UTF-8", "이름이 .xls로 끝나더라도 내용은 HTML이나 XML입니다. 엑셀에서 열어 'CSV UTF-8(쉼표로 분리)'로 저장하세요")
	errWide      = Refuse("the file is UTF-32, or UTF-16 without a byte order mark, or no text: save it as CSV UTF-8", "UTF-32이거나 BOM 없는 UTF-16이거나 텍스트가 아닙니다. 'CSV UTF-8'로 저장하세요")
	errJSONArray = Refuse("the file is a JSON array: want an object a line, which jq -c '.[]' makes of it", "JSON 배열입니다. 한 줄에 객체 하나씩 쓰세요(jq -c '.[]'로 바꿀 수 있습니다)")
)

// magics are the first bytes of files that are no text.
var magics = []struct {
	bytes string
	is    error
}{
	{"PK\x03\x04", errWorkbook},
	{"PK\x05\x06", errWorkbook},
	{"\xd0\xcf\x11\xe0", errOldExcel},
	{"\x1f\x8b", errGzip},
	{"%PDF", errPDF},
	{"\xff\xfe\x00\x00", errWide},
	{"\x00\x00\xfe\xff", errWide},
}

// open makes lines of the file's bytes, whatever their encoding and their ends.
func (f *ordersFile) open(r io.Reader) error {
	buffered := bufio.NewReader(r)
	start, _ := buffered.Peek(4) // what cannot be read is told by the first line
	for _, magic := range magics {
		if bytes.HasPrefix(start, []byte(magic.bytes)) {
			return magic.is
		}
	}
	r = buffered
	switch {
	case bytes.HasPrefix(start, []byte{0xff, 0xfe}):
		r = &utf16Reader{from: buffered, order: binary.LittleEndian}
	case bytes.HasPrefix(start, []byte{0xfe, 0xff}):
		r = &utf16Reader{from: buffered, order: binary.BigEndian}
	}
	f.lines = bufio.NewScanner(r)
	f.lines.Buffer(make([]byte, 0, 1<<12), ordersLineMax+len("\r\n"))
	f.lines.Split(splitLines)
	return nil
}

// splitLines is a bufio.SplitFunc of lines that end in LF, CRLF, or CR as old
// spreadsheets of the Macintosh write it.
func splitLines(data []byte, atEOF bool) (advance int, token []byte, err error) {
	i := bytes.IndexAny(data, "\r\n")
	switch {
	case i < 0 && atEOF && len(data) > 0:
		return len(data), data, nil
	case i < 0:
		return 0, nil, nil
	case data[i] == '\n' || i+1 < len(data) && data[i+1] != '\n' || i+1 == len(data) && atEOF:
		return i + 1, data[:i], nil
	case i+1 == len(data):
		return 0, nil, nil // a LF may follow
	}
	return i + 2, data[:i], nil
}

// next returns the next line that is not blank, without its end; io.EOF after
// the last. The line is good until the next call.
func (f *ordersFile) next() ([]byte, error) {
	for {
		if err := f.nextLine(); err != nil {
			return nil, err
		}
		if len(bytes.TrimFunc(f.text, blank)) > 0 {
			return f.text, nil
		}
	}
}

func (f *ordersFile) nextLine() error {
	more := f.lines.Scan()
	if err := f.lines.Err(); err != nil || more {
		f.line++
		f.text = nil
		if errors.Is(err, bufio.ErrTooLong) {
			return Refuse("the line is longer than %d bytes: want an order a line", "줄이 %d바이트보다 깁니다. 한 줄에 주문 하나씩 쓰세요", ordersLineMax)
		}
		if err != nil {
			return Refuse("reading the file: %v", "파일을 읽지 못했습니다: %v", err)
		}
	}
	if !more {
		return io.EOF
	}
	f.text = f.lines.Bytes()
	if f.line == 1 {
		f.text = bytes.TrimPrefix(f.text, []byte("\ufeff"))
	}
	return checkEncoding(f.text)
}

// checkEncoding refuses a line that is no UTF-8.
func checkEncoding(line []byte) error {
	if i := bytes.IndexByte(line, 0); i >= 0 {
		return &placedError{at: i, cause: errWide}
	}
	if utf8.Valid(line) {
		return nil
	}
	at := 0
	for r, size := utf8.DecodeRune(line); r != utf8.RuneError || size > 1; r, size = utf8.DecodeRune(line[at:]) {
		at += size
	}
	return refuseAt(at, "the line is not UTF-8, as a spreadsheet's plain CSV (CP949, EUC-KR) is not: save it as CSV UTF-8",
		"UTF-8이 아닙니다. 엑셀의 그냥 'CSV'는 CP949(EUC-KR)로 저장됩니다. 'CSV UTF-8(쉼표로 분리)'로 다시 저장하세요")
}

// blank reports what spreadsheets leave around a value without showing it:
// spaces of every width, and marks without one.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff'
}

// utf16Reader reads UTF-16, which Excel calls Unicode Text, as UTF-8. A half of
// a pair becomes U+FFFD, which no field takes.
type utf16Reader struct {
	from  io.Reader
	order binary.ByteOrder
	ready []byte // that was not asked for yet
}

func (u *utf16Reader) Read(p []byte) (int, error) {
	for len(u.ready) == 0 && len(p) > 0 {
		r, err := u.unit()
		if err != nil {
			return 0, err
		}
		if utf16.IsSurrogate(r) {
			low, err := u.unit()
			if err != nil && !errors.Is(err, io.EOF) {
				return 0, err
			}
			r = utf16.DecodeRune(r, low)
		}
		u.ready = utf8.AppendRune(u.ready[:0], r)
	}
	n := copy(p, u.ready)
	u.ready = u.ready[n:]
	return n, nil
}

// unit reads one code unit.
func (u *utf16Reader) unit() (rune, error) {
	var two [2]byte
	switch _, err := io.ReadFull(u.from, two[:]); {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return utf8.RuneError, nil
	case err != nil:
		return 0, err
	}
	return rune(u.order.Uint16(two[:])), nil
}
