package kafkax

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

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
