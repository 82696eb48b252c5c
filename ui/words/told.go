package words

import "orderflow/sim"

// toldWords say of each event what happened, in a line of a list: at most 31
// columns, an error's name aside.
type toldWords struct {
	Begins          string                  `max:"31" args:"fault broker down"`
	Over            string                  `max:"31" args:"fault broker down"`
	Back            string                  `max:"31"` // broker down
	BeginsFor       string                  `max:"31" args:"fault broker down; span 16 s"`
	Strikes         string                  `max:"31"`
	PolledByPanel   string                  `max:"31"`
	RoundStarts     string                  `max:"31" args:"round 1"`
	RoundUsed       string                  `max:"31" args:"round 1"`
	RoundOK         string                  `max:"31" args:"round 1"`
	Again           string                  `max:"31" args:"round 1"`
	Connect         string                  `max:"31" args:"connect 6; connects 6; error ECONNREFUSED"`
	Cut             string                  `max:"31" args:"broker 1"`
	Created         string                  `max:"31"`
	Adopted         string                  `max:"31"`
	Paid            string                  `max:"31" args:"points 8,000"`
	Refunded        string                  `max:"31" args:"points 8,000"`
	Called          string                  `max:"31" args:"call emit()"`
	BySweeper       string                  `max:"31"`
	ByOutbox        string                  `max:"31"`
	OutboxSent      string                  `max:"31"`
	Marked          string                  `max:"31" args:"row PUBLISHED"`
	Row             string                  `max:"31" args:"row PROCESSING"`
	Knows           [sim.Unknown + 1]string `max:"31"` // by sim.Outcome
	Dies            string                  `max:"31"`
	Runs            string                  `max:"31"`
	Closes          string                  `max:"31"`
	Skipped         string                  `max:"31"`
	Waits           string                  `max:"31" args:"round 1"`
	WaitsPlain      string                  `max:"31"`
	Sent            string                  `max:"31" args:"try 2"`
	Acked           string                  `max:"31"`
	Refused         string                  `max:"46" args:"error ECONNREFUSED"`
	Failed          string                  `max:"46" args:"error ECONNREFUSED"`
	GaveUp          string                  `max:"46" args:"error ECONNREFUSED"`
	Throws          string                  `max:"46" args:"error Error"`
	NoAnswer        string                  `max:"31"`
	Retry           string                  `max:"31" args:"try 2; span 0.3 s"`
	MemoryLost      string                  `max:"31"`
	Cold            string                  `max:"31"`
	Dropped         string                  `max:"31"`
	DroppedTwin     string                  `max:"31"`
	Appended        string                  `max:"31" args:"place P2@0"`
	Replicated      string                  `max:"31"`
	Truncated       string                  `max:"31"`
	Elected         string                  `max:"31" args:"broker 2; partition 1"`
	Polled          string                  `max:"31" args:"worker 1"`
	Away            string                  `max:"31" args:"worker 1"`
	Reconnected     string                  `max:"31" args:"worker 1"`
	Crashed         string                  `max:"31" args:"worker 1"`
	RunsAgain       string                  `max:"31" args:"worker 1"`
	Execution       string                  `max:"31" args:"execution 2"`
	Starts          string                  `max:"31"`
	Handled         string                  `max:"31"`
	Committed       string                  `max:"31"`
	CommitFailed    string                  `max:"31"`
	Dead            string                  `max:"31"`
	Done            string                  `max:"31"`
	AsksPanel       string                  `max:"31" args:"try 1"`
	Accepted        string                  `max:"31" args:"job 8841"`
	AcceptedSilent  string                  `max:"31" args:"job 8841"`
	PanelRefuses    string                  `max:"31"`
	PanelSilent     string                  `max:"31"`
	PanelDeclines   string                  `max:"31"`
	JobDropped      string                  `max:"31" args:"job 8841; left 500"`
	RefillOrdered   string                  `max:"31" args:"job 8841; quantity 500"`
	Refilled        string                  `max:"31" args:"job 8841; quantity 500"`
	Progress        string                  `max:"31" args:"job 8841; percent 50"`
	JobEnds         string                  `max:"31" args:"job 8841; status Partial"`
	Status          string                  `max:"31" args:"row PROCESSING"`
	Reply           string                  `max:"31"`
	ReplyFailed     string                  `max:"31"`
	ReplyReceived   string                  `max:"31"`
	ReplyDropped    string                  `max:"31"`
	Anomaly         string                  `max:"31" args:"anomaly ghost-charge"`
	Ends            string                  `max:"31"`
	Joined          string                  `max:"31" args:"worker 1"`
	LeftGroup       string                  `max:"31" args:"worker 1"`
	Expired         string                  `max:"31" args:"worker 1"`
	Joining         string                  `max:"31" args:"worker 1"`
	Stops           string                  `max:"31" args:"worker 1"`
	CrashedBy       string                  `max:"46" args:"worker 1; error ECONNREFUSED"`
	Refetches       string                  `max:"31" args:"worker 1; span 0.3 s; retry 1; retries 5"`
	Ghost           string                  `max:"31" args:"worker 1; time 35.8 s"`
	Loaded          string                  `max:"31" args:"broker 2"`
	Assigned        string                  `max:"31" args:"partition 1; worker 2"`
	Unassigned      string                  `max:"31" args:"partition 1"`
	OffsetCommitted string                  `max:"31" args:"partition 1; offset 4"`
	GoesTo          string                  `max:"13" args:"worker 2"`
	CommittedTo     string                  `max:"13" args:"offset 2"`
	GoesNowhere     string                  `max:"14"`
	InSync          string                  `max:"31" args:"partition 1; replicas 1·2"`
	Stopped         string                  `max:"31" args:"broker 2"`
	Started         string                  `max:"31" args:"broker 2"`
	SightLost       string                  `max:"31" args:"what P1"`
	SightBack       string                  `max:"31" args:"what P1"`
	TopicDeleted    string                  `max:"31" args:"topic sns.orders"`
	Elsewhere       string                  `max:"31"`
	NoLeader        string                  `max:"31" args:"partition 1"`
	RemedyOn        string                  `max:"31" args:"remedy sweeper"`
	RemedyOff       string                  `max:"31" args:"remedy sweeper"`
}

var englishTold = toldWords{
	Begins:        "%[1]s",
	Over:          "%[1]s over",
	Back:          "broker back",
	BeginsFor:     "%[1]s for %[2]s",
	Strikes:       "the fault strikes here",
	PolledByPanel: "polled: external consumer",
	RoundStarts:   "no connection: round %[1]d starts",
	RoundUsed:     "round %[1]d is used up",
	RoundOK:       "round %[1]d is connected",
	Again:         "round %[1]d: connected again",
	Connect:       "connect %[1]d/%[2]d: %[3]s",
	Cut:           "connection to broker %[1]d is cut",
	Created:       "the order exists",
	Adopted:       "another service's order",
	Paid:          "paid: %[1]s P taken",
	Refunded:      "%[1]s P refunded",
	Called:        "%[1]s called",
	BySweeper:     "the sweeper publishes it again",
	ByOutbox:      "the outbox relay publishes it",
	OutboxSent:    "the outbox row: sent",
	Marked:        "setPublished(): row %[1]s",
	Row:           "row says %[1]s",
	Knows: [sim.Unknown + 1]string{
		sim.OutcomeNone: "the caller knows nothing",
		sim.Nothing:     "the caller knows nothing",
		sim.Value:       "the caller has its answer",
		sim.Failure:     "the caller has an error",
		sim.Pending:     "the caller waits",
		sim.Unknown:     "the caller died waiting",
	},
	Dies:            "the service's process dies",
	Runs:            "the service runs again",
	Closes:          "a process ends in order",
	Skipped:         "skipped: read from the end on",
	Waits:           "waits in memory, in round %[1]d",
	WaitsPlain:      "waits in memory",
	Sent:            "a request leaves, try %[1]d",
	Acked:           "acked: no error",
	Refused:         "refused: %[1]s",
	Failed:          "failed: %[1]s",
	GaveUp:          "given up: %[1]s",
	Throws:          "throws %[1]s",
	NoAnswer:        "no answer; maybe in the log",
	Retry:           "try %[1]d comes in %[2]s",
	MemoryLost:      "gone with the process's memory",
	Cold:            "nobody subscribed: nothing sent",
	Dropped:         "dropped: it is not in the log",
	DroppedTwin:     "a twin: it is in the log",
	Appended:        "appended at %[1]s",
	Replicated:      "replicated: consumers see it",
	Truncated:       "truncated and gone",
	Elected:         "broker %[1]d leads P%[2]d",
	Polled:          "polled by w%[1]d",
	Away:            "w%[1]d has no connection",
	Reconnected:     "w%[1]d is connected again",
	Crashed:         "w%[1]d crashes",
	RunsAgain:       "w%[1]d runs again",
	Execution:       "handled again, execution %[1]d",
	Starts:          "the handler starts",
	Handled:         "the handler returns",
	Committed:       "committed: not read again",
	CommitFailed:    "the commit does not arrive",
	Dead:            "put aside as a dead letter",
	Done:            "the work is done",
	AsksPanel:       "the panel is asked, try %[1]d",
	Accepted:        "the panel accepts job %[1]d",
	AcceptedSilent:  "job %[1]d taken, not answered",
	PanelRefuses:    "the panel refuses",
	PanelSilent:     "no answer of the panel",
	PanelDeclines:   "the panel answers 200 and no",
	JobDropped:      "job %[1]d: only %[2]s are left",
	RefillOrdered:   "job %[1]d: refill of %[2]s",
	Refilled:        "job %[1]d: refilled to %[2]s",
	Progress:        "job %[1]d is at %[2]d %%",
	JobEnds:         "job %[1]d ends: %[2]s",
	Status:          "reports %[1]s",
	Reply:           "the answer is written",
	ReplyFailed:     "the answer cannot be written",
	ReplyReceived:   "the answer arrives",
	ReplyDropped:    "nobody waits for the answer",
	Anomaly:         "anomaly %[1]s",
	Ends:            "the run ends",
	Joined:          "w%[1]d joins the group",
	LeftGroup:       "w%[1]d leaves the group",
	Expired:         "the session of w%[1]d is over",
	Joining:         "w%[1]d waits in JoinGroup",
	Stops:           "w%[1]d is stopped by a rebalance",
	CrashedBy:       "w%[1]d: %[2]s",
	Refetches:       "w%[1]d fetches again in %[2]s, %[3]d/%[4]d",
	Ghost:           "w%[1]d leaves a ghost until %[2]s",
	Loaded:          "broker %[1]d has read the group",
	Assigned:        "P%[1]d goes to w%[2]d",
	Unassigned:      "P%[1]d goes to nobody",
	OffsetCommitted: "P%[1]d committed up to %[2]d",
	GoesTo:          "to w%[1]d",
	CommittedTo:     "committed %[1]d",
	GoesNowhere:     "to nobody",
	InSync:          "P%[1]d: in sync %[2]s",
	Stopped:         "broker %[1]d is gone",
	Started:         "broker %[1]d answers",
	SightLost:       "%[1]s: out of sight",
	SightBack:       "%[1]s: seen again",
	TopicDeleted:    "topic %[1]s deleted",
	Elsewhere:       "handled by a foreign consumer",
	NoLeader:        "P%[1]d has no leader",
	RemedyOn:        "%[1]s on",
	RemedyOff:       "%[1]s off",
}

var koreanTold = toldWords{
	Begins:        "%[1]s 시작",
	Over:          "%[1]s 끝",
	Back:          "브로커 복구",
	BeginsFor:     "%[1]s, %[2]s 동안",
	Strikes:       "여기서 장애 발생",
	PolledByPanel: "외부 컨슈머가 가져감",
	RoundStarts:   "연결 없음: %[1]d차 라운드 시작",
	RoundUsed:     "%[1]d차 라운드 소진",
	RoundOK:       "%[1]d차 라운드 연결됨",
	Again:         "%[1]d차 라운드: 다시 연결됨",
	Connect:       "연결 %[1]d/%[2]d회: %[3]s",
	Cut:           "브로커 %[1]d 연결 끊김",
	Created:       "주문 생성",
	Adopted:       "다른 서비스의 주문",
	Paid:          "결제: %[1]s P 차감",
	Refunded:      "%[1]s P 환불",
	Called:        "%[1]s 호출",
	BySweeper:     "sweeper가 다시 호출",
	ByOutbox:      "outbox 릴레이가 호출",
	OutboxSent:    "outbox 행: 전송됨",
	Marked:        "setPublished(): DB %[1]s",
	Row:           "DB 기록 %[1]s",
	Knows: [sim.Unknown + 1]string{
		sim.OutcomeNone: "호출자는 아는 것 없음",
		sim.Nothing:     "호출자는 아는 것 없음",
		sim.Value:       "호출자가 응답을 받음",
		sim.Failure:     "호출자가 에러를 받음",
		sim.Pending:     "호출자가 대기 중",
		sim.Unknown:     "호출자가 대기 중 종료됨",
	},
	Dies:            "주문 서비스 프로세스 종료",
	Runs:            "주문 서비스 다시 시작",
	Closes:          "프로세스 정상 종료",
	Skipped:         "건너뜀: 끝에서부터 읽음",
	Waits:           "메모리에서 대기, %[1]d차 라운드",
	WaitsPlain:      "메모리에서 대기",
	Sent:            "요청 전송, %[1]d번째",
	Acked:           "acked: 에러 없음",
	Refused:         "거부: %[1]s",
	Failed:          "실패: %[1]s",
	GaveUp:          "포기: %[1]s",
	Throws:          "예외 %[1]s",
	NoAnswer:        "응답 없음, 저장됐을 수 있음",
	Retry:           "%[1]d번째 시도는 %[2]s 뒤",
	MemoryLost:      "프로세스 메모리와 함께 사라짐",
	Cold:            "구독이 없어 전송되지 않음",
	Dropped:         "버려짐: 로그에 없음",
	DroppedTwin:     "같은 요청: 이미 로그에 있음",
	Appended:        "%[1]s 위치에 저장",
	Replicated:      "복제됨: 컨슈머에게 보임",
	Truncated:       "새 leader에는 없음",
	Elected:         "P%[2]d leader: 브로커 %[1]d",
	Polled:          "워커(w%[1]d)가 가져감",
	Away:            "w%[1]d 연결 끊김",
	Reconnected:     "w%[1]d 다시 연결됨",
	Crashed:         "w%[1]d 중단",
	RunsAgain:       "w%[1]d 다시 시작",
	Execution:       "다시 처리, %[1]d번째 실행",
	Starts:          "핸들러 시작",
	Handled:         "핸들러 끝",
	Committed:       "커밋: 다시 읽지 않음",
	CommitFailed:    "커밋이 도달하지 못함",
	Dead:            "dead letter로 보관",
	Done:            "작업 완료",
	AsksPanel:       "패널에 요청, %[1]d번째",
	Accepted:        "패널이 작업(%[1]d) 접수",
	AcceptedSilent:  "작업(%[1]d) 접수, 응답 없음",
	PanelRefuses:    "패널이 거부",
	PanelSilent:     "패널의 응답 없음",
	PanelDeclines:   "패널이 200 응답으로 거절",
	JobDropped:      "작업(%[1]d) 남은 수량 %[2]s",
	RefillOrdered:   "작업(%[1]d) 리필 요청 %[2]s",
	Refilled:        "작업(%[1]d) 리필 뒤 %[2]s",
	Progress:        "작업(%[1]d) %[2]d %%",
	JobEnds:         "작업(%[1]d) 종료: %[2]s",
	Status:          "상태 보고 %[1]s",
	Reply:           "응답 기록",
	ReplyFailed:     "응답을 기록하지 못함",
	ReplyReceived:   "응답 도착",
	ReplyDropped:    "응답을 기다리는 곳 없음",
	Anomaly:         "이상 %[1]s",
	Ends:            "실행 끝",
	Joined:          "w%[1]d 그룹 참여",
	LeftGroup:       "w%[1]d 그룹에서 나감",
	Expired:         "w%[1]d 세션 만료",
	Joining:         "w%[1]d JoinGroup 대기",
	Stops:           "w%[1]d 리밸런스로 멈춤",
	CrashedBy:       "w%[1]d: %[2]s",
	Refetches:       "w%[1]d %[2]s 뒤 다시 가져옴, %[3]d/%[4]d",
	Ghost:           "w%[1]d 유령, %[2]s까지",
	Loaded:          "브로커 %[1]d: 그룹 읽기 완료",
	Assigned:        "P%[1]d 담당: w%[2]d",
	Unassigned:      "P%[1]d 담당 없음",
	OffsetCommitted: "P%[1]d: %[2]d까지 커밋",
	GoesTo:          "담당 w%[1]d",
	CommittedTo:     "%[1]d까지 커밋",
	GoesNowhere:     "담당 없음",
	InSync:          "P%[1]d: ISR %[2]s",
	Stopped:         "브로커 %[1]d 응답 없음",
	Started:         "브로커 %[1]d 다시 응답",
	SightLost:       "%[1]s: 확인 불가",
	SightBack:       "%[1]s: 다시 확인됨",
	TopicDeleted:    "토픽 삭제: %[1]s",
	Elsewhere:       "다른 컨슈머가 처리함",
	NoLeader:        "P%[1]d leader 없음",
	RemedyOn:        "%[1]s 켜짐",
	RemedyOff:       "%[1]s 꺼짐",
}
