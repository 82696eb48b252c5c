package words

import "orderflow/sim"

// statusWords are those of row 0.
type statusWords struct {
	Mode        [3]string `max:"12"` // by sim.Mode
	ModeShort   [3]string `max:"7"`
	Slow        string    `max:"13" args:"factor 50"`
	Fast        string    `max:"13" args:"factor 50"`
	SlowShort   string    `max:"12" args:"factor 50"`
	FastShort   string    `max:"12" args:"factor 50"`
	Behind      string    `max:"19" args:"span 2.1 s"`
	AtEnd       string    `max:"5"`
	Acting      string    `max:"33" args:"fault broker down; left 15.5 s"`
	ActingOn    string    `max:"33" args:"fault broker down"`
	ToCome      string    `max:"33" args:"fault consumer crashes"`
	ActingShort string    `max:"30" args:"fault broker down; left 15.5 s"`
	OverShort   string    `max:"30" args:"fault broker down; ago 5.4 s"`
	Over        string    `max:"33" args:"fault broker down; ago 5.4 s"`
	Back        string    `max:"33" args:"ago 5.4 s"`
	BackShort   string    `max:"22" args:"ago 5.4 s"`
	NoFault     string    `max:"22"`
	Seed        string    `max:"14" args:"seed 42"`
	Simulated   string    `max:"14"`
	Embedded    string    `max:"14"`
	Cluster     string    `max:"14"`
}

var englishStatus = statusWords{
	Mode: [3]string{
		sim.Emit:      "emit()",
		sim.EmitAwait: "await emit()",
		sim.Send:      "send()",
	},
	ModeShort: [3]string{
		sim.Emit:      "emit()",
		sim.EmitAwait: "awaited",
		sim.Send:      "send()",
	},
	Slow:        "slow ×1/%[1]d",
	Fast:        "fast ×%[1]d",
	SlowShort:   "×1/%[1]d",
	FastShort:   "×%[1]d",
	Behind:      "%[1]s behind",
	AtEnd:       "end",
	Acting:      "▲ %[1]s · %[2]s left",
	ActingOn:    "▲ %[1]s",
	ToCome:      "▲ %[1]s, to come",
	ActingShort: "▲ %[1]s %[2]s",
	OverShort:   "%[1]s over %[2]s",
	Over:        "%[1]s over since %[2]s",
	Back:        "broker back since %[1]s",
	BackShort:   "broker back %[1]s",
	NoFault:     "no fault now",
	Seed:        "seed %[1]d",
	Simulated:   "SIMULATED",
	Embedded:    "EMBEDDED KAFKA",
	Cluster:     "REAL KAFKA",
}

var koreanStatus = statusWords{
	Mode: [3]string{
		sim.Emit:      "emit()",
		sim.EmitAwait: "await emit()",
		sim.Send:      "send()",
	},
	ModeShort: [3]string{
		sim.Emit:      "emit()",
		sim.EmitAwait: "awaited",
		sim.Send:      "send()",
	},
	Slow:        "느리게 ×1/%[1]d",
	Fast:        "빠르게 ×%[1]d",
	SlowShort:   "느리게×1/%[1]d",
	FastShort:   "빠르게×%[1]d",
	Behind:      "%[1]s 뒤처짐",
	AtEnd:       "끝",
	Acting:      "▲ %[1]s · 복구까지 %[2]s",
	ActingOn:    "▲ %[1]s",
	ToCome:      "▲ %[1]s 예정",
	ActingShort: "▲ %[1]s %[2]s",
	OverShort:   "%[1]s 끝 %[2]s",
	Over:        "%[1]s 끝난 지 %[2]s",
	Back:        "브로커 복구 후 %[1]s",
	BackShort:   "브로커 복구 %[1]s",
	NoFault:     "장애 없음",
	Seed:        "seed %[1]d",
	Simulated:   "시뮬레이션",
	Embedded:    "내장 Kafka",
	Cluster:     "실제 Kafka",
}
