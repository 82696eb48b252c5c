package stage

import (
	"time"
)

const second = time.Second

// boardShot is how long the room sees the board before a panel is opened.
var boardShot = shot{look: 1500 * time.Millisecond}

// demoClip is the film of the README, in English: the product as it starts, a
// little faster than it is read aloud, up to what the outage has cost.
var demoClip = clip{
	name: "demo", about: "Twelve orders into a broker outage: who is who, what waits, why five are lost, and what awaiting would have told.",
	scenario: "outage", opening: true, speed: "1.4", unseen: []shot{{keys: "K", see: inBoth{"Keys are shown"}, look: 4 * second}},
	shots: []shot{
		{look: second},
		{keys: "space", see: inBoth{"A customer buys"}},
		{see: inBoth{"The broker is gone."}},
		{see: inBoth{"At this moment #4 to #8 are lost"}},
		{see: inBoth{"Nobody hears the error."}, look: 2 * second},
		{keys: "c", see: inBoth{"fire and forget"}, look: 2 * second},
		{keys: "p", see: inBoth{"brisk, the motion alone"}},
		{see: inBoth{"in truth   7 FINISHED"}, look: 6 * second},
	},
}

// panelClips are the clips of the panels.
var panelClips = []clip{
	{
		name: "panel-order", about: "All about one order: how far it got, what led to that, its row, its points, its record.",
		scenario: "outage", from: "cue:lost",
		shots: []shot{
			boardShot,
			{keys: "enter", see: inBoth{"how far did it get?", "어디까지 갔나?"}, look: 5 * second},
			{keys: "n", see: inBoth{"#5 blog views", "#5 블로그 조회수"}, look: 3 * second},
			{keys: "up ×3", see: inBoth{"▸  201", "▸  201"}, look: second},
			{keys: "enter", see: inBoth{"The broker is back", "브로커가 복구됐습니다"}, look: 3500 * time.Millisecond},
		},
	},
	{
		name: "panel-why", about: "Why is this order not done: up to three causes, each with the event that proves it.",
		scenario: "outage", from: "cue:lost",
		shots: []shot{
			boardShot,
			{keys: "w", see: inBoth{"why is #4 not done?", "왜 #4 주문은 처리되지 않았나?"}, look: 7 * second},
			{keys: "3", see: inBoth{"Nothing has been sent.", "실제로는 아무것도 전송되지 않았습니다"}, look: 3 * second},
			{keys: "w", see: inBoth{"why is #4 not done?", "왜 #4 주문은 처리되지 않았나?"}, look: 4 * second},
		},
	},
	{
		name: "panel-service", about: "The order service: what its rows say, what its callers know.",
		scenario: "outage", from: "cue:lost",
		shots: []shot{
			boardShot,
			{keys: "tab", look: second},
			{keys: "enter", see: inBoth{"what the rows say now", "지금 DB에 적힌 것"}, look: 5 * second},
			{keys: "w", see: inBoth{"why is the order service as it is?", "주문 서비스는 왜 이런가?"}, look: 4 * second},
		},
	},
	{
		name: "panel-producer", about: "The producer: its rounds of connects, what waits in its memory, what it gave up.",
		scenario: "outage", from: "cue:lost",
		shots: []shot{
			boardShot,
			{keys: "tab ×2", look: second},
			{keys: "enter", see: inBoth{"─ given up ─", "─ 포기한 것 ─"}, look: 5 * second},
			{keys: "w", see: inBoth{"why is the producer as it is?", "프로듀서는 왜 이런가?"}, look: 4 * second},
		},
	},
	{
		name: "panel-partition", about: "A partition: its records, where each group stands in it, its replicas.",
		scenario: "poison", from: "cue:lag",
		shots: []shot{
			boardShot,
			{keys: "tab ×3", look: second},
			{keys: "enter", see: inBoth{"the log, oldest first", "로그, 오래된 순"}, look: 5 * second},
			{keys: "w", see: inBoth{"why is P0 as it is?", "P0 파티션은 왜 이런가?"}, look: 5 * second},
			{keys: "2", see: inBoth{"The broker has #3 at P0@2", "#3 주문을 P0@2 위치에 저장"}, look: 2 * second},
		},
	},
	{
		name: "panel-group", about: "A consumer group: its members and their sessions, its partitions, its LAG.",
		scenario: "session-timeout", from: "cue:returns",
		shots: []shot{
			boardShot,
			{keys: "tab ×6", look: second},
			{keys: "enter", see: inBoth{"─ its members ─", "─ 멤버 ─"}, look: 5 * second},
			{keys: "w", see: inBoth{"why is group in-house as it is?", "in-house 그룹은 왜 이런가?"}, look: 5 * second},
			{keys: "1", see: inBoth{"Worker w1 leaves a ghost behind", "워커(w1)가 유령 멤버를 남겼습니다"}, look: 2 * second},
		},
	},
	{
		name: "panel-job", about: "A job of the external panel: handled long ago, a quarter done.",
		scenario: "outage", from: "cue:gone",
		shots: []shot{
			boardShot,
			{keys: "tab ×9", look: second},
			{keys: "enter", see: inBoth{"─ the job ─", "─ 작업 ─"}, look: 6 * second},
			{keys: "w", see: inBoth{"why is job 8841", "작업(8841)은 왜 이 상태인가?"}, look: 5 * second},
		},
	},
	{
		name: "panel-anomalies", about: "Where belief is not truth: the anomalies, each with its evidence.",
		scenario: "outage", from: "cue:late",
		shots: []shot{
			boardShot,
			{keys: "a", see: inBoth{"what proves it", "증거"}, look: 4 * second},
			{keys: "down ×5", see: inBoth{"ghost-charge  #4", "ghost-charge  #4"}, look: 4 * second},
			{keys: "2", see: inBoth{"#4 is given up", "#4 주문이 유실됐습니다"}, look: 3500 * time.Millisecond},
		},
	},
	{
		name: "panel-events", about: "Every event so far, and a search in them.",
		scenario: "outage", from: "cue:lost",
		shots: []shot{
			boardShot,
			{keys: "e", see: inBoth{"━ event log ━", "━ 이벤트 로그 ━"}, look: 3 * second},
			{keys: "/", see: inBoth{"a type, an error", "/_"}, look: second},
			{typed: "gave-up", see: inBoth{"/gave-up_", "/gave-up_"}, look: 2 * second},
			{keys: "enter", see: inBoth{"search: /gave-up", "검색: /gave-up"}, look: second},
			{keys: "o", see: inBoth{"only #8", "이 주문만 #8"}, look: 2 * second},
			{keys: "enter", see: inBoth{"five orders are given up", "주문 5건이 유실됐습니다"}, look: 3 * second},
		},
	},
	{
		name: "panel-spacetime", about: "The messages of one order between the places, as they go on.",
		scenario: "outage", from: "cue:back",
		shots: []shot{
			boardShot,
			{keys: "d", see: inBoth{"space-time: #4 (in memory)", "시공간: #4"}, look: 4 * second},
			{see: inBoth{"nobody: error dropped", "아무도 모름: 에러 버려짐"}, look: 3 * second},
			{keys: "tab", see: inBoth{"space-time: #5 (LOST)", "시공간: #5 (유실)"}, look: 4 * second},
		},
	},
	{
		name: "panel-compare", about: "The three ways to publish side by side, on one seed and the same faults.",
		scenario: "outage", from: "cue:back",
		shots: []shot{
			boardShot,
			{keys: "c", see: inBoth{"orderflow   compare", "orderflow   비교"}, look: 5 * second},
			{see: inBoth{"Five orders failed in all three", "세 방식 모두 5건이 실패"}, look: 4 * second},
			{keys: "f", see: inBoth{"one row already says PUBLISHED", "벌써 1건이 PUBLISHED"}, look: 4 * second},
		},
	},
	{
		name: "panel-futures", about: "After acting in the past: the futures of the run side by side.",
		scenario: "outage", from: "cue:gone",
		shots: []shot{
			boardShot,
			{keys: "x", see: inBoth{"You end every fault", "모든 장애를"}, look: 3 * second},
			{keys: "u", see: inBoth{"orderflow   futures", "orderflow   미래"}, look: 3 * second},
			{see: inBoth{"five more orders are LOST", "주문 5건이 더 유실"}, look: 4 * second},
			{keys: "f", see: inBoth{"‖ 7.044 s", "‖ 7.044초"}, look: 5 * second},
		},
	},
	{
		name: "panel-faults", about: "Break something: a form with every fault and its parameters.",
		scenario: "calm", from: "cue:panel",
		shots: []shot{
			boardShot,
			{keys: "F", see: inBoth{"break something", "장애 일으키기"}, look: 2500 * time.Millisecond},
			{keys: "tab ×4", see: inBoth{"▸ for", "▸ for"}, look: second},
			{typed: "8s", see: inBoth{"for=8s", "for=8s"}, look: 2 * second},
			{keys: "enter", see: inBoth{"You stop all brokers", "모든 브로커를 멈췄습니다"}, look: 3 * second},
			{see: inBoth{"The order service has not noticed", "주문 서비스는 아직 모릅니다"}, look: 5 * second},
		},
	},
	{
		name: "panel-remedies", about: "The remedies as switches: the outbox, from now on, and what comes of it.",
		scenario: "outage", from: "cue:panel",
		shots: []shot{
			boardShot,
			{keys: "R", see: inBoth{"━ remedies ━", "━ 대책 ━"}, look: 3 * second},
			{keys: "down", see: inBoth{"▸ · outbox", "▸ · outbox"}, look: 2 * second},
			{keys: "space", see: inBoth{"▸ ✓ outbox", "▸ ✓ outbox"}, look: 2 * second},
			{keys: "esc", see: inBoth{"what the row claims", "DB 기록이 말하는 위치"}, look: 1500 * time.Millisecond},
			{keys: "] ×3", see: inBoth{"sent by the outbox", "outbox가 다시 보냄"}, look: 6 * second},
		},
	},
	{
		name: "panel-scenarios", about: "Another scenario, chosen by what it promises to show.",
		scenario: "outage", from: "cue:panel",
		shots: []shot{
			boardShot,
			{keys: "S", see: inBoth{"━ scenarios ━", "━ 시나리오 ━"}, look: 3 * second},
			{keys: "down", see: inBoth{"▸ outage-awaited", "▸ outage-awaited"}, look: 3 * second},
			{keys: "down down down down down", see: inBoth{"▸ lost-ack", "▸ lost-ack"}, look: 3 * second},
			{keys: "enter", see: inBoth{"seed 3 ", "seed 3 "}, look: 5 * second},
		},
	},
	{
		name: "panel-glossary", about: "What the words mean.",
		scenario: "outage", from: "cue:panel",
		shots: []shot{
			boardShot,
			{keys: "g", see: inBoth{"━ glossary ━", "━ 용어 설명 ━"}, look: 4 * second},
			{keys: "space", see: inBoth{"reported ", "reported "}, look: 4 * second},
			{keys: "space", see: inBoth{"sweeper ", "sweeper "}, look: 4 * second},
			{keys: "esc", see: inBoth{"what the row claims", "DB 기록이 말하는 위치"}, look: second},
		},
	},
	{
		name: "panel-model", about: "What is simulated, with which figures, and where each comes from.",
		scenario: "outage", from: "cue:panel",
		shots: []shot{
			boardShot,
			{keys: "i", see: inBoth{"━ model card ━", "━ 모델 카드 ━"}, look: 4 * second},
			{keys: "space", see: inBoth{"emit() returns after", "emit() 반환까지"}, look: 4 * second},
			{keys: "space", see: inBoth{"producer: kafka-go", "프로듀서: kafka-go"}, look: 4 * second},
			{keys: "esc", see: inBoth{"what the row claims", "DB 기록이 말하는 위치"}, look: second},
		},
	},
	{
		name: "panel-handle", about: "The handle of a run: whoever has it is there again.",
		scenario: "outage", from: "cue:panel",
		shots: []shot{
			boardShot,
			{keys: "Y", see: inBoth{"━ handle of this run ━", "━ 이 실행의 핸들 ━"}, look: 6 * second},
			{keys: "L", see: inBoth{"━ 이 실행의 핸들 ━", "━ handle of this run ━"}, look: 5 * second},
		},
	},
	{
		name: "panel-help", about: "The keys, and the other language.",
		scenario: "outage", from: "cue:panel",
		shots: []shot{
			boardShot,
			{keys: "?", see: inBoth{"━ keys ━", "━ 키 ━"}, look: 5 * second},
			{keys: "L", see: inBoth{"━ 키 ━", "━ keys ━"}, look: 4 * second},
			{keys: "L", see: inBoth{"━ keys ━", "━ 키 ━"}, look: second},
			{keys: "esc", see: inBoth{"what the row claims", "DB 기록이 말하는 위치"}, look: second},
		},
	},
}
