package sim

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strconv"
	"strings"
)

// TraceID names the trace of one order, as W3C Trace Context and OpenTelemetry
// have it.
type TraceID [16]byte

// SpanID names a span within its trace.
type SpanID [8]byte

// TraceRun derives the traces of a run. Nothing is drawn: who reads the run's log
// finds the same ids as who wrote its records, whenever and wherever.
type TraceRun [sha256.Size]byte

// TraceRun returns what the traces of the log's run are derived from, beside its
// seed: where it has a prefix, that, which each of its processes knows, and which
// stays when one of them starts again; else of a run on the wall clock when it began,
// to the millisecond; of one in virtual time its scenario and the command line that
// made it. So two exports of one run are the same, and no two runs share a trace.
func (h *Header) TraceRun() TraceRun {
	parts := []string{"orderflow trace", strconv.FormatUint(h.Seed, 10)}
	switch {
	case h.Prefix != "":
		parts = append(parts, h.Prefix)
	case !h.Began.IsZero():
		parts = append(parts, strconv.FormatInt(h.Began.UnixMilli(), 10))
	default:
		parts = append(append(parts, h.Scenario), h.Args...)
	}
	return sha256.Sum256([]byte(strings.Join(parts, "\x00")))
}

// Trace returns the trace of an order; that of order 0 is the run's own.
func (r TraceRun) Trace(number OrderID) TraceID {
	sum := sha256.Sum256(binary.BigEndian.AppendUint32(r[:], uint32(number)))
	id := TraceID(sum[:])
	id[0] |= 1 // one of zeros alone would be invalid
	return id
}

// Span returns the id of the trace's nth span of a kind.
func (t TraceID) Span(kind string, nth uint32) SpanID {
	sum := sha256.Sum256(append(binary.BigEndian.AppendUint32(t[:], nth), kind...))
	id := SpanID(sum[:])
	id[0] |= 1
	return id
}

// Created returns the span that made the record of an order's nth call of
// publish: the creation context, to which the consumers' spans link.
func (t TraceID) Created(call uint32) SpanID { return t.Span("create", call) }

// TraceParentHeader is the name of the header in which a record carries its
// creation context (W3C Trace Context, level 1).
const TraceParentHeader = "traceparent"

// TraceParent returns the header's value: version 00, sampled.
func TraceParent(t TraceID, s SpanID) string {
	return "00-" + hex.EncodeToString(t[:]) + "-" + hex.EncodeToString(s[:]) + "-01"
}
