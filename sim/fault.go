package sim

import (
	"strconv"
	"strings"
	"time"
)

// FaultName is the name of a fault.
type FaultName uint8

// The faults.
const (
	ProduceError FaultName = iota + 1
	AckLost
	AckSwallowed
	AckDelay
	BrokerDown
	LeaderFailover
	ReplicaSlow
	CallerExit
	SerializeFault
	ConsumerAbsent
	ConsumerSlow
	HandlerError
	ConsumerCrash
	CommitLost
	Poison
	ReplyUnproducible
	ReplyAckLost
	ProviderTimeout
	ProviderError
	ProviderSilent
	ProviderDown
	ProviderPartial
	ProviderCancel
	ProviderDrop
	ServiceRestart
	faultNameCount
)

var faultWords = words{
	"", "produce-error", "ack-lost", "ack-swallowed", "ack-delay", "broker-down", "leader-failover", "replica-slow", "caller-exit",
	"serialize-error", "consumer-absent", "consumer-slow", "handler-error", "consumer-crash", "commit-lost", "poison", "reply-unproducible",
	"reply-ack-lost", "provider-timeout", "provider-error", "provider-silent", "provider-down", "provider-partial", "provider-cancel", "provider-drop",
	"service-restart",
}

func (n FaultName) String() string { return faultWords.name(int(n)) }

// Forever is the duration of a fault that is not over by itself.
const Forever = time.Duration(-1)

// Always is the count of a fault that strikes every time.
const Always = 0

// Fault is one fault of a run, as written by --fault NAME:key=value,….
// The zero values of From, Order, Group and Broker mean from 0 s, every order,
// the group that carries the order out, and all brokers.
type Fault struct {
	Name      FaultName
	From      time.Duration // virtual time
	For       time.Duration // how long it lasts, or Forever
	Count     int           // how often it strikes, or Always
	Order     OrderID       // only this order
	Group     Group         // only this group
	Broker    int           // 1 to 3
	Partition int           // from 0; AllPartitions
	Code      Code          // produce-error
	Delay     time.Duration // ack-delay, replica-slow, consumer-slow; provider-drop: from Completed on
	Restart   time.Duration // consumer-crash, service-restart: until a new process starts
	Service   int           // service-restart: the instance from 1, 0 = all of them, one after the other
	How       How           // broker-down, leader-failover, service-restart
	Point     Point         // caller-exit, consumer-crash
	Kind      ErrorKind     // handler-error
	Accepted  bool          // provider-timeout: the panel did accept
	HTTP      int           // provider-error: the HTTP status, where Text is empty
	Text      string        // provider-error: what the panel answers with status 200 instead
	Ratio     int           // provider-partial, provider-cancel: delivered share in per mille; provider-drop: the share that goes again
	given     uint32        // which keys were written, so that String repeats just those
}

// AllPartitions is the Partition of a fault that acts on every partition.
const AllPartitions = -1

// How says in which way a broker or a process goes away.
type How uint8

// The ways to go.
const (
	Network  How = iota + 1 // refused or cut; back at once
	Crash                   // the process dies; its port opens late after the restart
	Freeze                  // connections stay open, nothing answers
	Shutdown                // orderly: leadership moves first
	Close                   // of a process: in order, it leaves its groups
	Kill                    // of a process: kill -9
)

var howWords = words{"", "network", "crash", "freeze", "shutdown", "close", "kill"}

func (h How) String() string { return howWords.name(int(h)) }

// hows has a row for each way to go.
var hows = [...]struct {
	reason  Reason
	orderly bool
	dies    bool
	silent  bool
}{
	Network:  {reason: ReasonNetwork},
	Crash:    {reason: ReasonCrash, dies: true},
	Freeze:   {reason: ReasonFreeze, silent: true},
	Shutdown: {reason: ReasonShutdown, orderly: true},
	Close:    {reason: ReasonShutdown, orderly: true},
	Kill:     {reason: ReasonFault, dies: true},
}

// Reason returns what the log says of what goes in this way.
func (h How) Reason() Reason { return hows[h].reason }

// Orderly reports whether what a broker leads, or a process belongs to, is
// handed over first.
func (h How) Orderly() bool { return hows[h].orderly }

// Dies reports whether the process ends without a word.
func (h How) Dies() bool { return hows[h].dies }

// Silent reports whether connections stay open and nothing answers.
func (h How) Silent() bool { return hows[h].silent }

// PortDelay returns how long after its restart a broker's port opens: longer
// where all of some brokers start at once, and at once where no process ended.
func (f *Fault) PortDelay(brokers int) time.Duration {
	switch {
	case !f.How.Dies() && !f.How.Orderly():
		return 0
	case f.Name == BrokerDown && f.Broker == 0 && brokers > 1:
		return PortAllBrokers
	}
	return PortOneBroker
}

// Point says where a process dies.
type Point uint8

// The points.
const (
	AfterCall Point = iota + 1
	AfterAck
	BeforeCommit
	AfterCommit
	MidBatch
)

var pointWords = words{"", "after-call", "after-ack", "before-commit", "after-commit", "mid-batch"}

func (p Point) String() string { return pointWords.name(int(p)) }

// ErrorKind is what a handler throws.
type ErrorKind uint8

// The kinds of handler errors.
const (
	PlainError ErrorKind = iota + 1 // throw new Error()
	RPCError                        // throw new RpcException()
	Retriable                       // throw new KafkaRetriableException()
	Empty                           // returns EMPTY
)

var kindWords = words{"", "error", "rpc", "retriable", "empty"}

func (k ErrorKind) String() string { return kindWords.name(int(k)) }

// FaultKey is a parameter of a fault.
type FaultKey uint8

// The parameters.
const (
	KeyFrom FaultKey = iota
	KeyFor
	KeyCount
	KeyOrder
	KeyGroup
	KeyBroker
	KeyPartition
	KeyCode
	KeyDelay
	KeyRestart
	KeyHow
	KeyAt
	KeyKind
	KeyAfterAccept
	KeyStatus
	KeyError
	KeyRatio
	KeyService
	faultKeyCount
)

var keyWords = words{"from", "for", "count", "order", "group", "broker", "partition", "code", "delay", "restart", "how", "at", "kind", "after-accept", "status", "error", "ratio", "service"}

func (k FaultKey) String() string { return keyWords.name(int(k)) }

// FaultShape describes one fault: which keys it takes, which it needs, and
// what it does. The command line, the model card and the fault form use it.
type FaultShape struct {
	Name     FaultName
	Keys     []FaultKey // beside from, for, count and order
	Required FaultKey   // KeyFrom where none is
	State    bool       // from and for apply; count is taken and has no effect
	Happens  Text       // one sentence
	ways     words      // the values of how=
	points   words      // the values of at=
}

// FaultShapes lists every fault in the order of its declaration.
func FaultShapes() []FaultShape { return faultShapes[:] }

var faultShapes = [...]FaultShape{
	{
		Name: ProduceError, Keys: []FaultKey{KeyCode}, Required: KeyCode,
		Happens: Text{"the broker answers a Produce with that error", "브로커가 Produce에 이 에러로 응답합니다"},
	},
	{
		Name:    AckLost,
		Happens: Text{"appended, then the connection is cut before the answer", "저장된 뒤, 응답 전에 연결이 끊깁니다"},
	},
	{
		Name:    AckSwallowed,
		Happens: Text{"appended, the answer never comes, the connection stays open", "저장됐지만 응답이 오지 않고 연결은 열려 있습니다"},
	},
	{
		Name: AckDelay, Keys: []FaultKey{KeyDelay}, Required: KeyDelay,
		Happens: Text{"appended, the answer comes late", "저장됐지만 응답이 늦게 옵니다"},
	},
	{
		Name: BrokerDown, Keys: []FaultKey{KeyBroker, KeyHow}, State: true, ways: words{"network", "crash", "freeze"},
		Happens: Text{"connections refused or cut; data kept", "연결이 거부되거나 끊깁니다. 데이터는 남습니다"},
	},
	{
		Name: LeaderFailover, Keys: []FaultKey{KeyPartition, KeyHow}, State: true, ways: words{"crash", "shutdown"},
		Happens: Text{"the leader goes, a follower is elected", "leader가 내려가고 follower가 새 leader로 선출됩니다"},
	},
	{
		Name: ReplicaSlow, Keys: []FaultKey{KeyDelay}, Required: KeyDelay, State: true,
		Happens: Text{"all followers fetch that late", "모든 follower가 그만큼 늦게 복제합니다"},
	},
	{
		Name: CallerExit, Keys: []FaultKey{KeyAt}, Required: KeyAt, points: words{"after-call", "after-ack"},
		Happens: Text{"the order service's process dies there and restarts", "주문 서비스 프로세스가 그 지점에서 죽고 재시작합니다"},
	},
	{
		Name:    SerializeFault,
		Happens: Text{"the payload cannot be serialised", "페이로드를 직렬화할 수 없습니다"},
	},
	{
		Name: ConsumerAbsent, Keys: []FaultKey{KeyGroup}, State: true,
		Happens: Text{"nobody consumes", "아무도 소비하지 않습니다"},
	},
	{
		Name: ConsumerSlow, Keys: []FaultKey{KeyDelay, KeyGroup}, Required: KeyDelay,
		Happens: Text{"the handler takes that long", "핸들러 실행이 그만큼 걸립니다"},
	},
	{
		Name: HandlerError, Keys: []FaultKey{KeyKind, KeyGroup},
		Happens: Text{"the handler throws before any work is done", "핸들러가 작업 전에 예외를 던집니다"},
	},
	{
		Name: ConsumerCrash, Keys: []FaultKey{KeyAt, KeyRestart, KeyGroup}, Required: KeyAt, points: words{"before-commit", "after-commit", "mid-batch"},
		Happens: Text{"the consumer's process dies there", "컨슈머 프로세스가 그 지점에서 죽습니다"},
	},
	{
		Name: CommitLost, Keys: []FaultKey{KeyGroup},
		Happens: Text{"the commit is cut before the broker stores it", "브로커가 저장하기 전에 커밋이 끊깁니다"},
	},
	{
		Name: Poison, Keys: []FaultKey{KeyGroup}, State: true,
		Happens: Text{"this order can never be handled", "이 주문은 절대 처리할 수 없습니다"},
	},
	{
		Name:    ReplyUnproducible,
		Happens: Text{"the answer of send() cannot be written", "send()의 응답을 쓸 수 없습니다"},
	},
	{
		Name:    ReplyAckLost,
		Happens: Text{"the ack of the answer of send() is lost", "send()의 응답에 대한 ack가 유실됩니다"},
	},
	{
		Name: ProviderTimeout, Keys: []FaultKey{KeyAfterAccept},
		Happens: Say("the panel's answer to add does not come within %d s", "패널의 add 응답이 %d초 안에 오지 않습니다", int(PanelAnswerTimeout/time.Second)),
	},
	{
		Name: ProviderError, Keys: []FaultKey{KeyStatus, KeyError},
		Happens: Text{"the panel says no: HTTP status=, or 200 and error=TEXT", "패널의 거절: HTTP status=, 또는 200 응답의 error=TEXT"},
	},
	{
		Name:    ProviderSilent,
		Happens: Text{"the panel accepts and never moves", "패널이 접수만 하고 진행하지 않습니다"},
	},
	{
		Name: ProviderDown, State: true,
		Happens: Text{"the panel refuses connections", "패널이 연결을 거부합니다"},
	},
	{
		Name: ProviderPartial, Keys: []FaultKey{KeyRatio},
		Happens: Text{"the panel delivers a part", "패널이 일부만 이행합니다"},
	},
	{
		Name: ProviderCancel, Keys: []FaultKey{KeyRatio},
		Happens: Text{"the panel cancels", "패널이 취소합니다"},
	},
	{
		Name: ProviderDrop, Keys: []FaultKey{KeyRatio, KeyDelay},
		Happens: Text{"a part of what was delivered goes again after Completed", "Completed 뒤에 이행된 수량의 일부가 다시 사라집니다"},
	},
	{
		Name: ServiceRestart, Keys: []FaultKey{KeyService, KeyHow, KeyRestart}, State: true, ways: words{"close", "kill"},
		Happens: Text{"instances of the order service restart, one by one", "주문 서비스 인스턴스가 하나씩 재시작합니다"},
	},
}

// Shape returns the description of the fault.
func (n FaultName) Shape() *FaultShape { return &faultShapes[n-1] }

// Lasting reports whether the fault is a state, which acts on whatever happens
// while it lasts; the others strike single events, as often as they count.
func (n FaultName) Lasting() bool { return n > 0 && n < faultNameCount && n.Shape().State }

// Concerns reports whether the fault acts on an order at all.
func (f *Fault) Concerns(order OrderID) bool { return f.Order == 0 || f.Order == order }

// Takes reports whether the fault has the key.
func (s *FaultShape) Takes(k FaultKey) bool {
	if k <= KeyOrder {
		return true
	}
	for _, key := range s.Keys {
		if key == k {
			return true
		}
	}
	return false
}

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
