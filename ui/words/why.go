package words

import "orderflow/sim"

// whyWords are those of the answer to "why?". A head has a place for an event
// beside it; a detail is the line below.
type whyWords struct {
	NotDone          string `max:"44" args:"order 4"`
	Done             string `max:"44" args:"order 4"`
	Close            string `max:"12"`
	Event            string `max:"16" args:"event 126"`
	Jumps            string `max:"44" args:"keys 1 2 3"`
	Nothing          string `max:"52"`
	BrokerGone       string `max:"52"`
	NoConnection     string `max:"52"`
	UsedUp           string `max:"52" args:"connects six; time 16.252"`
	Refused          string `max:"52" args:"connect 4; connects 6; time 9.208"`
	Connected        string `max:"52" args:"round 3; time 26.895"`
	GaveUpAgain      string `max:"52"`
	GaveUpTries      string `max:"52"`
	GaveUp           string `max:"52" args:"error KafkaJSNonRetriableError"`
	ErrorName        string `max:"70" args:"error KafkaJSNumberOfRetriesExceeded"`
	Unsubscribed     string `max:"70"`
	CallerTold       string `max:"70" args:"span 20.9 s"`
	MemoryLost       string `max:"52"`
	OnlyThere        string `max:"52"`
	Cold             string `max:"52"`
	Dropped          string `max:"52"`
	DroppedQuietly   string `max:"70"`
	MarkedFor        string `max:"52" args:"span 20.9 s"`
	MarkedNow        string `max:"52"`
	MarkedLate       string `max:"52"`
	MarkedRow        string `max:"70"`
	MarkedBlind      string `max:"70"`
	BrokerRefused    string `max:"52" args:"error NOT_ENOUGH_REPLICAS_AFTER_APPEND"`
	Times            string `max:"70" args:"times 3"`
	NextTry          string `max:"70" args:"try 4; tries 6; span 2.4 s"`
	NoAnswer         string `max:"52"`
	MayExist         string `max:"70"`
	DoesExist        string `max:"52"`
	Acting           string `max:"52" args:"fault leader failover"`
	Truncated        string `max:"52"`
	Skipped          string `max:"52"`
	AckedBefore      string `max:"52" args:"time 7.006"`
	Faulty           string `max:"52" args:"fault ack lost"`
	Absent           string `max:"52" args:"group in-house"`
	Disconnected     string `max:"52" args:"group in-house"`
	Forming          string `max:"52" args:"group in-house"`
	Crashed          string `max:"52" args:"member worker w1"`
	CrashedBy        string `max:"62" args:"member worker w1; error ECONNREFUSED"`
	StartsAgain      string `max:"70" args:"span 15.4 s"`
	CoordinatorReads string `max:"52"`
	Ghost            string `max:"52" args:"worker 1; time 35.8 s"`
	JoinWaits        string `max:"52"`
	GhostAlone       string `max:"70"`
	Stopped          string `max:"52" args:"worker 1"`
	Out              string `max:"52" args:"worker 1"`
	OutMeans         string `max:"70"`
	Refetches        string `max:"52" args:"worker 1; span 0.3 s"`
	RetryOf          string `max:"76" args:"retry 1; retries 5; error ECONNREFUSED"`
	FetchersEnd      string `max:"52"`
	FetchersMeans    string `max:"70"`
	Held             string `max:"52"`
	HeldMeans        string `max:"70"`
	HeldGhost        string `max:"52" args:"time 30.9 s"`
	AnswerWaits      string `max:"52"`
	OwnGhost         string `max:"52" args:"time 35.8 s"`
	OwnStarts        string `max:"70" args:"span 8.1 s"`
	OwnAway          string `max:"70"`
	ServiceDown      string `max:"70"`
	Throws           string `max:"52" args:"error InternalServerError"`
	Blocked          string `max:"52" args:"order 3; error InternalServerError"`
	BlockedAt        string `max:"70" args:"place P2@0; throw 12"`
	Before           string `max:"52" args:"records 12; partition 1"`
	Busy             string `max:"52" args:"worker 1; order 12"`
	NotFetched       string `max:"52" args:"span 0.3 s"`
	Unseen           string `max:"52" args:"offset 2; partition 0; end 2"`
	NoLagYet         string `max:"76"`
	LeaderDown       string `max:"52" args:"broker 2"`
	IsLag            string `max:"70" args:"group in-house"`
	JobRuns          string `max:"52" args:"job 8841; span 8.9 s"`
	JobAt            string `max:"52" args:"percent 50"`
	NotLag           string `max:"52"`
	HandledOnly      string `max:"70"`
	WorkerRuns       string `max:"52" args:"worker 1; span 0.9 s"`
	ExternalRuns     string `max:"52" args:"span 0.9 s"`
	PanelSilent      string `max:"52"`
	PanelRefuses     string `max:"52"`
	PanelAsks        string `max:"52"`
	PanelDeclines    string `max:"52"`
	Gone             string `max:"52" args:"job 8841; quantity 500"`
	GoneUntold       string `max:"70"`
	RefillOrdered    string `max:"70"`
	SilentMeans      string `max:"70"`
	JobEnds          string `max:"52" args:"job 8841; status Canceled"`
	Delivered        string `max:"70" args:"delivered 100; of 300"`
	Refunded         string `max:"52" args:"points 9,000"`
	Knows            string `max:"52" args:"span 20.9 s"`
	Sweeper          string `max:"70"`
	NoSweeper        string `max:"70"`
	SecondCopy       string `max:"52"`
	CopyAt           string `max:"70" args:"place P2@1"`
	Again            string `max:"52" args:"execution 2"`
	NotCommitted     string `max:"52"`
	BoughtAgain      string `max:"52" args:"job 8842"`
	WorkTwice        string `max:"52"`
	NoWork           string `max:"52"`
	Committed        string `max:"52"`
	Dead             string `max:"52"`
	NotTold          string `max:"52" args:"span 7.5 s"`
	NoReport         string `max:"52"`
	ToldLate         string `max:"52" args:"span 7.5 s"`
	Arrived          string `max:"52" args:"span 6.2 s"`
	ArrivedOn        string `max:"70" args:"place P2@0"`
	Worked           string `max:"52" args:"span 1.3 s"`
	PanelWorked      string `max:"52" args:"job 8841; span 10.7 s"`
	Told             string `max:"52" args:"span 8 ms"`
	NotPaidYet       string `max:"52" args:"span 8 ms"`
	NotCalledYet     string `max:"52" args:"span 8 ms"`
	OnWire           string `max:"52" args:"span 3 ms"`

	OfPartition     string                 `max:"44" args:"partition 1"`
	OfGroup         string                 `max:"44" args:"group in-house"`
	OfJob           string                 `max:"44" args:"job 8841"`
	OfPublished     string                 `max:"44"`
	OfFinished      string                 `max:"44"`
	OfGap           string                 `max:"44"`
	OfPoints        string                 `max:"44"`
	OfPart          string                 `max:"50" args:"truth in memory"`
	Says            string                 `max:"72" args:"rows 12; finished 7"`
	GapIs           string                 `max:"72" args:"rows 5"`
	PartIs          [sim.TruthCount]string `max:"72"`
	Crowds          [sim.TruthCount]string `max:"52" args:"orders #4 #5 #6 #7 +1"`
	MarkedBefore    string                 `max:"52" args:"orders #4 #5 #6 #7 +1"`
	MarkedAfter     string                 `max:"52" args:"orders #4 #5 #6 #7 +1"`
	MarkedKnows     string                 `max:"70"`
	LastDone        string                 `max:"52" args:"order 12"`
	DoneMeans       string                 `max:"70"`
	PointsLost      string                 `max:"72" args:"lost 42,000; taken 96,000"`
	PointsTaken     string                 `max:"72" args:"points 21,000"`
	PointsBack      string                 `max:"52" args:"points 9,000"`
	PointsWorked    string                 `max:"52" args:"orders #1 #2 #3 #9 +3"`
	PaidLast        string                 `max:"52" args:"points 4,000; order 3"`
	PaidFirst       string                 `max:"70"`
	GhostCounted    string                 `max:"52" args:"worker 1"`
	GhostCountedFor string                 `max:"70" args:"session 30 s"`
	BlockedBy       string                 `max:"52" args:"order 3; error InternalServerError"`
	BusyFor         string                 `max:"70" args:"span 1.2 s"`
	LastCommit      string                 `max:"52" args:"group in-house; partition 1; offset 4"`
	CommitMeans     string                 `max:"70"`
	LastRecord      string                 `max:"52" args:"order 12; place P1@3"`
	KeyDecides      string                 `max:"52"`
	NextFor         string                 `max:"52" args:"group in-house; order 7"`
	InLogFor        string                 `max:"70" args:"span 3.2 s"`
	LeaderGone      string                 `max:"52"`
	BrokerStopped   string                 `max:"52" args:"broker 2"`
	HiddenOnes      string                 `max:"52" args:"records 2"`
	HighMeans       string                 `max:"70"`
	OwnClock        string                 `max:"70"`
}

var englishWhy = whyWords{
	NotDone:          "why is #%[1]d not done?",
	Done:             "how did #%[1]d get done?",
	Close:            "esc back",
	Event:            "event %[1]d",
	Jumps:            "%[1]s jump to the event",
	Nothing:          "The log has nothing about it yet.",
	BrokerGone:       "The broker was gone, so it waited in memory.",
	NoConnection:     "There was no connection, so it waited in memory.",
	UsedUp:           "Its round of %[1]s was used up at %[2]s.",
	Refused:          "Connect %[1]d of %[2]d was refused at %[3]s.",
	Connected:        "Round %[1]d was connected at %[2]s.",
	GaveUpAgain:      "The client reconnected, and then gave it up.",
	GaveUpTries:      "Its last try failed, and the producer gave it up.",
	GaveUp:           "It was given up: %[1]s.",
	ErrorName:        "The error: %[1]s.",
	Unsubscribed:     "Nobody had subscribed to emit(), so the error reached nobody.",
	CallerTold:       "Its caller was told, %[1]s after the call.",
	MemoryLost:       "The process died, and its memory with it.",
	OnlyThere:        "The record was nowhere else.",
	Cold:             "send() is cold: nobody subscribed to it.",
	Dropped:          "The request left, and never came into the log.",
	DroppedQuietly:   "At acks 0 there is no answer: the producer is not told.",
	MarkedFor:        "The row had already said PUBLISHED for %[1]s.",
	MarkedNow:        "The row says PUBLISHED as of this moment.",
	MarkedLate:       "The row was marked PUBLISHED all the same.",
	MarkedRow:        "The retry job looks only at rows that are not published.",
	MarkedBlind:      "setPublished() ran without waiting for an answer.",
	BrokerRefused:    "Refused: %[1]s.",
	Times:            "That was refusal number %[1]d.",
	NextTry:          "Try %[1]d of %[2]d comes in %[3]s.",
	NoAnswer:         "A request with it left, and no answer came.",
	MayExist:         "The record may be in the log, or not: the producer cannot tell.",
	DoesExist:        "The log has the record; only the answer is missing.",
	Acting:           "A fault acts meanwhile: %[1]s.",
	Truncated:        "The new leader did not have its record.",
	Skipped:          "Its group never committed: it begins at the end.",
	AckedBefore:      "It had been acknowledged at %[1]s.",
	Faulty:           "A fault struck it: %[1]s.",
	Absent:           "The group %[1]s is absent: nobody consumes.",
	Disconnected:     "The group %[1]s has no connection.",
	Forming:          "The group %[1]s is still being formed.",
	Crashed:          "%[1]s has crashed.",
	CrashedBy:        "%[1]s crashed: %[2]s.",
	StartsAgain:      "It starts again in %[1]s, and has to join its group anew.",
	CoordinatorReads: "The broker is still reading the group.",
	Ghost:            "A ghost of w%[1]d is counted until %[2]s.",
	JoinWaits:        "A JoinGroup waits for all members, dead ones too.",
	GhostAlone:       "Nobody is behind it. Its partitions are read by nobody until then.",
	Stopped:          "A rebalance has stopped worker w%[1]d.",
	Out:              "w%[1]d was silent for a session: its group let it go.",
	OutMeans:         "It hears of that with its next heartbeat, and joins anew.",
	Refetches:        "Worker w%[1]d fetches again in %[2]s.",
	RetryOf:          "Retry %[1]d of %[2]d that success never gives back: %[3]s.",
	FetchersEnd:      "It comes again when all fetchers have ended.",
	FetchersMeans:    "The others end with their poll or sleep, after up to 5 s.",
	Held:             "The client that is to send it has not joined yet.",
	HeldMeans:        "Nest's client joins its group first; only then its producer connects.",
	HeldGhost:        "The dead process's ghost is counted until %[1]s.",
	AnswerWaits:      "Its answer is written, and not read yet.",
	OwnGhost:         "The order service waits for its ghost until %[1]s.",
	OwnStarts:        "The order service's own consumer crashed; it starts again in %[1]s.",
	OwnAway:          "The order service's own consumer is not back in its group yet.",
	ServiceDown:      "The order service's process does not run.",
	Throws:           "Its handler threw %[1]s.",
	Blocked:          "#%[1]d stands before it, and throws %[2]s.",
	BlockedAt:        "A partition is read in order: behind %[1]s, nothing moves (throw %[2]d).",
	Before:           "Records before it in its partition: %[1]d, in P%[2]d.",
	Busy:             "Worker w%[1]d is busy with #%[2]d.",
	NotFetched:       "It has been in the log for %[1]s, not fetched yet.",
	Unseen:           "Offset %[1]d of P%[2]d is not below its HW, which is %[3]d.",
	NoLagYet:         "Only its leader has it for certain. No consumer sees it: it is no LAG yet.",
	LeaderDown:       "Broker %[1]d leads its partition, and is gone.",
	IsLag:            "It counts as LAG of the group %[1]s until that commits past it.",
	JobRuns:          "The panel took it as job %[1]d, %[2]s ago.",
	JobAt:            "It works on its own clock: %[1]d %% so far.",
	NotLag:           "Its handler has returned, so it is no LAG.",
	HandledOnly:      "Handled means that the panel was asked, not that it is done.",
	WorkerRuns:       "Worker w%[1]d has been working on it for %[2]s.",
	ExternalRuns:     "The external consumer has had it for %[1]s.",
	PanelSilent:      "The panel did not answer.",
	PanelRefuses:     "The panel did not accept it.",
	PanelAsks:        "The external consumer is asking the panel.",
	PanelDeclines:    "The panel said no with 200: the handler goes on.",
	Gone:             "Of job %[1]d, %[2]s have disappeared again.",
	GoneUntold:       "The panel tells nobody, and the row stays as it is.",
	RefillOrdered:    "Reconcile has asked, and ordered a refill.",
	SilentMeans:      "It may have accepted the job all the same.",
	JobEnds:          "The panel ended job %[1]d as %[2]s.",
	Delivered:        "Delivered: %[1]d of %[2]d.",
	Refunded:         "%[1]s P were given back.",
	Knows:            "Its caller got an error after %[1]s.",
	Sweeper:          "The sweeper is on: it looks for such rows.",
	NoSweeper:        "No sweeper and no outbox is on: nobody sends it again.",
	SecondCopy:       "It was sent again: a second copy is in the log.",
	CopyAt:           "The last copy is at %[1]s.",
	Again:            "It was handled again: execution %[1]d.",
	NotCommitted:     "Its commit did not reach the broker.",
	BoughtAgain:      "The panel was asked again, and took job %[1]d too.",
	WorkTwice:        "The work was done once more.",
	NoWork:           "The handler returned without doing the work.",
	Committed:        "Its offset was committed: it is not read again.",
	Dead:             "It was put aside as a dead letter.",
	NotTold:          "Finished for %[1]s; the row is not told yet.",
	NoReport:         "Its report needs the broker, which is gone.",
	ToldLate:         "Its row learnt of it %[1]s after it was finished.",
	Arrived:          "It came into the log %[1]s after the call.",
	ArrivedOn:        "It is there at %[1]s.",
	Worked:           "A worker finished the work after %[1]s.",
	PanelWorked:      "The panel finished job %[1]d after %[2]s.",
	Told:             "The row was told %[1]s later.",
	NotPaidYet:       "It was created %[1]s ago, and is not paid yet.",
	NotCalledYet:     "It was paid %[1]s ago; publish was not called yet.",
	OnWire:           "Its request left %[1]s ago; the answer is to come.",

	OfPartition: "why is P%[1]d as it is?",
	OfGroup:     "why is group %[1]s as it is?",
	OfJob:       "why is job %[1]d where it is?",
	OfPublished: "why do the rows say PUBLISHED?",
	OfFinished:  "why are no more finished?",
	OfGap:       "why is there a gap?",
	OfPoints:    "what became of the points?",
	OfPart:      "which are these, and why? (%[1]s)",
	Says:        "%[1]s rows say PUBLISHED; in truth %[2]s are finished.",
	GapIs:       "%[1]s rows say PUBLISHED, and their orders are not finished.",
	PartIs: [sim.TruthCount]string{
		sim.NotCalled:  "These are not handed over yet.",
		sim.Working:    "These are being worked on. Nothing is wrong with them.",
		sim.OnTheWay:   "A request with these is on the wire.",
		sim.Waiting:    "These are in the log, and nobody has handled them yet.",
		sim.InMemory:   "These are only in the producer's memory. They die with the process.",
		sim.Retrying:   "These were refused, and have a try of their own to come.",
		sim.Uncertain:  "Nobody can tell whether these are in the log.",
		sim.Duplicated: "These are in the log more than once.",
		sim.Lost:       "Nobody will ever carry these out.",
		sim.Done:       "These are finished.",
		sim.Ended:      "These are over without complete work, and their rows say so.",
	},
	Crowds: [sim.TruthCount]string{
		sim.NotCalled:  "Not handed over yet: %[1]s.",
		sim.Working:    "Being worked on: %[1]s.",
		sim.OnTheWay:   "On the wire: %[1]s.",
		sim.Waiting:    "In the log, not handled: %[1]s.",
		sim.InMemory:   "Only in the producer's memory: %[1]s.",
		sim.Retrying:   "Refused, to be tried again: %[1]s.",
		sim.Uncertain:  "Nobody can tell: %[1]s.",
		sim.Duplicated: "In the log more than once: %[1]s.",
		sim.Lost:       "LOST for good: %[1]s.",
		sim.Done:       "Finished: %[1]s.",
		sim.Ended:      "Over, not done: %[1]s.",
	},
	MarkedBefore:    "Marked before any answer: %[1]s.",
	MarkedAfter:     "Marked after the broker's answer: %[1]s.",
	MarkedKnows:     "There the row was told the truth: the broker has the record.",
	LastDone:        "#%[1]d was finished last.",
	DoneMeans:       "Finished means that the customer has all of it.",
	PointsLost:      "%[1]s of %[2]s P were taken, and nobody will do the work.",
	PointsTaken:     "%[1]s P were taken. Each order has its work done, or still to come.",
	PointsBack:      "%[1]s P were given back: the failure was known.",
	PointsWorked:    "Worked off: %[1]s.",
	PaidLast:        "The last %[1]s P were taken for #%[2]d.",
	PaidFirst:       "Points are taken when an order is paid, before it is published.",
	GhostCounted:    "w%[1]d died, and its group does not know it yet.",
	GhostCountedFor: "Its partitions wait until its session of %[1]s has run out.",
	BlockedBy:       "#%[1]d throws %[2]s.",
	BusyFor:         "It has been at it for %[1]s. A worker does one record at a time.",
	LastCommit:      "%[1]s committed P%[2]d up to offset %[3]d.",
	CommitMeans:     "The committed offset is the next to read. LAG is counted from there.",
	LastRecord:      "The last record is #%[1]d, at %[2]s.",
	KeyDecides:      "No order's key has led here yet.",
	NextFor:         "Next for %[1]s is #%[2]d.",
	InLogFor:        "It has been in the log for %[1]s.",
	LeaderGone:      "Its leader is gone, and no other is elected yet.",
	BrokerStopped:   "Broker %[1]d stopped answering.",
	HiddenOnes:      "Records above the high watermark: %[1]d.",
	HighMeans:       "Consumers see only what every in-sync replica has.",
	OwnClock:        "The panel works on its own clock; no broker can hurry it.",
}

var koreanWhy = whyWords{
	NotDone:          "왜 #%[1]d 주문은 처리되지 않았나?",
	Done:             "#%[1]d 주문은 어떻게 완료됐나?",
	Close:            "esc 닫기",
	Event:            "이벤트 %[1]d",
	Jumps:            "%[1]s 해당 이벤트로 이동",
	Nothing:          "로그에 아직 아무것도 없습니다.",
	BrokerGone:       "브로커가 내려가 있어 메모리에서 기다렸습니다.",
	NoConnection:     "연결이 없어 메모리에서 기다렸습니다.",
	UsedUp:           "%[1]s번의 연결 시도가 %[2]s초에 모두 소진됐습니다.",
	Refused:          "연결(%[1]d/%[2]d)이 %[3]s초에 거부됐습니다.",
	Connected:        "%[1]d차 라운드가 %[2]s초에 연결됐습니다.",
	GaveUpAgain:      "다시 연결된 바로 그때 클라이언트가 포기했습니다.",
	GaveUpTries:      "마지막 시도까지 실패해 프로듀서가 포기했습니다.",
	GaveUp:           "포기됨: %[1]s.",
	ErrorName:        "에러: %[1]s.",
	Unsubscribed:     "emit()을 구독한 곳이 없어 에러는 아무에게도 가지 않았습니다.",
	CallerTold:       "호출자는 호출 %[1]s 뒤에 통보받았습니다.",
	MemoryLost:       "프로세스가 죽으면서 메모리도 사라졌습니다.",
	OnlyThere:        "레코드는 거기에만 있었습니다.",
	Cold:             "send()는 cold인데, 구독한 곳이 없었습니다.",
	Dropped:          "요청은 나갔지만 로그에 저장되지 못했습니다.",
	DroppedQuietly:   "acks 0에는 응답이 없어 프로듀서는 이를 알 수 없습니다.",
	MarkedFor:        "이미 %[1]s 동안 PUBLISHED로 기록돼 있었습니다.",
	MarkedNow:        "방금 PUBLISHED로 기록됐습니다.",
	MarkedLate:       "그런데도 PUBLISHED로 기록됐습니다.",
	MarkedRow:        "재시도 작업은 PUBLISHED가 아닌 행만 조회합니다.",
	MarkedBlind:      "setPublished()는 응답을 기다리지 않고 실행됐습니다.",
	BrokerRefused:    "거부: %[1]s.",
	Times:            "%[1]d번째 거부였습니다.",
	NextTry:          "다음 시도(%[1]d/%[2]d)는 %[3]s 뒤입니다.",
	NoAnswer:         "요청은 나갔지만 응답이 없었습니다.",
	MayExist:         "로그에 저장됐는지 프로듀서는 알 수 없습니다.",
	DoesExist:        "레코드는 로그에 있고, 응답만 없습니다.",
	Acting:           "현재 장애가 진행 중입니다: %[1]s.",
	Truncated:        "새 leader에는 이 레코드가 없었습니다.",
	Skipped:          "그룹이 커밋한 적이 없어, 끝에서부터 읽습니다.",
	AckedBefore:      "%[1]s초에 이미 ack를 받았습니다.",
	Faulty:           "장애가 발생했습니다: %[1]s.",
	Absent:           "%[1]s 그룹이 없어 아무도 소비하지 않습니다.",
	Disconnected:     "%[1]s 그룹의 연결이 끊겨 있습니다.",
	Forming:          "%[1]s 그룹이 아직 구성되는 중입니다.",
	Crashed:          "%[1]s가 중단됐습니다.",
	CrashedBy:        "%[1]s 중단: %[2]s.",
	StartsAgain:      "%[1]s 뒤 다시 시작하고, 그룹에도 새로 참여해야 합니다.",
	CoordinatorReads: "브로커가 아직 그룹 정보를 읽고 있습니다.",
	Ghost:            "w%[1]d 워커의 유령 멤버가 %[2]s까지 남아 있습니다.",
	JoinWaits:        "JoinGroup은 죽은 멤버까지 모두 기다립니다.",
	GhostAlone:       "뒤에 아무도 없는 멤버라, 그 파티션은 그때까지 아무도 읽지 않습니다.",
	Stopped:          "리밸런스로 워커(w%[1]d)가 멈췄습니다.",
	Out:              "워커(w%[1]d)가 세션 동안 응답이 없어 제외됐습니다.",
	OutMeans:         "다음 heartbeat에서 알게 되고, 그때 새로 참여합니다.",
	Refetches:        "워커(w%[1]d)는 %[2]s 뒤 다시 가져옵니다.",
	RetryOf:          "성공해도 돌려받지 못하는 재시도 %[1]d/%[2]d: %[3]s.",
	FetchersEnd:      "fetcher가 모두 끝나야 다시 옵니다.",
	FetchersMeans:    "나머지는 poll이나 sleep이 끝나야 하며, 최대 5초입니다.",
	Held:             "보낼 클라이언트가 아직 그룹에 참여하지 못했습니다.",
	HeldMeans:        "Nest 클라이언트는 그룹에 먼저 참여한 뒤 프로듀서를 연결합니다.",
	HeldGhost:        "죽은 프로세스의 유령 멤버가 %[1]s까지 남습니다.",
	AnswerWaits:      "응답은 기록됐지만 아직 읽히지 않았습니다.",
	OwnGhost:         "주문 서비스는 유령 멤버를 %[1]s까지 기다립니다.",
	OwnStarts:        "주문 서비스의 컨슈머가 중단됐고, %[1]s 뒤 다시 시작합니다.",
	OwnAway:          "주문 서비스의 컨슈머가 아직 그룹에 돌아오지 못했습니다.",
	ServiceDown:      "주문 서비스 프로세스가 꺼져 있습니다.",
	Throws:           "핸들러가 예외를 던졌습니다: %[1]s.",
	Blocked:          "앞에 있는 #%[1]d 주문에서 예외: %[2]s.",
	BlockedAt:        "파티션은 순서대로 읽힙니다. %[1]s 뒤는 멈춰 있습니다. (예외 %[2]d회)",
	Before:           "같은 파티션에서 앞에 %[1]d건이 있습니다. (P%[2]d)",
	Busy:             "워커(w%[1]d)는 #%[2]d 주문을 처리 중입니다.",
	NotFetched:       "로그에 %[1]s째 있고, 아무도 가져가지 않았습니다.",
	Unseen:           "P%[2]d 파티션의 HW(%[3]d)가 오프셋(%[1]d)을 아직 안 넘었습니다.",
	NoLagYet:         "확실히 가진 것은 leader뿐입니다. 컨슈머에게 안 보이므로 아직 LAG도 아닙니다.",
	LeaderDown:       "파티션의 leader인 브로커(%[1]d)가 사라졌습니다.",
	IsLag:            "%[1]s 그룹이 여기까지 커밋할 때까지 LAG로 집계됩니다.",
	JobRuns:          "패널이 작업(%[1]d)으로 접수한 지 %[2]s 됐습니다.",
	JobAt:            "패널은 자기 속도로 일합니다. 현재 %[1]d %%.",
	NotLag:           "핸들러가 끝나 LAG에는 없습니다.",
	HandledOnly:      "handled는 패널에 요청했다는 뜻일 뿐, 완료가 아닙니다.",
	WorkerRuns:       "워커(w%[1]d)가 %[2]s째 처리하고 있습니다.",
	ExternalRuns:     "외부 컨슈머가 %[1]s째 처리하고 있습니다.",
	PanelSilent:      "패널이 응답하지 않았습니다.",
	PanelRefuses:     "패널이 접수하지 않았습니다.",
	PanelAsks:        "외부 컨슈머가 패널에 요청 중입니다.",
	PanelDeclines:    "패널이 200 응답으로 거절해 핸들러는 그대로 끝납니다.",
	Gone:             "작업(%[1]d)에서 %[2]s만큼 다시 사라졌습니다.",
	GoneUntold:       "패널은 알리지 않고, DB 기록도 그대로입니다.",
	RefillOrdered:    "reconcile이 확인하고 리필을 요청했습니다.",
	SilentMeans:      "그래도 작업은 접수됐을 수 있습니다.",
	JobEnds:          "패널이 작업(%[1]d)을 %[2]s 상태로 끝냈습니다.",
	Delivered:        "이행: %[1]d / %[2]d.",
	Refunded:         "%[1]s P가 환불됐습니다.",
	Knows:            "호출자는 %[1]s 뒤 에러를 받았습니다.",
	Sweeper:          "sweeper가 켜져 있어 이런 행을 찾습니다.",
	NoSweeper:        "sweeper도 outbox도 꺼져 있어 아무도 다시 보내지 않습니다.",
	SecondCopy:       "다시 전송돼 로그에 두 번째 사본이 있습니다.",
	CopyAt:           "마지막 사본은 %[1]s 위치에 있습니다.",
	Again:            "다시 처리됐습니다. (%[1]d번째 실행)",
	NotCommitted:     "커밋이 브로커에 도달하지 못했습니다.",
	BoughtAgain:      "패널에 다시 요청돼 작업(%[1]d)도 접수됐습니다.",
	WorkTwice:        "작업이 한 번 더 실행됐습니다.",
	NoWork:           "핸들러가 작업 없이 끝났습니다.",
	Committed:        "오프셋이 커밋돼 다시 읽지 않습니다.",
	Dead:             "dead letter로 따로 보관됐습니다.",
	NotTold:          "완료된 지 %[1]s 됐지만 DB에는 아직입니다.",
	NoReport:         "상태 이벤트도 브로커를 거치는데, 브로커가 없습니다.",
	ToldLate:         "완료 %[1]s 뒤에야 DB에 반영됐습니다.",
	Arrived:          "호출 %[1]s 뒤 로그에 도착했습니다.",
	ArrivedOn:        "위치는 %[1]s입니다.",
	Worked:           "워커가 %[1]s 만에 작업을 마쳤습니다.",
	PanelWorked:      "패널이 작업(%[1]d)을 %[2]s 만에 마쳤습니다.",
	Told:             "DB에는 %[1]s 뒤 반영됐습니다.",
	NotPaidYet:       "%[1]s 전에 생성됐고 아직 결제 전입니다.",
	NotCalledYet:     "%[1]s 전에 결제됐고 아직 호출 전입니다.",
	OnWire:           "요청이 %[1]s 전에 나갔고 응답은 아직입니다.",

	OfPartition: "P%[1]d 파티션은 왜 이런가?",
	OfGroup:     "%[1]s 그룹은 왜 이런가?",
	OfJob:       "작업(%[1]d)은 왜 이 상태인가?",
	OfPublished: "왜 PUBLISHED라고 기록됐나?",
	OfFinished:  "완료는 왜 이만큼뿐인가?",
	OfGap:       "왜 차이가 나는가?",
	OfPoints:    "포인트는 어떻게 됐나?",
	OfPart:      "어떤 주문이고, 왜 그런가? (%[1]s)",
	Says:        "DB에는 %[1]s건이 PUBLISHED이고, 실제로는 %[2]s건이 완료됐습니다.",
	GapIs:       "%[1]s건은 PUBLISHED로 기록됐지만 완료되지 않았습니다.",
	PartIs: [sim.TruthCount]string{
		sim.NotCalled:  "아직 전달되지 않은 주문입니다.",
		sim.Working:    "처리 중인 주문입니다. 문제는 없습니다.",
		sim.OnTheWay:   "요청이 전송 중인 주문입니다.",
		sim.Waiting:    "로그에 있지만 아직 아무도 처리하지 않은 주문입니다.",
		sim.InMemory:   "프로듀서 메모리에만 있는 주문입니다. 프로세스가 죽으면 함께 사라집니다.",
		sim.Retrying:   "거부됐고, 개별 재시도가 남아 있는 주문입니다.",
		sim.Uncertain:  "로그에 저장됐는지 아무도 모르는 주문입니다.",
		sim.Duplicated: "로그에 두 번 이상 있는 주문입니다.",
		sim.Lost:       "앞으로 아무도 처리하지 않을 주문입니다.",
		sim.Done:       "완료된 주문입니다.",
		sim.Ended:      "작업을 마치지 못하고 끝났고, DB에도 그렇게 기록된 주문입니다.",
	},
	Crowds: [sim.TruthCount]string{
		sim.NotCalled:  "아직 전달 전: %[1]s.",
		sim.Working:    "처리 중: %[1]s.",
		sim.OnTheWay:   "전송 중: %[1]s.",
		sim.Waiting:    "로그에 있고 처리 전: %[1]s.",
		sim.InMemory:   "프로듀서 메모리에만 있음: %[1]s.",
		sim.Retrying:   "거부됨, 재시도 예정: %[1]s.",
		sim.Uncertain:  "아무도 모름: %[1]s.",
		sim.Duplicated: "로그에 두 번 이상: %[1]s.",
		sim.Lost:       "영영 유실: %[1]s.",
		sim.Done:       "완료: %[1]s.",
		sim.Ended:      "종료, 미완료: %[1]s.",
	},
	MarkedBefore:    "응답 전에 기록됨: %[1]s.",
	MarkedAfter:     "브로커 응답 뒤에 기록됨: %[1]s.",
	MarkedKnows:     "이때의 기록은 사실입니다. 레코드가 브로커에 있습니다.",
	LastDone:        "#%[1]d 주문이 마지막으로 완료됐습니다.",
	DoneMeans:       "완료란 고객이 전부 받았다는 뜻입니다.",
	PointsLost:      "전체 %[2]s P 가운데 %[1]s P는 처리 없이 차감됐습니다.",
	PointsTaken:     "%[1]s P가 차감됐고, 작업은 끝났거나 진행될 예정입니다.",
	PointsBack:      "%[1]s P는 환불됐습니다. 실패를 알았기 때문입니다.",
	PointsWorked:    "처리 완료: %[1]s.",
	PaidLast:        "마지막 차감은 %[1]s P, #%[2]d 주문입니다.",
	PaidFirst:       "포인트는 발행 전, 결제 시점에 차감됩니다.",
	GhostCounted:    "워커(w%[1]d)가 죽었지만 그룹은 아직 모릅니다.",
	GhostCountedFor: "세션 %[1]s가 끝날 때까지 그 파티션은 기다립니다.",
	BlockedBy:       "#%[1]d 주문에서 예외: %[2]s.",
	BusyFor:         "%[1]s째 처리 중입니다. 워커는 한 번에 하나만 처리합니다.",
	LastCommit:      "%[1]s 그룹의 P%[2]d 커밋 오프셋은 %[3]d입니다.",
	CommitMeans:     "커밋 오프셋은 다음에 읽을 위치이며, LAG는 여기서부터 셉니다.",
	LastRecord:      "마지막 레코드는 #%[1]d 주문, %[2]s입니다.",
	KeyDecides:      "아직 이 파티션으로 온 주문이 없습니다.",
	NextFor:         "%[1]s 그룹의 다음 차례는 #%[2]d 주문입니다.",
	InLogFor:        "로그에 %[1]s째 있습니다.",
	LeaderGone:      "leader가 사라졌고, 새 leader는 아직 선출 전입니다.",
	BrokerStopped:   "브로커(%[1]d)의 응답이 끊겼습니다.",
	HiddenOnes:      "high watermark 위의 레코드: %[1]d건.",
	HighMeans:       "컨슈머는 모든 ISR 복제본에 있는 것만 봅니다.",
	OwnClock:        "패널은 자기 속도로 일하며, 브로커와는 무관합니다.",
}
