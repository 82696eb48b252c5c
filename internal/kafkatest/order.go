package kafkatest

import (
	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// Ordered is the record of an order as a NestJS client writes it.
func Ordered(id string, fulfilment sim.Fulfilment, headers ...kafka.Header) kafka.Message {
	o := sim.Order{
		ID: id, Customer: sim.Person, Channel: sim.Instagram, Product: sim.Likes, Quantity: 100, Points: 2000,
		Fulfilment: fulfilment, Link: "https://instagram.example/p/abc",
	}
	return kafka.Message{Key: []byte(id), Value: record.EncodeOrder(o), Headers: headers}
}

// Asking are the headers of a NestJS client's send().
func Asking(correlation, topic string) []kafka.Header {
	return record.Request{Correlation: correlation, Topic: topic}.Headers()
}
