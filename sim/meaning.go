package sim

import "time"

// meanings says what happened, for each event type of the schema.
var meanings = [eventTypeCount]Text{
	RunStarted:     {"the run begins; its settings", "실행이 시작됩니다. 설정도 함께 기록됩니다"},
	RunEnded:       {"nothing more happens", "더 일어나는 일이 없습니다"},
	RemedySwitched: {"a remedy is switched on or off", "대책이 켜지거나 꺼집니다"},
	LimitReached:   {"a limit of the program was reached; what was not done is said in text", "프로그램의 한도에 도달했습니다. 하지 못한 것은 text에 적혀 있습니다"},

	SettingIdle: {"a setting of the run that its client or engine cannot follow", "이 실행의 클라이언트나 엔진이 따를 수 없는 설정입니다"},

	OrderCreated:     {"a customer's order exists", "고객의 주문이 생겼습니다"},
	OrderPaid:        {"its points are taken", "주문의 포인트가 차감됩니다"},
	PublishCalled:    {"emit() or send() was called; try counts the calls for this order", "emit()이나 send()가 호출됐습니다. try는 이 주문의 호출 횟수입니다"},
	OrderMarked:      {"setPublished() ran; row is what the row says now", "setPublished()가 실행됐습니다. row는 이제 DB에 기록된 상태입니다"},
	OutboxSent:       {"the relay marked the outbox row as sent; the order's own row is another", "릴레이가 outbox 행을 전송됨으로 기록했습니다. 주문의 행과는 다른 행입니다"},
	RowChanged:       {"the order service changed the row", "주문 서비스가 행을 바꿨습니다"},
	PointsRefunded:   {"the customer has the points back", "고객이 포인트를 돌려받았습니다"},
	CallerKnows:      {"the caller's waiting is over, or it never waited", "호출자의 기다림이 끝났거나, 처음부터 기다리지 않았습니다"},
	ServiceExited:    {"the order service's process died; number is its exit code", "주문 서비스 프로세스가 죽었습니다. number는 종료 코드입니다"},
	ServiceRestarted: {"the order service runs again, with an empty memory", "주문 서비스가 빈 메모리로 다시 시작했습니다"},

	MemoryWaiting:    {"a record begins to wait in the producer's memory for the connection", "레코드가 프로듀서 메모리에서 연결을 기다리기 시작합니다"},
	RoundStarted:     {"the client begins a round of up to six connects", "클라이언트가 최대 여섯 번 연결을 시도하는 라운드를 시작합니다"},
	ConnectRefused:   {"a connect of a round failed; the next comes at next_ns, 0 if it was the last", "라운드의 연결 시도가 실패했습니다. 다음 시도는 next_ns에 합니다(마지막이었으면 0)"},
	ConnectSucceeded: {"a connect of a round succeeded", "라운드의 연결 시도가 성공했습니다"},
	RoundUsedUp:      {"all connects of a round failed", "라운드의 연결 시도가 모두 실패했습니다"},
	Reconnected:      {"the client is connected again and lets the waiting records go, or gives them up", "클라이언트가 다시 연결돼, 기다리던 레코드를 보내거나 포기합니다"},
	ConnectionCut:    {"a connection of the order service's client was cut", "주문 서비스 클라이언트의 연결이 끊겼습니다"},
	RequestSent:      {"a Produce request left; the record is on the wire", "Produce 요청이 나갔습니다. 레코드는 전송 중입니다"},
	RequestAcked:     {"the broker's answer reached the producer without an error", "브로커의 응답이 에러 없이 프로듀서에 도착했습니다"},
	RequestRefused:   {"the broker answered with an error", "브로커가 에러로 응답했습니다"},
	RequestFailed: {
		"no answer: the connection was refused or cut, or the request timed out; sent = it had left, so the record may exist",
		"응답이 없습니다. 연결이 거부되거나 끊겼거나 요청이 타임아웃됐습니다. sent는 요청이 나갔다는 뜻이며, 그때는 레코드가 저장됐을 수 있습니다",
	},
	RequestDropped: {
		"a Produce request ended without a new record in the log, and its sender is not told: its connection is gone, or an idempotent producer sent it twice",
		"Produce 요청이 로그에 새 레코드를 남기지 못하고 끝났습니다. 연결이 사라졌거나 멱등 프로듀서가 같은 요청을 두 번 보낸 경우이며, 보낸 쪽에는 알려지지 않습니다",
	},
	RetryScheduled: {"the record waits in memory for its own next try, at next_ns", "레코드가 메모리에서 자신의 다음 시도를 기다립니다. 그 시각은 next_ns입니다"},
	PublishGaveUp:  {"the producer gave the record up", "프로듀서가 레코드를 포기했습니다"},
	MemoryLost:     {"the record was in the memory of a process that died", "레코드가 죽은 프로세스의 메모리에 있었습니다"},

	NeverSubscribed: {"send() is cold: nobody subscribed, so nothing was sent", "send()는 cold입니다. 구독한 곳이 없어 아무것도 전송되지 않았습니다"},

	RecordAppended:   {"the leader has the record; try counts the order's copies", "leader가 레코드를 저장했습니다. try는 이 주문의 사본 수입니다"},
	RecordReplicated: {"the high watermark passed the record: every in-sync replica has it", "high watermark가 레코드를 지났습니다. 모든 ISR 복제본에 있습니다"},
	RecordTruncated:  {"the record is gone: an elected leader did not have it, or its topic was deleted", "레코드가 사라졌습니다. 선출된 leader에 없었거나 토픽이 삭제됐습니다"},
	LeaderElected:    {"the partition has this leader; broker 0 = none", "이 브로커가 파티션의 leader입니다(leader가 없으면 broker 0)"},
	ISRChanged:       {"the partition's in-sync replicas", "파티션의 현재 ISR입니다"},
	BrokerStopped:    {"the broker cannot be reached", "브로커에 연결할 수 없습니다"},
	BrokerStarted:    {"the broker can be reached", "브로커에 연결할 수 있습니다"},

	FaultStarted: {"a fault begins; for_ns -1 = until it is repaired", "장애가 시작됩니다(복구할 때까지면 for_ns -1)"},
	FaultEnded:   {"a fault is over", "장애가 끝났습니다"},
	FaultStruck:  {"a fault struck here", "여기서 장애가 발생했습니다"},

	MemberJoined:         {"a worker is a member of its group", "워커가 그룹에 참여했습니다"},
	MemberLeft:           {"a worker is no member any more", "워커가 그룹에서 나갔습니다"},
	PartitionAssigned:    {"the partition is assigned to the worker; worker 0 = to nobody", "파티션이 워커에게 할당됐습니다(아무에게도 아니면 worker 0)"},
	ConsumerDisconnected: {"the worker has no connection", "워커의 연결이 끊겼습니다"},
	ConsumerReconnected:  {"the worker is connected again", "워커가 다시 연결됐습니다"},
	ConsumerCrashed:      {"the worker's consumer stopped; next_ns is when it starts again, 0 = never", "워커의 컨슈머가 중단됐습니다. next_ns에 다시 시작합니다(시작하지 않으면 0)"},
	ConsumerRestarted:    {"the worker runs again", "워커가 다시 동작합니다"},
	ConsumerRetrying:     {"all fetchers of the worker have ended by an error; it starts new ones in next_ns; try counts, success never gives one back", "워커의 fetcher가 오류로 모두 끝났습니다. next_ns 뒤에 새로 시작합니다. try는 누적 횟수이고 성공해도 줄지 않습니다"},
	MemberJoining:        {"the worker asks to join its group, and waits for every member that is counted", "워커가 그룹에 참여를 요청하고, 그룹에 등록된 모든 멤버를 기다립니다"},
	MemberAbandoned:      {"nobody is behind a member any more: a ghost, counted until next_ns unless the coordinator is told", "멤버 뒤에 아무도 없습니다. coordinator가 next_ns까지 멤버로 세는 유령입니다"},
	RebalanceNoticed:     {"a live member learns by its heartbeat that the group rebalances, and stops fetching", "살아 있는 멤버가 heartbeat로 rebalance를 알게 되어 가져오기를 멈춥니다"},
	CoordinatorLoaded:    {"a broker has read the group and coordinates it from now on; every session starts anew", "브로커가 그룹을 읽어 들여 이제부터 coordinator입니다. 모든 세션이 새로 시작됩니다"},
	RecordSkipped:        {"the group never committed on this partition and begins behind the record: nobody of it will read it", "그룹이 이 파티션에 커밋한 적이 없어 레코드 뒤에서부터 읽습니다. 이 그룹의 누구도 그 레코드를 읽지 않습니다"},
	RecordPolled:         {"the worker has the record", "워커가 레코드를 가져갔습니다"},
	HandlerStarted:       {"the handler runs; try counts its executions for this order", "핸들러가 실행됩니다. try는 이 주문의 실행 횟수입니다"},
	HandlerReturned:      {"the handler is done", "핸들러가 끝났습니다"},
	HandlerFailed:        {"the handler threw; next_ns is when the record is tried again, 0 = not, or not known before all fetchers have ended", "핸들러가 예외를 던졌습니다. 레코드는 next_ns에 다시 시도됩니다(시도하지 않거나 fetcher가 모두 끝나기 전이라 모르면 0)"},
	OffsetCommitted:      {"the group's committed offset; offset is the next to read", "그룹이 커밋한 오프셋입니다. offset은 다음에 읽을 위치입니다"},
	RecordCommitted:      {"the group's committed offset is past the order's record", "그룹이 커밋한 오프셋이 주문의 레코드를 지났습니다"},
	CommitFailed:         {"the commit did not reach the broker", "커밋이 브로커에 도달하지 못했습니다"},
	DeadLettered:         {"the record failed too often and was put aside", "레코드가 너무 자주 실패해 따로 보관됐습니다"},
	WorkFinished:         {"the work is really done", "작업이 실제로 끝났습니다"},

	PanelCalled:   {"the external consumer asks the panel to add a job", "외부 컨슈머가 패널에 작업을 요청합니다"},
	PanelAccepted: {"the panel has the job and is paid for it; answered says whether the answer came", "패널이 작업을 접수하고 대금을 받았습니다. answered는 응답이 왔는지를 뜻합니다"},
	PanelRefusal: {
		"the panel did not accept; number is the HTTP status, 0 where there was none; with 200 the message says no, and the handler does not throw",
		"패널이 접수하지 않았습니다. number는 HTTP 상태입니다(상태가 없었으면 0). 200이면 거절은 message에 있고, 핸들러는 예외를 던지지 않습니다",
	},
	PanelSilent: Say(
		"no answer of the panel within %d s, or none that can be used: then message says what is wrong with it",
		"패널이 %d초 안에 응답하지 않았거나, 응답을 쓸 수 없습니다. 쓸 수 없으면 message에 이유가 있습니다", int(PanelAnswerTimeout/time.Second)),
	JobProgressed: {"the panel has delivered this share", "패널이 이만큼 이행했습니다"},
	JobEnded:      {"the panel's last word on the job, and what it paid back", "작업에 대한 패널의 마지막 통보와 패널이 돌려준 금액입니다"},
	JobDropped: {
		"a part of what a completed job had delivered is gone again; delivered is what is left, and nobody is told",
		"완료된 작업이 이행했던 수량의 일부가 다시 사라졌습니다. delivered는 남은 수량이며, 아무에게도 알려지지 않습니다",
	},
	RefillOrdered: {
		"reconcile asked for the job's status and ordered what is missing once more; number is how much",
		"reconcile이 작업의 상태를 물어보고, 사라진 만큼 다시 채우도록 요청했습니다. number는 그 수량입니다",
	},
	JobRefilled: {"the panel has delivered the refill; delivered is what there is now", "패널이 리필을 이행했습니다. delivered는 이제 있는 수량입니다"},
	StatusSent:  {"a consumer reports the order's status", "컨슈머가 주문의 상태를 보고합니다"},

	ReplySent:     {"the answer of send() is in the reply topic", "send()의 응답이 응답 토픽에 있습니다"},
	ReplyFailed:   {"the answer of send() could not be written", "send()의 응답을 쓸 수 없었습니다"},
	ReplyReceived: {"the answer reached the caller that waits for it", "기다리던 호출자에게 응답이 도착했습니다"},
	ReplyDropped:  {"an answer nobody waits for was dropped", "기다리는 곳이 없는 응답이 버려졌습니다"},

	AnomalyFound: {"the checker names a difference between belief and truth; events prove it", "검사기가 DB 기록과 실제의 차이를 찾아 이름을 붙입니다. events가 그 증거입니다"},

	GroupSight: {
		"whether the group's coordinator tells its members and committed offsets; off = they are unknown, and so is its LAG",
		"그룹의 coordinator가 멤버와 커밋한 오프셋을 알려 주는지를 뜻합니다. off이면 알 수 없고 LAG도 알 수 없습니다",
	},
	PartitionSight: {
		"whether the partition's leader tells how far its log goes; off = unknown, and so is every LAG on it",
		"파티션의 leader가 로그의 끝을 알려 주는지를 뜻합니다. off이면 알 수 없고 이 파티션의 LAG도 알 수 없습니다",
	},
	TopicDeleted: {"somebody deleted the topic, and with it every record", "누군가 토픽을 삭제했습니다. 레코드도 모두 함께 사라졌습니다"},
	HandledElsewhere: {
		"a member that this run does not have committed past the record, or reported its end: it was handled there; whether its work is done, only a status event can tell",
		"이 실행의 멤버가 아닌 컨슈머가 레코드를 지나 커밋했거나 처리가 끝났다고 보고했습니다. 그곳에서 처리됐습니다. 작업이 끝났는지는 상태 이벤트로만 알 수 있습니다",
	},
	OrderAdopted: {
		"sns.orders has an order of another service: it is carried out like the others; its row and its points are that service's",
		"sns.orders에 다른 서비스의 주문이 있습니다. 다른 주문처럼 처리하지만, 행과 포인트는 그 서비스의 것입니다",
	},
}
