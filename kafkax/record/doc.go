// Package record is what stands on the topics of a run: how topics and groups are
// called ([Names]), and the records of orders, status events, page views and answers,
// with the headers of NestJS's request–reply. It knows Kafka's messages, and neither
// clients nor journals.
//
// # Invariants
//
//   - What is decoded is decoded strictly: on a cluster that others use a record may come
//     from anywhere. An unknown field, a value beyond its limit or a key that is not the id
//     is an error of one line, in which nothing from outside is unescaped.
//   - A record is the run's own if it has the run's header ([Names.Mark], [Names.Wrote]). It
//     is no secret, and protects from nobody: it tells a second copy of an order from one
//     whose id is taken.
//   - A name that this program draws has a prefix that nobody else's has by chance
//     ([DrawPrefix], [PrefixOf]); only such names are ever taken for remains of a run.
//
// names.go has the names, value.go the records and headers.
package record
