package kafkax

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/kafkatest"
	"orderflow/internal/panel"
	"orderflow/kafkax/proxy"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// The faults of the order service act in its own process too, and who watches sees
// of them what one process records: refusals, the end of a life and the next one.
func TestFaultsOfTheServiceInItsProcess(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		fault    string
		finished int
		order    string // what has become of order 2
		endings  []string
	}{
		{"produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND,order=2", 3, "the caller knows value, row completed, 2 copies, done 2 times, exit -1, in truth finished", nil},
		{"produce-error:code=MESSAGE_TOO_LARGE,order=2", 2, "the caller knows error, row publish-failed, 0 copies, done 0 times, exit -1, in truth ended", nil},
		{"caller-exit:at=after-call,order=2", 2, "the caller knows unknown, row paid, 0 copies, done 0 times, exit 137, in truth lost", []string{"service-exited", "memory-lost", "member-abandoned", "service-restarted"}},
		{"caller-exit:at=after-ack,order=2", 3, "the caller knows value, row completed, 1 copies, done 1 times, exit 137, in truth finished", []string{"service-exited", "member-abandoned", "service-restarted"}},
		{"service-restart:how=close,from=2500ms", 3, "the caller knows value, row completed, 1 copies, done 1 times, exit -1, in truth finished", []string{"service-exited", "service-restarted"}},
		{"service-restart:how=kill,from=2500ms", 3, "the caller knows value, row completed, 1 copies, done 1 times, exit -1, in truth finished", []string{"service-exited", "member-abandoned", "service-restarted"}},
	} {
		t.Run(test.fault, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				config := config(sim.EmitAwait, 3, test.fault)
				config.SessionTimeout = 6 * time.Second
				c := newCompany(t, config)
				all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
				o := all[4].Watched()
				if err := o.Caught(context.WithoutCancel(t.Context())); err != nil {
					t.Fatal(err)
				}
				until(t, o, 2*time.Minute, func(s *sim.State) bool { return s.Finished == test.finished && s.Count() == 3 })
				time.Sleep(15 * time.Second) // rows follow, and a restart is over
				o.End(sim.ReasonQuit)
				o.Advance(0)
				wantLawful(t, o.Log(), o.LogHash())
				if got := fate(o.State().Order(2)); got != test.order {
					t.Errorf("order 2: %s\nwant: %s", got, test.order)
				}
				var happened []string
				for _, line := range endings(o.Log()) {
					happened = append(happened, strings.Fields(line)[0])
				}
				if !slices.Equal(happened, test.endings) {
					t.Errorf("the process: %v, want %v", happened, test.endings)
				}
				if over := len(events(o.Log(), sim.FaultEnded, 0)); strings.HasPrefix(test.fault, "service-restart") != (over == 1) {
					t.Errorf("%d faults are over", over)
				}
				c.close(all...)
			})
		})
	}
}

// A fault of the panel acts in a panel that is a role of the run, wherever it was asked
// for, and the log says whom it strikes. Whoever watches is told every event.
func TestFaultsOfThePanelInItsProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := config(sim.EmitAwait, 6)
		config.ExternalRatio = 1000
		c := newCompany(t, config)
		plan, err := panel.NewPlan(nil)
		if err != nil {
			t.Fatal(err)
		}
		server, err := panel.Start(panel.Options{Key: "key", Seed: 42, Balance: 1_000_000_00, Faults: plan, Network: c.panels})
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		o := c.options(RolePanel)
		o.Panel = plan
		var told []sim.Event
		var mu sync.Mutex
		watching := c.options(RoleWatch)
		watching.Sinks = []func(sim.Event){func(e sim.Event) {
			mu.Lock()
			defer mu.Unlock()
			told = append(told, e)
		}}
		buying := c.options(RoleExternal)
		buying.PanelURL, buying.PanelKey = server.URL(), "key"
		all := []*RoleRun{c.join(c.options(RoleService)), c.join(watching), c.join(o)}
		w := all[1].Watched()
		<-w.Begun()
		f, err := sim.ParseFault("provider-error:order=5,status=503")
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Act(0, sim.Input{Fault: &f}); err != nil {
			t.Fatal(err)
		}
		all = append(all, c.join(buying), c.join(c.options(RoleInHouse)), c.join(c.options(RoleStatistics)))
		until(t, w, 3*time.Minute, func(s *sim.State) bool { return s.Finished == 6 })
		down, err := sim.ParseFault("provider-down:for=5s")
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(w.Act(0, sim.Input{Fault: &down}), w.Act(0, sim.Input{NewOrder: true})); err != nil {
			t.Fatal(err)
		}
		until(t, w, 3*time.Minute, func(s *sim.State) bool { return s.Finished == 7 })
		w.End(sim.ReasonQuit)
		w.Advance(0)
		wantLawful(t, w.Log(), w.LogHash())
		wantCount(t, w.Log(), sim.FaultStarted, 0, 2)
		if refusals := events(w.Log(), sim.PanelRefusal, 7); len(refusals) == 0 || refusals[0].Code != sim.PanelDown {
			t.Errorf("the panel that is down has refused %+v", refusals)
		}
		wantCount(t, w.Log(), sim.FaultStruck, 5, 1)
		wantCount(t, w.Log(), sim.PanelRefusal, 5, 1)
		mu.Lock()
		defer mu.Unlock()
		if len(told) != w.Log().Len() {
			t.Errorf("%d events are told of %d", len(told), w.Log().Len())
		}
		c.close(all...)
	})
}

// A job of which the buyer was not told is on the screen of who watches, where the panel is a
// role of the run: that it was bought, and that it delivers.
func TestAJobThatNobodyWasToldOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		remedies sim.Remedies
		jobs     uint32
	}{
		{"bought again", 0, 2},
		{"found", sim.Remedies(0).With(sim.Reconcile, true), 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				config := config(sim.EmitAwait, 1)
				config.ExternalRatio, config.Remedies = 1000, test.remedies
				c := newCompany(t, config)
				lost, err := sim.ParseFault("provider-timeout:order=1")
				if err != nil {
					t.Fatal(err)
				}
				plan, err := panel.NewPlan([]sim.Fault{lost})
				if err != nil {
					t.Fatal(err)
				}
				server, err := panel.Start(panel.Options{Key: "key", Seed: 42, Balance: 1_000_000_00, Faults: plan, Network: c.panels})
				if err != nil {
					t.Fatal(err)
				}
				defer server.Close()
				vendor, buyer := c.options(RolePanel), c.options(RoleExternal)
				vendor.Panel, buyer.PanelURL, buyer.PanelKey = plan, server.URL(), "key"
				all := append(c.joinAll(RoleService, RoleInHouse, RoleStatistics, RoleWatch), c.join(vendor), c.join(buyer))
				w := all[3].Watched()
				until(t, w, 3*time.Minute, func(s *sim.State) bool { return s.Count() == 1 && s.Order(1).Row == sim.RowCompleted })
				time.Sleep(time.Minute)
				w.End(sim.ReasonQuit)
				w.Advance(0)
				wantLawful(t, w.Log(), w.LogHash())
				if o := w.State().Order(1); o.Jobs != test.jobs {
					t.Errorf("%d jobs of the order: %s", o.Jobs, fate(o))
				}
				wantCount(t, w.Log(), sim.PanelAccepted, 1, int(test.jobs))
				wantCount(t, w.Log(), sim.JobEnded, 1, int(test.jobs))
				wantCount(t, w.Log(), sim.WorkFinished, 1, int(test.jobs))
				if bought := events(w.Log(), sim.PanelAccepted, 1)[0]; bought.Flag {
					t.Error("the answer to the first came")
				}
				if text := said(w.Log()); text != "" {
					t.Errorf("it says %q", text)
				}
				c.close(all...)
			})
		})
	}
}

// Whatever is asked for, no process ends by it that has nothing to do with it.
func TestNoActEndsAProcess(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := config(sim.EmitAwait, 4)
		config.ExternalRatio = 500
		c := newCompany(t, config)
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		w := all[4].Watched()
		until(t, w, 2*time.Minute, func(s *sim.State) bool { return s.Finished == 4 })
		asked, keys := 0, map[sim.FaultName]string{
			sim.ProduceError: ":code=NOT_ENOUGH_REPLICAS", sim.AckDelay: ":delay=100ms", sim.ConsumerSlow: ":delay=100ms", sim.ReplicaSlow: ":delay=100ms",
			sim.CallerExit: ":at=after-call", sim.ConsumerCrash: ":at=before-commit", sim.BrokerDown: ":how=network,for=1s", sim.ProviderDrop: ":delay=1s",
			sim.ConsumerAbsent: ":for=1s", sim.ProviderDown: ":for=1s",
		}
		for _, shape := range sim.FaultShapes() {
			f, err := sim.ParseFault(shape.Name.String() + keys[shape.Name])
			if err != nil {
				t.Fatal(err)
			}
			if w.Act(0, sim.Input{Fault: &f}) == nil { // else it cannot be made on a real cluster
				asked++
			}
			time.Sleep(2 * time.Second)
		}
		if asked < 18 {
			t.Errorf("only %d faults were asked for", asked)
		}
		for r := range sim.RemedyCount {
			_ = w.Act(0, sim.Input{Remedy: &sim.RemedySwitch{Remedy: r, On: true}})
		}
		if err := errors.Join(w.Act(0, sim.Input{Repair: true}), w.Act(0, sim.Input{NewOrder: true})); err != nil {
			t.Fatal(err)
		}
		time.Sleep(30 * time.Second)
		for _, r := range all {
			if err := r.Err(); err != nil {
				t.Errorf("%s: %v", r.options.Role, err)
			}
		}
		w.End(sim.ReasonQuit)
		w.Advance(0)
		c.close(all...)
	})
}

// A proxy that is a role of the run lets other clients in: what they write is the run's
// as through the door of one process, and its faults strike them.
func TestAProxyThatIsARole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.EmitAwait, 2))
		network := new(kfake.VirtualNetwork)
		door, err := wire.OpenDoor(network.Listen, "127.0.0.1:19092", 1)
		if err != nil {
			t.Fatal(err)
		}
		defer door.Close()
		told, mu := map[proxy.EventType]int{}, sync.Mutex{}
		o := c.options(RoleProxy)
		o.Door, o.Guests = door, func(e proxy.Event) {
			mu.Lock()
			defer mu.Unlock()
			told[e.Type]++
		}
		all := append(c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch), c.join(o))
		w := all[4].Watched()
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Finished == 2 })
		f, err := sim.ParseFault("ack-lost")
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Act(0, sim.Input{Fault: &f}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second)
		transport := &kafka.Transport{Dial: network.DialContext, ClientID: "shop"}
		guest := &kafka.Writer{
			Addr: kafka.TCP(door.Addresses()...), Topic: all[5].names.Topic(sim.Orders), RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport,
		}
		if err := guest.WriteMessages(t.Context(), kafkatest.Ordered("n-1", sim.InHouse)); err != nil {
			t.Error(err)
		}
		if err := guest.Close(); err != nil {
			t.Error(err)
		}
		transport.CloseIdleConnections()
		until(t, w, time.Minute, func(s *sim.State) bool { return s.Finished == 3 })
		time.Sleep(3 * time.Second)
		w.End(sim.ReasonQuit)
		w.Advance(0)
		wantLawful(t, w.Log(), w.LogHash())
		wantCount(t, w.Log(), sim.FaultStruck, 0, 1)
		if text := said(w.Log()); !strings.Contains(text, `order "n-1" exists already`) {
			t.Errorf("nothing is said of the second copy: %q", text)
		}
		mu.Lock()
		defer mu.Unlock()
		for kind, least := range map[proxy.EventType]int{proxy.Connected: 2, proxy.Client: 1, proxy.Sent: 2, proxy.Answered: 2, proxy.FaultBegan: 1, proxy.Struck: 1} {
			if told[kind] < least {
				t.Errorf("%d times it is told: %s, want %d", told[kind], kind, least)
			}
		}
		c.close(all...)
	})
}
