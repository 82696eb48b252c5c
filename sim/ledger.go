package sim

import "math"

// ledger holds what must add up from one event of a read log to the next: a
// log that gives back more than was taken, or whose records are nowhere, is no
// log of a run, and no total of it would mean anything.
type ledger struct {
	accounts   []account // by order number−1
	partitions []extent  // of sns.orders
	paid       int64     // to the panel so far, cents
}

// account is what is known of one order's money and work.
type account struct {
	price    int32
	quantity int32
	foreign  bool // another service's: no points of it are taken here
	paid     bool
	left     int64 // of the points that were taken
	cost     int64 // paid to the panel, cents
}

// extent is how far a partition goes.
type extent struct{ high, end int64 }

// enter checks an event against what was before it, and remembers it.
func (l *ledger) enter(e *Event) error {
	switch {
	case e.Type == RunStarted:
		l.partitions = make([]extent, e.setup().Partitions)
	case e.Type.Brings():
		o := e.order()
		l.accounts = append(l.accounts, account{price: o.Points, quantity: o.Quantity, foreign: e.Type == OrderAdopted})
	case e.Topic == Orders && int(e.Partition) < len(l.partitions):
		return l.partitions[e.Partition].enter(e)
	}
	if e.Order == 0 || int(e.Order) > len(l.accounts) {
		return nil
	}
	if err := l.accounts[e.Order-1].enter(e); err != nil {
		return err
	}
	return l.pay(e)
}

// enter checks what an event does to the order's points and work.
func (a *account) enter(e *Event) error {
	switch e.Type {
	case OrderPaid:
		if a.foreign {
			return Refuse("order %d is another service's, and pays nothing here", "주문 %d은(는) 다른 서비스의 주문이라 여기서 결제되지 않습니다", e.Order)
		}
		if a.paid {
			return Refuse("order %d is paid twice", "주문 %d이(가) 두 번 결제됩니다", e.Order)
		}
		if e.Value != int64(a.price) {
			return Refuse("points: order %d costs %d, not %d", "points: 주문 %d의 가격은 %d인데 %d으로 적혀 있습니다", e.Order, a.price, e.Value)
		}
		a.paid, a.left = true, e.Value
	case PointsRefunded:
		if e.Value > a.left {
			return Refuse("points: order %d gets %d back, and has paid %d that are not back", "points: 주문 %d에 %d이 환불되는데, 남은 결제액은 %d입니다", e.Order, e.Value, a.left)
		}
		a.left -= e.Value
	case WorkFinished:
		return a.deliver(e, e.Value)
	case JobEnded:
		return a.deliver(e, e.Offset)
	}
	return nil
}

// deliver checks that no more is delivered than was ordered.
func (a *account) deliver(e *Event, pieces int64) error {
	if pieces > int64(a.quantity) {
		return Refuse("delivered: %d of the %d that order %d is for", "delivered: %[1]d은 주문 %[3]d의 수량 %[2]d보다 많습니다", pieces, a.quantity, e.Order)
	}
	return nil
}

// pay checks what an event does to the money of the panel.
func (l *ledger) pay(e *Event) error {
	a := &l.accounts[e.Order-1]
	switch e.Type {
	case PanelAccepted:
		if e.Value > math.MaxInt64-l.paid {
			return Refuse("cost_cents: more than %d in all", "cost_cents: 합계가 %d을 넘습니다", int64(math.MaxInt64))
		}
		a.cost += e.Value
		l.paid += e.Value
	case JobEnded:
		if e.Value > a.cost {
			return Refuse("returned_cents: the panel gives %d back, and order %d has cost %d", "returned_cents: 패널이 %d을 돌려주는데, 주문 %d에 낸 금액은 %d입니다", e.Value, e.Order, a.cost)
		}
		a.cost -= e.Value
		l.paid -= e.Value
	}
	return nil
}

// enter checks that consumers see only what is in the log, and that what they
// can see stays.
func (x *extent) enter(e *Event) error {
	switch e.Type {
	case RecordAppended:
		x.end = max(x.end, e.Offset+1)
	case RecordReplicated:
		if e.Offset >= x.end {
			return Refuse("offset %d is replicated, and P%d ends at %d", "오프셋 %d이 복제되는데, P%d의 끝은 %d입니다", e.Offset, e.Partition, x.end)
		}
		x.high = max(x.high, e.Offset+1)
	case RecordTruncated:
		if e.Offset < x.high {
			return Refuse("offset %d is truncated, and the high watermark of P%d is %d", "오프셋 %d이 잘려 나가는데, P%d의 high watermark는 %d입니다", e.Offset, e.Partition, x.high)
		}
		x.end = min(x.end, e.Offset)
	}
	return nil
}
