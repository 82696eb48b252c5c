package words

// placeWords are those of the panels of a partition, a consumer group and a
// job of the external panel.
type placeWords struct {
	Story          string    `max:"40"`
	Meaning        string    `max:"40"`
	NoStory        string    `max:"40"`
	Last           string    `max:"20" args:"events 500"`
	Partition      string    `max:"30" args:"partition 1"`
	GroupTitle     string    `max:"30" args:"group in-house"`
	JobTitle       string    `max:"16" args:"job 8841"`
	NoPartition    string    `max:"72"`
	NoGroup        string    `max:"72"`
	NoJob          string    `max:"72"`
	Unreachable    string    `max:"72" args:"partition 1"`
	NoLeader       string    `max:"72" args:"partition 1"`
	Unseen         string    `max:"72" args:"partition 1"`
	TopicGone      string    `max:"72" args:"partition 1"`
	Empty          string    `max:"72" args:"partition 1"`
	Hidden         string    `max:"72" args:"partition 1; records 2"`
	LeaderDown     string    `max:"72" args:"partition 1; broker 2"`
	HasLag         string    `max:"72" args:"partition 1; group in-house; lag 2"`
	AllRead        string    `max:"72" args:"partition 1; end 5"`
	GroupAbsent    string    `max:"72" args:"group in-house"`
	GroupAway      string    `max:"72" args:"group in-house"`
	GroupForming   string    `max:"72" args:"group in-house"`
	GroupUnseen    string    `max:"72" args:"group in-house"`
	GroupCrashed   string    `max:"72" args:"group in-house; crashed 1; workers 2"`
	GroupBusy      string    `max:"72" args:"group in-house; lag 3; busy 1; workers 2"`
	GroupLags      string    `max:"72" args:"group in-house; lag 3"`
	GroupRests     string    `max:"72" args:"group in-house"`
	JobAgain       string    `max:"72" args:"job 884; order 2; purchase 2"`
	JobUnheard     string    `max:"72" args:"job 8841; order 2"`
	JobRuns        string    `max:"72" args:"job 8841; percent 50; order 2; row PARTIAL"`
	JobUntold      string    `max:"72" args:"job 8841; status Completed; order 2; row COMPLETED"`
	JobOver        string    `max:"72" args:"job 8841; status Completed; order 2; row COMPLETED"`
	JobFell        string    `max:"72" args:"job 8841; percent 50; order 2; row COMPLETED"`
	Records        string    `max:"30"`
	Replicas       string    `max:"30"`
	Readers        string    `max:"30"`
	Pointers       string    `max:"22"`
	Earlier        string    `max:"24" args:"records 1,234"`
	Next           string    `max:"17"`
	Invisible      string    `max:"17"`
	LetGo          string    `max:"17"`
	CommittedBy    string    `max:"17"`
	NotCommitted   string    `max:"17"`
	Fetched        string    `max:"17"`
	Copy           string    `max:"17" args:"copy 2"`
	Threw          string    `max:"17" args:"times 7"`
	AllGroups      string    `max:"12"`
	Broker         string    `max:"10" args:"broker 1"`
	Leader         string    `max:"19"`
	Follower       string    `max:"19"`
	Behind         string    `max:"19"`
	DownFor        string    `max:"19" args:"span 5.2 s"`
	FrozenFor      string    `max:"19" args:"span 5.2 s"`
	Group          string    `max:"8"`
	Committed      string    `max:"10"`
	WorkerShort    string    `max:"6"`
	ReadersNote    string    `max:"140"`
	Members        string    `max:"30"`
	GroupShares    string    `max:"30"`
	Does           string    `max:"18"`
	Session        string    `max:"14"`
	Shares         string    `max:"12"`
	Heard          string    `max:"15"`
	NoMember       string    `max:"15"`
	Silence        string    `max:"20" args:"silent 5.2; session 30"`
	LagTotal       string    `max:"18"`
	InHandlers     string    `max:"18"`
	JobsRun        string    `max:"18"`
	LagNotes       [3]string `max:"220"`
	Job            string    `max:"30"`
	Knowers        string    `max:"30"`
	Money          string    `max:"30"`
	Bought         string    `max:"13"`
	Link           string    `max:"13"`
	Status         string    `max:"13"`
	AcceptedAt     string    `max:"13"`
	EndedAt        string    `max:"13"`
	Took           string    `max:"13"`
	Takes          string    `max:"13"`
	Delivered      string    `max:"22" args:"delivered 150; of 300"`
	Spoken         string    `max:"50"`
	NoAnswer       string    `max:"24"`
	ThePanel       string    `max:"14"`
	TheConsumer    string    `max:"14"`
	TheGroup       string    `max:"14"`
	TheRow         string    `max:"14"`
	TheCustomer    string    `max:"14"`
	InTruth        string    `max:"14"`
	KnowsNumber    string    `max:"18"`
	KnowsNot       string    `max:"18"`
	KnowsLag       string    `max:"18"`
	KnowsNoLag     string    `max:"18"`
	ThisJob        string    `max:"20"`
	JobsBought     string    `max:"20"`
	AllJobs        string    `max:"20"`
	PanelTotal     string    `max:"20"`
	TwiceNote      string    `max:"140"`
	PartitionMeans [3]string `max:"170"`
	GroupMeans     [3]string `max:"170"`
	JobMeans       [3]string `max:"170"`
	GroupHasGhost  string    `max:"72" args:"group in-house; time 35.8 s"`
	GroupStopped   string    `max:"72" args:"group in-house; stopped 1; workers 2"`
}

var englishPlace = placeWords{
	Story:        "what happened to it",
	Meaning:      "what the words mean",
	NoStory:      "Nothing has happened to it yet.",
	Last:         "the last %[1]d",
	Partition:    "partition P%[1]d of sns.orders",
	GroupTitle:   "consumer group %[1]s",
	JobTitle:     "panel job %[1]d",
	NoPartition:  "There is no such partition in this run.",
	NoGroup:      "There is no such group in this run.",
	NoJob:        "No such job has been bought yet.",
	Unreachable:  "P%[1]d cannot be reached: no broker answers.",
	NoLeader:     "P%[1]d has no leader: nothing can be written to it, or read from it.",
	Unseen:       "P%[1]d: its leader does not answer. How far its log goes is unknown.",
	TopicGone:    "P%[1]d is gone: somebody deleted its topic.",
	Empty:        "P%[1]d is empty: no order's key has led to it yet.",
	Hidden:       "P%[1]d: %[2]d at its end cannot be seen by any consumer yet.",
	LeaderDown:   "P%[1]d: its leader, broker %[2]d, is gone, and no other is elected yet.",
	HasLag:       "P%[1]d: the group %[2]s has not committed all of it. LAG %[3]d.",
	AllRead:      "P%[1]d is committed to its end by every group. Its end is %[2]d.",
	GroupAbsent:  "The group %[1]s is absent: nobody consumes.",
	GroupAway:    "The group %[1]s has no connection: it reads and commits nothing.",
	GroupForming: "The group %[1]s has no member: it is being formed anew.",
	GroupUnseen:  "Nobody answers for the group %[1]s: its members and LAG are unknown.",
	GroupCrashed: "The group %[1]s: workers that do not run: %[2]d of %[3]d.",
	GroupBusy:    "The group %[1]s: LAG %[2]d, workers that are busy: %[3]d of %[4]d.",
	GroupLags:    "The group %[1]s: LAG %[2]d, and no worker is busy.",
	GroupRests:   "The group %[1]s has committed everything there is: LAG 0.",
	JobAgain:     "Job %[1]d was bought for #%[2]d as purchase number %[3]d: the panel is paid again.",
	JobUnheard:   "Job %[1]d for #%[2]d was accepted, and its answer never came.",
	JobRuns:      "Job %[1]d is at %[2]d %%. #%[3]d is not finished; its row says %[4]s.",
	JobUntold:    "Job %[1]d is %[2]s. The row of #%[3]d does not know: it says %[4]s.",
	JobOver:      "Job %[1]d is %[2]s, and the row of #%[3]d says %[4]s.",
	JobFell:      "Of job %[1]d, %[2]d %% are left. The row of #%[3]d says %[4]s.",
	Records:      "the log, oldest first",
	Replicas:     "its replicas",
	Readers:      "who reads it",
	Pointers:     "what points here",
	Earlier:      "%[1]s earlier records",
	Next:         "the next record",
	Invisible:    "not visible yet",
	LetGo:        "handled",
	CommittedBy:  "committed",
	NotCommitted: "handled, not yet",
	Fetched:      "fetched",
	Copy:         "copy number %[1]d",
	Threw:        "threw, %[1]d times",
	AllGroups:    "all groups",
	Broker:       "broker %[1]d",
	Leader:       "leader",
	Follower:     "follower, in sync",
	Behind:       "follower, behind",
	DownFor:      "down for %[1]s",
	FrozenFor:    "frozen for %[1]s",
	Group:        "group",
	Committed:    "committed",
	WorkerShort:  "worker",
	ReadersNote:  "Each group reads all of it, at its own offset. To add a group changes nothing for the producer.",
	Members:      "its members",
	GroupShares:  "its partitions",
	Does:         "does",
	Session:      "session",
	Shares:       "reads",
	Heard:        "heard of",
	NoMember:     "no member",
	Silence:      "silent %[1]s/%[2]s s",
	LagTotal:     "LAG, all together",
	InHandlers:   "in a handler now",
	JobsRun:      "panel jobs running",
	LagNotes: [3]string{
		"LAG counts records that are visible and not committed. What is in a handler counts as LAG until its batch is committed.",
		"A job that the panel accepted is handled and committed: it is no LAG. LAG 0 says nothing about whether the customer has the " +
			"likes.",
		"It only counts orders. Nobody waits for it, and nothing is lost for the customer while it is behind.",
	},
	Job:         "the job",
	Knowers:     "who knows what",
	Money:       "the money",
	Bought:      "bought",
	Link:        "for",
	Status:      "status",
	AcceptedAt:  "accepted at",
	EndedAt:     "ended at",
	Took:        "took",
	Takes:       "takes so far",
	Delivered:   "%[1]s of %[2]s",
	Spoken:      "in the panel's own interface (SMM panel API v2)",
	NoAnswer:    "never arrived",
	ThePanel:    "the panel",
	TheConsumer: "the consumer",
	TheGroup:    "the group",
	TheRow:      "the row says",
	TheCustomer: "customer sees",
	InTruth:     "in truth",
	KnowsNumber: "knows its number",
	KnowsNot:    "has no answer",
	KnowsLag:    "LAG: not committed",
	KnowsNoLag:  "no LAG: committed",
	ThisJob:     "paid for this job",
	JobsBought:  "bought for the order",
	AllJobs:     "paid for the order",
	PanelTotal:  "paid to it in all",
	TwiceNote:   "The interface has no idempotency key: who asks again buys again.",
	PartitionMeans: [3]string{
		"end: the offset the next record gets. HW, the high watermark: below it every in-sync replica has the record; consumers see " +
			"no further.",
		"committed: the next offset a group will read. LAG = HW - committed.",
		"Within a partition the order is kept; one worker of a group reads it.",
	},
	GroupMeans: [3]string{
		"A partition belongs to one worker of the group. A JoinGroup waits until every member has asked too, or is dead.",
		"A worker that dies without leaving is a ghost: its session runs on, and a newcomer stops all the others until then.",
		"Handled but not committed comes again: at least once, never exactly once.",
	},
	JobMeans: [3]string{
		"Handled means that the panel was asked. It then works on its own clock, and needs no broker.",
		"Only its status tells how far it is, and only a status event tells the row.",
		"Partial or Canceled is an end too: part of the work, part of the money back.",
	},
	GroupHasGhost: "The group %[1]s waits for a ghost until %[2]s: nobody reads.",
	GroupStopped:  "The group %[1]s: workers that a rebalance stopped: %[2]d of %[3]d.",
}

var koreanPlace = placeWords{
	Story:        "지금까지 일어난 일",
	Meaning:      "용어의 뜻",
	NoStory:      "아직 아무 일도 없었습니다.",
	Last:         "마지막 %[1]d건",
	Partition:    "sns.orders의 파티션 P%[1]d",
	GroupTitle:   "컨슈머 그룹 %[1]s",
	JobTitle:     "패널 작업 %[1]d",
	NoPartition:  "이 실행에는 없는 파티션입니다.",
	NoGroup:      "이 실행에는 없는 그룹입니다.",
	NoJob:        "아직 구매되지 않은 작업입니다.",
	Unreachable:  "P%[1]d 파티션에 접근할 수 없습니다. 응답하는 브로커가 없습니다.",
	NoLeader:     "P%[1]d 파티션에 leader가 없어 쓸 수도 읽을 수도 없습니다.",
	Unseen:       "P%[1]d 파티션의 leader가 응답하지 않아 로그의 끝을 알 수 없습니다.",
	TopicGone:    "P%[1]d 파티션이 없습니다. 누군가 토픽을 삭제했습니다.",
	Empty:        "P%[1]d 파티션은 비어 있습니다. 아직 이곳으로 온 주문이 없습니다.",
	Hidden:       "P%[1]d: 마지막 %[2]d건은 아직 어떤 컨슈머에게도 보이지 않습니다.",
	LeaderDown:   "P%[1]d 파티션의 leader(브로커 %[2]d)가 사라졌고, 아직 새 leader가 없습니다.",
	HasLag:       "P%[1]d: %[2]s 그룹이 아직 모두 커밋하지 않았습니다. LAG %[3]d.",
	AllRead:      "P%[1]d: 모든 그룹이 끝(end %[2]d)까지 커밋했습니다.",
	GroupAbsent:  "%[1]s 그룹이 없어 아무도 소비하지 않습니다.",
	GroupAway:    "%[1]s 그룹의 연결이 끊겨 읽지도 커밋하지도 못합니다.",
	GroupForming: "%[1]s 그룹에 멤버가 없고, 다시 구성되는 중입니다.",
	GroupUnseen:  "%[1]s 그룹에 대해 답하는 곳이 없어 멤버와 LAG를 알 수 없습니다.",
	GroupCrashed: "%[1]s 그룹: 워커 %[3]d개 중 %[2]d개가 멈춰 있습니다.",
	GroupBusy:    "%[1]s 그룹: LAG %[2]d, 워커 %[4]d개 중 %[3]d개가 처리 중입니다.",
	GroupLags:    "%[1]s 그룹: LAG %[2]d, 처리 중인 워커는 없습니다.",
	GroupRests:   "%[1]s 그룹이 모두 커밋했습니다. LAG 0.",
	JobAgain:     "작업(%[1]d)은 #%[2]d 주문의 %[3]d번째 구매입니다. 패널에 또 지불했습니다.",
	JobUnheard:   "#%[2]d 주문의 작업(%[1]d)은 접수됐지만 응답이 오지 않았습니다.",
	JobRuns:      "작업(%[1]d)은 %[2]d %%. #%[3]d 주문은 아직 완료가 아니며 DB 기록은 %[4]s입니다.",
	JobUntold:    "작업(%[1]d)은 %[2]s. #%[3]d 주문의 DB 기록은 아직 %[4]s입니다.",
	JobOver:      "작업(%[1]d)은 %[2]s, #%[3]d 주문의 DB 기록은 %[4]s입니다.",
	JobFell:      "작업(%[1]d)은 %[2]d %%만 남았고, #%[3]d 주문의 DB 기록은 %[4]s입니다.",
	Records:      "로그, 오래된 순",
	Replicas:     "복제본",
	Readers:      "읽는 그룹",
	Pointers:     "여기를 가리키는 것",
	Earlier:      "앞선 레코드 %[1]s건",
	Next:         "다음에 쓸 위치",
	Invisible:    "아직 안 보임",
	LetGo:        "handled",
	CommittedBy:  "커밋됨",
	NotCommitted: "handled, 커밋 전",
	Fetched:      "가져감",
	Copy:         "%[1]d번째 사본",
	Threw:        "예외 %[1]d회",
	AllGroups:    "모든 그룹",
	Broker:       "브로커 %[1]d",
	Leader:       "leader",
	Follower:     "follower, in-sync",
	Behind:       "follower, 뒤처짐",
	DownFor:      "%[1]s째 다운",
	FrozenFor:    "%[1]s째 멈춤",
	Group:        "그룹",
	Committed:    "committed",
	WorkerShort:  "워커",
	ReadersNote:  "그룹마다 각자의 오프셋으로 전부 읽습니다. 그룹을 추가해도 프로듀서는 바뀌지 않습니다.",
	Members:      "멤버",
	GroupShares:  "파티션",
	Does:         "하는 일",
	Session:      "세션",
	Shares:       "담당",
	Heard:        "heartbeat 수신",
	NoMember:     "멤버 아님",
	Silence:      "무응답 %[1]s/%[2]s초",
	LagTotal:     "LAG 합계",
	InHandlers:   "핸들러 실행 중",
	JobsRun:      "진행 중인 작업",
	LagNotes: [3]string{
		"LAG는 보이지만 커밋되지 않은 레코드 수입니다. 핸들러가 처리 중인 것도 배치가 커밋될 때까지 LAG입니다.",
		"패널이 접수한 작업은 handled이고 커밋됐으므로 LAG가 아닙니다. LAG가 0이어도 고객이 받았다는 뜻은 아닙니다.",
		"주문 수만 셉니다. 기다리는 곳이 없고, 늦어져도 고객이 잃는 것은 없습니다.",
	},
	Job:         "작업",
	Knowers:     "누가 무엇을 아나",
	Money:       "돈",
	Bought:      "구매",
	Link:        "대상",
	Status:      "상태",
	AcceptedAt:  "접수 시각",
	EndedAt:     "종료 시각",
	Took:        "걸린 시간",
	Takes:       "지금까지",
	Delivered:   "%[1]s / %[2]s",
	Spoken:      "패널 API 원문 (SMM panel API v2)",
	NoAnswer:    "도착하지 않음",
	ThePanel:    "패널",
	TheConsumer: "컨슈머",
	TheGroup:    "그룹",
	TheRow:      "DB 기록",
	TheCustomer: "고객이 보는 것",
	InTruth:     "실제",
	KnowsNumber: "작업 번호를 앎",
	KnowsNot:    "응답 없음",
	KnowsLag:    "LAG, 커밋 전",
	KnowsNoLag:  "커밋됨, LAG 아님",
	ThisJob:     "이 작업에 지불",
	JobsBought:  "이 주문의 구매 수",
	AllJobs:     "이 주문에 지불",
	PanelTotal:  "패널에 지불 합계",
	TwiceNote:   "이 인터페이스에는 멱등 키가 없어, 다시 요청하면 다시 구매됩니다.",
	PartitionMeans: [3]string{
		"end: 다음 레코드의 오프셋. HW(high watermark): 그 아래는 모든 ISR 복제본에 있고, 컨슈머는 거기까지만 봅니다.",
		"committed: 그룹이 다음에 읽을 오프셋. LAG = HW - committed.",
		"파티션 안에서는 순서가 유지되고, 그룹의 워커 하나가 읽습니다.",
	},
	GroupMeans: [3]string{
		"파티션 하나는 그룹의 워커 하나가 맡습니다. JoinGroup은 모든 멤버가 참여를 요청하거나 죽은 것으로 처리될 때까지 기다립니다.",
		"나가지 않고 죽은 워커는 유령으로 남아 세션이 끝날 때까지 멤버로 셉니다. 그동안 새 멤버가 오면 나머지도 멈춥니다.",
		"handled지만 커밋되지 않은 것은 다시 옵니다. at-least-once입니다.",
	},
	JobMeans: [3]string{
		"handled는 패널에 요청했다는 뜻입니다. 그 뒤 패널은 브로커 없이 자기 속도로 일합니다.",
		"진행 상황은 status로만 알 수 있고, DB에는 상태 이벤트가 와야 반영됩니다.",
		"Partial과 Canceled도 끝입니다. 일부만 작업되고 일부는 환불됩니다.",
	},
	GroupHasGhost: "%[1]s 그룹은 유령 멤버를 %[2]s까지 기다립니다. 아무도 읽지 않습니다.",
	GroupStopped:  "%[1]s 그룹: 워커 %[3]d개 중 %[2]d개가 리밸런스로 멈춰 있습니다.",
}
