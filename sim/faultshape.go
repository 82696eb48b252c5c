package sim

import "time"

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
