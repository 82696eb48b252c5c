package engine

import (
	"time"

	"orderflow/sim"
)

// Sources of the model card's figures, in plain words.
var (
	bySource       = both("read from source", "소스 코드로 확인")
	byMeasure      = both("measured", "측정으로 확인")
	byBoth         = both("read from source, and measured", "소스 코드와 측정으로 확인")
	byMeasureFirst = both("measured, and read from source", "측정과 소스 코드로 확인")
	byChoice       = both("a choice of the simulated company", "가상 회사의 설정")
	byContract     = sim.Say("the de-facto SMM panel API v%d", "사실상 표준인 SMM 패널 API v%d", 2)
	unsaid         sim.Text // the title of the section says it
)

// ModelCard says what the simulation models, with which figures, and what it
// leaves out, in both languages. The figures are the constants that the engine
// uses; each stands once, and both languages are made of it.
func ModelCard() []sim.ModelSection {
	var card []sim.ModelSection
	for _, s := range []struct {
		title sim.Text
		facts []cardFact
	}{
		{both("what is modelled", "모델링한 것"), modelVersions()},
		{both("defaults outside a scenario", "시나리오가 없을 때의 기본값"), modelDefaults()},
		{both("producer: NestJS on kafkajs", "프로듀서: NestJS (kafkajs)"), modelProducer()},
		{both("producer: kafka-go", "프로듀서: kafka-go"), modelWriter()},
		{both("brokers", "브로커"), modelBrokers()},
		{both("consumers", "컨슈머"), modelConsumers()},
		{both("work and money", "작업과 돈"), modelWork()},
		{both("remedies", "대책"), modelRemedies()},
		{both("limits of a run", "실행의 한도"), modelLimits()},
		{both("simplifications", "단순화한 것"), modelSimplifications()},
	} {
		section := sim.ModelSection{Title: s.title}
		for _, f := range s.facts {
			section.Facts = append(section.Facts, sim.ModelFact{What: f.what, Is: f.is, Source: f.source})
		}
		card = append(card, section)
	}
	return card
}

// cardFact is one line of the card.
type cardFact struct{ what, is, source sim.Text }

func both(english, korean string) sim.Text { return sim.Text{English: english, Korean: korean} }

// same is a text without a word to translate.
func same(text string) sim.Text { return both(text, text) }

func modelVersions() []cardFact {
	return []cardFact{
		{
			both("order service", "주문 서비스"),
			sim.Say("NestJS microservices %s with kafkajs %s and rxjs %s on Node %d", "NestJS microservices %s, kafkajs %s, rxjs %s, Node %d 기준", "12.1", "2.2.4", "7.8", 20),
			both("measured over the real wire protocol, and read from source", "실제 와이어 프로토콜 측정과 소스 코드로 확인"),
		},
		{same("--client kafka-go"), same("segmentio/kafka-go v0.4.51"), byMeasureFirst},
		{
			both("brokers", "브로커"),
			sim.Say("Apache Kafka %s, KRaft, three nodes that are broker and controller at once", "Apache Kafka %s, KRaft, 브로커와 컨트롤러를 겸하는 노드 세 대", "4.3.1"),
			both("measured on a real cluster", "실제 클러스터에서 측정"),
		},
		{
			both("panel", "패널"),
			both("add, status, cancel, balance; no idempotency key", "add, status, cancel, balance. 멱등 키는 없습니다"),
			byContract,
		},
		{
			both("time", "시간"),
			both(
				"virtual, whole microseconds; one seeded random stream for each subsystem",
				"마이크로초 단위의 가상 시간. 하위 시스템마다 seed에서 나온 난수열이 따로 있습니다",
			),
			both("the engine", "시뮬레이션 엔진"),
		},
	}
}

func modelDefaults() []cardFact {
	c := sim.DefaultConfig()
	return []cardFact{
		{both("mode, client", "방식, 클라이언트"), same(c.Mode.String() + ", " + c.Client.String()), unsaid},
		{
			both("orders", "주문"),
			sim.Say("%d, one every %s from %s on, seed %d", "%[1]d건, %[3]s부터 %[2]s마다 한 건씩, seed %[4]d", c.Orders, c.Rate.At(2)-c.Rate.At(1), c.Rate.At(1), c.Seed), unsaid,
		},
		{both("external", "외부 주문"), sim.Say("%d %% of the orders go to the external panel", "외부 패널로 가는 주문의 비율 %d %%", c.ExternalRatio/10), unsaid},
		{same("acks"), sim.Say("%d: all in-sync replicas", "%d: 모든 ISR 복제본", c.Acks), unsaid},
		{
			both("topic sns.orders", "토픽 sns.orders"),
			sim.Say("%d partitions, replication %d, min.insync.replicas %d, key = order id", "파티션 %d개, 복제본 %d개, min.insync.replicas %d, 키 = 주문 id", c.Partitions, sim.BrokerCount, sim.MinInSync), unsaid,
		},
		{
			both("consumer groups", "컨슈머 그룹"),
			sim.Say("in-house with %d workers, external, statistics; session timeout %s", "in-house(워커 %d개), external, statistics. 세션 타임아웃 %s", c.Workers, c.SessionTimeout), unsaid,
		},
		{
			both("cluster and order service", "클러스터와 주문 서비스"),
			sim.Say(
				"%d brokers and %d instance; with --cluster-size %[2]d every topic has replication %[2]d and min.insync.replicas %[2]d",
				"브로커 %d대와 인스턴스 %d개. --cluster-size %[2]d이면 모든 토픽의 복제본이 %[2]d개, min.insync.replicas가 %[2]d입니다", c.ClusterSize, c.Services,
			), unsaid,
		},
		{same("sns.orders.reply"), sim.Say("%d partition, as Kafka makes a topic where nobody says more (--reply-partitions)", "파티션 %d개. 따로 정하지 않았을 때 Kafka가 만드는 개수입니다 (--reply-partitions)", c.ReplyPartitions), unsaid},
		{
			same("fromBeginning"),
			sim.Say("%t: a group that never committed reads from the oldest record on", "%t: 커밋한 적 없는 그룹은 가장 오래된 레코드부터 읽습니다", c.FromBeginning), unsaid,
		},
		{both("end", "끝"), sim.Say("when nothing more can happen, or at %s of virtual time", "더 일어날 일이 없을 때, 늦어도 가상 시간 %s에", c.Until), unsaid},
	}
}

func modelProducer() []cardFact {
	return []cardFact{
		{both("emit() returns after", "emit() 반환까지"), sim.Spread(callReturnMin, callReturnMax), sim.Say("measured %d to %d ms; the usual case", "측정값 %d~%dms 중에서 흔한 경우", 0, 11)},
		{both("the request leaves after", "요청이 나가기까지"), sim.Say("%s on a warm connection", "연결돼 있으면 %s", sim.Spread(dispatchMin, dispatchMax)), sim.Say("measured, about %d ms", "측정값 약 %dms", 2)},
		{same("setPublished()"), sim.Spread(markMin, markMax), sim.Say("%s: one UPDATE", "%s: UPDATE 한 번", byChoice)},
		{
			both("attempts", "시도"),
			sim.Say(
				"%d, request timeout %s each, connect timeout %s (--producer-retries, --request-timeout, --connection-timeout)",
				"%d회, 시도마다 요청 타임아웃 %s, 연결 타임아웃 %s (--producer-retries, --request-timeout, --connection-timeout)", standard.Retries+1, standard.RequestTimeout, standard.ConnectionTimeout,
			), bySource,
		},
		{
			both("sleep between attempts", "시도 사이의 대기"),
			sim.Say("%s ± %d %% first, then twice the last ± %d %%, at most %s", "처음에는 %s ±%d %%, 이후 직전의 두 배 ±%d %%, 최대 %s", standard.InitialRetryTime, retryFactorPermille/10, retryFactorPermille/10, standard.MaxRetryTime),
			sim.Say("read from source, and measured: %v to %v s in all, median %v s", "소스 코드로 확인. 측정값은 모두 합쳐 %v~%v초, 중앙값 %v초", 4.1, 18.8, 9.1),
		},
		{
			both("reconnect round", "재연결 라운드"),
			sim.Say(
				"shared by all, up to %d connects by the same law; whoever waited in a used-up round is given up as the client reconnects",
				"모두가 함께 쓰며, 같은 규칙으로 최대 %d번 연결을 시도합니다. 소진된 라운드에서 기다리던 레코드는 클라이언트가 다시 연결되는 바로 그때 포기됩니다",
				standard.Connects(),
			), byBoth,
		},
		{
			both("a topic not yet known", "아직 모르는 토픽"),
			sim.Say(
				"one emit() at a time asks for its metadata, and waits in a round of its own; the others wait for it, %s at most",
				"한 번에 emit() 하나만 메타데이터를 묻고, 그 라운드에서도 혼자 기다립니다. 나머지는 그 결과를 최대 %s 기다립니다", standard.RequestTimeout,
			), byBoth,
		},
		{
			both("retry settings", "재시도 설정"),
			both(
				"rounds follow client.retry (--retries, --initial-retry-time, --max-retry-time), a record's own tries producer.retry, by default the client's: in an outage only the client's helps",
				"라운드는 client.retry(--retries, --initial-retry-time, --max-retry-time)를 따르고, 레코드 자신의 재시도는 producer.retry를 따릅니다. 기본값은 client.retry와 같습니다. 장애 때는 client.retry만 도움이 됩니다",
			),
			byBoth,
		},
		{both("after a crash", "프로세스가 죽으면"), sim.Say("the order service runs again after %s", "주문 서비스가 %s 뒤 다시 시작합니다", sim.Spread(serviceRestartMin, serviceRestartMax)), byChoice},
	}
}

func modelWriter() []cardFact {
	return []cardFact{
		{both("attempts", "시도"), sim.Say("%d, back-off %s", "%d회, 백오프 %s", sim.WriterAttempts, sim.Spread(writerBackoffMin, writerBackoffMax)), bySource},
		{
			both("timeouts", "타임아웃"),
			sim.Say("read and write %s; batches wait %s (its own default of %d s is overridden)", "읽기와 쓰기 %[1]s, 배치 대기는 기본값 %[3]d초 대신 %[2]s", writerTimeout, sim.WriterBatchTimeout, 1), bySource,
		},
		{
			both("batches", "배치"),
			sim.Say(
				"what comes for one partition within that wait is one request of up to %d records: refused, doubled, lost, acknowledged together; the partition's next batch waits for it",
				"그 시간 안에 같은 파티션으로 온 레코드는 최대 %d개까지 요청 하나가 되어 함께 거부되고, 중복되고, 유실되고, ack를 받습니다. 그 파티션의 다음 배치는 앞 배치를 기다립니다", writerBatchSize,
			), bySource,
		},
		{same("emit()"), both("Async: true, which returns nil whatever happens", "Async: true. 무슨 일이 있어도 nil을 반환합니다"), bySource},
		{both("idempotence", "멱등성"), both("none: the setting has no effect", "없습니다. 설정해도 효과가 없습니다"), bySource},
	}
}

func modelBrokers() []cardFact {
	return []cardFact{
		{
			both("one way over the network", "네트워크 편도"),
			sim.Spread(hopMin, hopMax),
			sim.Say("so chosen that an awaited emit costs %d to %d ms, as measured", "await emit()이 측정값대로 %d~%dms 걸리도록 정한 값", 3, 4),
		},
		{
			same("high watermark"),
			sim.Say("consumers see a record once every in-sync replica has it: %s", "모든 ISR 복제본에 저장돼야 컨슈머에게 레코드가 보입니다. 그때까지 %s", sim.Spread(replicateMin, replicateMax)), byMeasure,
		},
		{
			both("a slow follower leaves the ISR after", "느린 follower"),
			sim.Say("%s", "%s 뒤 ISR에서 빠집니다", replicaLagMax),
			both("replica.lag.time.max.ms, Kafka's default", "Kafka의 replica.lag.time.max.ms 기본값"),
		},
		{
			both("a crashed broker is replaced after", "브로커가 죽으면"),
			sim.Say("%s", "%s 뒤 새 leader가 선출됩니다", sim.Spread(sim.FenceMin, sim.FenceMax)),
			sim.Say("%s: its session is %d s since the last heartbeat", "%s: 브로커의 세션은 마지막 heartbeat부터 %d초", byMeasure, 9),
		},
		{
			both("a broker shut down in order", "브로커 정상 종료"),
			sim.Say("leadership moves in %s", "leader가 %s 만에 옮겨갑니다", sim.Spread(sim.ShutdownMin, sim.ShutdownMax)), byMeasure,
		},
		{
			both("a crashed broker's port opens after", "죽은 브로커의 포트"),
			sim.Say("%s, %s when all crashed", "%s 뒤 다시 열립니다. 모두 죽었으면 %s 뒤입니다", sim.PortOneBroker, sim.PortAllBrokers), byMeasure,
		},
	}
}

func modelConsumers() []cardFact {
	return []cardFact{
		{
			same("fetch, commit"),
			sim.Say(
				"%s, %s; the commit comes at the end of the fetched batch", "%s, %s. 커밋은 가져온 배치가 끝날 때 합니다",
				sim.Spread(fetchMin, fetchMax), sim.Spread(commitMin, commitMax),
			),
			byMeasureFirst,
		},
		{
			both("a handler that throws", "핸들러 예외"),
			sim.Say(
				"before each redelivery all fetchers of the member must end: at about 4, 10, 16, 24, 35 s; then the consumer crashes and starts over, for ever. Success never gives the %d retries back",
				"다시 전달되기 전에 그 멤버의 fetcher가 모두 끝나야 합니다. 약 4, 10, 16, 24, 35초에 다시 오고, 그다음 컨슈머가 중단됐다가 처음부터 끝없이 되풀이됩니다. 성공해도 재시도 %d번은 되돌아오지 않습니다",
				sim.ConsumerRetries,
			), byBoth,
		},
		{
			same("heartbeat"),
			sim.Say(
				"after a message, an empty poll or a sleep of a fetcher, if %s have passed: no timer; idle every %s. The first rebalance of an empty group waits %s",
				"메시지, 빈 poll, fetcher의 대기가 끝난 뒤 %s가 지났을 때만 보냅니다(타이머 없음). 한가하면 %s마다. 빈 그룹의 첫 rebalance는 %s 기다립니다",
				heartbeatInterval, fetchWaitMax, initialRebalance,
			), byBoth,
		},
		{
			both("a consumer whose connections are closed", "연결이 끊긴 컨슈머"),
			both(
				"without a broker that leads none of its partitions it comes back as a new member and waits for its own ghost; with one it goes on as the same member, after its sleep, a round of connects and one more sleep",
				"자기 파티션을 하나도 이끌지 않는 브로커가 없으면, 새 멤버로 돌아와 자기 유령의 세션이 끝나기를 기다립니다. 있으면 대기, 연결 라운드, 한 번 더 대기한 뒤 같은 멤버로 이어 갑니다",
			),
			byBoth,
		},
		{
			both("a group's coordinator", "그룹의 coordinator"),
			sim.Say(
				"is looked up only when a member joins; another broker has read the group after %s, and every session starts anew then",
				"멤버가 참여할 때만 찾습니다. 다른 브로커가 그룹을 읽는 데 %s 걸리고, 그때 모든 세션이 새로 시작됩니다", sim.Spread(coordinatorLoadMin, coordinatorLoadMax),
			), byMeasureFirst,
		},
		{
			same("send()"),
			both("the request's offset is committed before its answer is written", "응답을 쓰기 전에 요청의 오프셋이 먼저 커밋됩니다"),
			sim.Say("%s: %d of %d runs", "%[1]s: 실행 %[3]d번 가운데 %[2]d번", byMeasure, 24, 24),
		},
	}
}

func modelWork() []cardFact {
	return []cardFact{
		{both("in-house work", "자체 처리 작업"), sim.Say("%s inside the handler", "핸들러 안에서 %s", sim.Spread(sim.WorkMin, sim.WorkMax)), byChoice},
		{
			both("a panel job", "패널 작업"),
			sim.Say("%s after it was accepted; its answer takes %s", "접수되고 %s 뒤 완료됩니다. 패널의 응답에는 %s 걸립니다", sim.Spread(sim.JobMin, sim.JobMax), sim.Spread(sim.PanelAnswerMin, sim.PanelAnswerMax)), byChoice,
		},
		{
			both("the panel's price", "패널의 가격"),
			sim.Say("$ %s for %s likes, followers or views", "좋아요, 팔로워, 조회수 %[2]s개당 %[1]s $", sim.FormatCents(sim.PanelCost(1000)), "1,000"), byChoice,
		},
		{
			both("a drop after Completed", "Completed 뒤의 이탈"),
			sim.Say(
				"%s later unless delay= says otherwise (real panels: hours or days); the status stays Completed and shows it as remains; a refill costs nothing and does not drop again",
				"delay=로 정하지 않으면 %s 뒤입니다(실제 패널은 몇 시간에서 며칠). 상태는 Completed 그대로이고 remains에 나타납니다. 리필은 무료이며 다시 줄지 않습니다", sim.NewFault(sim.ProviderDrop).Delay,
			), byChoice,
		},
		{
			both("a job's end", "작업의 끝"),
			both(
				"one fault decides it: provider-silent before provider-partial before provider-cancel; the others strike the order's next job",
				"장애 하나가 정합니다. provider-silent, provider-partial, provider-cancel 순서이며, 나머지는 그 주문의 다음 작업에 발생합니다",
			),
			byChoice,
		},
		{
			both("points", "포인트"),
			both(
				"taken when the order is paid; given back at once when an awaited call fails, unless sweeper or outbox publishes it again",
				"결제할 때 차감됩니다. 응답을 기다린 호출이 실패하면 바로 환불되지만, sweeper나 outbox가 다시 발행하면 환불되지 않습니다",
			),
			byChoice,
		},
	}
}

func modelRemedies() []cardFact {
	return []cardFact{
		{
			same("sweeper"),
			sim.Say(
				"every %s, rows that have said paid or publish-failed for %s; it knows the database and not what is in flight; it never finds one that says published",
				"%s마다, paid나 publish-failed가 된 지 %s 지난 행을 다시 발행합니다. 데이터베이스만 알고 전송 중인 것은 모릅니다. PUBLISHED인 행은 절대 찾지 못합니다",
				sweepInterval, sweepAge,
			), byChoice,
		},
		{same("outbox"), sim.Say(
			"a relay looks every %s at the outbox rows not marked sent, oldest first, and marks row and order after the ack; the order's status hides none",
			"릴레이가 %s마다 아직 전송됨으로 기록되지 않은 outbox 행을 오래된 것부터 보내고, ack를 받은 뒤에 outbox 행과 주문에 기록합니다. 주문의 상태가 무엇이든 빠뜨리지 않습니다", relayInterval,
		), byChoice},
		{
			same("idempotent-producer"),
			both(
				"one copy for each publish, by the client's sequence numbers; no help across a second publish",
				"클라이언트의 시퀀스 번호로 발행마다 사본을 하나만 남깁니다. 다시 발행하면 막지 못합니다",
			),
			byBoth,
		},
		{same("dedupe"), both("the consumer remembers the orders it has done", "컨슈머가 이미 처리한 주문을 기억합니다"), byChoice},
		{same("dead-letter"), sim.Say("after %d failed executions the record is put aside", "실행이 %d번 실패하면 레코드를 따로 보관합니다", deadLetterAfter), byChoice},
		{same("reconcile"), sim.Say(
			"after a silence the panel is asked first; after a drop, every %s, for the job's status, and a refill is ordered",
			"응답이 없었으면 패널에 먼저 물어봅니다. 수량이 줄었으면 %s마다 작업의 상태를 확인하고 리필을 요청합니다", reconcileInterval,
		), byChoice},
		{same("send-timeout"), sim.Say("%s unless --send-timeout says otherwise", "%s. --send-timeout으로 바꿀 수 있습니다", sendTimeoutDefault), byChoice},
	}
}

func modelLimits() []cardFact {
	return []cardFact{
		{both("orders", "주문"), sim.Say("%d", "%d건", sim.OrdersMax), unsaid},
		{both("partitions, workers, faults", "파티션, 워커, 장애"), sim.Say("%d, %d, %d", "%d개, %d개, %d개", sim.PartitionsMax, sim.WorkersMax, sim.FaultsMax), unsaid},
		{both("instances, reply partitions, retries", "인스턴스, 응답 파티션, 재시도"), sim.Say("%d, %d, %d", "%d개, %d개, %d회", sim.ServicesMax, sim.ReplyPartitionsMax, sim.RetriesMax), unsaid},
		{both("virtual time", "가상 시간"), sim.Say("%d days", "%d일", int(sim.SpanMax/(24*time.Hour))), unsaid},
		{both("events of a run", "실행의 이벤트"), sim.Say("%d", "%d개", sim.EventsMax), unsaid},
		{both("on the screen, in a picture", "화면, 그림"), sim.Say("%d orders, %d events", "주문 %d건, 이벤트 %d개", sim.LogOrdersMax, sim.LogEventsMax), unsaid},
		{both("orders of compare", "compare의 주문"), sim.Say("%d", "%d건", sim.CompareOrdersMax), unsaid},
		{both("inputs by key", "키로 하는 조작"), sim.Say("%d", "%d번", sim.InputsMax), unsaid},
	}
}

func modelSimplifications() []cardFact {
	return []cardFact{
		{both("cluster", "클러스터"), both(
			"broker and controller in one node, so losing two brokers loses the quorum; production usually separates them",
			"한 노드가 브로커와 컨트롤러를 겸해, 브로커 두 대를 잃으면 쿼럼도 잃습니다. 운영 환경에서는 보통 나눕니다",
		), unsaid},
		{both("network", "네트워크"), both(
			"no loss or delay but by a fault; no bandwidth",
			"장애를 일으키지 않는 한 유실도 지연도 없습니다. 대역폭은 다루지 않습니다",
		), unsaid},
		{both("consumer protocol", "컨슈머 프로토콜"), both(
			"classic group protocol, no static membership, round-robin assignment",
			"classic 그룹 프로토콜, static membership 없음, round-robin 할당",
		), unsaid},
		{both("database", "데이터베이스"), sim.Say(
			"one row an order, always reachable, an UPDATE takes %s",
			"주문마다 행 하나. 언제나 연결되며, UPDATE 한 번에 %s 걸립니다", sim.Spread(markMin, markMax),
		), unsaid},
		{both("sweeper and relay", "sweeper와 릴레이"), both(
			"each locks in the database what it is publishing, so it takes no order twice at once; the lock goes with the process",
			"각자 발행 중인 것을 데이터베이스에서 잠가, 같은 주문을 동시에 두 번 집지 않습니다. 프로세스가 죽으면 잠금도 풀립니다",
		), unsaid},
		{both("activity log", "활동 로그"), both(
			"one plain emit() an order, never hit by a fault: the case where fire-and-forget is right",
			"주문마다 기다리지 않는 emit() 한 번. 장애를 겪지 않습니다. 보내고 잊어도 되는 경우입니다",
		), unsaid},
		{both("the first emit on a topic", "토픽의 첫 emit"), sim.Say(
			"one Metadata request and %s; %d to %d ms were measured on a client that also connects, which ours has done at %d s",
			"Metadata 요청 하나와 %s. 측정값 %d~%dms에는 연결하는 시간도 들어 있지만, 여기서는 %d초에 이미 연결했습니다",
			sim.Spread(coldStartMin, coldStartMax), 75, 275, 0,
		), unsaid},
		{both("calls of one tick", "한 틱 안의 호출"), both(
			"two calls never share a tick of the event loop, so the swap of a tick's last two emits (measured) is not shown",
			"두 호출이 이벤트 루프의 같은 틱에 오는 일이 없어, 한 틱의 마지막 두 emit이 뒤바뀌는 현상(측정됨)은 나타나지 않습니다",
		), unsaid},
		{both("status and reply topic", "상태, 응답 토픽"), both(
			"one partition each; a consumer's own producer waits for a broker, and repeats a status until it is acknowledged",
			"파티션이 하나씩입니다. 컨슈머 자신의 프로듀서는 브로커를 기다리며, ack를 받을 때까지 상태를 다시 보냅니다",
		), unsaid},
		{both("group coordinator", "그룹 코디네이터"), both(
			"moves with the brokers; it is never lost by itself",
			"브로커와 함께 옮겨갑니다. 혼자 사라지는 일은 없습니다",
		), unsaid},
		{both("dead-letter topic", "dead-letter 토픽"), both(
			"nobody reads it: an order put aside unblocks its partition and stays undone",
			"읽는 곳이 없습니다. 따로 보관된 주문은 파티션을 더 막지 않지만, 처리되지 않은 채 남습니다",
		), unsaid},
		{both("panel", "패널"), sim.Say(
			"tells its progress in quarters; the consumer sees the end with its next status call, after %s",
			"진행 상황을 네 단계로 알립니다. 컨슈머는 그다음 status 호출에서, 끝난 지 %s 뒤에 완료를 알게 됩니다", sim.Spread(sim.PanelPollMin, sim.PanelPollMax),
		), unsaid},
		{both("a consumer's own producer", "컨슈머의 프로듀서"), sim.Say(
			"sends the status reports that waited %s after the brokers are back: not measured",
			"브로커가 복구되고 %s 뒤에, 밀린 상태 보고를 보냅니다. 측정하지 않은 값입니다", sim.Spread(reportAgainMin, reportAgainMax),
		), unsaid},
	}
}
