package words

import (
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
