package words

import "orderflow/sim"

// glossaryWords are the terms of the product, each with an entry of two lines.
type glossaryWords struct {
	Title    string                   `max:"40"`
	Sections [6]string                `max:"40"`
	Entries  [glossaryTerms][2]string `max:"52"` // of glossaryHeads, in its order
}

var englishGlossary = glossaryWords{
	Title: "glossary",
	Sections: [6]string{
		"orders",
		"the ladder",
		"who knows?",
		"remedies",
		"anomalies",
		"Kafka",
	},
	Entries: [glossaryTerms][2]string{
		{ // order
			"likes, followers or views, bought for points;",
			"carried out in-house or by an external panel.",
		},
		{ // row
			"what the order service's database says of an order;",
			"only the order service writes it: it is a belief.",
		},
		{ // truth
			"where the order really is, whatever its row says;",
			"the lower of the two bars.",
		},
		{ // ladder
			"the moments an order goes through, one by one;",
			"\"published\" may mean any of them.",
		},
		{ // refill
			"a part of a Completed job may go again: a drop.",
			"Who asks the panel can have it delivered once more.",
		},
		{ // created
			"the order exists in the database.",
			"Nothing is paid, nothing is sent.",
		},
		{ // paid
			"the points are taken from the customer.",
			"From here on a lost order costs money.",
		},
		{ // called
			"emit() or send() was called.",
			"The call says nothing of the record yet.",
		},
		{ // on-wire
			"a Produce request with the record has left.",
			"Before that it is only in the producer's memory.",
		},
		{ // appended
			"the leader has written the record into its log.",
			"It has a partition and an offset now.",
		},
		{ // replicated
			"every in-sync replica has the record too.",
			"Only from here on do consumers see it.",
		},
		{ // acked
			"the broker's answer has reached the producer.",
			"With acks=-1 it comes after replicated.",
		},
		{ // marked
			"setPublished ran: the row says PUBLISHED.",
			"A belief; with emit() it comes before on-wire.",
		},
		{ // polled
			"a consumer has fetched the record.",
			"It is in the memory of a worker now.",
		},
		{ // handled
			"the handler has returned.",
			"For an external order only the panel has begun.",
		},
		{ // committed
			"the group's offset is past the record.",
			"After a crash it will not be read again.",
		},
		{ // accepted
			"the external panel has taken the job.",
			"Accepted is not finished.",
		},
		{ // finished
			"the work is really complete.",
			"The customer has what was ordered.",
		},
		{ // reported
			"the row says completed.",
			"Belief and truth agree at last.",
		},
		{ // caller knows
			"nothing, value, error, pending or unknown:",
			"what the call told whoever made it.",
		},
		{ // caller
			"the code of the order service that calls emit()",
			"or send(): not the customer, not the client.",
		},
		{ // subscribe
			"to ask an Observable for its outcome.",
			"Of a plain emit() nobody does: no one hears of it.",
		},
		{ // gap
			"rows that ever said PUBLISHED minus orders finished:",
			"working, on its way, in memory, unknown, LOST.",
		},
		{ // emit
			"publish and go on; nobody waits for the answer.",
			"For events that may be lost: logs, statistics.",
		},
		{ // emit-await
			"wait until the broker has answered, then go on.",
			"An error says: failed, or unknown.",
		},
		{ // send
			"wait until the handler has answered.",
			"The order service stops when the other one does.",
		},
		{ // phantom-publish
			"the row says PUBLISHED, nothing was appended,",
			"and no attempt is left.",
		},
		{ // ghost-charge
			"points were taken, the work was never done,",
			"and nobody will try again.",
		},
		{ // unmarked-publish
			"the record is in the log,",
			"and the row does not say PUBLISHED.",
		},
		{ // duplicate-record
			"two copies of one order are in the topic: from a",
			"retry after a lost ack, or a second publish.",
		},
		{ // duplicate-work
			"the work was done more than once:",
			"redelivered, and the consumer did not remember.",
		},
		{ // duplicate-purchase
			"the panel was paid more than once",
			"for the same order.",
		},
		{ // acked-loss
			"the broker answered, and the record is gone:",
			"acks=1 and a leader that died.",
		},
		{ // blocked-partition
			"a record that cannot be handled",
			"holds up all that come after it.",
		},
		{ // lost-reply
			"the work was done, but the answer",
			"never reached the caller that waits for it.",
		},
		{ // late-execution
			"the work was done",
			"after the caller had given up.",
		},
		{ // reordered
			"a later order came into the log",
			"before an earlier one.",
		},
		{ // stuck
			"nothing is wrong with the order,",
			"and nothing moves.",
		},
		{ // broker
			"a server of Kafka; three of them are one cluster.",
			"P0, P1, P2 are its partitions, not points.",
		},
		{ // topic
			"a named log that is written and read: sns.orders.",
			"It is cut into partitions.",
		},
		{ // record
			"what is written into a topic: one for each order.",
			"It has a key, and the order as its value.",
		},
		{ // partition
			"a part of a topic; P0@2 is offset 2 in P0.",
			"What is in one is read in order.",
		},
		{ // offset
			"the number of a record in its partition, from 0.",
			"It never changes.",
		},
		{ // replica
			"a copy of a partition on one broker.",
			"One of them is its leader.",
		},
		{ // producer
			"the client that sends records: here kafkajs.",
			"What it has not sent is only in its memory.",
		},
		{ // consumer
			"a process that polls records and handles them.",
			"It belongs to a consumer group.",
		},
		{ // metadata
			"which broker leads which partition.",
			"The client asks for it before it can send.",
		},
		{ // round
			"up to six connects, one after the other.",
			"Used up, its orders fail once a connect works.",
		},
		{ // leader
			"the replica of a partition that takes all writes.",
			"Another is elected when it goes.",
		},
		{ // ISR
			"the in-sync replicas: those that keep up with it.",
			"acks=-1 waits for all of them.",
		},
		{ // high watermark
			"HW: up to here every in-sync replica has the log.",
			"Consumers see nothing beyond.",
		},
		{ // log end offset
			"end: the offset the next record will get.",
			"It is the leader's, and may be beyond HW.",
		},
		{ // LAG
			"HW minus committed offset, for each group.",
			"LAG 0 does not mean that every order is done.",
		},
		{ // committed offset
			"the next offset a group would read.",
			"What is before it, it will not read again.",
		},
		{ // consumer group
			"workers that share the partitions of a topic.",
			"Each group reads every record once more.",
		},
		{ // rebalance
			"a group shares its partitions out anew.",
			"Nobody reads until it is over.",
		},
		{ // session timeout
			"how long a worker may be silent.",
			"After that its partitions go to the others.",
		},
		{ // acks
			"whose answer a Produce waits for:",
			"-1 all in-sync replicas, 1 the leader, 0 nobody.",
		},
		{ // coordinator
			"the broker that keeps a group's members and offsets.",
			"A group whose coordinator is gone stands still.",
		},
		{ // JoinGroup
			"how a worker asks to be a member of its group.",
			"It waits until all members have asked, or are dead.",
		},
		{ // session
			"the time a member has to be heard of again:",
			"each heartbeat and each commit starts it anew.",
		},
		{ // ghost
			"a member that nobody is behind any more:",
			"its group waits for it until its session is over.",
		},
		{ // fetcher
			"the part of a consumer that reads from one broker.",
			"If one fails, all must end before any reads again.",
		},
		{ // free broker
			"a broker that leads none of a member's partitions.",
			"With one, a member lives through a short cut.",
		},
	},
}

var koreanGlossary = glossaryWords{
	Title: "용어 설명",
	Sections: [6]string{
		"주문",
		"주문이 거치는 단계 (ladder)",
		"누가 아는가",
		"대책",
		"이상",
		"Kafka",
	},
	Entries: [glossaryTerms][2]string{
		{ // order
			"고객이 포인트로 좋아요, 팔로워, 조회수를 삽니다.",
			"자체 처리하거나 외부 패널이 처리합니다.",
		},
		{ // row
			"주문 서비스의 DB에 기록된 주문의 상태입니다.",
			"주문 서비스만 쓰며, 실제와 다를 수 있습니다.",
		},
		{ // truth
			"DB와 상관없이 주문이 실제로 있는 곳입니다.",
			"두 막대 중 아래쪽입니다.",
		},
		{ // ladder
			"주문이 차례로 거치는 단계입니다.",
			"\"발행됨\"은 그중 무엇이든 뜻할 수 있습니다.",
		},
		{ // refill
			"완료된 작업의 일부는 다시 사라질 수 있습니다(이탈).",
			"패널에 확인하면 리필로 다시 채울 수 있습니다.",
		},
		{ // created
			"주문이 DB에 있습니다.",
			"결제도 전송도 아직입니다.",
		},
		{ // paid
			"고객의 포인트가 차감됐습니다.",
			"여기서부터 유실되면 돈을 잃습니다.",
		},
		{ // called
			"emit() 또는 send()를 호출했습니다.",
			"레코드에 대해서는 아직 아무것도 모릅니다.",
		},
		{ // on-wire
			"레코드를 담은 Produce 요청이 나갔습니다.",
			"그 전에는 프로듀서 메모리에만 있습니다.",
		},
		{ // appended
			"leader가 레코드를 로그에 기록했습니다.",
			"이제 파티션과 오프셋이 있습니다.",
		},
		{ // replicated
			"모든 ISR 복제본에도 레코드가 있습니다.",
			"컨슈머에게는 여기서부터 보입니다.",
		},
		{ // acked
			"브로커의 응답이 프로듀서에 도착했습니다.",
			"acks=-1이면 replicated 뒤입니다.",
		},
		{ // marked
			"setPublished가 실행돼 PUBLISHED로 기록됐습니다.",
			"기록일 뿐입니다. emit()이면 on-wire보다 먼저입니다.",
		},
		{ // polled
			"컨슈머가 레코드를 가져갔습니다.",
			"이제 워커의 메모리에 있습니다.",
		},
		{ // handled
			"핸들러가 끝났습니다.",
			"외부 주문이라면 패널은 이제 시작입니다.",
		},
		{ // committed
			"그룹의 오프셋이 레코드를 지났습니다.",
			"죽었다 살아나도 다시 읽지 않습니다.",
		},
		{ // accepted
			"외부 패널이 작업을 접수했습니다.",
			"접수는 완료가 아닙니다.",
		},
		{ // finished
			"작업이 실제로 끝났습니다.",
			"고객이 주문한 것을 받았습니다.",
		},
		{ // reported
			"DB에 completed로 기록됐습니다.",
			"기록과 실제가 마침내 같습니다.",
		},
		{ // caller knows
			"없음, 값, 에러, 대기 중, 불명 가운데 하나:",
			"호출이 호출자에게 알려 준 것입니다.",
		},
		{ // caller
			"emit()이나 send()를 호출하는 주문 서비스의 코드.",
			"고객도, Kafka 클라이언트도 아닙니다.",
		},
		{ // subscribe
			"Observable의 결과를 받아 보는 것입니다.",
			"emit()은 구독하지 않아 에러를 아무도 모릅니다.",
		},
		{ // gap
			"PUBLISHED였던 행 수에서 실제 완료 수를 뺀 값:",
			"처리 중, 전송 중, 메모리, 알 수 없음, 유실.",
		},
		{ // emit
			"발행하고 바로 진행합니다. 응답은 기다리지 않습니다.",
			"유실돼도 되는 이벤트용: 로그, 통계.",
		},
		{ // emit-await
			"브로커가 응답할 때까지 기다립니다.",
			"에러는 실패했거나 알 수 없다는 뜻입니다.",
		},
		{ // send
			"핸들러가 응답할 때까지 기다립니다.",
			"상대가 멈추면 주문 서비스도 멈춥니다.",
		},
		{ // phantom-publish
			"PUBLISHED로 기록됐지만 저장된 레코드가 없고,",
			"남은 시도도 없습니다.",
		},
		{ // ghost-charge
			"포인트는 차감됐지만 작업은 없었고,",
			"아무도 다시 시도하지 않습니다.",
		},
		{ // unmarked-publish
			"레코드는 로그에 있지만",
			"DB 기록은 PUBLISHED가 아닙니다.",
		},
		{ // duplicate-record
			"토픽에 한 주문의 사본이 둘 있습니다.",
			"ack 유실 뒤의 재시도나 두 번째 발행으로 생깁니다.",
		},
		{ // duplicate-work
			"작업이 두 번 이상 실행됐습니다.",
			"다시 전달됐고 컨슈머가 기억하지 못했습니다.",
		},
		{ // duplicate-purchase
			"같은 주문으로 패널에",
			"두 번 이상 지불했습니다.",
		},
		{ // acked-loss
			"브로커가 응답했지만 레코드가 사라졌습니다.",
			"acks=1인데 leader가 죽은 경우입니다.",
		},
		{ // blocked-partition
			"처리할 수 없는 레코드 하나가",
			"뒤의 레코드를 모두 막습니다.",
		},
		{ // lost-reply
			"작업은 끝났지만 응답이",
			"기다리는 호출자에게 오지 않았습니다.",
		},
		{ // late-execution
			"호출자가 포기한 뒤에",
			"작업이 실행됐습니다.",
		},
		{ // reordered
			"뒤에 온 주문이 앞선 주문보다",
			"로그에 먼저 들어갔습니다.",
		},
		{ // stuck
			"주문에 문제는 없지만",
			"아무것도 진행되지 않습니다.",
		},
		{ // broker
			"Kafka 서버입니다. 세 대가 한 클러스터입니다.",
			"P0, P1, P2 표기는 파티션이며 포인트가 아닙니다.",
		},
		{ // topic
			"쓰고 읽는 로그의 이름입니다: sns.orders.",
			"여러 파티션으로 나뉩니다.",
		},
		{ // record
			"토픽에 쓰는 것입니다. 주문마다 하나입니다.",
			"key와, 주문을 담은 value가 있습니다.",
		},
		{ // partition
			"토픽의 한 부분. P0@2: P0 파티션, 오프셋 2.",
			"한 파티션 안에서는 순서대로 읽습니다.",
		},
		{ // offset
			"파티션 안에서 레코드의 번호, 0부터입니다.",
			"바뀌지 않습니다.",
		},
		{ // replica
			"한 브로커에 있는 파티션의 사본입니다.",
			"그중 하나가 leader입니다.",
		},
		{ // producer
			"레코드를 보내는 클라이언트, 여기서는 kafkajs.",
			"보내지 않은 것은 그 메모리에만 있습니다.",
		},
		{ // consumer
			"레코드를 가져와 처리하는 프로세스입니다.",
			"컨슈머 그룹에 속합니다.",
		},
		{ // metadata
			"어느 브로커가 어느 파티션의 leader인지입니다.",
			"클라이언트는 보내기 전에 이것을 묻습니다.",
		},
		{ // round
			"최대 6번 이어서 시도하는 연결입니다.",
			"소진되면 그 주문은 연결될 때 실패합니다.",
		},
		{ // leader
			"파티션의 모든 쓰기를 받는 복제본입니다.",
			"내려가면 다른 복제본이 선출됩니다.",
		},
		{ // ISR
			"leader를 따라잡고 있는 복제본들입니다.",
			"acks=-1 설정은 이 모두를 기다립니다.",
		},
		{ // high watermark
			"HW: 여기까지는 모든 ISR 복제본에 있습니다.",
			"컨슈머는 그 뒤를 보지 못합니다.",
		},
		{ // log end offset
			"end: 다음 레코드가 받을 오프셋입니다.",
			"leader의 값이며 HW보다 클 수 있습니다.",
		},
		{ // LAG
			"그룹별로 HW에서 커밋 오프셋을 뺀 값입니다.",
			"LAG 0건이 모든 주문의 완료를 뜻하지는 않습니다.",
		},
		{ // committed offset
			"그룹이 다음에 읽을 오프셋입니다.",
			"그 앞의 레코드는 그룹에서 이미 끝났습니다.",
		},
		{ // consumer group
			"토픽의 파티션을 나눠 맡는 워커들입니다.",
			"그룹마다 모든 레코드를 따로 읽습니다.",
		},
		{ // rebalance
			"그룹이 파티션을 새로 나눕니다.",
			"끝날 때까지 아무도 읽지 않습니다.",
		},
		{ // session timeout
			"워커가 heartbeat 없이 버틸 수 있는 시간입니다.",
			"지나면 파티션이 다른 워커에게 갑니다.",
		},
		{ // acks
			"Produce가 누구의 응답을 기다리는가:",
			"-1: 모든 ISR, 1: leader, 0: 아무도 아님.",
		},
		{ // coordinator
			"그룹의 멤버와 오프셋을 관리하는 브로커입니다.",
			"내려가면 그 그룹 전체가 멈춥니다.",
		},
		{ // JoinGroup
			"워커가 그룹의 멤버가 되려고 보내는 요청입니다.",
			"모든 멤버가 요청하거나 죽을 때까지 기다립니다.",
		},
		{ // session
			"멤버의 소식을 다시 들어야 하는 시간입니다.",
			"heartbeat와 커밋마다 새로 시작됩니다.",
		},
		{ // ghost
			"뒤에 아무도 없는 멤버(유령)입니다.",
			"세션이 끝날 때까지 그룹이 기다립니다.",
		},
		{ // fetcher
			"컨슈머에서 브로커 하나를 읽는 부분입니다.",
			"하나가 실패하면 모두 끝나야 다시 읽습니다.",
		},
		{ // free broker
			"멤버의 파티션을 하나도 맡지 않은 브로커입니다.",
			"있으면 짧게 끊겨도 멤버로 남습니다.",
		},
	},
}

// glossaryTerms is how many terms the glossary has beside the remedies.
const glossaryTerms = 64

// GlossaryHeads are the terms. They are words of Kafka and of the code, and the
// same in every language.
var GlossaryHeads = [glossaryTerms]string{
	"order",
	"row",
	"truth",
	"ladder",
	"refill",
	"created",
	"paid",
	"called",
	"on-wire",
	"appended",
	"replicated",
	"acked",
	"marked",
	"polled",
	"handled",
	"committed",
	"accepted",
	"finished",
	"reported",
	"caller knows",
	"caller",
	"subscribe",
	"gap",
	"emit",
	"emit-await",
	"send",
	"phantom-publish",
	"ghost-charge",
	"unmarked-publish",
	"duplicate-record",
	"duplicate-work",
	"duplicate-purchase",
	"acked-loss",
	"blocked-partition",
	"lost-reply",
	"late-execution",
	"reordered",
	"stuck",
	"broker",
	"topic",
	"record",
	"partition",
	"offset",
	"replica",
	"producer",
	"consumer",
	"metadata",
	"round",
	"leader",
	"ISR",
	"high watermark",
	"log end offset",
	"LAG",
	"committed offset",
	"consumer group",
	"rebalance",
	"session timeout",
	"acks",
	"coordinator",
	"JoinGroup",
	"session",
	"ghost",
	"fetcher",
	"free broker",
}

// glossarySections says with which term each section begins; the remedies,
// which have their own words, come before the anomalies.
var glossarySections = [...]int{0, 5, 19, 26, 26, 38}

// remedySection is the section of the remedies.
const remedySection = 3

// GlossaryLines lays the glossary out.
func GlossaryLines(t *Catalogue) []TextLine {
	var lines []TextLine
	for i, section := range t.Glossary.Sections {
		if i > 0 {
			lines = append(lines, TextLine{})
		}
		lines = append(lines, TextLine{Head: section, Heading: true})
		if i == remedySection {
			for r := range sim.RemedyCount {
				lines = append(lines, TextLine{Head: r.String(), Body: t.Remedies.Cures[r]}, TextLine{Body: t.Remedies.Limits[r]})
			}
			continue
		}
		end := glossaryTerms
		if i+1 < len(glossarySections) {
			end = glossarySections[i+1]
		}
		for j := glossarySections[i]; j < end; j++ {
			lines = append(lines, TextLine{Head: GlossaryHeads[j], Body: t.Glossary.Entries[j][0]}, TextLine{Body: t.Glossary.Entries[j][1]})
		}
	}
	return lines
}

// TextLine is a line of a text: a word at the left and what it says.
type TextLine struct {
	Head, Body string
	Heading    bool
	Source     bool
}
