package sim

import (
	"encoding/binary"
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
)

const ordersHeader = "id,customer,channel,product,quantity,points,fulfilment,link\n"

func TestReadOrdersOfTheExample(t *testing.T) {
	f, err := os.Open("../examples/orders.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	orders, err := ReadOrders("orders.csv", f)
	if err != nil {
		t.Fatal(err)
	}
	if len(orders) != 12 {
		t.Fatalf("%d orders, want 12", len(orders))
	}
	want := Order{Number: 4, ID: "2026-0411-04", Customer: Company, Channel: Instagram, Product: Followers, Quantity: 1000, Points: 30000, Fulfilment: External, Link: "@hanok.stay.jeonju"}
	if orders[3] != want {
		t.Errorf("order 4 is %+v, want %+v", orders[3], want)
	}
}

func TestReadOrdersAccepts(t *testing.T) {
	object := `{"id":"a","customer":"person","channel":"blog","product":"views","quantity":1,"points":2,"fulfilment":"external","link":"@b"}`
	row := "a,person,blog,views,1,2,external,@b\n"
	separated := func(separator string) string { return strings.ReplaceAll(ordersHeader+row, ",", separator) }
	tests := []struct{ name, file, text string }{
		{"byte order mark and CRLF: CSV UTF-8 of Excel", "o.csv", "\ufeff" + strings.ReplaceAll(ordersHeader+row, "\n", "\r\n")},
		{"CR: CSV for the Macintosh of Excel", "o.csv", strings.ReplaceAll(ordersHeader+row, "\n", "\r")},
		{"CR without one at the end", "o.csv", strings.TrimSuffix(strings.ReplaceAll(ordersHeader+row, "\n", "\r"), "\r")},
		{"UTF-16 and tabs: Unicode Text of Excel", "o.txt", utf16Text("\ufeff"+strings.ReplaceAll(separated("\t"), "\n", "\r\n"), binary.LittleEndian)},
		{"UTF-16 the other way around", "o.txt", utf16Text("\ufeff"+separated(","), binary.BigEndian)},
		{"semicolons, where a comma is the decimal sign", "o.csv", separated(";")},
		{"tabs", "o.tsv", separated("\t")},
		{"bars", "o.csv", separated("|")},
		{"sep=,", "o.csv", "sep=,\n" + ordersHeader + row},
		{"sep=; of another program", "o.csv", "\ufeff\"SEP=;\"\r\n" + separated(";")},
		{"sep=, that was saved again", "o.csv", "sep=,,,,,,,,\n" + ordersHeader + row},
		{"columns in any order", "o.csv", "link,fulfilment,points,quantity,product,channel,customer,id\n@b,external,2,1,views,blog,person,a\n"},
		{"names in any case, with spaces", "o.csv", "ID, Customer,CHANNEL ,\u00a0Product,Quantity,Points,Fulfilment,Link\n" + row},
		{"words in any case", "o.csv", ordersHeader + "a,Person,BLOG,Views,1,2,External,@b\n"},
		{"spaces around values, of every width", "o.csv", ordersHeader + " a ,person\u00a0,\u3000blog,views\t, 1,2 ,external,\u200b@b\ufeff\n"},
		{"a last column that is empty", "o.csv", strings.ReplaceAll(ordersHeader+row, "\n", ",\n")},
		{"empty columns before, between and after", "o.csv", ",id,customer,,channel,product,quantity,points,fulfilment,link,,\n,a,person,,blog,views,1,2,external,@b,,\n"},
		{"rows that are empty", "o.csv", ordersHeader + ",,,,,,,\n" + row + "  \n,,,,,,,\n \t,,,,,,,\n,,\n"},
		{"an empty row that is longer than the header", "o.csv", ordersHeader + strings.TrimSpace(row) + ",,,\n"},
		{"quoted fields", "o.csv", ordersHeader + `"a","person",blog,views,"1",2,external,"@b"` + "\n"},
		{"quoted names", "o.csv", `"id","customer","channel","product","quantity","points","fulfilment","link"` + "\n" + row},
		{"no end of the last line", "o.csv", ordersHeader + "a,person,blog,views,1,2,external,@b"},
		{"blank lines", "o.csv", "\n" + ordersHeader + "\n\n" + row + "\n"},
		{"an object a line", "o.jsonl", object + "\n"},
		{"objects in a file of another name", "/dev/stdin", "  " + object},
		{"objects after a byte order mark, with CRLF", "o.jsonl", "\ufeff" + object + "\r\n\r\n"},
		{"fields in any case", "o.jsonl", strings.NewReplacer(`"id"`, `"ID"`, `"link"`, `"Link"`).Replace(object)},
	}
	want := []Order{{Number: 1, ID: "a", Customer: Person, Channel: Blog, Product: Views, Quantity: 1, Points: 2, Fulfilment: External, Link: "@b"}}
	for _, test := range tests {
		orders, err := ReadOrders(test.file, iotest.OneByteReader(strings.NewReader(test.text)))
		if err != nil || !slices.Equal(orders, want) {
			t.Errorf("%s: %+v, %v", test.name, orders, err)
		}
	}
}

// utf16Text writes a text as UTF-16.
func utf16Text(text string, order binary.AppendByteOrder) string {
	var b []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

func TestReadOrdersKeepsHangulOfUTF16(t *testing.T) {
	text := utf16Text("\ufeff"+ordersHeader+"주문-1,person,blog,views,1,2,external,@한강🏃\n", binary.LittleEndian)
	_, err := ReadOrders("o.txt", strings.NewReader(text))
	if err == nil || !strings.HasPrefix(err.Error(), `o.txt:2:37: link "@한강🏃"`) {
		t.Error(err)
	}
	orders, err := ReadOrders("o.txt", strings.NewReader(strings.Replace(text, utf16Text("🏃", binary.LittleEndian), "", 1)))
	if err != nil || len(orders) != 1 || orders[0].ID != "주문-1" || orders[0].Link != "@한강" {
		t.Error(orders, err)
	}
}

// TestReadOrdersRefuses: what is refused, with its place and what to do instead.
func TestReadOrdersRefuses(t *testing.T) {
	row := func(values string) string { return ordersHeader + values + "\n" }
	link := func(link string) string { return row(`a,person,blog,views,1,2,external,"` + link + `"`) }
	points := func(points string) string { return row(`a,person,blog,views,1,"` + points + `",external,@b`) }
	object := func(change ...string) string {
		return strings.NewReplacer(change...).Replace(`{"id":"a","customer":"person","channel":"blog","product":"views","quantity":1,"points":2,"fulfilment":"external","link":"@b"}`)
	}
	tests := []struct{ text, want string }{
		{"", "o.csv: is empty: want a header line"},
		{"\ufeff\r\n\n", "o.csv: is empty"},
		{ordersHeader, "o.csv: has a header line but no order"},
		{"sep=,\n" + ordersHeader, "o.csv: has a header line but no order"},

		// Files that are no text, or not in UTF-8.
		{"PK\x03\x04\x14\x00", "o.csv:1:1: the file is a workbook (xlsx, ods, numbers) or another zip archive: save it as CSV UTF-8"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "o.csv:1:1: the file is a workbook (xls, or one with a password): save it as CSV UTF-8"},
		{"\x1f\x8b\x08", "o.csv:1:1: the file is compressed by gzip: unpack it"},
		{"%PDF-1.7\n", "o.csv:1:1: the file is a PDF"},
		{"\xff\xfe\x00\x00i\x00\x00\x00", "o.csv:1:1: the file is UTF-32"},
		{"i\x00d\x00,\x00", "o.csv:1:2: the file is UTF-32, or UTF-16 without a byte order mark"},
		{"\ufeff<html><table>", "o.csv:1:1: the file is HTML or XML, also where its name ends in .xls"},
		{`<?xml version="1.0"?>`, "o.csv:1:1: the file is HTML or XML"},
		{row("a,person,blog,views,1,2,external,@\xc7\xd1"), "o.csv:2:35: the line is not UTF-8, as a spreadsheet's plain CSV (CP949, EUC-KR) is not: save it as CSV UTF-8"},
		{utf16Text("\ufeff"+row("a,person,blog,views,1,2,external,@b"), binary.LittleEndian) + "\x00\xd8x\x00", "o.csv:3:1: the line has 1 fields"},

		// The header.
		{"id customer channel\n", "o.csv:1:1: the line names no column: want id,customer,channel,product,quantity,points,fulfilment,link in the first line"},
		{"주문 목록,,,,,,,\n" + row(""), "o.csv:1:1: the line names no column"},
		{"a,person,blog,views,1,2,external,@b\n", "o.csv:1:1: the line names no column"},
		{"id;customer;channel\n", "o.csv:1:20: column product is missing: want id, customer, channel, product, quantity, points, fulfilment and link"},
		{"id,customer,chanel\n", `o.csv:1:13: column "chanel" is not known: rename it to channel, or delete it`},
		{"id,customer,Fulfillment\n", `o.csv:1:13: column "Fulfillment" is not known: rename it to fulfilment, or delete it`},
		{"id,고객\n", `o.csv:1:4: column "고객" is not known: rename it to customer, or delete it`},
		{"id,customer,URL\n", `o.csv:1:13: column "URL" is not known: rename it to link, or delete it`},
		{"id,customer,channel,product,quantity,points,memo\n", `o.csv:1:45: column "memo" is not known: rename it to a name that is missing (fulfilment, link), or delete it`},
		{strings.TrimSpace(ordersHeader) + ",url\n", `o.csv:1:61: column "url" is not known: delete it`},
		{"“id”,customer\n", "o.csv:1:1: the quotes of “id” are typographic ones"},
		{"id,ID\n", "o.csv:1:4: column id is there twice: want it once"},
		{"id,customer,channel,product,quantity,points,link\n", "o.csv:1:49: column fulfilment is missing"},
		{"sep=^\n" + ordersHeader, "o.csv:1:1: sep= declares a separator that is not read: want sep=, or sep=; or delete the line"},

		// The fields of a line.
		{row("a,person,blog,views,1,2,external," + strings.Repeat("x", 70_000)), "o.csv:2:1: the line is longer than 65536 bytes"},
		{row("a,person,blog,views,1,2,external"), "o.csv:2:25: the line has 7 fields, the header has 8: want one for each column, with a comma between them"},
		{row("a,person,blog,views,1,2,external,http://h.example/a,b"), "o.csv:2:53: the line has 9 fields, the header has 8: put a field that has a comma in quotes"},
		{"id,customer,channel,product,quantity,points,fulfilment,link,\na,person,blog,views,1,2,external,@b,urgent\n", `o.csv:2:37: column 9 has the value "urgent" but no name: name it in the header, or delete it`},
		{row(`a,person,blog,views,1,2,external,"@b`), "o.csv:2:34: a quote is not closed on its line: want a closing quote, and no line break in a field (Alt+Enter in a spreadsheet)"},
		{row(`a,person,blog,views,1,2,external,"@b"x`), "o.csv:2:38: something follows a closing quote: want a comma or the end of the line"},
		{row(`a"b,person,blog,views,1,2,external,@b`), `o.csv:2:2: a quote inside the field "a\"b"`},
		{row(`a,person,blog,views,1,2,external, "@b"`), "o.csv:2:34: a space before a quote: want the quote right after a comma"},
		{row("a,person,blog,views,1,2,external,“@b”"), "o.csv:2:34: the quotes of “@b” are typographic ones: want \"straight\" ones, or none"},

		// Values.
		{row(",person,blog,views,1,2,external,@b"), "o.csv:2:1: id is empty: want 1 to 64 printable characters"},
		{row(strings.Repeat("한", 65) + ",person,blog,views,1,2,external,@b"), "o.csv:2:1: id has 65 characters: want at most 64"},
		{row("a\x1b[31m,person,blog,views,1,2,external,@b"), "has the character U+001B"},
		{row("\u1112\u1161,person,blog,views,1,2,external,@b"), "has the character U+1112: want printable characters, Hangul composed (NFC)"},
		{row("a\u202eb,person,blog,views,1,2,external,@b"), "has the character U+202E"},
		{row("a,human,blog,views,1,2,external,@b"), `o.csv:2:3: customer "human" is not known: want person or company`},
		{row("a,person,TikTok,views,1,2,external,@b"), `o.csv:2:10: channel "TikTok" is not known: want instagram, blog or youtube`},
		{row("a,person,blog,comments,1,2,external,@b"), `o.csv:2:15: product "comments" is not known: want likes, followers or views`},
		{row("a,person,blog,views,1,2,panel,@b"), `o.csv:2:25: fulfilment "panel" is not known: want in-house or external`},
		{row("한글한글,person,blog,views,1,2,panel,@b"), `o.csv:2:28: fulfilment "panel"`},
		{row("a,person,blog,views,0,2,external,@b"), `o.csv:2:21: quantity "0": want a whole number from 1 to 2147483647, digits alone`},
		{row("a,person,blog,views,2147483648,2,external,@b"), `o.csv:2:21: quantity "2147483648": want`},
		{row("a,person,blog,views,+1,2,external,@b"), `o.csv:2:21: quantity "+1": want`},
		{points("1,000"), `o.csv:2:23: points "1,000": want digits alone: 1000`},
		{points("1,000,000"), `points "1,000,000": want digits alone: 1000000`},
		{points("１０００"), `points "１０００": want digits alone: 1000`},
		{points("1 000"), `points "1 000": want digits alone: 1000`},
		{points("₩12,000"), `points "₩12,000": want digits alone: 12000`},
		{points("12000원"), `points "12000원": want digits alone: 12000`},
		{points("1,00"), `points "1,00": want a whole number from 1 to 2147483647, digits alone`},
		{points("1.000"), `points "1.000": want a whole number`},
		{points("1E+03"), `points "1E+03": want a whole number`},
		{points("2026-04-11"), `points "2026-04-11": want a whole number`},
		{points("#REF!"), `o.csv:2:23: points "#REF!" is an error of the spreadsheet: mend its formula and save it again`},
		{link("#NAME?"), `link "#NAME?" is an error of the spreadsheet`},
		{points("#####"), `points "#####" is an error of the spreadsheet`},
		{link("ftp://h.example/"), `o.csv:2:34: link "ftp://h.example/": want an http(s) URL or a handle such as @brand.official`},
		{link("https://"), `o.csv:2:34: link "https://": want an http(s) URL`},
		{link("@"), `o.csv:2:34: link "@": want an http(s) URL`},
		{link("youtube.com/@shop"), `o.csv:2:34: link "youtube.com/@shop": add https:// before it`},
		{link("www.instagram.com"), `link "www.instagram.com": add https:// before it`},
		{link("//blog.example/p/1"), `link "//blog.example/p/1": add https:// before it`},
		{link("hanok.stay"), `link "hanok.stay": add https:// before an address, or @ before a handle`},
		{link("shop"), `o.csv:2:34: link "shop": add @ before a handle, or give the whole address with https://`},
		{link("한강러닝클럽"), `link "한강러닝클럽": add @ before a handle`},
		{link("@" + strings.Repeat("x", 2048)), "o.csv:2:34: link has 2049 characters: want at most 2048"},
		{link("https://u:secret@h.example/"), "without a user name or password"},
		{link("u:secret@h.example/a"), "without a user name or password"},
		{link("h.example/u:secret@h.example"), "without a user name or password"},
		{row("a,person,blog,views,1,2,external,@b\nb,person,blog,views,1,2,external,@b\na,person,blog,views,1,2,external,@b"), `o.csv:4:1: id "a" is already on line 2: want each id once`},

		// Objects.
		{"[" + object() + "]", "o.csv:1:1: the file is a JSON array: want an object a line, which jq -c '.[]' makes of it"},
		{"\n[\n" + object(), "o.csv:2:1: the file is a JSON array"},
		{object() + "\n[]", "o.csv:2:1: the line is no JSON object: want an object a line"},
		{object(`"a"`, `"a","id":"b"`), "o.csv:1:11: field id is there twice"},
		{object(`"id"`, `"url":"x","id"`), `o.csv:1:2: field "url" is not known: rename it to link, or delete it`},
		{object(`"id"`, `"memo":"x","id"`), `o.csv:1:2: field "memo" is not known: delete it; the fields are id, customer,`},
		{object(`,"link":"@b"`, ""), "o.csv:1:114: field link is missing"},
		{object(`:1,`, `:"1",`), "o.csv:1:77: quantity: want a number, without quotes"},
		{object(`:1,`, `:1.0,`), `o.csv:1:77: quantity "1.0": want a whole number`},
		{object(`"blog"`, `null`), "o.csv:1:41: channel: want a string in quotes"},
		{object(`"blog"`, `["blog"]`), "o.csv:1:41: channel: want a string in quotes"},
		{object(`"@b"`, `" @b"`), `link " @b": want no space before or after it`},
		{object(`}`, ``), "o.csv:1:125: not JSON: the object is not closed on its line: want an object a line, which jq -c . makes"},
		{"{\n", "o.csv:1:2: not JSON: the object is not closed on its line"},
		{object(`}`, `},`), "o.csv:1:127: something follows the object: want an object a line, without a comma after it"},
		{object(`"a"`, `"\ud800"`), "has the character U+FFFD"},
	}
	for _, test := range tests {
		orders, err := ReadOrders("o.csv", strings.NewReader(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.90q: %v, want %s", test.text, err, test.want)
			continue
		}
		checkRefusal(t, orders, err)
		if strings.Contains(err.Error(), "secret") {
			t.Errorf("%.60q: a password is shown: %v", test.text, err)
		}
	}
}

// checkRefusal checks what holds of every refusal: nothing is half-loaded, and
// the error is one printable line.
func checkRefusal(t *testing.T, orders []Order, err error) {
	t.Helper()
	if orders != nil {
		t.Errorf("%v: %d orders are loaded all the same", err, len(orders))
	}
	checkError(t, err)
	checkBothLanguages(t, err)
}

func TestReadOrdersReportsTheReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, err := ReadOrders("o.csv", iotest.ErrReader(broken))
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "o.csv:1:1: reading the file: ") {
		t.Error(err)
	}
}

func FuzzReadOrders(f *testing.F) {
	f.Add(ordersHeader+"a,person,blog,views,1,2,external,@b\n", "o.csv")
	f.Add(ordersHeader+`"a ""b""",company,youtube,likes,2147483647,1,in-house,"https://h.example/?q=1,2"`+"\r\n", "o.csv")
	f.Add(`{"id":"a","customer":"person","channel":"blog","product":"views","quantity":1,"points":2,"fulfilment":"external","link":"@b"}`, "o.jsonl")
	f.Add("\ufeff\n\n", "")
	f.Fuzz(func(t *testing.T, text, name string) {
		orders, err := ReadOrders(name, strings.NewReader(text))
		if err != nil {
			checkRefusal(t, orders, err)
			return
		}
		seen := map[string]bool{}
		for i, o := range orders {
			if int(o.Number) != i+1 || o.ID == "" || seen[o.ID] || o.Quantity < 1 || o.Points < 1 || o.Customer == 0 || o.Channel == 0 || o.Product == 0 || o.Fulfilment == 0 {
				t.Errorf("order %d of %q is %+v", i+1, text, o)
			}
			if Printable(o.ID, NameLengthMax) != o.ID || Printable(o.Link, LinkLengthMax) != o.Link {
				t.Errorf("order %d of %q cannot be shown: %+v", i+1, text, o)
			}
			seen[o.ID] = true
		}
	})
}

// FuzzSplitCSV holds splitCSV against the standard library's reader, on single lines.
func FuzzSplitCSV(f *testing.F) {
	for _, line := range []string{"a,b", `"a,""b""",c`, `a"b`, `"a`, `"a"b`, `,`, ` "a"`} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if line == "" || strings.ContainsAny(line, "\r\n") {
			return
		}
		want, wantErr := csv.NewReader(strings.NewReader(line)).Read()
		fields, err := splitCSV(nil, line, ',')
		var got []string
		for _, field := range fields {
			got = append(got, field.text)
		}
		for i := range want {
			want[i] = strings.TrimFunc(want[i], blank)
		}
		if (err == nil) != (wantErr == nil) || err == nil && !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v; want %q, %v", line, got, err, want, wantErr)
		}
	})
}
