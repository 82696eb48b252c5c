package words

import "orderflow/sim"

// Catalogue is every word of the screen in one language. Each screen and part
// has a file: the type, one field a line, then the English and the Korean in
// the same order, one entry a line. The words of Kafka and of the code
// (PUBLISHED, LAG, HW, leader, acked …) are the same in all.
//
// A field's tag max is the widest it may be in columns when its verbs are
// filled in. The tag args names what the verbs stand for, in their order, each
// with an example: "order 4; error ECONNREFUSED". Every verb has its number, so
// that a language may have them in an order of its own. A test holds all this.
type Catalogue struct {
	Count    [13]string `max:"8"`                      // zero to twelve; larger counts are numerals
	Connects [2]string  `max:"16" args:"connects six"` // one; more
	Times    [2]string  `max:"8" args:"times 12"`      // two; more
	Seconds  string     `max:"9" args:"seconds 2.1"`
	Millis   string     `max:"8" args:"milliseconds 3"`
	Points   string     `max:"12" args:"points 9,000"`

	Status     statusWords
	Headline   headlineWords
	Box        boxWords
	Who        whoWords
	Producer   producerWords
	Broker     brokerWords
	Member     memberWords
	Panel      panelWords
	Table      tableWords
	Track      trackWords
	Ladder     ladderWords
	Card       cardWords
	Question   questionWords
	Lesson     teachingWords
	Page       PageWords
	Big        bigWords
	Time       timeWords
	Title      titleWords
	Keys       KeyWords
	Form       formWords
	Remedies   Remedies
	Glossary   glossaryWords
	Model      modelWords
	Handle     handleWords
	Scenarios  scenarioWords
	Small      smallWords
	Lanes      laneWords
	Futures    futureWords
	Space      SpaceWords
	Caption    captions
	Told       toldWords
	Story      storyWords
	Why        whyWords
	Anomalies  anomalyWords
	EventLog   eventLogWords
	Verdict    verdictWords
	OrderPanel orderPanelWords
	Place      placeWords
	Serving    servingWords
	Sending    sendingWords
	Notice     noticeWords
	Notes      notesWords
	Answers    Answers
	Faults     [sim.ServiceRestart + 1]string `max:"18"` // 0: a fault of another version
	Channels   [sim.YouTube + 1]string        `max:"8"`
	Products   [sim.Views + 1]string          `max:"10"`
	Carriers   [sim.External + 1]string       `max:"10"`
	Buyers     [sim.Company + 1]string        `max:"8"`
}

var englishCatalogue = Catalogue{
	Count: [13]string{
		"no",
		"one",
		"two",
		"three",
		"four",
		"five",
		"six",
		"seven",
		"eight",
		"nine",
		"ten",
		"eleven",
		"twelve",
	},
	Connects: [2]string{
		"one connect",
		"%[1]s connects",
	},
	Times: [2]string{
		"twice",
		"%[1]d times",
	},
	Seconds: "%[1]s s",
	Millis:  "%[1]d ms",
	Points:  "%[1]s P",

	Status:     englishStatus,
	Headline:   englishHeadline,
	Box:        englishBox,
	Who:        englishWho,
	Producer:   englishProducer,
	Broker:     englishBroker,
	Member:     englishMember,
	Panel:      englishPanel,
	Table:      englishTable,
	Track:      englishTrack,
	Ladder:     englishLadder,
	Card:       englishCard,
	Question:   englishQuestion,
	Lesson:     englishTeaching,
	Page:       englishPage,
	Big:        englishBig,
	Time:       englishTime,
	Title:      englishTitle,
	Keys:       englishKeys,
	Form:       englishForm,
	Remedies:   englishRemedies,
	Glossary:   englishGlossary,
	Model:      englishModel,
	Handle:     englishHandle,
	Scenarios:  englishScenarios,
	Small:      englishSmall,
	Lanes:      englishLanes,
	Futures:    englishFutures,
	Space:      englishSpace,
	Caption:    englishCaptions,
	Told:       englishTold,
	Story:      englishStory,
	Why:        englishWhy,
	Anomalies:  englishAnomalies,
	EventLog:   englishEventLog,
	Verdict:    englishVerdict,
	OrderPanel: englishOrderPanel,
	Place:      englishPlace,
	Serving:    englishServing,
	Sending:    englishSending,
	Notice:     englishNotice,
	Notes:      englishNotes,
	Answers:    englishAnswers,
	Faults: [sim.ServiceRestart + 1]string{
		0:                     "fault",
		sim.ProduceError:      "produce error",
		sim.AckLost:           "ack lost",
		sim.AckSwallowed:      "ack swallowed",
		sim.AckDelay:          "ack delayed",
		sim.BrokerDown:        "broker down",
		sim.LeaderFailover:    "leader failover",
		sim.ReplicaSlow:       "replicas slow",
		sim.CallerExit:        "service dies",
		sim.SerializeFault:    "not serialisable",
		sim.ConsumerAbsent:    "consumers absent",
		sim.ConsumerSlow:      "consumer slow",
		sim.HandlerError:      "handler throws",
		sim.ConsumerCrash:     "consumer crashes",
		sim.CommitLost:        "commit lost",
		sim.Poison:            "poison message",
		sim.ReplyUnproducible: "answer unwritable",
		sim.ReplyAckLost:      "answer ack lost",
		sim.ProviderTimeout:   "panel timeout",
		sim.ProviderError:     "panel refuses",
		sim.ProviderSilent:    "panel silent",
		sim.ProviderDown:      "panel down",
		sim.ProviderPartial:   "panel partial",
		sim.ProviderCancel:    "panel cancels",
		sim.ProviderDrop:      "panel drops",
		sim.ServiceRestart:    "service restarts",
	},
	Channels: [sim.YouTube + 1]string{
		0:             "?",
		sim.Instagram: "insta",
		sim.Blog:      "blog",
		sim.YouTube:   "youtube",
	},
	Products: [sim.Views + 1]string{
		0:             "?",
		sim.Likes:     "likes",
		sim.Followers: "followers",
		sim.Views:     "views",
	},
	Carriers: [sim.External + 1]string{
		0:            "?",
		sim.InHouse:  "in-house",
		sim.External: "external",
	},
	Buyers: [sim.Company + 1]string{
		0:           "?",
		sim.Person:  "person",
		sim.Company: "company",
	},
}

var koreanCatalogue = Catalogue{
	Count: [13]string{
		"0",
		"1",
		"2",
		"3",
		"4",
		"5",
		"6",
		"7",
		"8",
		"9",
		"10",
		"11",
		"12",
	},
	Connects: [2]string{
		"1",
		"%[1]s",
	},
	Times: [2]string{
		"두 번",
		"%[1]d번",
	},
	Seconds: "%[1]s초",
	Millis:  "%[1]dms",
	Points:  "%[1]s P",

	Status:     koreanStatus,
	Headline:   koreanHeadline,
	Box:        koreanBox,
	Who:        koreanWho,
	Producer:   koreanProducer,
	Broker:     koreanBroker,
	Member:     koreanMember,
	Panel:      koreanPanel,
	Table:      koreanTable,
	Track:      koreanTrack,
	Ladder:     koreanLadder,
	Card:       koreanCard,
	Question:   koreanQuestion,
	Lesson:     koreanTeaching,
	Page:       koreanPage,
	Big:        koreanBig,
	Time:       koreanTime,
	Title:      koreanTitle,
	Keys:       koreanKeys,
	Form:       koreanForm,
	Remedies:   koreanRemedies,
	Glossary:   koreanGlossary,
	Model:      koreanModel,
	Handle:     koreanHandle,
	Scenarios:  koreanScenarios,
	Small:      koreanSmall,
	Lanes:      koreanLanes,
	Futures:    koreanFutures,
	Space:      koreanSpace,
	Caption:    koreanCaptions,
	Told:       koreanTold,
	Story:      koreanStory,
	Why:        koreanWhy,
	Anomalies:  koreanAnomalies,
	EventLog:   koreanEventLog,
	Verdict:    koreanVerdict,
	OrderPanel: koreanOrderPanel,
	Place:      koreanPlace,
	Serving:    koreanServing,
	Sending:    koreanSending,
	Notice:     koreanNotice,
	Notes:      koreanNotes,
	Answers:    koreanAnswers,
	Faults: [sim.ServiceRestart + 1]string{
		0:                     "장애",
		sim.ProduceError:      "전송 에러",
		sim.AckLost:           "ack 유실",
		sim.AckSwallowed:      "ack 없음",
		sim.AckDelay:          "ack 지연",
		sim.BrokerDown:        "브로커 다운",
		sim.LeaderFailover:    "leader failover",
		sim.ReplicaSlow:       "복제 지연",
		sim.CallerExit:        "서비스 비정상 종료",
		sim.SerializeFault:    "직렬화 실패",
		sim.ConsumerAbsent:    "컨슈머 없음",
		sim.ConsumerSlow:      "느린 컨슈머",
		sim.HandlerError:      "핸들러 예외",
		sim.ConsumerCrash:     "컨슈머 중단",
		sim.CommitLost:        "커밋 유실",
		sim.Poison:            "poison 메시지",
		sim.ReplyUnproducible: "응답 기록 불가",
		sim.ReplyAckLost:      "응답 ack 유실",
		sim.ProviderTimeout:   "패널 타임아웃",
		sim.ProviderError:     "패널 거부",
		sim.ProviderSilent:    "패널 무응답",
		sim.ProviderDown:      "패널 다운",
		sim.ProviderPartial:   "패널 일부 완료",
		sim.ProviderCancel:    "패널 취소",
		sim.ProviderDrop:      "패널 수량 이탈",
		sim.ServiceRestart:    "서비스 재시작",
	},
	Channels: [sim.YouTube + 1]string{
		0:             "?",
		sim.Instagram: "인스타",
		sim.Blog:      "블로그",
		sim.YouTube:   "유튜브",
	},
	Products: [sim.Views + 1]string{
		0:             "?",
		sim.Likes:     "좋아요",
		sim.Followers: "팔로워",
		sim.Views:     "조회수",
	},
	Carriers: [sim.External + 1]string{
		0:            "?",
		sim.InHouse:  "자체 처리",
		sim.External: "외부 패널",
	},
	Buyers: [sim.Company + 1]string{
		0:           "?",
		sim.Person:  "개인",
		sim.Company: "기업",
	},
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
