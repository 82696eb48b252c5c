package words

import "orderflow/sim"

// captions are the sentences of row 1: present tense, the order by its number,
// at most 76 columns. Where a second variant exists it is the shorter one.
type captions struct {
	Start                string                `max:"76"`
	Created              string                `max:"76" args:"order 3; product blog views; quantity 200"`
	Adopted              string                `max:"76" args:"order 3; product blog views; quantity 200"`
	Paid                 string                `max:"76" args:"order 3; points 4,000"`
	Called               string                `max:"76" args:"order 3"`
	CalledAwait          string                `max:"76" args:"order 3"`
	CalledSend           string                `max:"76" args:"order 3"`
	SweeperCalls         string                `max:"76" args:"order 3"`
	OutboxCalls          string                `max:"76" args:"order 3"`
	Marked               string                `max:"76" args:"order 3"`
	MarkedAck            string                `max:"76" args:"order 3"`
	MarkedReply          string                `max:"76" args:"order 3"`
	MarkedDone           string                `max:"76" args:"order 3"`
	OnWire               string                `max:"76" args:"order 3; span 3 ms"`
	OnWireUnmarked       string                `max:"76" args:"order 3"`
	Appended             string                `max:"76" args:"order 3; place P2@0"`
	Unseen               string                `max:"76" args:"order 3"`
	Absent               string                `max:"76" args:"order 3"`
	NoConsumer           string                `max:"76" args:"order 3"`
	NobodyReads          string                `max:"76" args:"order 3"`
	GhostFirst           string                `max:"76" args:"order 3; time 35.8 s"`
	Polled               string                `max:"76" args:"order 3; worker 1"`
	PolledExternal       string                `max:"76" args:"order 3"`
	Processing           string                `max:"76" args:"order 3"`
	Handled              string                `max:"76" args:"order 3"`
	Finished             string                `max:"76" args:"order 3"`
	Committed            string                `max:"76" args:"order 3"`
	Reported             string                `max:"76" args:"order 3"`
	ToldLate             string                `max:"76" args:"order 2; span 7.5 s"`
	RowSays              string                `max:"76" args:"order 2; row CANCELED"`
	Refunded             string                `max:"76" args:"points 9,000; order 4"`
	CallerValue          string                `max:"76" args:"order 3; span 4 ms"`
	Accepted             string                `max:"76" args:"job 8841; order 2"`
	HandledJob           string                `max:"76" args:"order 2; job 8841"`
	Progress             string                `max:"76" args:"job 8841; percent 50; order 2"`
	ProgressOnly         string                `max:"76" args:"job 8841; percent 50; order 2"`
	ProgressAgain        string                `max:"76" args:"job 8842; order 2; percent 50"`
	JobDone              string                `max:"76" args:"job 8841; order 2"`
	JobDoneGone          string                `max:"76" args:"job 8841; order 2"`
	JobEnded             string                `max:"76" args:"job 8841; status Canceled; order 2"`
	BoughtTwice          string                `max:"76" args:"order 2; job 8842"`
	PanelRefused         string                `max:"76" args:"order 2"`
	PanelDeclined        string                `max:"76" args:"order 2; answer Not enough funds on balance"`
	JobDropped           string                `max:"76" args:"job 8841; of 1,000; left 500"`
	RefillOrdered        string                `max:"76" args:"job 8841; quantity 500"`
	JobRefilled          string                `max:"76" args:"job 8841"`
	PanelSilent          string                `max:"76" args:"order 2"`
	FaultBegins          string                `max:"76" args:"fault lost ack"`
	FaultOver            string                `max:"76" args:"fault lost ack"`
	BrokerGone           string                `max:"76"`
	BrokerGoneKnown      string                `max:"76"`
	BrokerOne            string                `max:"76"`
	BrokerBack           string                `max:"76"`
	BrokerBackNext       string                `max:"76" args:"span 2.5 s"`
	WaitsUnmarked        string                `max:"76" args:"order 4"`
	WaitsAgain           string                `max:"76" args:"order 4"`
	WaitUnmarked         string                `max:"76" args:"records five"`
	Wait                 string                `max:"116" args:"rows five"`
	WaitShort            string                `max:"76" args:"rows five"`
	RoundStarts          string                `max:"76" args:"connects six connects"`
	SecondRound          string                `max:"76" args:"connects six connects"`
	AnotherRound         string                `max:"76" args:"round 3; connects six connects"`
	ComesAfter           string                `max:"76" args:"order 9; round 3"`
	Refused              string                `max:"76" args:"connect 4; connects 6; waiting Two orders wait in memory.; next  Next in 2.1 s."`
	RefusedRound         string                `max:"76" args:"round 3; connect 4; connects 6; waiting Two orders wait.; next  Next in 2.1 s."`
	MemoryNone           string                `max:"40"`
	MemoryOne            string                `max:"40" args:"order 4"`
	MemoryOneShort       string                `max:"24" args:"order 4"`
	MemoryManyShort      string                `max:"24" args:"orders two"`
	MemoryMany           string                `max:"40" args:"orders two"`
	NextConnect          string                `max:"24" args:"span 2.1 s"`
	UsedUpOne            string                `max:"76" args:"order 4"`
	UsedUp               string                `max:"76" args:"orders five"`
	UsedUpN              string                `max:"76" args:"round 3"`
	RoundWaits           string                `max:"76" args:"round 2; orders five"`
	Reconnected          string                `max:"76"`
	ReconnectedOne       string                `max:"76" args:"order 9"`
	ReconnectedMany      string                `max:"76" args:"orders eight"`
	RefusedBy            string                `max:"76" args:"order 4; error NOT_ENOUGH_REPLICAS_AFTER_APPEND"`
	AnswerLost           string                `max:"76" args:"order 5"`
	NoAnswer             string                `max:"76" args:"order 5"`
	Retry                string                `max:"76" args:"order 4; try 4; tries 6; span 2.4 s"`
	RetryAgain           string                `max:"76" args:"order 4; try 4; tries 6; span 2.4 s"`
	RetryUnsure          string                `max:"76" args:"order 4; try 4; tries 6; span 2.4 s"`
	Retried              string                `max:"76" args:"order 4; tries 6"` // while its tries go on
	RetriedAgain         string                `max:"76" args:"order 4; tries 6"`
	RetriedUnsure        string                `max:"76" args:"order 4"`
	CrowdRefused         string                `max:"76" args:"records three"`
	CrowdFinished        string                `max:"76" args:"orders three"`
	CrowdAppended        string                `max:"76" args:"records three"`
	CrowdMarked          string                `max:"76" args:"rows three"`
	CrowdFailed          string                `max:"76" args:"rows three"`
	GaveUp               string                `max:"76" args:"order 4"`
	Truncated            string                `max:"76" args:"order 4"`
	Dropped              string                `max:"76" args:"order 4"`
	LostOne              string                `max:"76" args:"order 4"`
	LostReconnectOne     string                `max:"76" args:"order 4"`
	DiedOne              string                `max:"76" args:"order 4"`
	Lost                 string                `max:"76" args:"orders five"`
	LostReconnect        string                `max:"76" args:"orders five"`
	LostRound            string                `max:"76" args:"orders five"`
	Died                 string                `max:"76" args:"orders five"`
	LostRoundN           string                `max:"76" args:"round 3; orders eight"`
	LostRoundAll         string                `max:"76" args:"round 3; orders eight"`
	CallerOne            string                `max:"76" args:"order 4; span 20.9 s"`
	Callers              string                `max:"76" args:"callers five; span 20.9 s"`
	Twice                string                `max:"76" args:"order 5"`
	ManyTimes            string                `max:"76" args:"order 5; times six"`
	Late                 string                `max:"76" args:"order 9; span 11.1 s"`
	LateLastTry          string                `max:"76" args:"order 6; span 8.9 s"`
	LateTry              string                `max:"76" args:"order 6; span 8.9 s; try 4; tries 6"`
	LateMany             string                `max:"76" args:"orders three; span 11.1 s"`
	Overtakes            string                `max:"76" args:"order 12; orders eight"`
	OvertakesOne         string                `max:"76" args:"order 12; overtaken 11"`
	HandledAgain         string                `max:"76" args:"order 5; execution 2"`
	HandlerThrew         string                `max:"76" args:"order 5; error InternalServerError"`
	HandlerThrewFetchers string                `max:"96" args:"order 5; error InternalServerError"`
	HandlerThrewAgain    string                `max:"76" args:"order 5; error InternalServerError; span 0.3 s"`
	DoneAgain            string                `max:"76" args:"order 5; times six"`
	CommitFailed         string                `max:"76" args:"order 5"`
	ReplySent            string                `max:"76" args:"order 5"`
	ReplyReceived        string                `max:"76" args:"order 5"`
	ReplyDropped         string                `max:"76" args:"order 5"`
	ReplyFailed          string                `max:"76" args:"order 5"`
	Anomalies            [sim.Stuck + 1]string `max:"76" args:"order 4"`
	ServiceDied          string                `max:"76"`
	ServiceBack          string                `max:"76"`
	ServiceJoins         string                `max:"76"`
	LetIn                string                `max:"76"`
	ServiceCloses        string                `max:"76"`
	InstanceDied         string                `max:"76" args:"instance 2"`
	InstanceCloses       string                `max:"76" args:"instance 2"`
	InstanceBack         string                `max:"76" args:"instance 2"`
	Skipped              string                `max:"76" args:"order 4; group in-house"`
	ServiceHeld          string                `max:"112" args:"time 30.9 s"`
	ServiceHeldShort     string                `max:"76" args:"time 30.9 s"`
	LetInOne             string                `max:"76" args:"order 4"`
	LetInMany            string                `max:"76" args:"orders five"`
	RemedyOn             string                `max:"76" args:"remedy sweeper"`
	RemedyOff            string                `max:"76" args:"remedy sweeper"`
	Limit                string                `max:"76" args:"limit text"`
	BrokerStopped        string                `max:"76" args:"broker 1"`
	BrokerStarted        string                `max:"76" args:"broker 1"`
	GroupUnseen          string                `max:"76" args:"group in-house"`
	GroupSeen            string                `max:"76" args:"group in-house"`
	PartitionUnseen      string                `max:"76" args:"partition 1"`
	PartitionSeen        string                `max:"76" args:"partition 1"`
	TopicDeleted         string                `max:"76" args:"topic sns.orders"`
	Elsewhere            string                `max:"76" args:"order 4"`
	Cut                  string                `max:"76" args:"broker 1"`
	NoLeader             string                `max:"76" args:"partition 1"`
	Elected              string                `max:"76" args:"broker 2; partition 1"`
	InSync               string                `max:"76" args:"partition 1; replicas 2; of 3"`
	Joined               string                `max:"76" args:"member worker w1; group in-house"`
	Left                 string                `max:"76" args:"member worker w1; group in-house"`
	GhostGone            string                `max:"76" args:"member worker w1; group in-house"`
	ThrownOut            string                `max:"76" args:"member worker w1; group in-house"`
	Restarted            string                `max:"76" args:"member worker w1; group in-house"`
	RunsAgain            string                `max:"76" args:"member worker w1; group in-house"`
	Joins                string                `max:"76" args:"member worker w1; group in-house"`
	StopsReading         string                `max:"76" args:"member worker w1; group in-house"`
	Assigned             string                `max:"76" args:"group in-house"`
	ConsumerBack         string                `max:"76" args:"member worker w1"`
	ConsumerGone         string                `max:"76" args:"member worker w1"`
	WorkerCrashed        string                `max:"76" args:"member worker w1"`
	WorkerEmpty          string                `max:"76" args:"member worker w1"`
	KafkajsCrash         string                `max:"96" args:"member worker w1; error KafkaJSNoBrokerAvailableError; span 0.3 s"`
	KafkajsCrashShort    string                `max:"76" args:"member worker w1; error KafkaJSNoBrokerAvailableError"`
	Refetches            string                `max:"96" args:"member worker w1; span 0.3 s; retry 1; retries 5"`
	RefetchesShort       string                `max:"76" args:"member worker w1; span 0.3 s"`
	JoinsGhostShort      string                `max:"76" args:"member worker w1; time 35.8 s"`
	GhostStaysShort      string                `max:"76" args:"member worker w1; time 35.8 s"`
	GhostNext            string                `max:"76" args:"member worker w1; time 35.8 s"`
	JoinsGhost           string                `max:"96" args:"member worker w1; group in-house; time 35.8 s"`
	GhostStays           string                `max:"96" args:"member worker w1; group in-house; time 35.8 s"`
	GroupLoaded          string                `max:"76" args:"broker 2; group in-house"`
	EndNone              string                `max:"76"`
	EndLostOne           string                `max:"76" args:"order 4"`
	EndLost              string                `max:"76" args:"orders five"`
	EndLostAny           string                `max:"76" args:"lost five; orders twelve"`
	EndFailed            string                `max:"76" args:"finished five; failed seven"`
	EndEarly             string                `max:"76" args:"finished five; ended seven"`
	EndOpen              string                `max:"76" args:"finished five; orders twelve"`
	EndOpenFew           string                `max:"76" args:"finished one; orders twelve"`
	EndLostAnyOne        string                `max:"76" args:"order 4; orders twelve"`
	EndAll               string                `max:"76" args:"orders twelve"`
	EndAllTold           string                `max:"76" args:"orders twelve"`
	EndLostTold          string                `max:"76" args:"orders twelve"`
	EndAllOne            string                `max:"76" args:"order 1"`
	EndAllToldOne        string                `max:"76" args:"order 1"`
	EndLostToldOne       string                `max:"76" args:"order 1"`
	EndTwice             string                `max:"76" args:"orders twelve; twice five"`
	EndBought            string                `max:"76" args:"orders twelve; twice five"`
	EndTwiceOne          string                `max:"76" args:"order 1"`
	EndOpenOne           string                `max:"76" args:"order 1"`
	None                 string                `max:"6"`
}

var englishCaptions = captions{
	Start:                "The order service is about to publish. Every order is a row in its database.",
	Created:              "#%[1]d is a new order: %[2]s ×%[3]s.",
	Adopted:              "Another service's order arrives: #%[1]d, %[2]s ×%[3]s.",
	Paid:                 "#%[1]d is paid: %[2]s P are taken. Nothing is published yet.",
	Called:               "emit() is called for #%[1]d. It returns at once; nothing is sent yet.",
	CalledAwait:          "#%[1]d is handed over. The order service waits for the broker's answer.",
	CalledSend:           "#%[1]d is sent. The order service waits for the handler's answer.",
	SweeperCalls:         "The sweeper found #%[1]d unpublished and publishes it again.",
	OutboxCalls:          "The outbox relay publishes #%[1]d.",
	Marked:               "#%[1]d says PUBLISHED. Nothing has been sent.",
	MarkedAck:            "#%[1]d says PUBLISHED: the broker has it. Whether it was handled is not known.",
	MarkedReply:          "#%[1]d says PUBLISHED: its handler has answered.",
	MarkedDone:           "#%[1]d says PUBLISHED, and it is finished already.",
	OnWire:               "#%[1]d is on the wire. Its row has said PUBLISHED for %[2]s.",
	OnWireUnmarked:       "#%[1]d is on the wire. Its row does not say PUBLISHED yet.",
	Appended:             "The broker has #%[1]d at %[2]s. Nobody has handled it yet.",
	Unseen:               "The leader alone has #%[1]d: no consumer can see it, so it is no LAG yet.",
	Absent:               "#%[1]d waits as LAG: nobody consumes.",
	NoConsumer:           "#%[1]d waits as LAG: the consumers are still joining.",
	NobodyReads:          "#%[1]d waits as LAG: none of its consumers reads now.",
	GhostFirst:           "#%[1]d waits as LAG: its consumers wait for a ghost, until %[2]s.",
	Polled:               "Worker w%[2]d has polled #%[1]d.",
	PolledExternal:       "The external consumer has polled #%[1]d. It asks the panel now.",
	Processing:           "#%[1]d is being worked on. Its row says PROCESSING.",
	Handled:              "The handler of #%[1]d has returned.",
	Finished:             "#%[1]d is finished. Its row does not say so yet.",
	Committed:            "#%[1]d is committed: its group will not read it again.",
	Reported:             "#%[1]d is finished, and its row says so.",
	ToldLate:             "#%[1]d was finished %[2]s ago. Its row learns it now.",
	RowSays:              "The row of #%[1]d says %[2]s now.",
	Refunded:             "%[1]s P of #%[2]d are refunded.",
	CallerValue:          "The caller of #%[1]d has its answer, after %[2]s.",
	Accepted:             "The panel accepted job %[1]d for #%[2]d. Nothing is delivered yet.",
	HandledJob:           "#%[1]d is handled: the panel accepted job %[2]d. It is not finished.",
	Progress:             "The panel's job %[1]d is at %[2]d %%. #%[3]d is handled, not finished.",
	ProgressOnly:         "The panel's job %[1]d is at %[2]d %%. #%[3]d is not handled yet, nor finished.",
	ProgressAgain:        "The panel's job %[1]d, bought for #%[2]d once more, is at %[3]d %%.",
	JobDone:              "The panel has finished job %[1]d. The row of #%[2]d does not say so yet.",
	JobDoneGone:          "The panel has finished job %[1]d. No broker: the row of #%[2]d cannot learn it.",
	JobEnded:             "The panel ends job %[1]d as %[2]s. #%[3]d is not complete.",
	BoughtTwice:          "#%[1]d is bought again: the panel accepted job %[2]d too.",
	PanelRefused:         "The panel refuses #%[1]d.",
	PanelDeclined:        "The panel says no to #%[1]d: \"%[2]s\"",
	JobDropped:           "Job %[1]d was Completed. Of %[2]s, %[3]s are left, and nobody is told.",
	RefillOrdered:        "Reconcile asks about job %[1]d, and orders a refill of %[2]s.",
	JobRefilled:          "The panel has delivered the refill of job %[1]d.",
	PanelSilent:          "The panel does not answer for #%[1]d. It may have accepted.",
	FaultBegins:          "A fault begins: %[1]s.",
	FaultOver:            "The fault is over: %[1]s.",
	BrokerGone:           "The broker is gone. The order service has not noticed.",
	BrokerGoneKnown:      "The broker is gone. The client had no connection to it anyway.",
	BrokerOne:            "One of the brokers is gone. The others go on.",
	BrokerBack:           "The broker is back. Nobody has noticed yet.",
	BrokerBackNext:       "The broker is back. The client does not know yet; it tries in %[1]s.",
	WaitsUnmarked:        "#%[1]d waits in memory for the connection, and its caller waits with it.",
	WaitsAgain:           "#%[1]d waits in memory for the connection. Its row does not say PUBLISHED.",
	WaitUnmarked:         "Nothing is sent: %[1]s records wait in memory for the connection.",
	Wait:                 "The records of %[1]s rows that say PUBLISHED are still in the producer's memory.",
	WaitShort:            "The records of %[1]s rows that say PUBLISHED are still in memory.",
	RoundStarts:          "No connection: the client reconnects, with up to %[1]s.",
	SecondRound:          "A second round of up to %[1]s begins.",
	AnotherRound:         "Round %[1]d of up to %[2]s begins.",
	ComesAfter:           "#%[1]d comes after the first round. It waits in memory, in round %[2]d.",
	Refused:              "Connect %[1]d of %[2]d is refused. %[3]s%[4]s",
	RefusedRound:         "Round %[1]d: connect %[2]d of %[3]d is refused. %[4]s%[5]s",
	MemoryNone:           "Nothing waits.",
	MemoryOne:            "#%[1]d waits in memory.",
	MemoryOneShort:       "#%[1]d waits.",
	MemoryManyShort:      "%[1]s orders wait.",
	MemoryMany:           "%[1]s orders wait in memory.",
	NextConnect:          " Next in %[1]s.",
	UsedUpOne:            "The first round is used up. #%[1]d is still in memory.",
	UsedUp:               "The first round is used up. %[1]s orders are still in memory.",
	UsedUpN:              "Round %[1]d is used up too.",
	RoundWaits:           "Round %[1]d is connected. %[2]s orders wait on, for the metadata.",
	Reconnected:          "The client is connected again.",
	ReconnectedOne:       "The client is connected again. #%[1]d is still in memory.",
	ReconnectedMany:      "The client is connected again. %[1]s orders are still in memory.",
	RefusedBy:            "The broker refuses #%[1]d: %[2]s.",
	AnswerLost:           "The answer for #%[1]d is lost. The record is in the log.",
	NoAnswer:             "#%[1]d has no answer. It may or may not be in the log.",
	Retry:                "#%[1]d is refused. Try %[2]d of %[3]d in %[4]s.",
	RetryAgain:           "#%[1]d is refused again. Try %[2]d of %[3]d in %[4]s.",
	RetryUnsure:          "No answer for #%[1]d: it is sent again, try %[2]d of %[3]d in %[4]s.",
	Retried:              "#%[1]d is refused. It waits in memory, and is tried %[2]d times.",
	RetriedAgain:         "#%[1]d is refused again. After try %[2]d it is given up.",
	RetriedUnsure:        "There is no answer for #%[1]d: it is sent again.",
	CrowdRefused:         "%[1]s records are refused again. Each waits for a try of its own.",
	CrowdFinished:        "%[1]s orders are finished.",
	CrowdAppended:        "The broker has %[1]s more records.",
	CrowdMarked:          "%[1]s more rows say PUBLISHED.",
	CrowdFailed:          "%[1]s rows say PUBLISH-FAILED now.",
	GaveUp:               "The producer gives #%[1]d up.",
	Truncated:            "The new leader does not have #%[1]d. It was acknowledged, and it is gone.",
	Dropped:              "#%[1]d left, and never comes into the log. At acks 0 nobody is told.",
	LostOne:              "#%[1]d is LOST. Its row says PUBLISHED; nobody will send it again.",
	LostReconnectOne:     "The client reconnects, and at this very moment #%[1]d is given up.",
	DiedOne:              "The process dies. #%[1]d was only in its memory: it is LOST.",
	Lost:                 "%[1]s orders are LOST. Their rows say PUBLISHED; nobody sends them again.",
	LostReconnect:        "The client reconnects, and at this very moment %[1]s orders are given up.",
	LostRound:            "The second round is used up too: %[1]s orders are given up.",
	Died:                 "The process dies. %[1]s orders were only in its memory: they are LOST.",
	LostRoundN:           "Round %[1]d is used up too: %[2]s orders are given up.",
	LostRoundAll:         "Round %[1]d is used up too: all %[2]s orders that waited are given up.",
	CallerOne:            "The caller of #%[1]d knows: it failed after %[2]s.",
	Callers:              "%[1]s callers know: their orders failed, after up to %[2]s.",
	Twice:                "#%[1]d is in the log twice. Both copies will be handled.",
	ManyTimes:            "#%[1]d is in the log %[2]s times. Every copy will be handled.",
	Late:                 "#%[1]d arrives %[2]s late. It had waited in memory.",
	LateLastTry:          "#%[1]d arrives %[2]s late, on its last try.",
	LateTry:              "#%[1]d arrives %[2]s late, on try %[3]d of %[4]d.",
	LateMany:             "%[1]s orders arrive, up to %[2]s late. They had waited in memory.",
	Overtakes:            "#%[1]d is called after the broker is back: it overtakes the %[2]s that wait.",
	OvertakesOne:         "#%[1]d is called after the broker is back: it overtakes #%[2]d, which waits.",
	HandledAgain:         "#%[1]d is handled again: execution %[2]d.",
	HandlerThrew:         "The handler of #%[1]d throws %[2]s.",
	HandlerThrewFetchers: "The handler of #%[1]d throws %[2]s. It comes again when all fetchers have ended.",
	HandlerThrewAgain:    "The handler of #%[1]d throws %[2]s. Again in %[3]s.",
	DoneAgain:            "The work of #%[1]d is done again: %[2]s times now.",
	CommitFailed:         "The commit of #%[1]d does not reach the broker.",
	ReplySent:            "The answer for #%[1]d is in the reply topic.",
	ReplyReceived:        "The answer for #%[1]d reaches the caller that waits for it.",
	ReplyDropped:         "An answer for #%[1]d comes, and nobody waits for it any more.",
	ReplyFailed:          "The answer for #%[1]d cannot be written. Its caller goes on waiting.",
	Anomalies: [sim.Stuck + 1]string{
		0:                     "The checker finds something wrong with #%[1]d.",
		sim.PhantomPublish:    "#%[1]d says PUBLISHED; it is not in the log, and no attempt is left.",
		sim.GhostCharge:       "#%[1]d is paid for, and nobody will ever do its work.",
		sim.UnmarkedPublish:   "#%[1]d is in the log, and its row does not say PUBLISHED.",
		sim.DuplicateRecord:   "#%[1]d is in the log more than once. Each copy will be handled.",
		sim.DuplicateWork:     "The work of #%[1]d is done more than once.",
		sim.DuplicatePurchase: "The panel is paid more than once for #%[1]d.",
		sim.AckedLoss:         "#%[1]d was acknowledged by the broker, and is gone.",
		sim.BlockedPartition:  "#%[1]d cannot be handled, and holds up every record behind it.",
		sim.LostReply:         "#%[1]d is done, and its caller never gets the answer.",
		sim.LateExecution:     "#%[1]d is done after its caller has given up.",
		sim.Reordered:         "#%[1]d comes into the log after a later order.",
		sim.Stuck:             "Nothing is wrong with #%[1]d, and nothing moves.",
	},
	ServiceDied:       "The order service's process dies, and what was in its memory with it.",
	ServiceBack:       "The order service runs again, with an empty memory.",
	ServiceJoins:      "The order service runs again. Its client joins its group before it sends.",
	LetIn:             "The order service's client has joined its group: it can send now.",
	ServiceCloses:     "The order service closes in order: it leaves its groups first.",
	InstanceDied:      "Instance %[1]d of the order service dies, and its memory with it.",
	InstanceCloses:    "Instance %[1]d of the order service closes in order.",
	InstanceBack:      "Instance %[1]d of the order service runs again, with an empty memory.",
	Skipped:           "#%[1]d is never read: %[2]s never committed here and begins at the end.",
	ServiceHeld:       "The order service runs again. Its client sends nothing until the ghost of the dead one is gone, at %[1]s.",
	ServiceHeldShort:  "It runs again. A ghost of the dead one keeps it from sending until %[1]s.",
	LetInOne:          "The order service's client has joined its group: #%[1]d can leave now.",
	LetInMany:         "The client has joined its group: the %[1]s orders that waited leave now.",
	RemedyOn:          "Remedy on: %[1]s.",
	RemedyOff:         "Remedy off: %[1]s.",
	Limit:             "Limit: %[1]s",
	BrokerStopped:     "Broker %[1]d cannot be reached.",
	BrokerStarted:     "Broker %[1]d can be reached again.",
	GroupUnseen:       "Nobody answers for the group %[1]s: its members and its LAG are unknown.",
	GroupSeen:         "The group %[1]s can be seen again.",
	PartitionUnseen:   "P%[1]d: no leader answers. How far its log goes is unknown.",
	PartitionSeen:     "P%[1]d: its leader answers again.",
	TopicDeleted:      "Somebody deleted the topic %[1]s. Its records are gone.",
	Elsewhere:         "A foreign consumer has handled #%[1]d. Whether it is done, it has not told.",
	Cut:               "The connection to broker %[1]d is cut.",
	NoLeader:          "Partition P%[1]d has no leader.",
	Elected:           "Broker %[1]d leads P%[2]d now.",
	InSync:            "P%[1]d: %[2]d of %[3]d replicas are in sync.",
	Joined:            "%[1]s is a member of the group %[2]s.",
	Left:              "%[1]s is no member of the group %[2]s any more.",
	GhostGone:         "The ghost of %[1]s is gone from the group %[2]s.",
	ThrownOut:         "%[1]s was silent too long, and is out of the group %[2]s.",
	Restarted:         "%[1]s runs again, not yet a member of the group %[2]s.",
	RunsAgain:         "%[1]s runs again, still a member of the group %[2]s.",
	Joins:             "%[1]s asks to join %[2]s, and waits for the others.",
	StopsReading:      "%[1]s reads no more: a rebalance of %[2]s has stopped it.",
	Assigned:          "The group %[1]s shares its partitions out anew.",
	ConsumerBack:      "%[1]s is connected again.",
	ConsumerGone:      "%[1]s has no connection.",
	WorkerCrashed:     "%[1]s has crashed. What it did not commit comes again.",
	WorkerEmpty:       "%[1]s has crashed. It had nothing in hand.",
	KafkajsCrash:      "%[1]s crashes: %[2]s. It starts again in %[3]s.",
	KafkajsCrashShort: "%[1]s crashes: %[2]s.",
	Refetches:         "All fetchers of %[1]s have ended. It fetches again in %[2]s (retry %[3]d of %[4]d).",
	RefetchesShort:    "%[1]s fetches again in %[2]s.",
	JoinsGhostShort:   "%[1]s wants to join, and waits for a ghost until %[2]s.",
	GhostStaysShort:   "%[1]s leaves a ghost behind, counted until %[2]s.",
	GhostNext:         "The ghost of %[1]s is gone. Another counts until %[2]s.",
	JoinsGhost:        "%[1]s asks to join %[2]s again. That waits for a ghost, until %[3]s.",
	GhostStays:        "%[1]s leaves a ghost behind: the group %[2]s counts it until %[3]s.",
	GroupLoaded:       "Broker %[1]d coordinates the group %[2]s now. Every session starts anew.",
	EndNone:           "Quiet: there was no order.",
	EndLostOne:        "Quiet: no error, LAG 0. #%[1]d says PUBLISHED and will never be done.",
	EndLost:           "Quiet: no error, LAG 0. %[1]s PUBLISHED orders will never be done.",
	EndLostAny:        "The run is over: %[1]s of %[2]s orders are LOST.",
	EndFailed:         "Quiet: %[1]s finished, %[2]s failed, and the rows say so.",
	EndEarly:          "Quiet: %[1]s finished, %[2]s ended early, and the rows say so.",
	EndOpen:           "The run is over: %[1]s of %[2]s orders are finished.",
	EndOpenFew:        "The run is over: %[1]s of %[2]s orders is finished.",
	EndLostAnyOne:     "The run is over: #%[1]d of %[2]s orders is LOST.",
	EndAll:            "Quiet: no error, LAG 0. All %[1]s orders are finished.",
	EndAllTold:        "The run is over: all %[1]s orders are finished.",
	EndLostTold:       "The run is over: %[1]s PUBLISHED orders will never be done.",
	EndAllOne:         "Quiet: no error, LAG 0. #%[1]d is finished.",
	EndAllToldOne:     "The run is over: #%[1]d is finished.",
	EndLostToldOne:    "The run is over: #%[1]d says PUBLISHED and will never be done.",
	EndTwice:          "The run is over: all %[1]s orders are finished, %[2]s more than once.",
	EndBought:         "The run is over: all %[1]s orders are finished, %[2]s bought more than once.",
	EndTwiceOne:       "The run is over: #%[1]d is finished, more than once.",
	EndOpenOne:        "The run is over, and #%[1]d is not finished.",
	None:              "none",
}

var koreanCaptions = captions{
	Start:                "주문 서비스가 곧 주문을 발행합니다. 주문마다 DB에 행이 하나씩 있습니다.",
	Created:              "새 주문 #%[1]d: %[2]s ×%[3]s.",
	Adopted:              "다른 서비스의 주문 #%[1]d: %[2]s ×%[3]s.",
	Paid:                 "#%[1]d 주문이 결제돼 %[2]s P가 차감됐습니다. 아직 발행하지 않았습니다.",
	Called:               "#%[1]d 주문의 emit()을 호출했습니다. 바로 반환되며, 아직 나간 것은 없습니다.",
	CalledAwait:          "#%[1]d 주문을 전달했습니다. 주문 서비스는 브로커의 응답을 기다립니다.",
	CalledSend:           "#%[1]d 주문을 보냈습니다. 주문 서비스는 핸들러의 응답을 기다립니다.",
	SweeperCalls:         "sweeper가 PUBLISHED가 아닌 #%[1]d 주문을 찾아 다시 보냅니다.",
	OutboxCalls:          "outbox 릴레이가 #%[1]d 주문을 보냅니다.",
	Marked:               "#%[1]d 주문은 PUBLISHED로 기록됐지만, 실제로는 아무것도 전송되지 않았습니다.",
	MarkedAck:            "브로커가 저장한 #%[1]d 주문이 PUBLISHED로 기록됐습니다. 처리 여부는 모릅니다.",
	MarkedReply:          "핸들러가 응답해 #%[1]d 주문이 PUBLISHED로 기록됐습니다.",
	MarkedDone:           "#%[1]d 주문은 이미 완료됐고, 이제 PUBLISHED로 기록됐습니다.",
	OnWire:               "#%[1]d 주문이 전송 중입니다. DB에는 %[2]s 전부터 PUBLISHED입니다.",
	OnWireUnmarked:       "#%[1]d 주문이 전송 중입니다. DB 기록은 아직 PUBLISHED가 아닙니다.",
	Appended:             "브로커가 #%[1]d 주문을 %[2]s 위치에 저장했습니다. 처리는 아직입니다.",
	Unseen:               "#%[1]d 주문은 아직 leader에만 있습니다. 컨슈머가 볼 수 없어 LAG도 아닙니다.",
	Absent:               "#%[1]d 주문이 LAG로 대기 중입니다. 소비하는 곳이 없습니다.",
	NoConsumer:           "#%[1]d 주문이 LAG로 대기 중입니다. 컨슈머가 아직 그룹에 참여하는 중입니다.",
	NobodyReads:          "#%[1]d 주문이 LAG로 대기 중입니다. 지금 읽는 컨슈머가 없습니다.",
	GhostFirst:           "#%[1]d 주문이 LAG로 대기 중입니다. 컨슈머가 유령 멤버를 %[2]s까지 기다립니다.",
	Polled:               "워커(w%[2]d)가 #%[1]d 주문을 가져갔습니다.",
	PolledExternal:       "외부 컨슈머가 #%[1]d 주문을 가져가 패널에 요청합니다.",
	Processing:           "#%[1]d 주문을 처리 중이며, DB에는 PROCESSING입니다.",
	Handled:              "#%[1]d 주문의 핸들러가 끝났습니다.",
	Finished:             "#%[1]d 주문이 완료됐지만, DB에는 아직 반영되지 않았습니다.",
	Committed:            "#%[1]d 주문이 커밋됐습니다. 그룹은 다시 읽지 않습니다.",
	Reported:             "#%[1]d 주문이 완료됐고 DB에도 반영됐습니다.",
	ToldLate:             "#%[1]d 주문은 %[2]s 전에 끝났고, DB에는 이제야 반영됩니다.",
	RowSays:              "#%[1]d 주문의 DB 기록이 %[2]s 상태로 바뀌었습니다.",
	Refunded:             "#%[2]d 주문의 %[1]s P가 환불됐습니다.",
	CallerValue:          "#%[1]d 주문의 호출자가 %[2]s 뒤 응답을 받았습니다.",
	Accepted:             "패널이 #%[2]d 주문의 작업(%[1]d)을 접수했습니다. 아직 이행된 것은 없습니다.",
	HandledJob:           "패널이 #%[1]d 주문을 접수해(작업 %[2]d) 핸들러는 끝났지만, 완료는 아닙니다.",
	Progress:             "패널 작업(%[1]d)이 %[2]d %% 진행됐습니다. #%[3]d 주문은 접수만 끝났습니다.",
	ProgressOnly:         "패널 작업(%[1]d)이 %[2]d %% 진행됐습니다. #%[3]d 주문의 핸들러는 아직입니다.",
	ProgressAgain:        "#%[2]d 주문으로 또 구매한 패널 작업(%[1]d)이 %[3]d %% 진행됐습니다.",
	JobDone:              "패널이 작업(%[1]d)을 끝냈습니다. #%[2]d 주문의 DB에는 아직 반영 전입니다.",
	JobDoneGone:          "패널이 작업(%[1]d)을 끝냈지만, 브로커가 없어 #%[2]d 주문의 DB는 모릅니다.",
	JobEnded:             "패널이 작업(%[1]d)을 %[2]s 상태로 끝냈습니다. #%[3]d 주문은 완료가 아닙니다.",
	BoughtTwice:          "#%[1]d 주문의 작업을 또 구매했습니다. 패널이 작업(%[2]d)도 접수했습니다.",
	PanelRefused:         "패널이 #%[1]d 주문을 거부했습니다.",
	PanelDeclined:        "패널이 #%[1]d 주문을 거절했습니다: \"%[2]s\"",
	JobDropped:           "완료된 작업(%[1]d)이 %[2]s 중 %[3]s만 남았습니다. 아무도 모릅니다.",
	RefillOrdered:        "reconcile이 작업(%[1]d)을 확인하고 %[2]s만큼 리필을 요청합니다.",
	JobRefilled:          "패널이 작업(%[1]d)의 리필을 이행했습니다.",
	PanelSilent:          "패널이 #%[1]d 주문에 응답하지 않습니다. 접수했을 수도 있습니다.",
	FaultBegins:          "장애가 시작됐습니다: %[1]s.",
	FaultOver:            "장애가 끝났습니다: %[1]s.",
	BrokerGone:           "브로커가 내려갔습니다. 주문 서비스는 아직 모릅니다.",
	BrokerGoneKnown:      "브로커가 내려갔습니다. 클라이언트는 이미 연결이 끊겨 있었습니다.",
	BrokerOne:            "브로커 하나가 내려갔습니다. 나머지는 동작 중입니다.",
	BrokerBack:           "브로커가 복구됐습니다. 아직 아무도 모릅니다.",
	BrokerBackNext:       "브로커가 복구됐습니다. 클라이언트는 아직 모르며, %[1]s 뒤 다시 시도합니다.",
	WaitsUnmarked:        "#%[1]d 주문은 메모리에서 연결을 기다리고, 호출자도 함께 기다립니다.",
	WaitsAgain:           "#%[1]d 주문은 메모리에서 연결을 기다립니다. 아직 PUBLISHED가 아닙니다.",
	WaitUnmarked:         "나간 것은 없습니다. %[1]s건이 메모리에서 연결을 기다립니다.",
	Wait:                 "PUBLISHED로 기록된 행 중 %[1]s건의 레코드가 아직 프로듀서 메모리에 있습니다.",
	WaitShort:            "PUBLISHED로 기록된 행 중 %[1]s건의 레코드가 아직 메모리에 있습니다.",
	RoundStarts:          "연결이 끊겨 있습니다. 클라이언트가 최대 %[1]s번 재연결을 시도합니다.",
	SecondRound:          "두 번째 연결 라운드(최대 %[1]s회)가 시작됩니다.",
	AnotherRound:         "%[1]d차 라운드(최대 %[2]s회)가 시작됩니다.",
	ComesAfter:           "#%[1]d 주문은 첫 라운드 뒤에 와서, 메모리에서 %[2]d차 라운드 결과를 기다립니다.",
	Refused:              "연결(%[1]d/%[2]d)이 거부됐습니다. %[3]s%[4]s",
	RefusedRound:         "%[1]d차 라운드: 연결(%[2]d/%[3]d)이 거부됐습니다. %[4]s%[5]s",
	MemoryNone:           "기다리는 것은 없습니다.",
	MemoryOne:            "#%[1]d 주문이 메모리에서 대기합니다.",
	MemoryOneShort:       "#%[1]d 주문 대기.",
	MemoryManyShort:      "%[1]s건 대기.",
	MemoryMany:           "%[1]s건이 메모리에서 대기합니다.",
	NextConnect:          " %[1]s 뒤 다시 시도.",
	UsedUpOne:            "첫 연결 라운드가 모두 소진됐습니다. #%[1]d 주문은 아직 메모리에 있습니다.",
	UsedUp:               "첫 연결 라운드가 모두 소진됐습니다. %[1]s건은 아직 메모리에 있습니다.",
	UsedUpN:              "%[1]d차 라운드도 소진됐습니다.",
	RoundWaits:           "%[1]d차 라운드가 연결됐습니다. %[2]s건은 메타데이터를 더 기다립니다.",
	Reconnected:          "클라이언트가 다시 연결됐습니다.",
	ReconnectedOne:       "클라이언트가 다시 연결됐습니다. #%[1]d 주문은 아직 메모리에 있습니다.",
	ReconnectedMany:      "클라이언트가 다시 연결됐습니다. %[1]s건이 아직 메모리에 있습니다.",
	RefusedBy:            "브로커가 #%[1]d 주문을 거부했습니다: %[2]s.",
	AnswerLost:           "#%[1]d 주문의 응답이 유실됐습니다. 레코드는 로그에 있습니다.",
	NoAnswer:             "#%[1]d 주문의 응답이 없습니다. 저장됐는지 알 수 없습니다.",
	Retry:                "#%[1]d 주문이 거부됐습니다. %[4]s 뒤 %[2]d/%[3]d회 시도.",
	RetryAgain:           "#%[1]d 주문이 다시 거부됐습니다. %[4]s 뒤 %[2]d/%[3]d회 시도.",
	RetryUnsure:          "#%[1]d 주문의 응답이 없어 %[4]s 뒤 다시 보냅니다(%[2]d/%[3]d).",
	Retried:              "#%[1]d 주문이 거부됐습니다. 메모리에서 기다리며 %[2]d번까지 시도합니다.",
	RetriedAgain:         "#%[1]d 주문이 다시 거부됐습니다. %[2]d번째도 실패하면 포기합니다.",
	RetriedUnsure:        "#%[1]d 주문의 응답이 없어 다시 보냅니다.",
	CrowdRefused:         "%[1]s건이 다시 거부됐습니다. 저마다 다음 재시도를 기다립니다.",
	CrowdFinished:        "%[1]s건이 완료됐습니다.",
	CrowdAppended:        "브로커가 %[1]s건을 더 저장했습니다.",
	CrowdMarked:          "%[1]s건이 더 PUBLISHED로 기록됐습니다.",
	CrowdFailed:          "%[1]s건이 PUBLISH-FAILED로 기록됐습니다.",
	GaveUp:               "프로듀서가 #%[1]d 주문을 포기했습니다.",
	Truncated:            "새 leader에는 #%[1]d 주문이 없습니다. ack까지 받은 레코드가 사라졌습니다.",
	Dropped:              "#%[1]d 주문은 로그에 저장되지 못했습니다. acks 0이라 아무도 모릅니다.",
	LostOne:              "#%[1]d 주문 유실. DB에는 PUBLISHED로 남아 아무도 다시 보내지 않습니다.",
	LostReconnectOne:     "클라이언트가 다시 연결된 바로 이 순간, #%[1]d 주문이 유실됐습니다.",
	DiedOne:              "프로세스가 죽었습니다. 메모리에만 있던 #%[1]d 주문은 유실됐습니다.",
	Lost:                 "%[1]s건 유실. DB에는 PUBLISHED로 남아 아무도 다시 보내지 않습니다.",
	LostReconnect:        "클라이언트가 다시 연결된 바로 이 순간, 주문 %[1]s건이 유실됐습니다.",
	LostRound:            "두 번째 라운드도 소진돼 주문 %[1]s건이 유실됐습니다.",
	Died:                 "프로세스가 죽었습니다. 메모리에만 있던 %[1]s건이 유실됐습니다.",
	LostRoundN:           "%[1]d차 라운드도 소진돼 주문 %[2]s건이 유실됐습니다.",
	LostRoundAll:         "%[1]d차 라운드도 소진돼, 기다리던 주문 %[2]s건이 모두 유실됐습니다.",
	CallerOne:            "#%[1]d 주문의 호출자는 %[2]s 뒤 실패를 통보받았습니다.",
	Callers:              "호출자 %[1]s명이 실패를 통보받았습니다. 최대 %[2]s 기다렸습니다.",
	Twice:                "#%[1]d 주문이 로그에 두 번 있습니다. 둘 다 처리됩니다.",
	ManyTimes:            "#%[1]d 주문이 로그에 %[2]s번 있습니다. 모두 처리됩니다.",
	Late:                 "#%[1]d 주문이 %[2]s 늦게 도착했습니다. 그동안 메모리에 있었습니다.",
	LateLastTry:          "#%[1]d 주문이 %[2]s 늦게, 마지막 시도에서 도착했습니다.",
	LateTry:              "#%[1]d 주문이 %[2]s 늦게, %[3]d/%[4]d번째 시도에서 도착했습니다.",
	LateMany:             "%[1]s건이 최대 %[2]s 늦게 도착했습니다. 그동안 메모리에 있었습니다.",
	Overtakes:            "#%[1]d 주문은 브로커 복구 뒤에 호출돼, 기다리던 %[2]s건을 앞질러 전송됩니다.",
	OvertakesOne:         "#%[1]d 주문은 브로커 복구 뒤에 호출돼, 기다리던 #%[2]d 주문을 앞지릅니다.",
	HandledAgain:         "#%[1]d 주문이 다시 처리됩니다: %[2]d번째 실행.",
	HandlerThrew:         "#%[1]d 주문의 핸들러 예외: %[2]s.",
	HandlerThrewFetchers: "#%[1]d 주문의 핸들러 예외: %[2]s. fetcher가 모두 끝나면 다시 옵니다.",
	HandlerThrewAgain:    "#%[1]d 주문의 핸들러 예외: %[2]s. %[3]s 뒤 다시 시도.",
	DoneAgain:            "#%[1]d 주문의 작업이 또 실행됐습니다: 모두 %[2]s번.",
	CommitFailed:         "#%[1]d 주문의 커밋이 브로커에 도달하지 못했습니다.",
	ReplySent:            "#%[1]d 주문의 응답이 응답 토픽에 있습니다.",
	ReplyReceived:        "#%[1]d 주문의 응답이 기다리던 호출자에게 도착했습니다.",
	ReplyDropped:         "#%[1]d 주문의 응답이 왔지만, 기다리는 곳이 없습니다.",
	ReplyFailed:          "#%[1]d 주문의 응답을 쓸 수 없습니다. 호출자는 계속 기다립니다.",
	Anomalies: [sim.Stuck + 1]string{
		0:                     "#%[1]d 주문에서 이상이 발견됐습니다.",
		sim.PhantomPublish:    "#%[1]d 주문은 PUBLISHED인데 로그에는 없고, 남은 시도도 없습니다.",
		sim.GhostCharge:       "#%[1]d 주문은 결제됐지만 앞으로 아무도 처리하지 않습니다.",
		sim.UnmarkedPublish:   "#%[1]d 주문은 로그에 있지만 DB 기록은 PUBLISHED가 아닙니다.",
		sim.DuplicateRecord:   "#%[1]d 주문이 로그에 두 번 이상 있습니다. 사본마다 처리됩니다.",
		sim.DuplicateWork:     "#%[1]d 주문의 작업이 두 번 이상 실행됐습니다.",
		sim.DuplicatePurchase: "#%[1]d 주문으로 패널에 두 번 이상 지불했습니다.",
		sim.AckedLoss:         "브로커가 ack를 보낸 #%[1]d 주문이 사라졌습니다.",
		sim.BlockedPartition:  "#%[1]d 주문은 처리될 수 없고, 뒤의 레코드를 모두 막습니다.",
		sim.LostReply:         "#%[1]d 주문은 끝났지만 호출자는 응답을 받지 못합니다.",
		sim.LateExecution:     "#%[1]d 주문은 호출자가 포기한 뒤에 실행됐습니다.",
		sim.Reordered:         "#%[1]d 주문이 나중 주문보다 늦게 로그에 들어왔습니다.",
		sim.Stuck:             "#%[1]d 주문은 문제가 없는데 진행되지 않습니다.",
	},
	ServiceDied:       "주문 서비스 프로세스가 죽었고, 메모리에 있던 것도 사라졌습니다.",
	ServiceBack:       "주문 서비스가 빈 메모리로 다시 시작했습니다.",
	ServiceJoins:      "주문 서비스가 다시 시작했습니다. 그룹에 참여한 뒤에야 보낼 수 있습니다.",
	LetIn:             "주문 서비스의 클라이언트가 그룹에 참여했고, 이제 보낼 수 있습니다.",
	ServiceCloses:     "주문 서비스가 정상 종료합니다. 그룹에서 먼저 나갑니다.",
	InstanceDied:      "주문 서비스 인스턴스(%[1]d)가 죽었고, 메모리에 있던 것도 사라졌습니다.",
	InstanceCloses:    "주문 서비스 인스턴스(%[1]d)가 정상 종료합니다.",
	InstanceBack:      "주문 서비스 인스턴스(%[1]d)가 빈 메모리로 다시 시작했습니다.",
	Skipped:           "#%[1]d 주문은 읽히지 않습니다. 커밋이 없는 그룹(%[2]s)이 끝에서부터 읽습니다.",
	ServiceHeld:       "주문 서비스가 다시 시작했지만, 죽은 프로세스의 유령 멤버가 사라지는 %[1]s까지 아무것도 보내지 못합니다.",
	ServiceHeldShort:  "다시 시작했지만, 유령 멤버 때문에 %[1]s까지 보내지 못합니다.",
	LetInOne:          "클라이언트가 그룹에 참여했습니다. #%[1]d 주문이 이제 나갑니다.",
	LetInMany:         "클라이언트가 그룹에 참여했습니다. 기다리던 %[1]s건이 이제 나갑니다.",
	RemedyOn:          "대책 켜짐: %[1]s.",
	RemedyOff:         "대책 꺼짐: %[1]s.",
	Limit:             "한도: %[1]s",
	BrokerStopped:     "브로커(%[1]d)에 연결할 수 없습니다.",
	BrokerStarted:     "브로커(%[1]d)에 다시 연결할 수 있습니다.",
	GroupUnseen:       "%[1]s 그룹에 대해 답하는 곳이 없어 멤버와 LAG를 알 수 없습니다.",
	GroupSeen:         "%[1]s 그룹을 다시 확인할 수 있습니다.",
	PartitionUnseen:   "파티션(P%[1]d)의 leader가 응답하지 않아 로그의 끝을 알 수 없습니다.",
	PartitionSeen:     "파티션(P%[1]d)의 leader가 다시 응답합니다.",
	TopicDeleted:      "누군가 %[1]s 토픽을 삭제했습니다. 레코드도 모두 사라졌습니다.",
	Elsewhere:         "다른 컨슈머가 #%[1]d 주문을 처리했습니다. 완료됐는지는 보고되지 않았습니다.",
	Cut:               "브로커(%[1]d)와의 연결이 끊겼습니다.",
	NoLeader:          "파티션(P%[1]d)에 leader가 없습니다.",
	Elected:           "브로커(%[1]d)가 파티션(P%[2]d)의 leader가 됐습니다.",
	InSync:            "파티션(P%[1]d)의 ISR: %[2]d / %[3]d.",
	Joined:            "%[1]s가 그룹(%[2]s)에 참여했습니다.",
	Left:              "%[1]s가 그룹(%[2]s)에서 나갔습니다.",
	GhostGone:         "%[1]s의 유령 멤버가 그룹(%[2]s)에서 사라졌습니다.",
	ThrownOut:         "%[1]s가 너무 오래 응답하지 않아 그룹(%[2]s)에서 제외됐습니다.",
	Restarted:         "%[1]s가 다시 시작됐습니다. 아직 그룹(%[2]s)의 멤버가 아닙니다.",
	RunsAgain:         "%[1]s가 그룹(%[2]s)의 멤버인 채로 다시 동작합니다.",
	Joins:             "%[1]s가 그룹(%[2]s)에 참여를 요청하고, 다른 멤버를 기다립니다.",
	StopsReading:      "%[1]s가 그룹(%[2]s)의 리밸런스로 멈춰 더 읽지 않습니다.",
	Assigned:          "그룹(%[1]s)이 파티션을 다시 나눕니다.",
	ConsumerBack:      "%[1]s가 다시 연결됐습니다.",
	ConsumerGone:      "%[1]s의 연결이 끊겼습니다.",
	WorkerCrashed:     "%[1]s가 중단됐습니다. 커밋하지 않은 것은 다시 옵니다.",
	WorkerEmpty:       "%[1]s가 중단됐습니다. 맡은 레코드는 없었습니다.",
	KafkajsCrash:      "%[1]s 중단: %[2]s. %[3]s 뒤 다시 시작합니다.",
	KafkajsCrashShort: "%[1]s 중단: %[2]s.",
	Refetches:         "%[1]s의 fetcher가 모두 끝났습니다. %[2]s 뒤 다시 가져옵니다. (재시도 %[3]d/%[4]d)",
	RefetchesShort:    "%[1]s는 %[2]s 뒤 다시 가져옵니다.",
	JoinsGhostShort:   "%[1]s는 참여하려고 유령 멤버를 %[2]s까지 기다립니다.",
	GhostStaysShort:   "%[1]s가 남긴 유령 멤버는 %[2]s까지 멤버로 남습니다.",
	GhostNext:         "%[1]s의 유령 멤버가 사라졌습니다. 또 하나는 %[2]s까지 남습니다.",
	JoinsGhost:        "%[1]s가 그룹(%[2]s)에 다시 참여를 요청하지만, 유령 멤버를 %[3]s까지 기다립니다.",
	GhostStays:        "%[1]s가 유령 멤버를 남겼습니다. 그룹(%[2]s)은 그것을 %[3]s까지 멤버로 셉니다.",
	GroupLoaded:       "브로커(%[1]d)가 그룹(%[2]s)의 coordinator입니다. 모든 세션이 새로 시작됩니다.",
	EndNone:           "실행이 끝났습니다. 주문이 없었습니다.",
	EndLostOne:        "에러 없음, LAG 0. 그런데 PUBLISHED인 #%[1]d 주문은 영영 처리되지 않습니다.",
	EndLost:           "에러 없음, LAG 0. 그런데 PUBLISHED 주문 %[1]s건은 영영 처리되지 않습니다.",
	EndLostAny:        "실행이 끝났습니다. %[2]s건 중 %[1]s건이 유실됐습니다.",
	EndFailed:         "실행이 끝났고, DB에도 %[1]s건 완료, %[2]s건 실패로 기록됐습니다.",
	EndEarly:          "실행이 끝났고, DB에도 %[1]s건 완료, %[2]s건 조기 종료로 기록됐습니다.",
	EndOpen:           "실행이 끝났습니다. %[2]s건 중 %[1]s건이 완료됐습니다.",
	EndOpenFew:        "실행이 끝났습니다. %[2]s건 중 %[1]s건이 완료됐습니다.",
	EndLostAnyOne:     "실행이 끝났습니다. 주문 %[2]s건 중 #%[1]d 주문이 유실됐습니다.",
	EndAll:            "에러 없음, LAG 0. 주문 %[1]s건이 모두 완료됐습니다.",
	EndAllTold:        "실행이 끝났습니다. 주문 %[1]s건이 모두 완료됐습니다.",
	EndLostTold:       "실행이 끝났습니다. PUBLISHED 주문 %[1]s건은 영영 처리되지 않습니다.",
	EndAllOne:         "에러 없음, LAG 0. #%[1]d 주문이 완료됐습니다.",
	EndAllToldOne:     "실행이 끝났습니다. #%[1]d 주문이 완료됐습니다.",
	EndLostToldOne:    "실행이 끝났습니다. PUBLISHED인 #%[1]d 주문은 영영 처리되지 않습니다.",
	EndTwice:          "실행이 끝났습니다. 주문 %[1]s건 완료, 그중 %[2]s건은 두 번 이상 실행.",
	EndBought:         "실행이 끝났습니다. 주문 %[1]s건 완료, 그중 %[2]s건은 두 번 이상 구매.",
	EndTwiceOne:       "실행이 끝났습니다. #%[1]d 주문은 완료됐지만 두 번 이상 실행됐습니다.",
	EndOpenOne:        "실행이 끝났습니다. #%[1]d 주문은 완료되지 않았습니다.",
	None:              "0",
}
