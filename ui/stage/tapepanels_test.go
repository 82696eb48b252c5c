package stage

import (
	"time"
)

const second = time.Second

// toMoment goes to a moment of the story, and shows the keys from then on.
func toMoment(keys string, see inBoth) []shot {
	return []shot{{keys: "K"}, {keys: keys, see: see}}
}

// Moments of the scenario outage.
var (
	jobHandled   = toMoment("m", inBoth{"#2 is handled", "#2 주문은 handled"})
	roundUsedUp  = toMoment("m ×3", inBoth{"The first round is used up", "첫 연결 라운드가 모두 소진"})
	ordersLost   = toMoment("m ×6", inBoth{"five orders are given up", "주문 5건이 유실됐습니다"})
	firstArrives = toMoment("m ×7", inBoth{"#11 arrives", "#11 주문이"})
)

// boardShot is how long the room sees the board before a panel is opened.
var boardShot = shot{look: 1500 * time.Millisecond}

// demoClip is the film of the README, in English.
var demoClip = clip{
	name: "demo", about: "Six orders into a broker outage: emit(), why three of them are lost, the same awaited, all ways side by side.",
	scenario: "outage", orders: 6, speed: "3", unseen: []shot{{keys: "K", see: inBoth{"show the keys pressed"}}},
	shots: []shot{
		{look: 2 * second},
		{keys: "space", see: inBoth{"waits in memory"}, look: second},
		{see: inBoth{"three orders are given up"}, look: second},
		{keys: "w", see: inBoth{"why is #4 not done?"}, look: 4 * second},
		{keys: "esc 2", see: inBoth{"PUBLISH-FAILED"}, look: 2 * second},
		{keys: "c", see: inBoth{"compare: three ways"}, look: 4 * second},
	},
}

// panelClips are the clips of the panels.
var panelClips = []clip{
	{
		name: "panel-order", about: "All about one order: how far it got, what led to that, its row, its points, its record.",
		scenario: "outage", speed: "1", unseen: ordersLost,
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
		scenario: "outage", speed: "1", unseen: ordersLost,
		shots: []shot{
			boardShot,
			{keys: "w", see: inBoth{"why is #4 not done?", "왜 #4 주문은 처리되지 않았나?"}, look: 7 * second},
			{keys: "3", see: inBoth{"Nothing has left the order service.", "실제로는 아무것도 전송되지 않았습니다"}, look: 3 * second},
			{keys: "w", see: inBoth{"why is #4 not done?", "왜 #4 주문은 처리되지 않았나?"}, look: 4 * second},
		},
	},
	{
		name: "panel-partition", about: "A partition: its records, where each group stands in it, its replicas.",
		scenario: "poison", speed: "1", unseen: toMoment("right ×21", inBoth{"HW  9  end  9", "HW  9  end  9"}),
		shots: []shot{
			boardShot,
			{keys: "tab", look: second},
			{keys: "enter", see: inBoth{"the log, oldest first", "로그, 오래된 순"}, look: 5 * second},
			{keys: "w", see: inBoth{"why is P0 as it is?", "P0 파티션은 왜 이런가?"}, look: 5 * second},
			{keys: "3", see: inBoth{"The broker has #3 at P0@2", "#3 주문을 P0@2 위치에 저장"}, look: 2 * second},
		},
	},
	{
		name: "panel-group", about: "A consumer group: its members and their sessions, its partitions, its LAG.",
		scenario: "session-timeout", speed: "1", unseen: toMoment("right ×15", inBoth{"in-house      2", "in-house      2"}),
		shots: []shot{
			boardShot,
			{keys: "tab ×4", look: second},
			{keys: "enter", see: inBoth{"─ its members ─", "─ 멤버 ─"}, look: 5 * second},
			{keys: "w", see: inBoth{"why is group in-house as it is?", "in-house 그룹은 왜 이런가?"}, look: 5 * second},
			{keys: "1", see: inBoth{"Worker w1 leaves a ghost behind", "워커(w1)가 유령 멤버를 남겼습니다"}, look: 2 * second},
		},
	},
	{
		name: "panel-job", about: "A job of the external panel: handled long ago, a quarter done.",
		scenario: "outage", speed: "1", unseen: toMoment("m ×2", inBoth{"The broker is gone", "브로커가 내려갔습니다"}),
		shots: []shot{
			boardShot,
			{keys: "tab ×7", look: second},
			{keys: "enter", see: inBoth{"─ the job ─", "─ 작업 ─"}, look: 6 * second},
			{keys: "w", see: inBoth{"why is job 8841", "작업(8841)은 왜 이 상태인가?"}, look: 5 * second},
		},
	},
	{
		name: "panel-anomalies", about: "Where belief is not truth: the anomalies, each with its evidence.",
		scenario: "outage", speed: "1", unseen: firstArrives,
		shots: []shot{
			boardShot,
			{keys: "a", see: inBoth{"what proves it", "증거"}, look: 4 * second},
			{keys: "down ×5", see: inBoth{"ghost-charge  #4", "ghost-charge  #4"}, look: 4 * second},
			{keys: "2", see: inBoth{"#4 is given up", "#4 주문이 유실됐습니다"}, look: 3500 * time.Millisecond},
		},
	},
	{
		name: "panel-events", about: "Every event so far, and a search in them.",
		scenario: "outage", speed: "1", unseen: ordersLost,
		shots: []shot{
			boardShot,
			{keys: "e", see: inBoth{"─ event log ─", "─ 이벤트 로그 ─"}, look: 3 * second},
			{keys: "/", see: inBoth{"a type, an error", "/_"}, look: second},
			{typed: "gave-up", see: inBoth{"/gave-up_", "/gave-up_"}, look: 2 * second},
			{keys: "enter", see: inBoth{"search: /gave-up", "검색: /gave-up"}, look: second},
			{keys: "o", see: inBoth{"only #8", "이 주문만 #8"}, look: 2 * second},
			{keys: "enter", see: inBoth{"five orders are given up", "주문 5건이 유실됐습니다"}, look: 3 * second},
		},
	},
	{
		name: "panel-spacetime", about: "The messages of one order between the places, as they go on.",
		scenario: "outage", speed: "2", unseen: roundUsedUp,
		shots: []shot{
			boardShot,
			{keys: "d", see: inBoth{"space-time: #4 (in memory)", "시공간: #4 (메모리 대기)"}, look: 4 * second},
			{keys: "space", see: inBoth{"nobody: error dropped", "아무도 모름: 에러 버려짐"}, look: 3 * second},
			{keys: "tab", see: inBoth{"space-time: #5 (LOST)", "시공간: #5 (유실)"}, look: 4 * second},
		},
	},
	{
		name: "panel-compare", about: "The three ways to publish side by side, on one seed and the same faults.",
		scenario: "outage", speed: "2", unseen: roundUsedUp,
		shots: []shot{
			boardShot,
			{keys: "c", see: inBoth{"compare: three ways", "비교: 세 가지 방식"}, look: 4 * second},
			{keys: "space", see: inBoth{"5 orders with emit(), 5 awaited", "emit() 5건, await 5건"}, look: 4 * second},
			{keys: "f", see: inBoth{"#1: what the caller knows", "#1: 호출자가 아는 것"}, look: 4 * second},
		},
	},
	{
		name: "panel-futures", about: "After acting in the past: the futures of the run side by side.",
		scenario: "outage", speed: "2", unseen: toMoment("m ×2", inBoth{"The broker is gone", "브로커가 내려갔습니다"}),
		shots: []shot{
			boardShot,
			{keys: "x", see: inBoth{"The broker is back", "브로커가 복구됐습니다"}, look: 1500 * time.Millisecond},
			{keys: "u", see: inBoth{"futures of one run", "한 실행의 여러 미래"}, look: 4 * second},
			{keys: "space", see: inBoth{"5 LOST", "유실 5"}, look: 3 * second},
			{keys: "f", see: inBoth{"in memory ◂", "메모리에서 대기 ◂"}, look: 4 * second},
		},
	},
	{
		name: "panel-faults", about: "Break something: a form with every fault and its parameters.",
		scenario: "calm", speed: "1", unseen: toMoment("m", inBoth{"#2 is handled", "#2 주문은 handled"}),
		shots: []shot{
			boardShot,
			{keys: "F", see: inBoth{"break something", "장애 일으키기"}, look: 2500 * time.Millisecond},
			{keys: "tab ×4", see: inBoth{"▸ for", "▸ for"}, look: second},
			{typed: "8s", see: inBoth{"for=8s", "for=8s"}, look: 2 * second},
			{keys: "enter", see: inBoth{"The broker is gone", "브로커가 내려갔습니다"}, look: 1500 * time.Millisecond},
			{keys: "space", see: inBoth{"Connect 5 of 6 is refused", "연결(5/6)이 거부"}, look: second},
		},
	},
	{
		name: "panel-remedies", about: "The remedies as switches: the outbox, from now on.",
		scenario: "outage", speed: "2", unseen: jobHandled,
		shots: []shot{
			boardShot,
			{keys: "R", see: inBoth{"─ remedies ─", "─ 대책 ─"}, look: 3 * second},
			{keys: "down", see: inBoth{"▸ · outbox", "▸ · outbox"}, look: 2 * second},
			{keys: "space", see: inBoth{"▸ ✓ outbox", "▸ ✓ outbox"}, look: 2 * second},
			{keys: "esc", see: inBoth{"─ order service ─", "─ 주문 서비스 ─"}, look: 1500 * time.Millisecond},
			{keys: "space", see: inBoth{"Connect 2 of 6 is refused", "연결(2/6)이 거부"}, look: 3 * second},
		},
	},
	{
		name: "panel-scenarios", about: "Another scenario, chosen by what it promises to show.",
		scenario: "outage", speed: "1", unseen: jobHandled,
		shots: []shot{
			boardShot,
			{keys: "S", see: inBoth{"─ scenarios ─", "─ 시나리오 ─"}, look: 3 * second},
			{keys: "down", see: inBoth{"▸ outbox-cure", "▸ outbox-cure"}, look: 3 * second},
			{keys: "down", see: inBoth{"▸ panel-partial", "▸ panel-partial"}, look: 3 * second},
			{keys: "enter", see: inBoth{"seed 10", "seed 10"}, look: 5 * second},
		},
	},
	{
		name: "panel-glossary", about: "What the words mean.",
		scenario: "outage", speed: "1", unseen: jobHandled,
		shots: []shot{
			boardShot,
			{keys: "g", see: inBoth{"─ glossary ─", "─ 용어 설명 ─"}, look: 4 * second},
			{keys: "space", see: inBoth{"reported ", "reported "}, look: 4 * second},
			{keys: "space", see: inBoth{"sweeper ", "sweeper "}, look: 4 * second},
			{keys: "esc", see: inBoth{"─ order service ─", "─ 주문 서비스 ─"}, look: second},
		},
	},
	{
		name: "panel-model", about: "What is simulated, with which figures, and where each comes from.",
		scenario: "outage", speed: "1", unseen: jobHandled,
		shots: []shot{
			boardShot,
			{keys: "i", see: inBoth{"─ model card ─", "─ 모델 카드 ─"}, look: 4 * second},
			{keys: "space", see: inBoth{"emit() returns after", "emit() 반환까지"}, look: 4 * second},
			{keys: "space", see: inBoth{"high watermark", "high watermark"}, look: 4 * second},
			{keys: "esc", see: inBoth{"─ order service ─", "─ 주문 서비스 ─"}, look: second},
		},
	},
	{
		name: "panel-help", about: "The keys, and the other language.",
		scenario: "outage", speed: "1", unseen: jobHandled,
		shots: []shot{
			boardShot,
			{keys: "?", see: inBoth{"─ keys ─", "─ 키 ─"}, look: 5 * second},
			{keys: "L", see: inBoth{"─ 키 ─", "─ keys ─"}, look: 4 * second},
			{keys: "L", see: inBoth{"─ keys ─", "─ 키 ─"}, look: second},
			{keys: "esc", see: inBoth{"│ created        0   │   │", "│ created        0   │   │"}, look: second},
		},
	},
}
