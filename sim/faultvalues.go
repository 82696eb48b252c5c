package sim

import (
	"fmt"
	"slices"
)

// Values lists what a key of the fault may say, where that is one of a few
// words, as written on the command line; nil where it is any number or duration.
func (s *FaultShape) Values(k FaultKey) []string {
	switch k {
	case KeyBroker:
		values := []string{"all"}
		for broker := range BrokerCount {
			values = append(values, fmt.Sprint(broker+1))
		}
		return values
	case KeyCode:
		return slices.Clone(producible[1:])
	case KeyGroup:
		return slices.Clone(groupWords[1:])
	case KeyKind:
		return slices.Clone(kindWords[1:])
	case KeyHow:
		return slices.Clone(s.ways)
	case KeyAt:
		return slices.Clone(s.points)
	case KeyAfterAccept:
		return []string{"true", "false"}
	case KeyStatus:
		return []string{"429", "500", "503"}
	}
	return nil
}

// Default returns what a key of the fault says where it is not given, as
// written on the command line; "" where there is no such word.
func (s *FaultShape) Default(k FaultKey) string {
	switch f := NewFault(s.Name); {
	case k <= KeyFor, k == KeyOrder, k == KeyGroup, k == s.Required:
		return ""
	default:
		return f.value(k)
	}
}

// CheckFault refuses a fault that names what the run does not have.
func (c *Config) CheckFault(f *Fault) error {
	if f.Partition >= c.Partitions {
		return Refuse("fault %s: partition=%d: want one of the partitions 0 to %d", "장애 %s: partition=%d: 파티션은 0~%d입니다", f.Name, f.Partition, c.Partitions-1)
	}
	if brokers := c.Brokers(); f.Broker > brokers {
		return Refuse("fault %s: broker=%d: there is one broker (--cluster-size %d): want 1 or all", "장애 %s: broker=%d: 브로커는 하나입니다(--cluster-size %d). 1이나 all을 쓰세요", f.Name, f.Broker, brokers)
	}
	if f.Service > c.Services {
		return Refuse("fault %s: service=%d: want an instance that there is (--services %d), or all", "장애 %s: service=%d: 있는 인스턴스 번호(--services %d)나 all을 쓰세요", f.Name, f.Service, c.Services)
	}
	return nil
}
