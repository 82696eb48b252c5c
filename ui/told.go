package ui

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// toldWords say of each event what happened, in a line of a list: at most 31
// columns, an error's name aside.
type toldWords struct {
	Begins, Over, Back                                   string                  `max:"31"` // broker down
	BeginsFor                                            string                  `max:"31"` // broker down, 16 s
	Strikes, PolledByPanel                               string                  `max:"31"`
	RoundStarts, RoundUsed, RoundOK, Again               string                  `max:"31"` // 1
	Connect                                              string                  `max:"31"` // 6, 6, ECONNREFUSED
	Cut                                                  string                  `max:"31"` // 1
	Created                                              string                  `max:"31"`
	Paid, Refunded                                       string                  `max:"31"` // 8,000
	Called                                               string                  `max:"31"` // emit()
	BySweeper, ByOutbox, OutboxSent                      string                  `max:"31"`
	Marked                                               string                  `max:"31"` // PUBLISHED
	Row                                                  string                  `max:"31"` // PROCESSING
	Knows                                                [sim.Unknown + 1]string `max:"31"` // by outcome
	Dies, Runs, Closes, Skipped                          string                  `max:"31"`
	Waits                                                string                  `max:"31"` // 1
	WaitsPlain                                           string                  `max:"31"`
	Sent                                                 string                  `max:"31"` // 2
	Acked                                                string                  `max:"31"`
	Refused, Failed, GaveUp, Throws                      string                  `max:"46"` // ECONNREFUSED
	NoAnswer                                             string                  `max:"31"`
	Retry                                                string                  `max:"31"` // 2, 0.3 s
	MemoryLost, Cold, Dropped, DroppedTwin               string                  `max:"31"`
	Appended                                             string                  `max:"31"` // P2@0
	Replicated, Truncated                                string                  `max:"31"`
	Elected                                              string                  `max:"31"` // 2, 1
	Polled, Away, Reconnected, Crashed, RunsAgain        string                  `max:"31"` // 1
	Execution                                            string                  `max:"31"` // 2
	Starts, Handled, Committed, CommitFailed, Dead, Done string                  `max:"31"`
	AsksPanel                                            string                  `max:"31"` // 1
	Accepted, AcceptedSilent                             string                  `max:"31"` // 8841
	PanelRefuses, PanelSilent, PanelDeclines             string                  `max:"31"`
	JobDropped                                           string                  `max:"31"` // 8841, 500
	RefillOrdered                                        string                  `max:"31"` // 8841, 500
	Refilled                                             string                  `max:"31"` // 8841, 1,000
	Progress                                             string                  `max:"31"` // 8841, 50
	JobEnds                                              string                  `max:"31"` // 8841, Partial
	Status                                               string                  `max:"31"` // PROCESSING
	Reply, ReplyFailed, ReplyReceived, ReplyDropped      string                  `max:"31"`
	Anomaly                                              string                  `max:"31"` // ghost-charge
	Ends                                                 string                  `max:"31"`
	Joined, LeftGroup, Expired, Joining, Stops           string                  `max:"31"` // 1
	CrashedBy                                            string                  `max:"46"` // 1, ECONNREFUSED
	Refetches                                            string                  `max:"31"` // 1, 0.3 s, 1, 5
	Ghost                                                string                  `max:"31"` // 1, 35.8 s
	Loaded                                               string                  `max:"31"` // 2
	Assigned                                             string                  `max:"31"` // 1, 2
	Unassigned                                           string                  `max:"31"` // 1
	OffsetCommitted                                      string                  `max:"31"` // 1, 4
	GoesTo, CommittedTo                                  string                  `max:"13"` // 2
	GoesNowhere                                          string                  `max:"14"`
	InSync                                               string                  `max:"31"` // 1, 1·2
	Stopped, Started                                     string                  `max:"31"` // 2
	NoLeader                                             string                  `max:"31"` // 1
	RemedyOn, RemedyOff                                  string                  `max:"31"` // sweeper
}

// toldEvent says what an event did.
func (f *frame) toldEvent(e *sim.Event) string {
	for _, tell := range [...]func(*sim.Event) string{f.tellService, f.tellClient, f.tellProducer, f.tellConsumer, f.tellPanel} {
		if said := tell(e); said != "" {
			return said
		}
	}
	return e.Type.String()
}

// toldWithin says what an event did in a narrow place: of what failed the
// error's name alone, where there is no room for more.
func (f *frame) toldWithin(e *sim.Event, room int) string {
	said := f.toldEvent(e)
	if e.Code != sim.NoError && columns(said) > room {
		return e.Code.String()
	}
	return said
}

func (f *frame) tellService(e *sim.Event) string {
	t := &f.t.Told
	switch e.Type {
	case sim.OrderCreated:
		return t.Created
	case sim.OrderPaid:
		return fmt.Sprintf(t.Paid, grouped(e.Value))
	case sim.PointsRefunded:
		return fmt.Sprintf(t.Refunded, grouped(e.Value))
	case sim.PublishCalled:
		switch sim.By(e.Word) {
		case sim.BySweeper:
			return t.BySweeper
		case sim.ByOutbox:
			return t.ByOutbox
		}
		return fmt.Sprintf(t.Called, [...]string{sim.Emit: "emit()", sim.EmitAwait: "emit()", sim.Send: "send()"}[f.s.Setup.Mode%3])
	case sim.OrderMarked:
		return fmt.Sprintf(t.Marked, rowWord(sim.Row(e.Word)))
	case sim.OutboxSent:
		return t.OutboxSent
	case sim.RowChanged:
		return fmt.Sprintf(t.Row, rowWord(sim.Row(e.Word)))
	case sim.CallerKnows:
		return t.Knows[min(e.Word, uint8(sim.Unknown))]
	case sim.ServiceExited:
		if sim.Reason(e.Word) == sim.ReasonShutdown {
			return t.Closes
		}
		return t.Dies
	case sim.ServiceRestarted:
		return t.Runs
	case sim.RemedySwitched:
		if e.Flag {
			return fmt.Sprintf(t.RemedyOn, sim.Remedy(e.Word))
		}
		return fmt.Sprintf(t.RemedyOff, sim.Remedy(e.Word))
	case sim.AnomalyFound:
		said := fmt.Sprintf(t.Anomaly, sim.Anomaly(e.Word))
		if e.Value > 0 {
			said += "  " + fmt.Sprintf(f.t.Points, grouped(e.Value))
		}
		return said
	case sim.RunEnded:
		return t.Ends
	}
	return ""
}

func (f *frame) tellClient(e *sim.Event) string {
	t := &f.t.Told
	switch e.Type {
	case sim.FaultStarted:
		return f.tellFault(e)
	case sim.FaultEnded:
		for i := range f.s.Faults {
			if fault := &f.s.Faults[i]; fault.Number == e.Fault && faultOf(fault) != sim.BrokerDown {
				return fmt.Sprintf(t.Over, f.faultName(fault))
			}
		}
		return t.Back
	case sim.FaultStruck:
		return t.Strikes
	case sim.RoundStarted:
		return fmt.Sprintf(t.RoundStarts, e.Round())
	case sim.RoundUsedUp:
		return fmt.Sprintf(t.RoundUsed, e.Round())
	case sim.ConnectSucceeded:
		return fmt.Sprintf(t.RoundOK, e.Round())
	case sim.Reconnected:
		return fmt.Sprintf(t.Again, e.Round())
	case sim.ConnectRefused:
		return fmt.Sprintf(t.Connect, e.Try, f.attempts(), e.Code)
	case sim.ConnectionCut:
		return fmt.Sprintf(t.Cut, e.Broker)
	case sim.BrokerStopped:
		return fmt.Sprintf(t.Stopped, e.Broker)
	case sim.BrokerStarted:
		return fmt.Sprintf(t.Started, e.Broker)
	case sim.ISRChanged:
		return fmt.Sprintf(t.InSync, e.Partition, brokersOf(e))
	case sim.LeaderElected:
		if e.Broker == 0 {
			return fmt.Sprintf(t.NoLeader, e.Partition)
		}
		return fmt.Sprintf(t.Elected, e.Broker, e.Partition)
	}
	return ""
}

// tellFault names a fault that begins, and how long it will last.
func (f *frame) tellFault(e *sim.Event) string {
	t := &f.t.Told
	for i := range f.s.Faults {
		fault := &f.s.Faults[i]
		switch {
		case fault.Number != e.Fault:
		case fault.For > 0 && fault.For != sim.Forever:
			return fmt.Sprintf(t.BeginsFor, f.faultName(fault), f.t.rounded(fault.For))
		default:
			return fmt.Sprintf(t.Begins, f.faultName(fault))
		}
	}
	return fmt.Sprintf(t.Begins, f.t.Faults[0])
}

func (f *frame) tellProducer(e *sim.Event) string {
	t := &f.t.Told
	switch e.Type {
	case sim.MemoryWaiting:
		if e.Round() == 0 {
			return t.WaitsPlain
		}
		return fmt.Sprintf(t.Waits, e.Round())
	case sim.RequestSent:
		return fmt.Sprintf(t.Sent, e.Try)
	case sim.RequestAcked:
		return t.Acked
	case sim.RequestRefused:
		return fmt.Sprintf(t.Refused, e.Code)
	case sim.RequestFailed:
		if e.Flag {
			return t.NoAnswer
		}
		return fmt.Sprintf(t.Failed, e.Code)
	case sim.RequestDropped:
		if e.Code == sim.DuplicateSequence {
			return t.DroppedTwin
		}
		return t.Dropped
	case sim.RetryScheduled:
		return fmt.Sprintf(t.Retry, e.Try, f.t.seconds(time.Duration(e.Value)))
	case sim.PublishGaveUp:
		return fmt.Sprintf(t.GaveUp, e.Code)
	case sim.MemoryLost:
		return t.MemoryLost
	case sim.NeverSubscribed:
		return t.Cold
	case sim.RecordAppended:
		return fmt.Sprintf(t.Appended, recordAt(e))
	case sim.RecordReplicated:
		return t.Replicated
	case sim.RecordTruncated:
		return t.Truncated
	}
	return ""
}

func (f *frame) tellConsumer(e *sim.Event) string {
	if said := f.tellMember(e); said != "" {
		return said
	}
	t := &f.t.Told
	switch e.Type {
	case sim.PartitionAssigned:
		if e.Worker == 0 {
			return fmt.Sprintf(t.Unassigned, e.Partition)
		}
		return fmt.Sprintf(t.Assigned, e.Partition, e.Worker)
	case sim.OffsetCommitted:
		return fmt.Sprintf(t.OffsetCommitted, e.Partition, e.Offset)
	case sim.RecordPolled:
		if e.Group == sim.ExternalGroup {
			return t.PolledByPanel
		}
		return fmt.Sprintf(t.Polled, e.Worker)
	case sim.ConsumerDisconnected:
		return fmt.Sprintf(t.Away, e.Worker)
	case sim.ConsumerReconnected:
		return fmt.Sprintf(t.Reconnected, e.Worker)
	case sim.ConsumerCrashed:
		if e.Code != sim.NoError {
			return fmt.Sprintf(t.CrashedBy, e.Worker, e.Code)
		}
		return fmt.Sprintf(t.Crashed, e.Worker)
	case sim.ConsumerRestarted:
		return fmt.Sprintf(t.RunsAgain, e.Worker)
	case sim.HandlerStarted:
		if e.Try <= 1 {
			return t.Starts
		}
		return fmt.Sprintf(t.Execution, e.Try)
	case sim.HandlerReturned:
		return t.Handled
	case sim.HandlerFailed:
		return fmt.Sprintf(t.Throws, e.Code)
	case sim.RecordCommitted:
		return t.Committed
	case sim.CommitFailed:
		return t.CommitFailed
	case sim.DeadLettered:
		return t.Dead
	case sim.WorkFinished:
		return t.Done
	}
	return ""
}

// declines reports whether a panel said no with status 200: its words are the
// event's text, and the handler did not throw.
func declines(e *sim.Event) bool { return e.Type == sim.PanelRefusal && e.Value == sim.HTTPOK }

// panelSaid returns what a panel said instead of accepting, as it can be shown.
func panelSaid(e *sim.Event, limit int) string {
	if e.Detail == nil {
		return ""
	}
	return sim.Printable(e.Detail.Text, limit)
}

func (f *frame) tellPanel(e *sim.Event) string {
	t := &f.t.Told
	switch e.Type {
	case sim.PanelCalled:
		return fmt.Sprintf(t.AsksPanel, e.Try)
	case sim.PanelAccepted:
		if !e.Flag {
			return fmt.Sprintf(t.AcceptedSilent, e.Job)
		}
		return fmt.Sprintf(t.Accepted, e.Job)
	case sim.PanelRefusal:
		if declines(e) {
			return t.PanelDeclines
		}
		return t.PanelRefuses
	case sim.PanelSilent:
		return t.PanelSilent
	case sim.JobProgressed:
		return fmt.Sprintf(t.Progress, e.Job, e.Value)
	case sim.JobEnded:
		return fmt.Sprintf(t.JobEnds, e.Job, sim.JobStatus(e.Word))
	case sim.JobDropped:
		return fmt.Sprintf(t.JobDropped, e.Job, grouped(e.Value))
	case sim.RefillOrdered:
		return fmt.Sprintf(t.RefillOrdered, e.Job, grouped(e.Value))
	case sim.JobRefilled:
		return fmt.Sprintf(t.Refilled, e.Job, grouped(e.Value))
	case sim.StatusSent:
		return fmt.Sprintf(t.Status, rowWord(sim.Row(e.Word)))
	case sim.ReplySent:
		return t.Reply
	case sim.ReplyFailed:
		return t.ReplyFailed
	case sim.ReplyReceived:
		return t.ReplyReceived
	case sim.ReplyDropped:
		return t.ReplyDropped
	}
	return ""
}

// brokersOf names the brokers of an event, such as 1·2.
func brokersOf(e *sim.Event) string {
	if e.Detail == nil {
		return brokerList(nil)
	}
	return brokerList(e.Detail.Brokers)
}

func brokerList(brokers []uint8) string {
	if len(brokers) == 0 {
		return "–"
	}
	names := make([]string, len(brokers))
	for i, id := range brokers {
		names[i] = strconv.Itoa(int(id))
	}
	return strings.Join(names, "·")
}

// recordAt returns where an event's record is in the log, such as P2@0.
func recordAt(e *sim.Event) string { return fmt.Sprintf("P%d@%d", e.Partition, e.Offset) }

// eventMark returns the glyph that says what an event means for an order: that
// something begins or ends, broke off, became true or was believed.
func eventMark(e *sim.Event) (rune, pen) {
	switch e.Type {
	case sim.FaultStarted, sim.FaultEnded:
		return '▲', lost
	case sim.PublishGaveUp, sim.MemoryLost, sim.RecordTruncated, sim.NeverSubscribed, sim.ServiceExited, sim.DeadLettered, sim.RecordSkipped:
		return '✗', lost
	case sim.AnomalyFound:
		return ' ', lost
	case sim.RequestDropped:
		if e.Code == sim.DuplicateSequence {
			return '=', ink
		}
		return '✗', lost
	case sim.RequestFailed, sim.PanelSilent:
		return '?', unknown
	case sim.RequestRefused, sim.HandlerFailed, sim.PanelRefusal, sim.ConsumerCrashed:
		return '↯', lost
	case sim.WorkFinished:
		return '✓', done
	case sim.MemoryWaiting:
		return '○', waiting
	case sim.RetryScheduled, sim.ConsumerRetrying:
		return '↻', waiting
	case sim.OrderMarked:
		return ' ', belief
	}
	return ' ', ink
}

var englishTold = toldWords{
	Begins: "%s", BeginsFor: "%s for %s", Over: "%s over", Back: "broker back", Strikes: "the fault strikes here",
	RoundStarts: "no connection: round %d starts", RoundUsed: "round %d is used up", RoundOK: "round %d is connected", Again: "round %d: connected again",
	Connect: "connect %d/%d: %s", Cut: "connection to broker %d is cut",
	Created: "the order exists", Paid: "paid: %s P taken", Refunded: "%s P refunded",
	Called: "%s called", BySweeper: "the sweeper publishes it again", ByOutbox: "the outbox relay publishes it", OutboxSent: "the outbox row: sent",
	Marked: "setPublished(): row %s", Row: "row says %s",
	Knows: [sim.Unknown + 1]string{"the caller knows nothing", "the caller knows nothing", "the caller has its answer", "the caller has an error", "the caller waits", "the caller died waiting"},
	Dies:  "the service's process dies", Runs: "the service runs again", Closes: "a process ends in order", Skipped: "skipped: read from the end on",
	Waits: "waits in memory, in round %d", WaitsPlain: "waits in memory",
	Sent: "a request leaves, try %d", Acked: "acked: no error", Refused: "refused: %s", Failed: "failed: %s", NoAnswer: "no answer; maybe in the log",
	Retry: "try %d comes in %s", GaveUp: "given up: %s", MemoryLost: "gone with the process's memory", Cold: "nobody subscribed: nothing sent", Dropped: "dropped: it is not in the log", DroppedTwin: "a twin: it is in the log",
	Appended: "appended at %s", Replicated: "replicated: consumers see it", Truncated: "truncated and gone", Elected: "broker %d leads P%d",
	Polled: "polled by w%d", PolledByPanel: "polled: external consumer", Away: "w%d has no connection", Reconnected: "w%d is connected again", Crashed: "w%d crashes", RunsAgain: "w%d runs again",
	Execution: "handled again, execution %d", Throws: "throws %s", Starts: "the handler starts", Handled: "the handler returns", Committed: "committed: not read again", CommitFailed: "the commit does not arrive",
	Dead: "put aside as a dead letter", Done: "the work is done",
	AsksPanel: "the panel is asked, try %d", Accepted: "the panel accepts job %d", AcceptedSilent: "job %d taken, not answered", PanelRefuses: "the panel refuses", PanelSilent: "no answer of the panel", PanelDeclines: "the panel answers 200 and no", JobDropped: "job %d: only %s are left", RefillOrdered: "job %d: refill of %s", Refilled: "job %d: refilled to %s",
	Progress: "job %d is at %d %%", JobEnds: "job %d ends: %s", Status: "reports %s",
	Reply: "the answer is written", ReplyFailed: "the answer cannot be written", ReplyReceived: "the answer arrives", ReplyDropped: "nobody waits for the answer",
	Anomaly: "anomaly %s", Ends: "the run ends",
	Joining: "w%d waits in JoinGroup", Stops: "w%d is stopped by a rebalance", CrashedBy: "w%d: %s", Refetches: "w%d fetches again in %s, %d/%d",
	Ghost: "w%d leaves a ghost until %s", Loaded: "broker %d has read the group",
	Joined: "w%d joins the group", LeftGroup: "w%d leaves the group", Expired: "the session of w%d is over", Assigned: "P%d goes to w%d", Unassigned: "P%d goes to nobody",
	OffsetCommitted: "P%d committed up to %d", GoesTo: "to w%d", CommittedTo: "committed %d", GoesNowhere: "to nobody", InSync: "P%d: in sync %s", Stopped: "broker %d is gone", Started: "broker %d answers", NoLeader: "P%d has no leader", RemedyOn: "%s on", RemedyOff: "%s off",
}

var koreanTold = toldWords{
	Begins: "%s 시작", BeginsFor: "%s, %s 동안", Over: "%s 끝", Back: "브로커 복구", Strikes: "여기서 장애 발생",
	RoundStarts: "연결 없음: %d차 라운드 시작", RoundUsed: "%d차 라운드 소진", RoundOK: "%d차 라운드 연결됨", Again: "%d차 라운드: 다시 연결됨",
	Connect: "연결 %d/%d회: %s", Cut: "브로커 %d 연결 끊김",
	Created: "주문 생성", Paid: "결제: %s P 차감", Refunded: "%s P 환불",
	Called: "%s 호출", BySweeper: "sweeper가 다시 호출", ByOutbox: "outbox 릴레이가 호출", OutboxSent: "outbox 행: 전송됨",
	Marked: "setPublished(): DB %s", Row: "DB 기록 %s",
	Knows: [sim.Unknown + 1]string{"호출자는 아는 것 없음", "호출자는 아는 것 없음", "호출자가 응답을 받음", "호출자가 에러를 받음", "호출자가 대기 중", "호출자가 대기 중 종료됨"},
	Dies:  "주문 서비스 프로세스 종료", Runs: "주문 서비스 다시 시작", Closes: "프로세스 정상 종료", Skipped: "건너뜀: 끝에서부터 읽음",
	Waits: "메모리에서 대기, %d차 라운드", WaitsPlain: "메모리에서 대기",
	Sent: "요청 전송, %d번째", Acked: "acked: 에러 없음", Refused: "거부: %s", Failed: "실패: %s", NoAnswer: "응답 없음, 저장됐을 수 있음",
	Retry: "%d번째 시도는 %s 뒤", GaveUp: "포기: %s", MemoryLost: "프로세스 메모리와 함께 사라짐", Cold: "구독이 없어 전송되지 않음", Dropped: "버려짐: 로그에 없음", DroppedTwin: "같은 요청: 이미 로그에 있음",
	Appended: "%s 위치에 저장", Replicated: "복제됨: 컨슈머에게 보임", Truncated: "새 leader에는 없음", Elected: "P%[2]d leader: 브로커 %[1]d",
	Polled: "워커(w%d)가 가져감", PolledByPanel: "외부 컨슈머가 가져감", Away: "w%d 연결 끊김", Reconnected: "w%d 다시 연결됨", Crashed: "w%d 중단", RunsAgain: "w%d 다시 시작",
	Execution: "다시 처리, %d번째 실행", Throws: "예외 %s", Starts: "핸들러 시작", Handled: "핸들러 끝", Committed: "커밋: 다시 읽지 않음", CommitFailed: "커밋이 도달하지 못함",
	Dead: "dead letter로 보관", Done: "작업 완료",
	AsksPanel: "패널에 요청, %d번째", Accepted: "패널이 작업(%d) 접수", AcceptedSilent: "작업(%d) 접수, 응답 없음", PanelRefuses: "패널이 거부", PanelSilent: "패널의 응답 없음", PanelDeclines: "패널이 200 응답으로 거절", JobDropped: "작업(%d) 남은 수량 %s", RefillOrdered: "작업(%d) 리필 요청 %s", Refilled: "작업(%d) 리필 뒤 %s",
	Progress: "작업(%d) %d %%", JobEnds: "작업(%d) 종료: %s", Status: "상태 보고 %s",
	Reply: "응답 기록", ReplyFailed: "응답을 기록하지 못함", ReplyReceived: "응답 도착", ReplyDropped: "응답을 기다리는 곳 없음",
	Anomaly: "이상 %s", Ends: "실행 끝",
	Joining: "w%d JoinGroup 대기", Stops: "w%d 리밸런스로 멈춤", CrashedBy: "w%d: %s", Refetches: "w%d %s 뒤 다시 가져옴, %d/%d",
	Ghost: "w%d 유령, %s까지", Loaded: "브로커 %d: 그룹 읽기 완료",
	Joined: "w%d 그룹 참여", LeftGroup: "w%d 그룹에서 나감", Expired: "w%d 세션 만료", Assigned: "P%d 담당: w%d", Unassigned: "P%d 담당 없음",
	OffsetCommitted: "P%d: %d까지 커밋", GoesTo: "담당 w%d", CommittedTo: "%d까지 커밋", GoesNowhere: "담당 없음", InSync: "P%d: ISR %s", Stopped: "브로커 %d 응답 없음", Started: "브로커 %d 다시 응답", NoLeader: "P%d leader 없음", RemedyOn: "%s 켜짐", RemedyOff: "%s 꺼짐",
}

// tellMember says what happened to a member of a group; nothing of other events.
func (f *frame) tellMember(e *sim.Event) string {
	t := &f.t.Told
	switch e.Type {
	case sim.MemberJoined:
		return fmt.Sprintf(t.Joined, e.Worker)
	case sim.MemberLeft:
		if sim.Reason(e.Word) == sim.ReasonSessionTimeout {
			return fmt.Sprintf(t.Expired, e.Worker)
		}
		return fmt.Sprintf(t.LeftGroup, e.Worker)
	case sim.MemberJoining:
		return fmt.Sprintf(t.Joining, e.Worker)
	case sim.MemberAbandoned:
		return fmt.Sprintf(t.Ghost, e.Worker, f.t.seconds(e.At+time.Duration(e.Value)))
	case sim.RebalanceNoticed:
		return fmt.Sprintf(t.Stops, e.Worker)
	case sim.CoordinatorLoaded:
		return fmt.Sprintf(t.Loaded, e.Broker)
	case sim.RecordSkipped:
		return t.Skipped
	case sim.ConsumerRetrying:
		return fmt.Sprintf(t.Refetches, e.Worker, f.t.seconds(time.Duration(e.Value)), e.Try, sim.ConsumerRetries)
	}
	return ""
}
