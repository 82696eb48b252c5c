package sim

import (
	"fmt"
	"strings"
	"time"
)

// ModelSection is a part of the model card.
type ModelSection struct {
	Title string
	Facts []ModelFact
}

// ModelFact is one line of the model card: a figure or a rule, and where it
// comes from. Source is empty where the title of the section says it.
type ModelFact struct {
	What   string
	Is     string
	Source string
}

// Sources of the model card's figures, in plain words.
const (
	bySource   = "read from source"
	byMeasure  = "measured"
	byChoice   = "a choice of the simulated company"
	byContract = "the de-facto SMM panel API v2"
)

// ModelCard says what the simulation models, with which figures, and what it
// leaves out. The figures are the constants that the engine uses.
func ModelCard() []ModelSection {
	return []ModelSection{
		{"what is modelled", modelVersions()},
		{"defaults outside a scenario", modelDefaults()},
		{"producer: NestJS on kafkajs", modelProducer()},
		{"producer: kafka-go", modelWriter()},
		{"brokers", modelBrokers()},
		{"consumers", modelConsumers()},
		{"work and money", modelWork()},
		{"remedies", modelRemedies()},
		{"limits of a run", modelLimits()},
		{"simplifications", modelSimplifications()},
	}
}

func modelVersions() []ModelFact {
	return []ModelFact{
		{"order service", "NestJS microservices 12.1 with kafkajs 2.2.4 and rxjs 7.8 on Node 20", byMeasure + " over the real wire protocol, and " + bySource},
		{"--client kafka-go", "segmentio/kafka-go v0.4.51", byMeasure + ", and " + bySource},
		{"brokers", "Apache Kafka 4.3.1, KRaft, three nodes that are broker and controller at once", byMeasure + " on a real cluster"},
		{"panel", "add, status, cancel, balance; no idempotency key", byContract},
		{"time", "virtual, whole microseconds; one seeded random stream for each subsystem", "the engine"},
	}
}

func modelDefaults() []ModelFact {
	c := DefaultConfig()
	return []ModelFact{
		{"mode, client", c.Mode.String() + ", " + c.Client.String(), ""},
		{"orders", fmt.Sprintf("%d, one every %s from %s on, seed %d", c.Orders, c.Rate.At(2)-c.Rate.At(1), c.Rate.At(1), c.Seed), ""},
		{"external", fmt.Sprintf("%d %% of the orders go to the external panel", c.ExternalRatio/10), ""},
		{"acks", fmt.Sprintf("%d: all in-sync replicas", c.Acks), ""},
		{"topic sns.orders", fmt.Sprintf("%d partitions, replication %d, min.insync.replicas %d, key = order id", c.Partitions, BrokerCount, minInSync), ""},
		{"consumer groups", fmt.Sprintf("in-house with %d workers, external, statistics; session timeout %s", c.Workers, c.SessionTimeout), ""},
		{"end", fmt.Sprintf("when nothing more can happen, or at %s of virtual time", c.Until), ""},
	}
}

func modelProducer() []ModelFact {
	return []ModelFact{
		{"emit() returns after", spread(callReturnMin, callReturnMax), byMeasure + " 0 to 11 ms; the usual case"},
		{"the request leaves after", spread(dispatchMin, dispatchMax) + " on a warm connection", byMeasure + ", about 2 ms"},
		{"setPublished()", spread(markMin, markMax), byChoice + ": one UPDATE"},
		{"attempts", fmt.Sprintf("%d, request timeout %s each, connect timeout %s", attemptsMax, requestTimeout, connectTimeout), bySource},
		{"sleep between attempts", fmt.Sprintf("%s ± %d %% first, then twice the last ± %d %%, at most %s", retryInitial, retryFactorPermille/10, retryFactorPermille/10, retrySleepMax), bySource + ", and " + byMeasure + ": 4.1 to 18.8 s in all, median 9.1 s"},
		{"reconnect round", fmt.Sprintf("shared by all, up to %d connects by the same law; whoever waited in a used-up round is given up as the client reconnects", roundConnectsMax), bySource + ", and " + byMeasure},
		{"after a crash", "the order service runs again after " + spread(serviceRestartMin, serviceRestartMax), byChoice},
	}
}

func modelWriter() []ModelFact {
	return []ModelFact{
		{"attempts", fmt.Sprintf("%d, back-off %s", writerAttemptsMax, spread(writerBackoffMin, writerBackoffMax)), bySource},
		{"timeouts", fmt.Sprintf("read and write %s; batches wait %s (its own default of 1 s is overridden)", writerTimeout, writerBatchTimeout), bySource},
		{"emit()", "Async: true, which returns nil whatever happens", bySource},
		{"idempotence", "none: the setting has no effect", bySource},
	}
}

func modelBrokers() []ModelFact {
	return []ModelFact{
		{"one way over the network", spread(hopMin, hopMax), "so chosen that an awaited emit costs 3 to 4 ms, as measured"},
		{"high watermark", "consumers see a record once every in-sync replica has it: " + spread(replicateMin, replicateMax), byMeasure},
		{"a slow follower leaves the ISR after", replicaLagMax.String(), "replica.lag.time.max.ms, Kafka's default"},
		{"a crashed broker is replaced after", spread(fenceMin, fenceMax), byMeasure + ": its session is 9 s since the last heartbeat"},
		{"a broker shut down in order", "leadership moves in " + spread(shutdownMin, shutdownMax), byMeasure},
		{"a crashed broker's port opens after", fmt.Sprintf("%s, %s when all crashed", portOneBroker, portAllBrokers), byMeasure},
	}
}

func modelConsumers() []ModelFact {
	return []ModelFact{
		{"fetch, commit", spread(fetchMin, fetchMax) + ", " + spread(commitMin, commitMax) + "; the commit comes at the end of the fetched batch", byMeasure + ", and " + bySource},
		{"a handler that throws", "the record comes again by the retry law, then the consumer crashes and starts over after " + spread(crashRestartMin, crashRestartMax) + ", for ever", byMeasure},
		{"heartbeat", heartbeatInterval.String() + "; the first rebalance of an empty group waits " + initialRebalance.String(), bySource + ", and " + byMeasure},
		{"a broker crash", "stops a kafkajs consumer for " + spread(brokerCrashStopMin, brokerCrashStopMax), byMeasure},
		{"send()", "the request's offset is committed before its answer is written", byMeasure + ": 24 of 24 runs"},
	}
}

func modelWork() []ModelFact {
	return []ModelFact{
		{"in-house work", spread(workMin, workMax) + " inside the handler", byChoice},
		{"a panel job", spread(jobMin, jobMax) + " after it was accepted; its answer takes " + spread(panelAnswerMin, panelAnswerMax), byChoice},
		{"the panel's price", fmt.Sprintf("$ %s for 1,000 likes, followers or views", FormatCents(costPermillePerPiece)), byChoice},
		{"points", "taken when the order is paid; given back at once when an awaited call fails, unless sweeper or outbox publishes it again", byChoice},
	}
}

func modelRemedies() []ModelFact {
	return []ModelFact{
		{"sweeper", "every " + sweepInterval.String() + ", rows that are not published; it never finds one that says published", byChoice},
		{"outbox", "a relay looks every " + relayInterval.String() + " and marks after the ack", byChoice},
		{"idempotent-producer", "one copy for each publish, by the client's sequence numbers; no help across a second publish", bySource + ", and " + byMeasure},
		{"dedupe", "the consumer remembers the orders it has done", byChoice},
		{"dead-letter", fmt.Sprintf("after %d failed executions the record is put aside", deadLetterAfter), byChoice},
		{"reconcile", "after a silence the panel is asked first", byChoice},
		{"send-timeout", sendTimeoutDefault.String() + " unless --send-timeout says otherwise", byChoice},
	}
}

func modelLimits() []ModelFact {
	return []ModelFact{
		{"orders", fmt.Sprint(OrdersMax), ""},
		{"partitions, workers, faults", fmt.Sprintf("%d, %d, %d", PartitionsMax, WorkersMax, FaultsMax), ""},
		{"virtual time", fmt.Sprintf("%d days", SpanMax/(24*time.Hour)), ""},
		{"events of a log that is read", fmt.Sprint(LogEventsMax), ""},
		{"inputs by key", fmt.Sprint(InputsMax), ""},
	}
}

func modelSimplifications() []ModelFact {
	return []ModelFact{
		{"cluster", "broker and controller in one node, so losing two brokers loses the quorum; production usually separates them", ""},
		{"network", "no loss or delay but by a fault; no bandwidth", ""},
		{"consumer protocol", "classic group protocol, no static membership, round-robin assignment", ""},
		{"database", "one row an order, always reachable, an UPDATE takes " + spread(markMin, markMax), ""},
		{"activity log", "one plain emit() an order, never hit by a fault: the case where fire-and-forget is right", ""},
		{"the first emit on a topic", "one Metadata request and " + spread(coldStartMin, coldStartMax) + "; 75 to 275 ms were measured on a client that also connects, which ours has done at 0 s", ""},
		{"calls of one tick", "two calls never share a tick of the event loop, so the swap of a tick's last two emits (measured) is not shown", ""},
		{"status and reply topic", "one partition each; a consumer's own producer waits for a broker, and repeats a status until it is acknowledged", ""},
		{"group coordinator", "moves with the brokers; it is never lost by itself", ""},
		{"dead-letter topic", "nobody reads it: an order put aside unblocks its partition and stays undone", ""},
		{"panel", "tells its progress in quarters; the consumer sees the end with its next status call, after " + spread(panelPollMin, panelPollMax), ""},
		{"reconnecting consumers", spread(consumerReconnectMin, consumerReconnectMax) + " after the brokers are back: not measured", ""},
	}
}

// spread writes a range of durations.
func spread(low, high time.Duration) string {
	return strings.TrimSuffix(low.String(), unitOf(low, high)) + " to " + high.String()
}

// unitOf returns the unit that both durations end in where it needs to be said once.
func unitOf(low, high time.Duration) string {
	for _, unit := range []string{"ms", "µs"} {
		if strings.HasSuffix(low.String(), unit) && strings.HasSuffix(high.String(), unit) {
			return unit
		}
	}
	if low < time.Minute && high < time.Minute && low >= time.Second {
		return "s"
	}
	return ""
}
