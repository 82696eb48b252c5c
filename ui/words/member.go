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
	Stands     [StandingCount]string `max:"18"` // by standing
	Briefly    [StandingCount]string `max:"10"`
	Restarts   string                `max:"16"` // 8.1 s
	Retries    string                `max:"16"` // 1, 5, 0.3 s
	Again      string                `max:"16"` // 12.3 s
	Name       string                `max:"14"` // 1
	External   string                `max:"24"`
	Ghost      string                `max:"20"` // 35.8 s
	GhostShort string                `max:"14"` // 5.1 s
	Session    string                `max:"21"` // 5.2, 30
	Consumer   string                `max:"20"` // joining
}

var englishMember = memberWords{
	Stands: [StandingCount]string{
		"idle", "busy", "retrying", "absent", "service down", "crashed", "no connection", "starting", "joining", "stopped, rejoins", "thrown out",
	},
	Briefly:  [StandingCount]string{"idle", "busy", "retrying", "absent", "down", "crashed", "no conn.", "starting", "joining", "rebalance", "thrown out"},
	Restarts: "starts in %s", Retries: "retry %d/%d, %s", Again: "again in %s",
	Name: "worker w%d", External: "the external consumer", Ghost: "ghost until %s", GhostShort: "ghost %s", Session: "session %s/%s s", Consumer: "consumer: %s",
}

var koreanMember = memberWords{
	Stands: [StandingCount]string{
		"대기", "처리 중", "재시도 중", "없음", "서비스 중단", "중단됨", "연결 끊김", "시작 중", "참여 중", "리밸런스로 멈춤", "그룹에서 제외됨",
	},
	Briefly:  [StandingCount]string{"대기", "처리 중", "재시도 중", "없음", "중단", "중단됨", "연결 끊김", "시작 중", "참여 중", "리밸런스", "제외됨"},
	Restarts: "%s 뒤 재시작", Retries: "재시도 %d/%d %s", Again: "%s 뒤 재시도",
	Name: "워커(w%d)", External: "외부 컨슈머", Ghost: "유령 %s까지", GhostShort: "유령 %s", Session: "세션 %s/%s초", Consumer: "컨슈머: %s",
}
