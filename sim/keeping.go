package sim

// What is kept in memory has limits of its own. A run that is only folded, and
// a log that is only folded, keep no event: they go as far as the numbers of
// events do. The screen and the pictures keep every event, and states on the way.
const (
	// EventsMax is how many events a run may have: their numbers have 32 bits, and
	// so has whatever counts them on some machine. The run ends there.
	EventsMax = EventID(2_000_000_000)
	// LogEventsMax is how many events are kept: 200 bytes each where few
	// orders make them (measured, with what the screen makes of them).
	LogEventsMax = 10_000_000
	// LogOrdersMax is how many orders are kept with all their events: 12 to 17 KB
	// each (measured on frame, 20,000 to 200,000 orders, 10 to 100 a second).
	LogOrdersMax = 100_000
	// CompareOrdersMax is how many orders are set side by side in three modes:
	// 5 KB each (measured on compare, 100,000 orders).
	CompareOrdersMax = 500_000
	// AnomaliesMax is how many anomalies of a name are kept with their evidence where
	// orders are let go of: some 100 bytes each. All are counted.
	AnomaliesMax = 1000
)

// Keepable returns an error where a run has too many orders for the screen,
// which keeps all of them with their events.
func (c *Config) Keepable() error {
	if n := c.Count(); n > LogOrdersMax {
		return Refuse(
			"orders: the screen keeps every event of every order, some 15 KB each: want at most %d, not %d; orderflow run takes up to %d",
			"orders: 화면은 모든 주문의 모든 이벤트를 메모리에 둡니다(주문당 약 15KB). %d건까지 가능한데 %d건을 요청했습니다. orderflow run은 %d건까지 처리합니다",
			LogOrdersMax, n, OrdersMax,
		)
	}
	return nil
}

// Comparable returns an error where a run has too many orders to be set side by
// side in three modes.
func (c *Config) Comparable() error {
	if n := c.Count(); n > CompareOrdersMax {
		return Refuse(
			"orders: compare keeps every order of three runs, some 5 KB each: want at most %d, not %d; orderflow run takes up to %d",
			"orders: compare는 세 실행의 모든 주문을 메모리에 둡니다(주문당 약 5KB). %d건까지 가능한데 %d건을 요청했습니다. orderflow run은 %d건까지 처리합니다",
			CompareOrdersMax, n, OrdersMax,
		)
	}
	return nil
}

// keep appends an event to a log that is kept, or refuses a log that is too long.
func (l *Log) keep(e Event) error {
	const english, korean = "more than %d %s, too many to be kept with the screen's states: orderflow replay --headless reports on a log of any length",
		"%[2]s %[1]d개를 넘어 화면에 필요한 상태를 모두 메모리에 둘 수 없습니다. orderflow replay --headless는 로그의 길이와 관계없이 결과를 보여 줍니다"
	switch {
	case l.Len() >= LogEventsMax:
		return Refuse(english, korean, LogEventsMax, Text{"events", "이벤트가"})
	case e.Type.Brings() && e.Order > LogOrdersMax:
		return Refuse(english, korean, LogOrdersMax, Text{"orders", "주문이"})
	}
	l.Append(e)
	return nil
}
