package words

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/intent"
)

// Catalogue is every word of the screen in one language. The words of Kafka
// and of the code (PUBLISHED, LAG, HW, leader, acked …) are the same in all.
//
// A field's tag max is the widest it may be in columns when its verbs are
// filled in; a test holds it, and that the languages have the same verbs. What
// the verbs stand for is shown by an example beside the field.
type Catalogue struct {
	Count    [13]string `max:"8"`  // zero to twelve; larger counts are numerals
	Connects [2]string  `max:"16"` // of a reconnect round: one; six
	Seconds  string     `max:"9"`  // 2.1
	Millis   string     `max:"8"`  // 3
	Points   string     `max:"12"` // 9,000

	Status     statusWords
	Headline   headlineWords
	Service    serviceWords
	Producer   producerWords
	Broker     brokerWords
	Workers    workerWords
	Member     memberWords
	Panel      panelWords
	Table      tableWords
	Ladder     ladderWords
	Code       codeWords
	Card       cardWords
	Time       timeWords
	Keys       keyWords
	Form       formWords
	Remedies   remedyWords
	Glossary   glossaryWords
	Model      modelWords
	Scenarios  scenarioWords
	Small      smallWords
	Lanes      laneWords
	Futures    futureWords
	Space      SpaceWords
	Caption    captions
	Told       toldWords
	Why        whyWords
	Anomalies  anomalyWords
	EventLog   eventLogWords
	Verdict    verdictWords
	OrderPanel orderPanelWords
	Place      placeWords
	Faults     [sim.ServiceRestart + 1]string `max:"18"` // 0: a fault of another version
	Channels   [sim.YouTube + 1]string        `max:"8"`
	Products   [sim.Views + 1]string          `max:"10"`
	Carriers   [sim.External + 1]string       `max:"10"`
	Buyers     [sim.Company + 1]string        `max:"8"`
}

// statusWords are those of row 0.
type statusWords struct {
	Mode                         [3]string `max:"12"` // by sim.Mode
	ModeShort                    [3]string `max:"7"`
	Slow, Fast                   string    `max:"13"` // 50
	SlowShort, FastShort         string    `max:"12"`
	Behind                       string    `max:"19"` // 2.1 s
	AtEnd                        string    `max:"5"`
	Acting                       string    `max:"33"` // broker down, 15.5 s
	ActingOn                     string    `max:"33"` // broker down
	ToCome                       string    `max:"33"` // consumer crashes
	ActingShort, OverShort       string    `max:"30"`
	Over                         string    `max:"33"`
	Back                         string    `max:"33"` // 5.4 s
	BackShort                    string    `max:"22"`
	NoFault                      string    `max:"22"`
	Seed                         string    `max:"14"` // 42
	Simulated, Embedded, Cluster string    `max:"14"`
}

// headlineWords are those of the bars and of the gap line.
type headlineWords struct {
	RowsSay, InTruth, Gap                      string `max:"9"`
	Published, Finished                        string `max:"9"`
	Working, OnWay, Waiting, Memory            string `max:"16"` // 1
	Retrying, Unknown, Duplicated, Lost, Ended string `max:"16"`
	CallerWaits                                string `max:"20"`
	CallersWait                                string `max:"20"` // 7
	Taken, Nothing, NothingShort               string `max:"32"` // 21,000
	TakenBack                                  string `max:"40"` // 56,000, 14,400
}

// serviceWords are those of the order service.
type serviceWords struct {
	Title, Down string    `max:"15"`
	Lines       [8]string `max:"14"` // created to points
	EndedEarly  string    `max:"14"`
	Failed      string    `max:"10"`
}

// producerWords are those of the producer.
type producerWords struct {
	Title                                     string `max:"24"` // kafkajs
	TitleShort                                string `max:"14"`
	Reconnect                                 string `max:"26"` // 5, 6, 1.2 s
	Round                                     string `max:"26"` // 2, 5, 6, 1.2 s
	RoundLast, RoundTries                     string `max:"26"` // 2, 6, 6
	RoundWaits, RoundUsed, RoundOK            string `max:"26"` // 2
	RoundOut                                  string `max:"26"` // 3, 0.3 s
	Held                                      string `max:"25"`
	HeldShort                                 string `max:"16"`
	HeldUntil                                 string `max:"16"` // 30.9 s
	HeldOne, HeldMany                         string `max:"25"`
	ShortRound                                string `max:"17"` // 5, 6
	ShortRoundN                               string `max:"17"` // 2, 5, 6
	ShortOK                                   string `max:"17"` // 3
	Refused                                   string `max:"11"` // 5
	In                                        string `max:"9"`  // 1.2 s
	WaitsOne, WaitsMany, Leaving              string `max:"25"`
	WaitsShort                                string `max:"4"`
	Again                                     string `max:"25"` // 27.876
	TryOf                                     string `max:"14"` // 1, 6
	WaitsAck, NoAnswer                        string `max:"20"`
	OnWire                                    string `max:"25"`
	Nothing                                   string `max:"25"`
	NothingShort                              string `max:"16"`
	InMemory, MoreRetrying                    string `max:"25"` // 5
	ActivityLost                              string `max:"26"` // 3
	ActivityLostShort                         string `max:"17"` // 3
	Settings, Attempts                        string `max:"25"` // -1, 5
	GivenUp                                   string `max:"18"` // 27.877
	Lost, Told                                string `max:"5"`
	LostCount, ToldCount                      string `max:"20"` // 12
	Span                                      string `max:"14"` // ✗4, ✗8
	AsReconnect, AsUsedUp, AsTries, AsRefused string `max:"25"`
	AsUntold                                  string `max:"25"`
	AsDied                                    string `max:"25"`
}

// brokerWords are those of the broker.
type brokerWords struct {
	Title, Gone, Frozen           string `max:"23"`
	Short, ShortGone, ShortFrozen string `max:"11"`
	InSync                        string `max:"10"` // 3, 3
	InSyncUnsure                  string `max:"10"`
	Rest                          string `max:"16"` // 61
}

// workerWords are those of the in-house consumers.
type workerWords struct {
	InHouse    string `max:"19"`
	TitleShort string `max:"10"`
	Many       string `max:"21"` // 64, 12
}

// panelWords are those of the external panel.
type panelWords struct {
	Title                       string `max:"19"`
	Job                         string `max:"19"` // 8841, 2
	NoJob                       string `max:"21"`
	More                        string `max:"8"` // 2
	Handled, NeedsNone, NotTold string `max:"22"`
	Fell, Refills               string `max:"22"`
	Told                        string `max:"22"` // 7.5 s
	Paid                        string `max:"22"` // 21.60
}

// tableWords are those of the orders table.
type tableWords struct {
	Title, RowSays, InTruth, About                   string `max:"10"`
	Foot, FootLost                                   string `max:"56"`
	FootEnd                                          string `max:"66"` // 96,000, 54,000, 42,000
	FootRefund                                       string `max:"66"` // 96,000, 54,000, 30,000, 12,000
	Of                                               string `max:"16"` // 8, 12
	RangeOf                                          string `max:"24"` // 4, 12, 12
	Empty                                            string `max:"60"`
	NotCalled, OnWay, Waiting, Unseen, Memory        string `max:"17"`
	Retrying                                         string `max:"17"` // 2, 6, 0.4 s
	Unknown, Duplicated, SentAgain, GivenUp, Leaving string `max:"17"`
	Lost, Finished, Twice                            string `max:"10"`
	NotDone, Canceled                                string `max:"10"`
	Partly, Left                                     string `max:"10"` // 40
	Worker                                           string `max:"17"` // 1
	Working, PanelPending                            string `max:"17"`
	Panel                                            string `max:"17"` // 14
}

// ladderWords are those of the selected order.
type ladderWords struct {
	Title, NoOrder                           string                `max:"41"`
	Rungs                                    [sim.RungCount]string `max:"13"`
	Lost, InHand                             string                `max:"13"`
	RowSays                                  string                `max:"20"` // PUBLISHED
	AfterMark, AfterCall                     [2]string             `max:"20"` // 2 ms; 20.9 s
	NoRequest, NeverLeft, Refused            string                `max:"20"`
	LateBy                                   string                `max:"12"` // 11.1 s
	Seen, Nobody, ByPanel, TrulyDone         string                `max:"19"`
	ByWorker                                 string                `max:"19"` // 1
	WorkTook, SoFar                          string                `max:"19"` // 1.3 s
	NextOffset                               string                `max:"19"` // 2
	Job                                      string                `max:"19"` // 8841
	JobAt                                    string                `max:"20"` // 8841, 14
	WaitsLag, Unseen, Twice, Unsure          string                `max:"20"`
	UnsureToo, WaitsMemory, Leaving          string                `max:"41"`
	WaitedMemory, Metadata, Held             string                `max:"42"` // 8.1 s
	WhyUsedUpAt                              string                `max:"44"` // six connects, 15.959
	WaitsTry                                 string                `max:"41"` // 2, 6, 0.4 s
	WhyReconnect                             [2]string             `max:"19"` // 1 ms; nothing
	WhyAtOnce, WhyTries, WhyRefused          [2]string             `max:"19"`
	WhyMetadata                              [2]string             `max:"19"`
	WhyUsedUp                                [2]string             `max:"21"` // six, at most 101
	WhyGone, WhyDied, WhyNoWork, WhyPutAside [2]string             `max:"19"`
	WhySwitched                              [2]string             `max:"19"`
	Delivered                                [2]string             `max:"22"` // 800, 2,000; 800
	Caller                                   [6]string             `max:"43"` // by sim.Outcome; 20.9 s where it has a verb
	Customer                                 string                `max:"43"` // PUBLISHED
	ForNothing, Refunded                     string                `max:"43"` // 9,000
}

// codeWords say what the running line of code did.
type codeWords struct {
	Title                                           string `max:"41"` // emit()
	Before, Running                                 string `max:"43"`
	EmitRan, EmitBlind, EmitBackground, EmitArrived string `max:"43"`
	EmitLost                                        string `max:"45"` // 20.9 s
	EmitDone, Died                                  string `max:"43"`
	WaitsAck, WaitsReply, HasAck, HasReply, Threw   string `max:"43"` // 20.9 s
	RunsAgain, RanAgain                             string `max:"43"` // 20.9 s
	Relay, Sweeper                                  string `max:"24"`
	ShortBlind, ShortBackground                     string `max:"52"`
	ShortLost                                       string `max:"52"` // 20.9 s
}

// cardWords are those of the card at the end.
type cardWords struct {
	Title                    string    `max:"41"`
	Proved, NotProved        string    `max:"19"`
	Proof, NoProof           [4]string `max:"23"` // by proof
	NoRow                    string    `max:"23"`
	Activity                 string    `max:"19"`
	ActivityLost             string    `max:"23"` // 3
	LatestArrival, Overtaken string    `max:"19"`
	Unfinished, CallerKnew   string    `max:"19"`
	Span, Among              string    `max:"23"` // 4, 8
	By                       string    `max:"23"` // #9 #10 #11, 12
	Panel                    string    `max:"12"` // 11
	Times                    string    `max:"23"` // nothing, 12
	Outcomes                 [6]string `max:"8"`
	Question                 [3]string `max:"43"` // by the next mode
	QuestionShort            [3]string `max:"32"`
	Next                     string    `max:"41"` // 2, 8
	NextNow                  string    `max:"41"` // 2
	Again                    string    `max:"41"`
}

// timeWords are those of the timeline.
type timeWords struct {
	Of    string `max:"20"` // 5.0, 38.1
	At    string `max:"20"` // 5.0
	Event string `max:"16"` // 32
}

// keyWords say what the keys do: in the footer, and in the help.
type keyWords struct {
	Footer       [intent.ActionCount]string `max:"20"`
	Help         [intent.ActionCount]string `max:"26"`
	Title, Close string                     `max:"30"`
}

// smallWords are those of a window that is too small, in variants, the widest first.
type smallWords struct {
	Needs, Has   [3]string // columns, lines
	Remedy, Quit [3]string
}

// captions are the sentences of row 1: present tense, the order by its number,
// at most 76 columns. Where a second variant exists it is the shorter one.
type captions struct {
	Start                                                    string                `max:"76"`
	Created                                                  string                `max:"76"` // 3, blog views, 200
	Paid                                                     string                `max:"76"` // 3, 4,000
	Called, CalledAwait, CalledSend                          string                `max:"76"` // 3
	SweeperCalls, OutboxCalls                                string                `max:"76"` // 3
	Marked, MarkedAck, MarkedReply, MarkedDone               string                `max:"76"` // 3
	OnWire                                                   string                `max:"76"` // 3, 3 ms
	OnWireUnmarked                                           string                `max:"76"` // 3
	Appended                                                 string                `max:"76"` // 3, P2@0
	Absent, NoConsumer, NobodyReads                          string                `max:"76"` // 3
	GhostFirst                                               string                `max:"76"` // 3, 35.8 s
	Polled                                                   string                `max:"76"` // 3, 1
	PolledExternal, Processing, Handled, Finished, Committed string                `max:"76"` // 3
	Reported                                                 string                `max:"76"` // 3
	ToldLate                                                 string                `max:"76"` // 2, 7.5 s
	RowSays                                                  string                `max:"76"` // 2, CANCELED
	Refunded                                                 string                `max:"76"` // 9,000, 4
	CallerValue                                              string                `max:"76"` // 3, 4 ms
	Accepted                                                 string                `max:"76"` // 8841, 2
	HandledJob                                               string                `max:"76"` // 2, 8841
	Progress, ProgressOnly                                   string                `max:"76"` // 8841, 50, 2
	ProgressAgain                                            string                `max:"76"` // 8842, 2, 50
	JobDone                                                  string                `max:"76"` // 8841, 2
	JobDoneGone                                              string                `max:"76"` // 8841, 2
	JobEnded                                                 string                `max:"76"` // 8841, Canceled, 2
	BoughtTwice                                              string                `max:"76"` // 2, 8842
	PanelRefused                                             string                `max:"76"` // 2
	PanelDeclined                                            string                `max:"76"` // 2, Not enough funds on balance
	JobDropped                                               string                `max:"76"` // 8841, 1,000, 500
	RefillOrdered                                            string                `max:"76"` // 8841, 500
	JobRefilled                                              string                `max:"76"` // 8841
	PanelSilent                                              string                `max:"76"` // 2
	FaultBegins, FaultOver                                   string                `max:"76"` // lost ack
	BrokerGone, BrokerOne, BrokerBack                        string                `max:"76"`
	BrokerBackNext                                           string                `max:"76"`  // 2.5 s
	WaitsUnmarked, WaitsAgain                                string                `max:"76"`  // 4
	WaitUnmarked                                             string                `max:"76"`  // five
	Wait                                                     string                `max:"116"` // five
	WaitShort                                                string                `max:"76"`  // five
	RoundStarts, SecondRound                                 string                `max:"76"`
	AnotherRound                                             string                `max:"76"` // 3
	ComesAfter                                               string                `max:"76"` // 9, 3
	Refused                                                  string                `max:"76"` // 4, 6, "two orders wait in memory.", " Next in 2.1 s."
	RefusedRound                                             string                `max:"76"` // 3, 4, 6, "two orders wait.", " Next in 2.1 s."
	MemoryNone                                               string                `max:"40"`
	MemoryOne                                                string                `max:"40"` // 4
	MemoryOneShort                                           string                `max:"24"` // 4
	MemoryManyShort                                          string                `max:"24"` // two
	MemoryMany                                               string                `max:"40"` // two
	NextConnect                                              string                `max:"24"` // 2.1 s
	UsedUpOne                                                string                `max:"76"` // 4
	UsedUp                                                   string                `max:"76"` // five
	UsedUpN                                                  string                `max:"76"` // 3
	RoundWaits                                               string                `max:"76"` // 2, five
	Reconnected                                              string                `max:"76"`
	ReconnectedOne                                           string                `max:"76"` // 9
	ReconnectedMany                                          string                `max:"76"` // eight
	RefusedBy                                                string                `max:"76"` // 4, NOT_ENOUGH_REPLICAS_AFTER_APPEND
	AnswerLost, NoAnswer                                     string                `max:"76"` // 5
	Retry, RetryAgain, RetryUnsure                           string                `max:"76"` // 4, 4, 6, 2.4 s
	CrowdRefused, CrowdFinished, CrowdAppended               string                `max:"76"` // three
	CrowdMarked                                              string                `max:"76"` // three
	CrowdFailed                                              string                `max:"76"` // five
	GaveUp, Truncated, Dropped                               string                `max:"76"` // 4
	LostOne, LostReconnectOne, DiedOne                       string                `max:"76"` // 4
	Lost, LostReconnect, LostRound, Died                     string                `max:"76"` // five
	LostRoundN, LostRoundAll                                 string                `max:"76"` // 3, eight
	CallerOne                                                string                `max:"76"` // 4, 20.9 s
	Callers                                                  string                `max:"76"` // five, 20.9 s
	Twice                                                    string                `max:"76"` // 5
	ManyTimes                                                string                `max:"76"` // 5, six
	Late                                                     string                `max:"76"` // 9, 11.1 s
	LateLastTry                                              string                `max:"76"` // 6, 8.9 s
	LateTry                                                  string                `max:"76"` // 6, 8.9 s, 4, 6
	LateMany                                                 string                `max:"76"` // three, 11.1 s
	Overtakes                                                string                `max:"76"` // 12, eight
	OvertakesOne                                             string                `max:"76"` // 12, 11
	HandledAgain                                             string                `max:"76"` // 5, 2
	HandlerThrew                                             string                `max:"76"` // 5, InternalServerError
	HandlerThrewFetchers                                     string                `max:"96"` // 5, InternalServerError
	HandlerThrewAgain                                        string                `max:"76"` // 5, InternalServerError, 0.3 s
	DoneAgain                                                string                `max:"76"` // 5, three
	CommitFailed                                             string                `max:"76"` // 5
	ReplySent, ReplyReceived, ReplyDropped                   string                `max:"76"` // 5
	ReplyFailed                                              string                `max:"76"` // 5
	Anomalies                                                [sim.Stuck + 1]string `max:"76"` // 4
	ServiceDied, ServiceBack, ServiceJoins, LetIn            string                `max:"76"`
	ServiceCloses                                            string                `max:"76"`
	InstanceDied, InstanceCloses, InstanceBack               string                `max:"76"`  // 2
	Skipped                                                  string                `max:"76"`  // 4, in-house
	ServiceHeld                                              string                `max:"112"` // 30.9 s
	ServiceHeldShort                                         string                `max:"76"`  // 30.9 s
	LetInOne                                                 string                `max:"76"`  // 4
	LetInMany                                                string                `max:"76"`  // five
	RemedyOn, RemedyOff                                      string                `max:"76"`  // sweeper
	Limit                                                    string                `max:"76"`  // text
	BrokerStopped, BrokerStarted, Cut                        string                `max:"76"`  // 1
	NoLeader                                                 string                `max:"76"`  // 1
	Elected                                                  string                `max:"76"`  // 2, 1
	InSync                                                   string                `max:"76"`  // 1, 2, 3
	Joined, Left, GhostGone, ThrownOut                       string                `max:"76"`  // worker w1, in-house
	Restarted, RunsAgain, Joins, StopsReading                string                `max:"76"`  // worker w1, in-house
	Assigned                                                 string                `max:"76"`  // in-house
	ConsumerBack, ConsumerGone, WorkerCrashed, WorkerEmpty   string                `max:"76"`  // worker w1
	KafkajsCrash                                             string                `max:"96"`  // worker w1, KafkaJSNoBrokerAvailableError, 0.3 s
	KafkajsCrashShort                                        string                `max:"76"`  // worker w1, KafkaJSNoBrokerAvailableError
	Refetches                                                string                `max:"96"`  // worker w1, 0.3 s, 1, 5
	RefetchesShort, JoinsGhostShort, GhostStaysShort         string                `max:"76"`  // worker w1, 35.8 s
	GhostNext                                                string                `max:"76"`  // worker w1, 35.8 s
	JoinsGhost, GhostStays                                   string                `max:"96"`  // worker w1, in-house, 35.8 s
	GroupLoaded                                              string                `max:"76"`  // 2, in-house
	EndNone                                                  string                `max:"76"`
	EndLostOne                                               string                `max:"76"` // 4
	EndLost                                                  string                `max:"76"` // five
	EndLostAny, EndFailed, EndEarly, EndOpen, EndOpenFew     string                `max:"76"` // five, twelve
	EndLostAnyOne                                            string                `max:"76"` // 4, twelve
	EndAll, EndAllTold, EndLostTold                          string                `max:"76"` // twelve
	EndAllOne, EndAllToldOne, EndLostToldOne                 string                `max:"76"` // 1
	EndTwice                                                 string                `max:"76"` // twelve, five
	EndTwiceOne, EndOpenOne                                  string                `max:"76"` // 1
	None                                                     string                `max:"6"`
}

// Catalogues holds one catalogue for each language.
var Catalogues = [...]*Catalogue{English: &englishCatalogue, Korean: &koreanCatalogue}

// Catalogue returns the words of a language; those of English for one that there is not.
func (l Lang) Catalogue() *Catalogue {
	if int(l) < len(Catalogues) {
		return Catalogues[l]
	}
	return &englishCatalogue
}

// CountOf returns a number of orders as it stands in a sentence.
func (t *Catalogue) CountOf(n int) string {
	if n >= 0 && n < len(t.Count) {
		return t.Count[n]
	}
	return typeset.Grouped(int64(n))
}

// ConnectsOf returns the connects of a reconnect round as they stand in a sentence.
func (t *Catalogue) ConnectsOf(n int) string {
	if n == 1 {
		return t.Connects[0]
	}
	return fmt.Sprintf(t.Connects[1], t.CountOf(n))
}

// SecondsOf returns a duration with one decimal, such as 0.3 s or 20.9 s.
func (t *Catalogue) SecondsOf(d time.Duration) string {
	return fmt.Sprintf(t.Seconds, Tenths(d))
}

// Rounded returns a duration in whole seconds where that is near enough.
func (t *Catalogue) Rounded(d time.Duration) string {
	if d < 10*time.Second {
		return t.SecondsOf(d)
	}
	return fmt.Sprintf(t.Seconds, strconv.FormatInt(int64(d.Round(time.Second)/time.Second), 10))
}

// Span returns a duration in milliseconds where it is short, else as seconds.
func (t *Catalogue) Span(d time.Duration) string {
	if d >= 100*time.Millisecond {
		return t.SecondsOf(d)
	}
	return fmt.Sprintf(t.Millis, d.Round(time.Millisecond).Milliseconds())
}

// Product returns what an order buys, such as insta likes.
func (t *Catalogue) Product(o *sim.Order) string {
	return t.Channels[o.Channel] + " " + t.Products[o.Product]
}

// Tenths returns seconds with one decimal; from 1,000 s on with none.
func Tenths(d time.Duration) string {
	if d >= 1000*time.Second {
		return strconv.FormatInt(int64(d/time.Second), 10)
	}
	d = max(0, d.Round(100*time.Millisecond))
	return strconv.FormatInt(int64(d/time.Second), 10) + "." + strconv.FormatInt(int64(d%time.Second/(100*time.Millisecond)), 10)
}

// Clock returns a virtual time with milliseconds.
func Clock(d time.Duration) string {
	if d < 0 {
		return "–"
	}
	d = d.Round(time.Millisecond) / time.Millisecond
	ms := strconv.FormatInt(int64(d%1000)+1000, 10)
	return strconv.FormatInt(int64(d/1000), 10) + "." + ms[1:]
}

// Brief returns a number in at most four columns: 999, 12k, 3M.
func Brief(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10)
	case n < 1_000_000:
		return strconv.FormatInt(n/1000, 10) + "k"
	}
	return strconv.FormatInt(n/1_000_000, 10) + "M"
}

// Named returns the mark of an order in a sentence.
func Named(number sim.OrderID) string { return "#" + strconv.FormatUint(uint64(number), 10) }
