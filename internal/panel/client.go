package panel

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"time"

	"orderflow/sim"
)

// Limits of what a client reads and waits for.
const (
	connectTimeout  = 5 * time.Second
	answerBytesMax  = 256 << 10 // of a job, or of the statuses of 100
	listBytesMax    = 8 << 20   // of the services: some panels list thousands
	answerHeaderMax = 64 << 10
	idlePerPanel    = 8
)

// Client buys from a panel.
type Client struct {
	// Buyer is what it calls itself, where it wants to ask what it has bought; see
	// [Client.Bought]. It is set before the first purchase.
	Buyer string

	url  string
	key  string
	http *http.Client
	slow time.Duration // how long a call may take
}

// DialFunc connects to a panel.
type DialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// NewClient returns a client of the panel at a URL. dial connects to it; nil is
// the machine's own way, with the proxy that the environment names.
func NewClient(address, key string, dial DialFunc) *Client {
	transport := &http.Transport{
		DialContext: dial, MaxIdleConnsPerHost: idlePerPanel, IdleConnTimeout: idleTimeout, TLSHandshakeTimeout: connectTimeout,
		MaxResponseHeaderBytes: answerHeaderMax, DisableCompression: true, // a small body cannot become a huge one
	}
	if dial == nil {
		transport.DialContext = (&net.Dialer{Timeout: connectTimeout}).DialContext
		transport.Proxy = http.ProxyFromEnvironment
	}
	follow := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse } // the key goes to nobody else
	return &Client{url: address, key: key, http: &http.Client{Transport: transport, CheckRedirect: follow}, slow: sim.PanelAnswerTimeout}
}

// Close closes the connections that wait for another call.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Services returns what the panel sells.
func (c *Client) Services(ctx context.Context) ([]Service, error) {
	body, err := c.call(ctx, url.Values{"action": {"services"}}, 0, listBytesMax)
	if err != nil {
		return nil, err
	}
	return readServices(body)
}

// Add buys a quantity of a service for a link, and returns the job's number.
// order is the buyer's own number of what it is for. errors.go says which errors
// leave it open whether it was bought.
func (c *Client) Add(ctx context.Context, order sim.OrderID, service *Service, link string, quantity int64) (job uint32, err error) {
	body, err := c.call(ctx, url.Values{
		"action": {"add"}, "service": {strconv.FormatUint(uint64(service.Number), 10)}, "link": {link}, "quantity": {strconv.FormatInt(quantity, 10)},
	}, order, answerBytesMax)
	if err != nil {
		return 0, err
	}
	return readAdded(body)
}

// Bought returns the last job that was bought for an order of the Buyer's. ok is
// false where there is none. A panel that cannot be asked says no: [Declined].
func (c *Client) Bought(ctx context.Context, order sim.OrderID) (job uint32, ok bool, err error) {
	body, err := c.call(ctx, url.Values{"action": {"orders"}}, order, answerBytesMax)
	if err != nil {
		return 0, false, err
	}
	return readBought(body)
}

// Refill orders what of completed jobs has gone again once more, and returns the
// refills by job: of those that the panel refills.
func (c *Client) Refill(ctx context.Context, jobs []uint32) (refills map[uint32]uint32, err error) {
	body, err := c.call(ctx, url.Values{"action": {"refill"}, "orders": {listed(jobs)}}, 0, answerBytesMax)
	if err != nil {
		return nil, err
	}
	return readRefills(body, jobs)
}

// Refills returns what the panel says of refills, by their numbers. One of which
// it says nothing that can be used is not among them.
func (c *Client) Refills(ctx context.Context, refills []uint32) (words map[uint32]string, err error) {
	body, err := c.call(ctx, url.Values{"action": {"refill_status"}, "refills": {listed(refills)}}, 0, answerBytesMax)
	if err != nil {
		return nil, err
	}
	return readRefillWords(body, refills)
}

// StatusesMax is how many jobs one call of Statuses may ask for.
const StatusesMax = askedMax

// Statuses returns how jobs stand, in one call. A job of which the panel knows
// nothing, or says nothing that can be used, is not among them.
func (c *Client) Statuses(ctx context.Context, jobs []uint32) (map[uint32]Status, error) {
	body, err := c.call(ctx, url.Values{"action": {"status"}, "orders": {listed(jobs)}}, 0, answerBytesMax)
	if err != nil {
		return nil, err
	}
	return readStatuses(body, jobs)
}

// listed writes the numbers of jobs as the API wants them.
func listed(jobs []uint32) string {
	names := make([]string, 0, len(jobs))
	for _, job := range jobs {
		names = append(names, strconv.FormatUint(uint64(job), 10))
	}
	return strings.Join(names, ",")
}

// call sends a form and returns the body of an answer with status 200. With an
// order it is about a purchase, on a connection of its own.
func (c *Client) call(ctx context.Context, form url.Values, order sim.OrderID, most int64) ([]byte, error) {
	form.Set("key", c.key)
	within, cancel := context.WithTimeout(ctx, c.slow)
	defer cancel()
	connected := false
	traced := httptrace.WithClientTrace(within, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected = true }})
	r, err := http.NewRequestWithContext(traced, http.MethodPost, c.url, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, &Unreachable{Cause: err}
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if order != 0 {
		r.Header.Set(OrderHeader, strconv.FormatUint(uint64(order), 10))
		if c.Buyer != "" {
			r.Header.Set(BuyerHeader, c.Buyer)
		}
		r.Close = true
	}
	response, err := c.http.Do(r)
	if err != nil {
		return nil, failed(ctx, within, err, connected)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, Refused(response.StatusCode)
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, most+1))
	switch {
	case err != nil:
		return nil, failed(ctx, within, err, true)
	case int64(len(body)) > most:
		return nil, unclear("it is longer than %d bytes", most)
	}
	return body, nil
}

// failed says in which of its ways a call has failed.
func failed(ctx, within context.Context, err error, connected bool) error {
	var wrapper *url.Error
	if errors.As(err, &wrapper) {
		err = wrapper.Err // without the address
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case !connected:
		return &Unreachable{Cause: err}
	case within.Err() != nil || errors.Is(err, context.DeadlineExceeded):
		return ErrTimeout
	}
	return unclear("the connection broke: %v", err)
}
