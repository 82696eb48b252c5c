package sim

import (
	"slices"
	"strings"
)

// columnNamed returns the index in orderColumns of a name, in any case and with
// blanks around it; noColumn where it is none of them.
func columnNamed(name string) int {
	name = strings.TrimFunc(name, blank)
	return slices.IndexFunc(orderColumns, func(column string) bool { return strings.EqualFold(column, name) })
}

// columnsOf returns the index in orderColumns of each column of the header, and
// noColumn for one without a name.
func columnsOf(header string, separator byte) ([]int, error) {
	names, err := splitCSV(nil, header, separator)
	if err != nil {
		return nil, err
	}
	columns := make([]int, len(names))
	known := false
	for i, name := range names {
		columns[i] = columnNamed(name.text)
		known = known || columns[i] != noColumn
	}
	if !known {
		return nil, Refuse("the line names no column: want %s in the first line, and nothing above it",
			"열 이름이 없습니다. 첫 줄에 %s을(를) 쓰고, 그 위의 줄은 지우세요", strings.Join(orderColumns, ","))
	}
	return columns, checkColumns(names, columns)
}

// checkColumns refuses a header in which a column is unknown, there twice or missing.
func checkColumns(names []csvField, columns []int) error {
	for i, name := range names {
		switch {
		case columns[i] == noColumn && name.text != "":
			return refuseAt(name.at, "column %q is not known: %v", "열 %q: 모르는 이름입니다. %v", Printable(name.text, 40), instead(name.text, columns))
		case columns[i] != noColumn && slices.Contains(columns[:i], columns[i]):
			return refuseAt(name.at, "column %s is there twice: want it once", "열 %s이(가) 두 번 있습니다. 하나만 남기세요", orderColumns[columns[i]])
		}
	}
	if missing := missingOf(columns); len(missing) > 0 {
		last := names[len(names)-1]
		return refuseAt(last.at+len(last.text), "column %s is missing: want %s", "열 %s이(가) 없습니다. %s이(가) 모두 있어야 합니다", missing[0], allColumns())
	}
	return nil
}

// missingOf returns the names of the columns that are not among the given ones.
func missingOf(columns []int) words {
	var missing words
	for i, name := range orderColumns {
		if !slices.Contains(columns, i) {
			missing = append(missing, name)
		}
	}
	return missing
}

// allColumns lists the columns, all of which are needed.
func allColumns() Text {
	last := len(orderColumns) - 1
	return Text{strings.Join(orderColumns[:last], ", ") + " and " + orderColumns[last], strings.Join(orderColumns, ", ")}
}

// instead says what to do with an unknown name where these columns are there.
func instead(name string, columns []int) Text {
	missing := missingOf(columns)
	meant := columnMeant(name)
	if !slices.Contains(missing, meant) {
		meant = Nearest(strings.ToLower(name), missing)
	}
	switch {
	case meant != "":
		return Say("rename it to %s, or delete it", "%s(으)로 바꾸거나 지우세요", meant)
	case len(missing) > 0:
		return Say("rename it to a name that is missing (%s), or delete it", "빠진 이름(%s)으로 바꾸거나 지우세요", strings.Join(missing, ", "))
	}
	return Text{"delete it", "지우세요"}
}

// columnMeant returns the column that is often called by another name in
// English and Korean tables, or nothing. Such a name is suggested and not
// taken: of two that mean the same nobody could tell which is right.
func columnMeant(name string) string {
	plain := strings.NewReplacer(" ", "", "_", "", "-", "", ".", "").Replace(strings.ToLower(name))
	for i, others := range [orderColumnCount][]string{
		columnID:         {"orderid", "orderno", "ordernumber", "order", "no", "number", "주문번호", "주문id", "번호", "아이디"},
		columnCustomer:   {"client", "customertype", "buyer", "고객", "고객유형", "고객구분", "구매자"},
		columnChannel:    {"sns", "platform", "media", "site", "채널", "플랫폼", "매체"},
		columnProduct:    {"service", "item", "type", "상품", "상품명", "서비스", "종류"},
		columnQuantity:   {"qty", "amount", "count", "volume", "수량", "개수"},
		columnPoints:     {"point", "price", "cost", "charge", "total", "포인트", "가격", "금액", "결제금액"},
		columnFulfilment: {"fulfillment", "delivery", "processing", "method", "처리", "처리방식", "이행", "작업방식"},
		columnLink:       {"url", "address", "target", "page", "account", "링크", "주소", "계정"},
	} {
		if slices.Contains(others, plain) {
			return orderColumns[i]
		}
	}
	return ""
}
