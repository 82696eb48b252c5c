// Package observe asks a Kafka cluster how it is: who belongs to it ([Greet]), and
// twice a second who answers, who leads what and is in sync, who is in the groups,
// what they have committed and how far the logs go ([Watch]). It yields sights; what of
// a [Sight] is new, and what that means, its [Watcher] knows.
//
// It connects past every gate, with the dial function that it is given, so that it
// sees what is so for everybody. Nothing that it does changes the cluster.
//
// # Invariants
//
//   - What is not in a sight is unknown. A sight never guesses: who does not answer has
//     said nothing, and what only it could say is missing.
//   - No broker that is frozen keeps the others waiting. Each is asked by a goroutine of
//     its own, a sight is taken of the last answers, and every question goes to one broker
//     of our choice, for a second at most: a client that chooses by itself waits now and
//     then for one that is frozen.
//   - Of several brokers that differ the one with the later leader is right.
//   - Committed offsets are read before the ends of the logs: the other way round a
//     group could seem to be ahead of them.
//   - A sight says how the [Turns] of its watcher stood before the oldest answer that it
//     is made of. What has turned since, the sight may have missed.
//   - What is read of an answer has limits, whatever its counts say.
//
// # Not obvious
//
//   - A cluster names the brokers that live. A dead one is known by the replicas of the
//     offsets topic, and keeps its number so ([Greeting.Numbers]).
//   - Topics may get ids of their own in later versions of the requests, which tell nothing
//     that is needed: so the versions end with Kafka 3.0.
//
// # File map
//
//	greeting.go   who of the brokers that were named is there, and which number each has
//	observer.go   looking again and again; post.go: where one broker is watched from
//	sight.go      what one look saw
package observe
