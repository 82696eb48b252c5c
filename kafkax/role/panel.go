package role

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"sync"
	"time"

	"orderflow/internal/panel"
	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// panelDesk is where the external consumer meets the marketing panel: one that
// is elsewhere, or one inside this process, which listens on loopback. Both are
// spoken to over HTTP alone. Of the one inside everything that becomes true is
// recorded as it does; of one elsewhere, what its answers say.
type panelDesk struct {
	company  *Company
	journal  chronicle.Keeper
	server   *panel.Server // nil: the panel is elsewhere
	client   *panel.Client
	services []panel.Service

	once sync.Once // said that the panel cannot be asked what was bought

	mu         sync.Mutex
	jobs       map[uint32]*purchase // that the run still hears of
	refillable []*purchase          // over, at a panel elsewhere: of the last ones a refill may be asked
	followed   map[uint32]*purchase // of them those whose end is still to be reported
	spent      spentNumbers
}

func newPanelDesk(s *Company) *panelDesk {
	return &panelDesk{company: s, journal: s.journal, jobs: make(map[uint32]*purchase), followed: make(map[uint32]*purchase)}
}

// panelFunds is what the panel inside begins with, in cents: it is not meant to
// run dry.
const panelFunds = 1_000_000_000_00

// open finds the panel, or starts one, and learns what it sells.
func (p *panelDesk) open(ctx context.Context) error {
	vendor := &p.company.vendor
	if vendor.URL != "" {
		var dial panel.DialFunc
		if vendor.Network != nil {
			dial = vendor.Network.DialContext
		}
		p.client = panel.NewClient(vendor.URL, vendor.Key, dial)
	} else if err := p.start(vendor.Network); err != nil {
		return err
	}
	var err error
	if p.client.Buyer, err = p.buyer(ctx); err != nil {
		return err
	}
	if p.services, err = p.client.Services(ctx); err != nil {
		return sim.Refuse("asking the panel at %s what it sells: %v", "%s의 패널에 무엇을 파는지 물었지만 실패했습니다: %v", sim.Printable(p.url(), record.ErrorTextMax), err)
	}
	return p.sellsAll()
}

// start starts a panel in this process. Its key is known to nobody else.
func (p *panelDesk) start(network panel.Network) (err error) {
	var key [16]byte
	_, _ = rand.Read(key[:]) // crypto/rand never fails
	p.server, err = panel.Start(panel.Options{
		Key: hex.EncodeToString(key[:]), Seed: p.company.config.Seed, Balance: panelFunds,
		Faults: panelFaults{p.company}, Watch: p.watch, Network: network,
	})
	if err != nil {
		return err
	}
	p.client = panel.NewClient(p.server.URL(), hex.EncodeToString(key[:]), p.server.DialContext)
	return nil
}

func (p *panelDesk) url() string {
	if p.server != nil {
		return p.server.URL()
	}
	return p.company.vendor.URL
}

// sellsAll refuses a panel that lacks what orders are for, before anything is
// bought there.
func (p *panelDesk) sellsAll() error {
	for _, c := range []sim.Channel{sim.Instagram, sim.Blog, sim.YouTube} {
		for _, product := range []sim.Product{sim.Likes, sim.Followers, sim.Views} {
			if p.service(c, product) == nil {
				return sim.Refuse("the panel at %s does not sell %s %s: want one with a service of that category and name, such as orderflow panel",
					"%s의 패널은 %s %s을(를) 팔지 않습니다. 그 category와 name의 서비스가 있는 패널을 쓰세요. orderflow panel이 그렇습니다", sim.Printable(p.url(), record.ErrorTextMax), c, product)
			}
		}
	}
	return nil
}

func (p *panelDesk) service(c sim.Channel, product sim.Product) *panel.Service {
	for i := range p.services {
		if p.services[i].Sells(c, product) {
			return &p.services[i]
		}
	}
	return nil
}

// cost returns what the panel asks for what an order is for, in cents.
func (p *panelDesk) cost(o *sim.Order) int64 {
	return p.service(o.Channel, o.Product).Cost(int64(o.Quantity))
}

// changed notes in the database which panel the run has, and reports whether the
// run before had another one. One inside is another one each time.
func (p *panelDesk) changed(ctx context.Context, db *store.Store) (bool, error) {
	before, err := db.Swap(ctx, "panel", p.company.vendor.URL)
	return p.server != nil || before != p.company.vendor.URL, err
}

// countFrom lets the panel inside give no number again that one before it has given.
func (p *panelDesk) countFrom(number uint32) {
	if p.server != nil {
		p.server.CountFrom(number)
	}
}

// close ends the panel inside.
func (p *panelDesk) close() {
	if p.client != nil {
		p.client.Close()
	}
	if p.server != nil {
		p.server.Close()
	}
}

// takeDown lets the panel inside, if this process has one, refuse connections until the
// fault has ended.
func (p *panelDesk) takeDown(f *faultEntry) {
	if p.server == nil {
		return
	}
	p.server.Down()
	p.company.faults.onEnd(f, func(sim.EventID) { p.server.Up() })
}

// add buys what an order is for, and returns the job's number. An error may
// come although the job was bought.
func (p *panelDesk) add(ctx context.Context, d *chronicle.Delivery) (uint32, error) {
	o := &d.Order.Order
	service := p.service(o.Channel, o.Product)
	client := p.client
	if o.Number >= chronicle.AlienFrom { // a number that only this process knows it by names nothing
		nameless := *client
		nameless.Buyer = ""
		client = &nameless
	}
	number, err := client.Add(ctx, o.Number, service, o.Link, int64(o.Quantity))
	if err != nil {
		return 0, err
	}
	event, err := p.bought(d.Order, number, p.cost(o))
	if err != nil {
		return 0, err
	}
	d.Cause = event
	return number, nil
}

// refused records that a call has failed, and returns after how long the panel
// is asked again: not at all where it said no, and where nobody knows.
func (p *panelDesk) refused(d *chronicle.Delivery, try int, err error) (wait time.Duration) {
	e := sim.Event{Type: sim.PanelRefusal, Order: d.Order.Number, Try: uint32(try), Code: codeOfPanel(err), Cause: d.Cause}
	var status panel.Refused
	var no panel.Declined
	var unclear panel.Unclear
	switch {
	case errors.As(err, &status):
		e.Value = int64(status)
	case errors.As(err, &no):
		e.Value, e.Detail = sim.HTTPOK, &sim.Detail{Text: string(no)}
	case errors.As(err, &unclear):
		e.Detail = &sim.Detail{Text: string(unclear)}
	}
	if f := p.company.faults.standing(sim.ProviderDown); f != nil && e.Code == sim.PanelDown {
		e.Cause = max(e.Cause, f.event)
	}
	if e.Code == sim.PanelTimeout || e.Code == sim.PanelUnreadable {
		e.Type, e.Code, e.Try = sim.PanelSilent, sim.NoError, 0
	}
	d.Note(p.journal, e)
	if try == sim.PanelTriesMax || e.Type == sim.PanelSilent || e.Value == sim.HTTPOK {
		return 0
	}
	return sim.PanelBackoff << (try - 1)
}

// codeOfPanel names an error of the panel's client.
func codeOfPanel(err error) sim.Code {
	var unclear panel.Unclear
	switch {
	case errors.Is(err, panel.ErrTimeout):
		return sim.PanelTimeout
	case errors.Is(err, panel.ErrUnreachable):
		return sim.PanelDown
	case errors.As(err, &unclear):
		return sim.PanelUnreadable
	}
	return sim.PanelRefused
}

// panelFaults lets the faults of the run act in the panel inside.
type panelFaults struct{ company *Company }

// Strike is that of [panel.Faults].
func (p panelFaults) Strike(order sim.OrderID, which func(*sim.Fault) bool) (f sim.Fault, struck bool) {
	list := p.strike(order, 1, which)
	if len(list) == 0 {
		return f, false
	}
	return list[0], true
}

// StrikeEach is that of [panel.Faults].
func (p panelFaults) StrikeEach(order sim.OrderID, which func(*sim.Fault) bool) []sim.Fault {
	return p.strike(order, sim.FaultsMax, which)
}

func (p panelFaults) strike(order sim.OrderID, most int, which func(*sim.Fault) bool) []sim.Fault {
	o := p.company.journal.OrderOf(order)
	if o == nil {
		return nil
	}
	return p.company.faults.strikeEach(o, sim.ExternalGroup, most, which)
}
