package sim

import (
	"strconv"
	"strings"
	"time"
)

// NewFault returns the fault with its default parameters.
func NewFault(name FaultName) Fault {
	f := Fault{
		Name: name, For: Forever, Count: 1, Partition: AllPartitions, Restart: time.Second,
		Kind: PlainError, Accepted: true, HTTP: 500, Ratio: 500,
	}
	switch name {
	case BrokerDown:
		f.How = Network
	case LeaderFailover:
		f.How = Crash
	case ProviderDrop:
		f.Delay = dropDelayDefault
	case ServiceRestart:
		f.How = Close
	}
	if name.Shape().State {
		f.Count = Always
	}
	return f
}

// ParseFault reads NAME:key=value,…. Errors name the key and what would be right.
func ParseFault(spec string) (Fault, error) {
	name, rest, _ := strings.Cut(spec, ":")
	i, err := faultWords.parse("fault", name)
	if err != nil {
		return Fault{}, err
	}
	f := NewFault(FaultName(i))
	for _, pair := range strings.Split(rest, ",") {
		if pair == "" {
			continue
		}
		key, value, found := strings.Cut(pair, "=")
		if !found && f.has(KeyError) {
			return Fault{}, Refuse("fault %s: %q is not key=value: the text of error= ends at a comma, write it without", "장애 %s: %q은(는) key=value 꼴이 아닙니다. error=의 글은 쉼표에서 끝나므로 쉼표 없이 쓰세요", name, Printable(pair, 40))
		}
		if !found {
			return Fault{}, Refuse("fault %s: %q is not key=value", "장애 %s: %q은(는) key=value 꼴이 아닙니다", name, Printable(pair, 40))
		}
		if err := f.Set(key, value); err != nil {
			return Fault{}, err
		}
	}
	if need := f.Name.Shape().Required; need != KeyFrom && !f.has(need) {
		return Fault{}, Refuse("fault %s needs %s=", "장애 %s에는 %s=이(가) 꼭 있어야 합니다", name, need)
	}
	if f.has(KeyStatus) && f.has(KeyError) {
		return Fault{}, Refuse("fault %s: status= and error= exclude each other: the panel answers by an HTTP status, or by 200 and a text", "장애 %s: status=와 error=는 함께 쓸 수 없습니다. 패널은 HTTP 상태로 답하거나, 200과 글로 답합니다", name)
	}
	if strings.HasSuffix(spec, ":") || strings.HasSuffix(spec, ",") || strings.Contains(spec, ",,") || strings.Contains(spec, ":,") {
		return Fault{}, Refuse("fault %s: an empty key=value in %q", "장애 %s: %q에 빈 key=value가 있습니다", name, Printable(spec, 80))
	}
	return f, nil
}

func (f *Fault) has(k FaultKey) bool { return f.given&(1<<k) != 0 }

// Set gives one parameter its value, as written on the command line.
func (f *Fault) Set(key, value string) error {
	shape := f.Name.Shape()
	i, err := keyWords.parse("key", key)
	k := FaultKey(i)
	if err != nil || !shape.Takes(k) {
		return Refuse("fault %s has no key %q: it takes %s", "장애 %s에는 키 %q이(가) 없습니다. %s 중에서 고르세요", f.Name, Printable(key, 40), shape.keyNames().list())
	}
	if f.has(k) {
		return Refuse("fault %s: %s= is given twice", "장애 %s: %s=이(가) 두 번 있습니다", f.Name, k)
	}
	if err := f.set(k, value); err != nil {
		return Refuse("fault %s: %s=%s: %v", "장애 %s: %s=%s: %v", f.Name, k, Printable(value, 40), err)
	}
	f.given |= 1 << k
	return nil
}

func (s *FaultShape) keyNames() words {
	var names words
	for k := range faultKeyCount {
		if s.Takes(k) {
			names = append(names, k.String())
		}
	}
	return names
}

func (f *Fault) set(k FaultKey, value string) (err error) {
	switch k {
	case KeyFrom:
		f.From, err = ParseSpan(value, 0)
	case KeyFor:
		f.For, err = ParseSpan(value, time.Millisecond)
	case KeyDelay:
		f.Delay, err = ParseSpan(value, time.Millisecond)
	case KeyRestart:
		f.Restart, err = ParseSpan(value, 0)
	case KeyCount, KeyOrder, KeyBroker, KeyPartition, KeyStatus, KeyService:
		err = f.setNumber(k, value)
	case KeyAfterAccept:
		f.Accepted, err = parseBool(value)
	case KeyRatio:
		f.Ratio, err = parseRatio(value)
	case KeyError:
		f.Text, err = parsePanelText(value)
	default:
		err = f.setWord(k, value)
	}
	return err
}

func (f *Fault) setNumber(k FaultKey, value string) error {
	switch {
	case k == KeyCount && value == "always":
		f.Count = Always
		return nil
	case k == KeyBroker && value == "all":
		f.Broker = 0
		return nil
	case k == KeyService && value == "all":
		f.Service = 0
		return nil
	case k == KeyPartition && value == "all":
		f.Partition = AllPartitions
		return nil
	}
	low, high, words := 1, AmountMax, Text{"a whole number from 1", "1 이상의 정수를"}
	switch k {
	case KeyCount:
		words = Text{"a whole number from 1, or always", "1 이상의 정수나 always를"}
	case KeyBroker:
		high, words = BrokerCount, Text{"1, 2, 3 or all", "1, 2, 3, all 중 하나를"}
	case KeyService:
		high, words = ServicesMax, Text{"an instance from 1, or all", "1부터 세는 인스턴스 번호나 all을"}
	case KeyPartition:
		low, high, words = 0, PartitionsMax-1, Text{"a partition from 0, or all", "0부터 세는 파티션 번호나 all을"}
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < low || n > high || k == KeyStatus && n != 429 && n != 500 && n != 503 {
		if k == KeyStatus {
			words = Text{"429, 500 or 503", "429, 500, 503 중 하나를"}
		}
		return Refuse("want %s", "%s 쓰세요", words)
	}
	switch k {
	case KeyCount:
		f.Count = n
	case KeyOrder:
		f.Order = OrderID(n)
	case KeyBroker:
		f.Broker = n
	case KeyPartition:
		f.Partition = n
	case KeyService:
		f.Service = n
	default:
		f.HTTP = n
	}
	return nil
}

// producible lists the codes of produce-error.
var producible = codeWords[:UnknownTopicOrPartition+1]

func (f *Fault) setWord(k FaultKey, value string) (err error) {
	shape, i := f.Name.Shape(), 0
	switch k {
	case KeyCode:
		i, err = producible.parse("code", value)
		f.Code = Code(i)
	case KeyGroup:
		i, err = groupWords.parse("group", value)
		f.Group = Group(i)
	case KeyKind:
		i, err = kindWords.parse("kind", value)
		f.Kind = ErrorKind(i)
	case KeyHow:
		if _, err = shape.ways.parse("how", value); err == nil {
			i, err = howWords.parse("how", value)
			f.How = How(i)
		}
	case KeyAt:
		if _, err = shape.points.parse("point", value); err == nil {
			i, err = pointWords.parse("point", value)
			f.Point = Point(i)
		}
	}
	return err
}

// SpanMax bounds every duration that a user may write: a thousand days.
const SpanMax = 24000 * time.Hour

// ParseSpan reads a Go duration (1500ms, 20s) from low to SpanMax.
func ParseSpan(value string, low time.Duration) (time.Duration, error) {
	d, err := time.ParseDuration(value)
	if err != nil || d < low || d > SpanMax {
		return 0, Refuse("want a duration of at least %s such as 1500ms or 20s", "%s 이상의 시간을 1500ms, 20s처럼 쓰세요", low.String())
	}
	return d.Truncate(time.Microsecond), nil
}

func parseBool(value string) (bool, error) {
	if value != "true" && value != "false" {
		return false, Refuse("want true or false", "true나 false를 쓰세요")
	}
	return value == "true", nil
}

// parseRatio reads a share from 0 to 1 into per mille.
func parseRatio(value string) (int, error) {
	x, err := strconv.ParseFloat(value, 64)
	if err != nil || !(x >= 0 && x <= 1) {
		return 0, Refuse("want a number from 0 to 1 such as 0.4", "0에서 1 사이의 수를 0.4처럼 쓰세요")
	}
	return int(x*1000 + 0.5), nil
}

// PanelTextMax bounds what a panel may answer instead of a job, in characters.
const PanelTextMax = 100

// parsePanelText reads what the panel answers: one line that a terminal shows
// as it is. A comma ends the value, so it can have none.
func parsePanelText(value string) (string, error) {
	if value == "" || value != strings.TrimSpace(value) || value != Printable(value, PanelTextMax) {
		return "", Refuse("want 1 to %d printable characters such as Not enough funds on balance, no comma, no space at either end", "화면에 보이는 글자 1~%d자를 쓰세요(예: Not enough funds on balance). 쉼표와 앞뒤 공백은 쓸 수 없습니다", PanelTextMax)
	}
	return value, nil
}

// String writes the fault the way ParseFault reads it, with the keys that were given.
func (f Fault) String() string {
	var pairs []string
	for k := range faultKeyCount {
		if f.has(k) {
			pairs = append(pairs, k.String()+"="+f.value(k))
		}
	}
	if len(pairs) == 0 {
		return f.Name.String()
	}
	return f.Name.String() + ":" + strings.Join(pairs, ",")
}

// value writes one parameter.
func (f Fault) value(k FaultKey) string {
	switch k {
	case KeyFrom:
		return f.From.String()
	case KeyFor:
		return f.For.String()
	case KeyDelay:
		return f.Delay.String()
	case KeyRestart:
		return f.Restart.String()
	case KeyCount:
		return numberOr(f.Count, Always, "always")
	case KeyOrder:
		return strconv.Itoa(int(f.Order))
	case KeyBroker:
		return numberOr(f.Broker, 0, "all")
	case KeyPartition:
		return numberOr(f.Partition, AllPartitions, "all")
	case KeyService:
		return numberOr(f.Service, 0, "all")
	case KeyStatus:
		return strconv.Itoa(f.HTTP)
	case KeyError:
		return f.Text
	case KeyAfterAccept:
		return strconv.FormatBool(f.Accepted)
	case KeyRatio:
		return strconv.FormatFloat(float64(f.Ratio)/1000, 'f', -1, 64)
	}
	return [...]string{KeyCode: f.Code.String(), KeyGroup: f.Group.String(), KeyKind: f.Kind.String(), KeyHow: f.How.String(), KeyAt: f.Point.String()}[k]
}

func numberOr(n, special int, word string) string {
	if n == special {
		return word
	}
	return strconv.Itoa(n)
}

// End returns when the fault is over by itself, or Forever.
func (f Fault) End() time.Duration {
	if f.For == Forever {
		return Forever
	}
	return f.From + f.For
}
