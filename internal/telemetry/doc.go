// Package telemetry tells a run as OpenTelemetry spans: those that a
// well-instrumented team would have, and beside them those of what was true. Both
// sides of an order have one trace, so that they stand above each other in the
// team's own Jaeger or Grafana.
//
// # What is whose
//
//	order-service      place order       the customer's request, as far as the service's own code goes
//	                   publish order     the line that publishes, until it knows what it will ever know: emit() returns
//	                                     at once, an awaited emit ends with the answer or the error, send() with the reply
//	                   create sns.orders the message; its context is in the record's header traceparent
//	                   send sns.orders   the client library's own span: kafkajs ends it with the broker's last word,
//	                                     whether anybody awaits that or not; an asynchronous kafka-go Writer at once
//	in-house-worker,   poll, process, commit sns.orders; POST to the panel; send sns.order-status, sns.orders.reply
//	external-worker
//	statistics-worker  commit sns.orders: of what it handles a log has nothing else
//	orderflow-truth    order, and below it where it truly was: in producer memory, on the wire, the answer's way back,
//	                   in the log (LAG), in a handler, at the panel; faults and brokers in a trace of the run's own
//
// What an instrumentation could not know is on no span but those of
// orderflow-truth. A span of a process that died would never have been exported;
// it is here, with an error that says so, because something else hangs on it.
//
// Page views have no spans: they are not of an order's way.
//
// # Conventions
//
// Names and attributes are those of the messaging conventions of version 1.45.0
// (docs/messaging/kafka.md; in development there, so that the schema URL is on
// every scope). Of their choices: a message has a create span, to which send,
// poll and process link; process and poll are its children as well, which they may
// be where an operation has one message, so that an order has one trace. Names are
// of low cardinality: the prefix of a run's topics is left out (messaging.destination.template).
// Statuses are set where something failed, and on spans of the application's own code.
//
// # Not obvious
//
//   - Spans are a function of the log: Tracer takes events and gives spans, in the
//     order in which they end, and what live sends is what export would write of
//     the log so far. Ids are derived (sim.TraceRun), times are the log's.
//   - A run that goes on with the orders of its database has their traces: their
//     records are still in the topic, with the headers they have. What its log says
//     of before is told again, all at 0 s; only creation contexts have one id.
//   - A root is told when its order has been settled, its row says so, and it was quiet for
//     settleFor. What happens to the order after that has spans of its own below the same root.
//   - What was told late is where it was (sim.Event.Happened); how long an order has been
//     quiet is by when things were told.
//   - A span that the run ends before it has ended, ends with the run, and says so
//     (orderflow.end.unknown).
//
// # File map
//
//	span.go        a span, plain; service.go: whose; convention.go: names of attributes
//	tracer.go      events to spans; journey.go: what is open of one order
//	placing.go     the order service's spans; consuming.go, panel.go: those of consumers
//	truth.go       what was true of an order; onwire.go: in memory and on the wire; inlog.go: in the log and in
//	               handlers; world.go: faults and brokers
//	encode.go      OTLP, as JSON lines and as protobuf, through the collector's own pdata
//	endpoint.go    where a collector is; sender.go: what is sent there; answer.go: what it says; feed.go: from a run to it
package telemetry
