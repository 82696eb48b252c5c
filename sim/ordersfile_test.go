package sim

import (
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
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
	tests := []struct{ name, file, text string }{
		{"byte order mark and CRLF", "o.csv", "\ufeff" + strings.ReplaceAll(ordersHeader, "\n", "\r\n") + "a,person,blog,views,1,2,external,@b\r\n"},
		{"columns in any order", "o.csv", "link,fulfilment,points,quantity,product,channel,customer,id\n@b,external,2,1,views,blog,person,a\n"},
		{"quoted fields", "o.csv", ordersHeader + `"a","person",blog,views,"1",2,external,"@b"` + "\n"},
		{"no end of the last line", "o.csv", ordersHeader + "a,person,blog,views,1,2,external,@b"},
		{"blank lines", "o.csv", "\n" + ordersHeader + "\n\na,person,blog,views,1,2,external,@b\n\n"},
		{"an object a line", "o.jsonl", object + "\n"},
		{"objects in a file of another name", "/dev/stdin", "  " + object},
	}
	want := []Order{{Number: 1, ID: "a", Customer: Person, Channel: Blog, Product: Views, Quantity: 1, Points: 2, Fulfilment: External, Link: "@b"}}
	for _, test := range tests {
		orders, err := ReadOrders(test.file, iotest.OneByteReader(strings.NewReader(test.text)))
		if err != nil || !slices.Equal(orders, want) {
			t.Errorf("%s: %+v, %v", test.name, orders, err)
		}
	}
}

func TestReadOrdersRefuses(t *testing.T) {
	row := func(values string) string { return ordersHeader + values + "\n" }
	object := func(change ...string) string {
		return strings.NewReplacer(change...).Replace(`{"id":"a","customer":"person","channel":"blog","product":"views","quantity":1,"points":2,"fulfilment":"external","link":"@b"}`)
	}
	tests := []struct{ text, want string }{
		{"", "o.csv: is empty: want a header line"},
		{"\ufeff\r\n\n", "o.csv: is empty"},
		{ordersHeader, "o.csv: has a header line but no order"},
		{"\xff\xfei\x00d\x00", "o.csv:1: the file is UTF-16: want UTF-8"},
		{row("a,person,blog,views,1,2,external,@\xc7\xd1"), "o.csv:2: the line is not UTF-8"},
		{row("a,person,blog,views,1,2,external," + strings.Repeat("x", 70_000)), "o.csv:2: the line is longer than 65536 bytes"},
		{"id;customer;channel\n", "o.csv:1: the columns are not separated by commas: want id,customer,"},
		{"id,customer,chanel\n", `o.csv:1: column "chanel" is not known: want id, customer, channel, product, quantity, points, fulfilment and link`},
		{"id,id\n", "o.csv:1: column id is there twice"},
		{"id,customer,channel,product,quantity,points,link\n", "o.csv:1: column fulfilment is missing"},
		{row("a,person,blog,views,1,2,external"), "o.csv:2: the line has 7 fields, the header has 8"},
		{row("a,person,blog,views,1,2,external,http://h.example/a,b"), "quote a field that has a comma"},
		{row(`a,person,blog,views,1,2,external,"@b`), "o.csv:2: a quote is not closed on its line"},
		{row(`a,person,blog,views,1,2,external,"@b"x`), "o.csv:2: something follows a closing quote"},
		{row(`a"b,person,blog,views,1,2,external,@b`), `o.csv:2: a quote inside the field "a\"b"`},
		{row(",person,blog,views,1,2,external,@b"), "o.csv:2: id is empty: want 1 to 64 printable characters"},
		{row(strings.Repeat("한", 65) + ",person,blog,views,1,2,external,@b"), "o.csv:2: id has 65 characters: want at most 64"},
		{row("a\x1b[31m,person,blog,views,1,2,external,@b"), "has the character U+001B"},
		{row("\u1112\u1161,person,blog,views,1,2,external,@b"), "has the character U+1112"},
		{row("a\u202eb,person,blog,views,1,2,external,@b"), "has the character U+202E"},
		{row(" a,person,blog,views,1,2,external,@b"), "want no space before or after it"},
		{row("a,human,blog,views,1,2,external,@b"), `o.csv:2: customer "human" is not known: want person or company`},
		{row("a,person,tiktok,views,1,2,external,@b"), `o.csv:2: channel "tiktok" is not known: want instagram, blog or youtube`},
		{row("a,person,blog,comments,1,2,external,@b"), `o.csv:2: product "comments" is not known: want likes, followers or views`},
		{row("a,person,blog,views,1,2,panel,@b"), `o.csv:2: fulfilment "panel" is not known: want in-house or external`},
		{row("a,person,blog,views,0,2,external,@b"), `o.csv:2: quantity "0": want a whole number from 1 to 2147483647`},
		{row("a,person,blog,views,2147483648,2,external,@b"), `o.csv:2: quantity "2147483648": want`},
		{row("a,person,blog,views,+1,2,external,@b"), `o.csv:2: quantity "+1": want`},
		{row(`a,person,blog,views,1,"1,000",external,@b`), `o.csv:2: points "1,000": want a whole number`},
		{row("a,person,blog,views,1,2,external,ftp://h.example/"), `o.csv:2: link "ftp://h.example/": want an http(s) URL or a handle such as @brand.official`},
		{row("a,person,blog,views,1,2,external,https://"), `o.csv:2: link "https://": want an http(s) URL`},
		{row("a,person,blog,views,1,2,external,@"), `o.csv:2: link "@": want an http(s) URL`},
		{row("a,person,blog,views,1,2,external,@" + strings.Repeat("x", 2048)), "o.csv:2: link has 2049 characters: want at most 2048"},
		{row("a,person,blog,views,1,2,external,https://u:secret@h.example/"), "without a user name or password"},
		{row("a,person,blog,views,1,2,external,@b\nb,person,blog,views,1,2,external,@b\na,person,blog,views,1,2,external,@b"), `o.csv:4: id "a" is already on line 2: want each id once`},
		{object() + "\n[]", "o.csv:2: the line is no JSON object"},
		{object(`"a"`, `"a","id":"b"`), "o.csv:1: field id is there twice"},
		{object(`"id"`, `"ID"`), `o.csv:1: field "ID" is not known`},
		{object(`,"link":"@b"`, ""), "o.csv:1: field link is missing"},
		{object(`:1,`, `:"1",`), "o.csv:1: quantity: want a number, without quotes"},
		{object(`:1,`, `:1.0,`), `o.csv:1: quantity "1.0": want a whole number`},
		{object(`"blog"`, `null`), "o.csv:1: channel: want a string in quotes"},
		{object(`"blog"`, `["blog"]`), "o.csv:1: channel: want a string in quotes"},
		{object(`}`, ``), "o.csv:1: not JSON: the object is not closed on its line"},
		{object(`}`, `}}`), "o.csv:1: something follows the object"},
		{object(`"a"`, `"\ud800"`), "has the character U+FFFD"},
	}
	for _, test := range tests {
		orders, err := ReadOrders("o.csv", strings.NewReader(test.text))
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%.60q: %v, want %s", test.text, err, test.want)
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
}

func TestReadOrdersReportsTheReader(t *testing.T) {
	broken := errors.New("the disk is gone")
	_, err := ReadOrders("o.csv", iotest.ErrReader(broken))
	if !errors.Is(err, broken) || !strings.HasPrefix(err.Error(), "o.csv:1: reading the file: ") {
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
		got, err := splitCSV(nil, line)
		if (err == nil) != (wantErr == nil) || err == nil && !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v; want %q, %v", line, got, err, want, wantErr)
		}
	})
}
