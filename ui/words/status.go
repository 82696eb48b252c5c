package words

import "orderflow/sim"

// statusWords are those of row 0.
type statusWords struct {
	Mode       [3]string `max:"12"` // by sim.Mode
	Remedy     string    `max:"24" args:"remedy sweeper"`
	Remedies   string    `max:"6" args:"remedies 3"`
	RemediesOn [2]string `max:"14" args:"remedies 3"` // one, more
	Slow       string    `max:"19" args:"factor 1000"`
	SlowShort  string    `max:"7" args:"factor 1000"`
	Behind     string    `max:"19" args:"span 2.1 s"`
	Acting     string    `max:"34" args:"fault broker down; left 15.5 s"`
	ActingOn   string    `max:"34" args:"fault broker down"`
	ToCome     string    `max:"34" args:"fault consumer crashes"`
	Others     string    `max:"4" args:"faults 2"`
	Over       string    `max:"34" args:"fault broker down; ago 5.4 s"`
	Back       string    `max:"34" args:"ago 5.4 s"`
	Seed       string    `max:"14" args:"seed 42"`
	Door       string    `max:"36" args:"address 127.0.0.1:19092"`
	Simulated  string    `max:"14"`
	Embedded   string    `max:"14"`
	Cluster    string    `max:"14"`
}

var englishStatus = statusWords{
	Mode: [3]string{
		sim.Emit:      "emit()",
		sim.EmitAwait: "await emit()",
		sim.Send:      "send()",
	},
	Remedy:   "+ %[1]s",
	Remedies: "+ %[1]d",
	RemediesOn: [2]string{
		"+ %[1]s remedy",
		"+ %[1]s remedies",
	},
	Slow:      "slow motion ×1/%[1]d",
	SlowShort: "×1/%[1]d",
	Behind:    "%[1]s behind",
	Acting:    "▲ %[1]s · %[2]s left",
	ActingOn:  "▲ %[1]s",
	ToCome:    "▲ %[1]s, to come",
	Others:    "+%[1]d",
	Over:      "%[1]s over, %[2]s ago",
	Back:      "broker back, %[1]s ago",
	Seed:      "seed %[1]d",
	Door:      "listening on %[1]s",
	Simulated: "SIMULATED",
	Embedded:  "EMBEDDED KAFKA",
	Cluster:   "REAL KAFKA",
}

var koreanStatus = statusWords{
	Mode: [3]string{
		sim.Emit:      "emit()",
		sim.EmitAwait: "await emit()",
		sim.Send:      "send()",
	},
	Remedy:   "+ %[1]s",
	Remedies: "+ %[1]d",
	RemediesOn: [2]string{
		"+ 대책 %[1]s",
		"+ 대책 %[1]s",
	},
	Slow:      "느린 재생 ×1/%[1]d",
	SlowShort: "×1/%[1]d",
	Behind:    "%[1]s 뒤처짐",
	Acting:    "▲ %[1]s · 복구까지 %[2]s",
	ActingOn:  "▲ %[1]s",
	ToCome:    "▲ %[1]s 예정",
	Others:    "+%[1]d",
	Over:      "%[2]s 전 %[1]s 해소",
	Back:      "%[1]s 전 브로커 복구",
	Seed:      "seed %[1]d",
	Door:      "연결 주소 %[1]s",
	Simulated: "시뮬레이션",
	Embedded:  "내장 Kafka",
	Cluster:   "실제 Kafka",
}
