package role

import "github.com/segmentio/kafka-go"

// balancers are the assignment protocols that the run's consumers offer. Among
// themselves they use the first, kafka-go's own. A coordinator chooses one that
// every member has, and refuses a member with which there would be none:
// kafkajs, with which a NestJS service reads, has just one, of its own name.
var balancers = []kafka.GroupBalancer{kafka.RangeGroupBalancer{}, kafka.RoundRobinGroupBalancer{}, kafkajsBalancer{}}

// kafkajsBalancer is kafkajs' default, PartitionAssigners.roundRobin: partition i
// goes to the member i mod n, in the order of their ids, and nobody has user
// data. Both clients encode members and assignments as the classic consumer
// protocol does, kafkajs (2.2.4) in version 0 and kafka-go in version 1, and
// neither looks at the version. For a member without a partition kafkajs writes
// no assignment at all, which kafka-go reads as an empty one.
type kafkajsBalancer struct{ kafka.RoundRobinGroupBalancer }

// ProtocolName is how kafkajs calls it.
func (kafkajsBalancer) ProtocolName() string { return "RoundRobinAssigner" }
