package sim

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// orderRow holds the values of a row in the order of orderColumns, and the byte
// of the line at which each begins.
type orderRow struct {
	values [orderColumnCount]string
	at     [orderColumnCount]int
}

// check parses the values into the order, in the order of the columns. Of an
// error it says in which column it is.
func (row *orderRow) check(o *Order) (column int, err error) {
	for column, check := range [orderColumnCount]func(string) error{
		columnID:         func(value string) error { return checkText("id", value, NameLengthMax) },
		columnCustomer:   wordInto(customerWords, "customer", func(i int) { o.Customer = Customer(i) }),
		columnChannel:    wordInto(channelWords, "channel", func(i int) { o.Channel = Channel(i) }),
		columnProduct:    wordInto(productWords, "product", func(i int) { o.Product = Product(i) }),
		columnQuantity:   func(value string) (err error) { o.Quantity, err = parseAmount("quantity", value); return err },
		columnPoints:     func(value string) (err error) { o.Points, err = parseAmount("points", value); return err },
		columnFulfilment: wordInto(fulfilmentWords, "fulfilment", func(i int) { o.Fulfilment = Fulfilment(i) }),
		columnLink:       checkLink,
	} {
		value := row.values[column]
		if sheetError(value) {
			return column, Refuse("%s %q is an error of the spreadsheet: mend its formula and save it again", "%s %q: 스프레드시트의 오류 값입니다. 수식을 고쳐 다시 저장하세요", orderColumns[column], value)
		}
		if err := check(value); err != nil {
			return column, err
		}
	}
	return 0, nil
}

// wordInto returns a check that hands on which of the words a value is.
func wordInto(names words, what string, set func(int)) func(string) error {
	return func(value string) error {
		i, err := names.parse(what, strings.ToLower(value))
		if err != nil {
			_, err = names.parse(what, value) // as it was written
		}
		set(i)
		return err
	}
}

// sheetErrors are what spreadsheets save for a formula that went wrong.
var sheetErrors = []string{"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#ERROR!", "#SPILL!"}

// sheetError reports whether a value is an error of a spreadsheet, or the hash
// signs of a column that was too narrow.
func sheetError(value string) bool {
	return slices.Contains(sheetErrors, value) || strings.HasPrefix(value, "Err:5") || len(value) > 2 && strings.Trim(value, "#") == ""
}

// parseAmount reads a positive 32-bit integer, written in digits alone.
func parseAmount(name, s string) (int32, error) {
	n, err := strconv.ParseUint(s, 10, 31)
	if err == nil && n > 0 {
		return int32(n), nil
	}
	if digits := digitsOf(s); digits != "" {
		return 0, Refuse("%s %q: want digits alone: %s", "%s %q: 숫자만 쓰세요: %s", name, Printable(s, 40), digits)
	}
	return 0, Refuse("%s %q: want a whole number from 1 to %d, digits alone", "%s %q: 1부터 %d까지의 정수를 숫자만으로 쓰세요", name, Printable(s, 40), AmountMax)
}

// grouping matches a whole number with a sign between its thousands, or none.
// A full stop is no such sign here: it may as well begin a fraction.
var grouping = regexp.MustCompile(`^\d+$|^\d{1,3}(?:[,'’ \x{a0}\x{202f}]\d{3})+$`)

// digitsOf returns the amount that is meant by one with signs between its
// thousands, with a currency or a counter, or in digits of full width; "" where
// that is not certain.
func digitsOf(s string) string {
	s = strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' { // the full-width forms of ASCII
			return r - '！' + '!'
		}
		return r
	}, s)
	s = strings.TrimLeft(s, "₩￦$ ")
	for _, counter := range []string{"원", "개", "명", "건", "회", "포인트", "P", "p"} {
		s = strings.TrimSuffix(s, counter)
	}
	if s = strings.TrimFunc(s, blank); !grouping.MatchString(s) {
		return ""
	}
	digits := strings.TrimLeft(strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s), "0")
	if _, err := strconv.ParseUint(digits, 10, 31); err != nil {
		return ""
	}
	return digits
}

// checkText refuses what could not be shown as it is.
func checkText(name, s string, limit int) error {
	count := utf8.RuneCountInString(s)
	switch {
	case s == "":
		return Refuse("%s is empty: want 1 to %d printable characters", "%s이(가) 비어 있습니다. 1자에서 %d자까지 쓰세요", name, limit)
	case count > limit:
		return Refuse("%s has %d characters: want at most %d", "%s이(가) %d자입니다. %d자까지만 쓰세요", name, count, limit)
	case strings.TrimSpace(s) != s:
		return Refuse("%s %q: want no space before or after it", "%s %q: 앞뒤의 공백을 지우세요", name, Printable(s, 40))
	case Printable(s, limit) != s || strings.ContainsRune(s, utf8.RuneError):
		return Refuse("%s %q has the character %U: want printable characters, Hangul composed (NFC)", "%s %q에 문자 %U이(가) 있습니다. 보이는 문자만, 한글은 완성형(NFC)으로 쓰세요", name, Printable(s, 40), unprintable(s))
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
	if handle, found := strings.CutPrefix(link, "@"); found && isHandle(handle) {
		return nil
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || strings.ContainsRune(link, ' ') {
		return wrongLink(link)
	}
	if u.User != nil {
		return errSecretLink
	}
	return nil
}

// errSecretLink does not show the link: it may have a password in it.
var errSecretLink = Refuse("link: want an http(s) URL without a user name or password, or a handle such as @brand.official", "link: 사용자 이름과 암호가 없는 http(s) URL이나 @brand.official 같은 핸들을 쓰세요")

// addressWithout matches an address that lacks its https://. An @ in it is the
// first character of a part of its path, and then nothing before it is a password.
var addressWithout = regexp.MustCompile(`^(//)?[\pL\d-]+(\.[\pL\d-]+)+(:\d+)?(/(@?[^@]*)|\?[^@]*)?$`)

// wrongLink says what is wrong with a link.
func wrongLink(link string) error {
	shown := Printable(link, 60)
	slash := strings.ContainsAny(strings.TrimPrefix(link, "//"), "/?:")
	switch address := addressWithout.MatchString(link); {
	case address && (slash || strings.HasPrefix(link, "www.")):
		return Refuse("link %q: add https:// before it", "link %q: 앞에 https://를 붙이세요", shown)
	case address:
		return Refuse("link %q: add https:// before an address, or @ before a handle", "link %q: 주소이면 앞에 https://를, 핸들이면 @를 붙이세요", shown)
	case isHandle(link):
		return Refuse("link %q: add @ before a handle, or give the whole address with https://", "link %q: 핸들이면 앞에 @를 붙이고, 아니면 https://로 시작하는 전체 주소를 쓰세요", shown)
	case strings.LastIndexByte(link, '@') > 0:
		return errSecretLink
	}
	return Refuse("link %q: want an http(s) URL or a handle such as @brand.official", "link %q: http(s) URL이나 @brand.official 같은 핸들을 쓰세요", shown)
}

// isHandle reports whether a text is the name of an account.
func isHandle(text string) bool {
	return text != "" && strings.IndexFunc(text, notInHandle) < 0
}

func notInHandle(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '_' && r != '-'
}
