package words

// Standing is how a member of a group stands. One function says it; boxes,
// panels, sentences and causes only word it.
type Standing uint8

// How a member of a group can stand.
const (
	StandsIdle     Standing = iota // it polls, or sleeps
	StandsBusy                     // its handler runs
	StandsRetrying                 // all its fetchers have ended by an error; it makes new ones in a moment
	StandsAbsent                   // a fault keeps it away
	StandsDown                     // the order service, in whose process it lives, is down
	StandsCrashed                  // kafkajs, or its process, starts it again
	StandsApart                    // it has no connection
	StandsStarting                 // it runs, and has not asked to join yet
	StandsJoining                  // its JoinGroup waits
	StandsStopped                  // a rebalance stopped it
	StandsOut                      // its session ran out, and it does not know yet
	StandingCount
)

// Reads reports whether a member that stands so can get records.
func (s Standing) Reads() bool { return s <= StandsRetrying }

// memberWords are how a member stands, in full and where there is little room.
type memberWords struct {
	Stands     [StandingCount]string `max:"18"`
	Briefly    [StandingCount]string `max:"10"`
	Restarts   string                `max:"16" args:"span 8.1 s"`
	Retries    string                `max:"16" args:"retry 1; retries 5; span 0.3 s"`
	Again      string                `max:"16" args:"span 12.3 s"`
	Name       string                `max:"14" args:"worker 1"`
	External   string                `max:"24"`
	Ghost      string                `max:"20" args:"time 35.8 s"`
	GhostShort string                `max:"14" args:"left 5.1 s"`
	Session    string                `max:"21" args:"silent 5.2; session 30"`
	Consumer   string                `max:"20" args:"stands joining"`
}

var englishMember = memberWords{
	Stands: [StandingCount]string{
		StandsIdle:     "idle",
		StandsBusy:     "busy",
		StandsRetrying: "retrying",
		StandsAbsent:   "absent",
		StandsDown:     "service down",
		StandsCrashed:  "crashed",
		StandsApart:    "no connection",
		StandsStarting: "starting",
		StandsJoining:  "joining",
		StandsStopped:  "stopped, rejoins",
		StandsOut:      "thrown out",
	},
	Briefly: [StandingCount]string{
		StandsIdle:     "idle",
		StandsBusy:     "busy",
		StandsRetrying: "retrying",
		StandsAbsent:   "absent",
		StandsDown:     "down",
		StandsCrashed:  "crashed",
		StandsApart:    "no conn.",
		StandsStarting: "starting",
		StandsJoining:  "joining",
		StandsStopped:  "rebalance",
		StandsOut:      "thrown out",
	},
	Restarts:   "starts in %[1]s",
	Retries:    "retry %[1]d/%[2]d, %[3]s",
	Again:      "again in %[1]s",
	Name:       "worker w%[1]d",
	External:   "the external consumer",
	Ghost:      "ghost until %[1]s",
	GhostShort: "ghost %[1]s",
	Session:    "session %[1]s/%[2]s s",
	Consumer:   "consumer: %[1]s",
}

var koreanMember = memberWords{
	Stands: [StandingCount]string{
		StandsIdle:     "대기",
		StandsBusy:     "처리 중",
		StandsRetrying: "재시도 중",
		StandsAbsent:   "없음",
		StandsDown:     "서비스 중단",
		StandsCrashed:  "중단됨",
		StandsApart:    "연결 끊김",
		StandsStarting: "시작 중",
		StandsJoining:  "참여 중",
		StandsStopped:  "리밸런스로 멈춤",
		StandsOut:      "그룹에서 제외됨",
	},
	Briefly: [StandingCount]string{
		StandsIdle:     "대기",
		StandsBusy:     "처리 중",
		StandsRetrying: "재시도 중",
		StandsAbsent:   "없음",
		StandsDown:     "중단",
		StandsCrashed:  "중단됨",
		StandsApart:    "연결 끊김",
		StandsStarting: "시작 중",
		StandsJoining:  "참여 중",
		StandsStopped:  "리밸런스",
		StandsOut:      "제외됨",
	},
	Restarts:   "%[1]s 뒤 재시작",
	Retries:    "재시도 %[1]d/%[2]d %[3]s",
	Again:      "%[1]s 뒤 재시도",
	Name:       "워커(w%[1]d)",
	External:   "외부 컨슈머",
	Ghost:      "유령 %[1]s까지",
	GhostShort: "유령 %[1]s",
	Session:    "세션 %[1]s/%[2]s초",
	Consumer:   "컨슈머: %[1]s",
}
