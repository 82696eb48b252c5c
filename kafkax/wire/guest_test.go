package wire

import (
	"context"
	"net"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/kafkatest"
)

// Somebody who sends answers where requests belong, and the reverse, ends alone.
func FuzzGuest(f *testing.F) {
	f.Add(frame(kmsg.NewPtrMetadataRequest(), 9))
	f.Add(append(frame(kmsg.NewPtrApiVersionsRequest(), 3), frame(kmsg.NewPtrProduceRequest(), 8)...))
	f.Add([]byte("\x00\x00\x00\x10\x00\x11\x00\x01\x00\x00\x00\x01\xff\xff\x00\x05PLAIN"))
	c := kafkatest.New(f, 1, 1)
	f.Fuzz(func(t *testing.T, sent []byte) {
		gate := New(c.Dial, nobody{}, "")
		near, far := net.Pipe()
		d := &Door{host: "127.0.0.1", port: 19092, listen: func(string, string) (net.Listener, error) { return nil, net.ErrClosed }, guests: make(map[*Guest]struct{})}
		d.ctx, d.stop = context.WithCancel(t.Context())
		tenant := &Tenant{Gate: gate, addresses: map[int32]string{}, shut: map[int32]error{}, TurnedAway: func(_ *Guest, why error) {
			if strings.Contains(why.Error(), "panic") {
				t.Error(why)
			}
		}}
		d.tenant, d.ways = tenant, []*doorway{{node: 0, port: 19092}}
		g := newGuest(d, tenant, far, c.Addresses()[0], 1)
		go g.serve()
		go func() {
			_, _ = near.Write(sent)
			near.Close()
		}()
		<-g.gone
		gate.Close()
		d.stop()
	})
}
