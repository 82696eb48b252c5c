package words

import "orderflow/sim"

// memberWords are how a member stands, in full and where there is little room.
type memberWords struct {
	Stands   [sim.MemberStandingCount]string `max:"18"`
	Briefly  [sim.MemberStandingCount]string `max:"10"`
	Restarts string                          `max:"16" args:"span 8.1 s"`
	Retries  string                          `max:"16" args:"retry 1; retries 5; span 0.3 s"`
	Again    string                          `max:"16" args:"span 12.3 s"`
	Name     string                          `max:"14" args:"worker 1"`
	External string                          `max:"24"`
	Ghost    string                          `max:"20" args:"time 35.8 s"`
}

var englishMember = memberWords{
	Stands: [sim.MemberStandingCount]string{
		sim.StandsIdle:      "idle",
		sim.StandsBusy:      "busy",
		sim.StandsRetrying:  "retrying",
		sim.StandsAbsent:    "absent",
		sim.StandsDown:      "service down",
		sim.StandsCrashed:   "crashed",
		sim.StandsApart:     "no connection",
		sim.StandsStarting:  "starting",
		sim.StandsJoining:   "joining",
		sim.StandsStopped:   "stopped, rejoins",
		sim.StandsOut:       "thrown out",
		sim.StandsElsewhere: "member elsewhere",
		sim.StandsUnseen:    "unknown",
	},
	Briefly: [sim.MemberStandingCount]string{
		sim.StandsIdle:      "idle",
		sim.StandsBusy:      "busy",
		sim.StandsRetrying:  "retrying",
		sim.StandsAbsent:    "absent",
		sim.StandsDown:      "down",
		sim.StandsCrashed:   "crashed",
		sim.StandsApart:     "no conn.",
		sim.StandsStarting:  "starting",
		sim.StandsJoining:   "joining",
		sim.StandsStopped:   "rebalance",
		sim.StandsOut:       "thrown out",
		sim.StandsElsewhere: "elsewhere",
		sim.StandsUnseen:    "unknown",
	},
	Restarts: "starts in %[1]s",
	Retries:  "retry %[1]d/%[2]d, %[3]s",
	Again:    "again in %[1]s",
	Name:     "worker w%[1]d",
	External: "the external consumer",
	Ghost:    "ghost until %[1]s",
}

var koreanMember = memberWords{
	Stands: [sim.MemberStandingCount]string{
		sim.StandsIdle:      "대기",
		sim.StandsBusy:      "처리 중",
		sim.StandsRetrying:  "재시도 중",
		sim.StandsAbsent:    "없음",
		sim.StandsDown:      "서비스 중단",
		sim.StandsCrashed:   "중단됨",
		sim.StandsApart:     "연결 끊김",
		sim.StandsStarting:  "시작 중",
		sim.StandsJoining:   "참여 중",
		sim.StandsStopped:   "리밸런스로 멈춤",
		sim.StandsOut:       "그룹에서 제외됨",
		sim.StandsElsewhere: "다른 곳의 멤버",
		sim.StandsUnseen:    "알 수 없음",
	},
	Briefly: [sim.MemberStandingCount]string{
		sim.StandsIdle:      "대기",
		sim.StandsBusy:      "처리 중",
		sim.StandsRetrying:  "재시도 중",
		sim.StandsAbsent:    "없음",
		sim.StandsDown:      "중단",
		sim.StandsCrashed:   "중단됨",
		sim.StandsApart:     "연결 끊김",
		sim.StandsStarting:  "시작 중",
		sim.StandsJoining:   "참여 중",
		sim.StandsStopped:   "리밸런스",
		sim.StandsOut:       "제외됨",
		sim.StandsElsewhere: "다른 곳",
		sim.StandsUnseen:    "모름",
	},
	Restarts: "%[1]s 뒤 재시작",
	Retries:  "재시도 %[1]d/%[2]d %[3]s",
	Again:    "%[1]s 뒤 재시도",
	Name:     "워커(w%[1]d)",
	External: "외부 컨슈머",
	Ghost:    "유령 %[1]s까지",
}
