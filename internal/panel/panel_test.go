package panel

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/sim"
)

const testKey = "a key that nobody else has"

// shop is a panel on connections in memory, and who asks it.
type shop struct {
	*Server
	t    *testing.T
	http *http.Client
	plan *Plan
}

// inShop opens a panel with faults in a bubble of virtual time.
func inShop(t *testing.T, o Options, faults []string, visit func(*testing.T, *shop)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := open(t, o, faults)
		defer s.leave()
		visit(t, s)
	})
}

func open(t *testing.T, o Options, faults []string) *shop {
	t.Helper()
	plan, err := NewPlan(parsed(t, faults))
	if err != nil {
		t.Fatal(err)
	}
	if o.Network == nil {
		o.Network = new(kfake.VirtualNetwork)
	}
	if o.Balance == 0 {
		o.Balance = 100_000
	}
	o.Key, o.Seed, o.Faults = testKey, 42, plan
	server, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	return &shop{Server: server, t: t, http: &http.Client{Transport: &http.Transport{DialContext: server.DialContext, IdleConnTimeout: time.Second}}, plan: plan}
}

func parsed(t *testing.T, specs []string) (faults []sim.Fault) {
	t.Helper()
	for _, spec := range specs {
		f, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		faults = append(faults, f)
	}
	return faults
}

// leave closes the panel; the bubble ends only if nothing of it is left.
func (s *shop) leave() {
	s.http.CloseIdleConnections()
	s.Close()
}

// ask sends a form, written as a=b&c=d, with the key, and returns the answer.
func (s *shop) ask(form string) (status int, body string) {
	s.t.Helper()
	status, body, err := s.try(form)
	if err != nil {
		s.t.Fatalf("%s: %v", form, err)
	}
	return status, body
}

func (s *shop) try(form string) (status int, body string, err error) {
	values, err := url.ParseQuery(form)
	if err != nil {
		s.t.Fatal(err)
	}
	if !values.Has("key") {
		values.Set("key", testKey)
	}
	response, err := s.http.PostForm(s.URL(), values)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, strings.TrimSuffix(string(text), "\n"), err
}

// want asks, and checks the answer, which has status 200.
func (s *shop) want(form, answer string) {
	s.t.Helper()
	if status, got := s.ask(form); status != http.StatusOK || got != answer {
		s.t.Errorf("%s: %d %s\nwant %s", form, status, got, answer)
	}
}

const (
	aJob      = "action=add&service=1&link=https://instagram.example/p/1&quantity=1000"
	first     = `{"order":8841}`
	itsStatus = "action=status&order=8841"
)

// job returns the first job's status, what remains, and its charge.
func (s *shop) job() (status, remains, charge string) {
	s.t.Helper()
	_, body := s.ask(itsStatus)
	var r report
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		s.t.Fatalf("%s: %v", body, err)
	}
	return r.Status, r.Remains, r.Charge
}

func (s *shop) wantJob(status, remains, charge string) {
	s.t.Helper()
	if gotStatus, gotRemains, gotCharge := s.job(); gotStatus != status || gotRemains != remains || gotCharge != charge {
		s.t.Errorf("the job is %s, %s remain, charged %s; want %s, %s, %s", gotStatus, gotRemains, gotCharge, status, remains, charge)
	}
}

// The answers are those of the API, byte for byte.
func TestTheAPI(t *testing.T) {
	inShop(t, Options{}, nil, func(t *testing.T, s *shop) {
		for _, exchange := range [][2]string{
			{"action=balance", `{"balance":"1000.00","currency":"USD"}`},
			{aJob, first},
			{"action=balance", `{"balance":"992.80","currency":"USD"}`},
			{itsStatus, `{"charge":"7.20","start_count":"495","status":"Pending","remains":"1000","currency":"USD"}`},
			{"action=status&orders=8841,7, x", `{"7":{"error":"Incorrect order ID"},"8841":{"charge":"7.20","start_count":"495","status":"Pending","remains":"1000","currency":"USD"},"x":{"error":"Incorrect order ID"}}`},
			{"action=refill&order=8841", `{"error":"Refill is not available"}`},
			{"action=refill&orders=8841,7", `[{"order":8841,"refill":{"error":"Refill is not available"}},{"order":7,"refill":{"error":"Incorrect order ID"}}]`},
			{"action=refill_status&refill=1", `{"error":"Refill not found"}`},
			{"action=refill_status&refills=1", `[{"refill":1,"status":{"error":"Refill not found"}}]`},
			{"action=cancel&orders=8841,7", `[{"cancel":1,"order":8841},{"cancel":{"error":"Incorrect order ID"},"order":7}]`},
			{"action=cancel&orders=8841", `[{"cancel":{"error":"Order cannot be canceled"},"order":8841}]`},
			{itsStatus, `{"charge":"0.00","start_count":"495","status":"Canceled","remains":"1000","currency":"USD"}`},
			{"action=balance", `{"balance":"1000.00","currency":"USD"}`},
			{"action=status&order=7", `{"error":"Incorrect order ID"}`},
			{"action=status&order=8841,8842", `{"error":"Incorrect order ID"}`},
			{"action=status", `{"error":"Incorrect order ID"}`},
			{"action=add&service=99&link=@a&quantity=10", `{"error":"Incorrect service ID"}`},
			{"action=add&service=1&quantity=10", `{"error":"Incorrect link"}`},
			{"action=add&service=1&link=%1b[31m&quantity=10", `{"error":"Incorrect link"}`},
			{"action=add&service=1&link=@a&quantity=0", `{"error":"Quantity less than minimal 1"}`},
			{"action=add&service=1&link=@a&quantity=2147483648", `{"error":"Quantity more than maximum 2147483647"}`},
			{"action=add&service=1&link=@a&quantity=many", `{"error":"Incorrect quantity"}`},
			{"action=add&service=1&link=@a&quantity=1000000", `{"error":"Not enough funds on balance"}`},
			{"action=buy", `{"error":"Incorrect request"}`},
			{"", `{"error":"Incorrect request"}`},
			{"action=balance&key=another", `{"error":"Invalid API key"}`},
			{"action=balance&key=", `{"error":"Invalid API key"}`},
		} {
			s.want(exchange[0], exchange[1])
		}
		_, list := s.ask("action=services")
		const offer = `{"service":9,"name":"views","type":"Default","category":"youtube","rate":"7.20","min":"1","max":"2147483647","refill":true,"cancel":true}]`
		if !strings.HasSuffix(list, offer) || strings.Count(list, `"service"`) != 9 {
			t.Errorf("services: %s", list)
		}
	})
}

// A job runs on its own clock: 8 to 20 s, a quarter at a time.
func TestAJob(t *testing.T) {
	inShop(t, Options{}, nil, func(t *testing.T, s *shop) {
		start := time.Now()
		s.want(aJob, first)
		seen := []string{}
		for status := ""; status != "Completed"; time.Sleep(10 * time.Millisecond) {
			var remains string
			if status, remains, _ = s.job(); len(seen) == 0 || seen[len(seen)-1] != status+" "+remains {
				seen = append(seen, status+" "+remains)
			}
		}
		if got := strings.Join(seen, ", "); got != "Pending 1000, In progress 750, In progress 500, In progress 250, Completed 0" {
			t.Errorf("the job was %s", got)
		}
		if took := time.Since(start); took < sim.JobMin || took > sim.JobMax+time.Second {
			t.Errorf("the job took %s", took)
		}
		s.want("action=balance", `{"balance":"992.80","currency":"USD"}`)
	})
}

// The statuses of 100 jobs come in one call; of more in none.
func TestAHundredStatuses(t *testing.T) {
	inShop(t, Options{}, nil, func(t *testing.T, s *shop) {
		client := NewClient(s.URL(), testKey, s.DialContext)
		defer client.Close()
		services, err := client.Services(t.Context())
		if err != nil || len(services) != 9 {
			t.Fatalf("%d services: %v", len(services), err)
		}
		var jobs []uint32
		for n := range 100 {
			job, err := client.Add(t.Context(), sim.OrderID(n+1), &services[n%9], "@shop", 100)
			if err != nil {
				t.Fatal(err)
			}
			jobs = append(jobs, job)
		}
		s.mu.Lock()
		asked := s.books.requests
		s.mu.Unlock()
		list, err := client.Statuses(t.Context(), jobs)
		s.mu.Lock()
		asked = s.books.requests - asked
		s.mu.Unlock()
		if err != nil || len(list) != 100 || asked != 1 {
			t.Errorf("%d statuses in %d calls: %v", len(list), asked, err)
		}
		if list, err := client.Statuses(t.Context(), append(jobs, 1)); err == nil {
			t.Errorf("101 statuses: %d", len(list))
		}
	})
}

// Canceled halfway, a job has delivered a part, and the rest is paid back.
func TestCancelHalfway(t *testing.T) {
	inShop(t, Options{}, nil, func(_ *testing.T, s *shop) {
		s.want(aJob, first)
		for remains := ""; remains != "500"; time.Sleep(100 * time.Millisecond) {
			_, remains, _ = s.job()
		}
		s.want("action=cancel&order=8841", `[{"cancel":1,"order":8841}]`)
		time.Sleep(time.Minute)
		s.wantJob("Partial", "500", "3.60")
		s.want("action=balance", `{"balance":"996.40","currency":"USD"}`)
	})
}

// What was delivered goes again and nobody is told; a refill brings it back.
func TestDropAndRefill(t *testing.T) {
	inShop(t, Options{}, []string{"provider-drop:ratio=0.4,delay=3s"}, func(t *testing.T, s *shop) {
		s.want(aJob, first)
		time.Sleep(time.Minute)
		s.wantJob("Completed", "0", "7.20")
		left := func() int64 {
			s.mu.Lock()
			defer s.mu.Unlock()
			return s.books.jobs[sim.FirstJob].Delivered
		}
		if got := left(); got != 600 {
			t.Errorf("%d are left, want 600", got)
		}
		s.want("action=refill&order=8841", `{"refill":"1"}`)
		s.want("action=refill&order=8841", `{"error":"Refill is not available"}`)
		s.want("action=refill_status&refill=1", `{"status":"In progress"}`)
		time.Sleep(time.Minute)
		s.want("action=refill_status&refills=1,2", `[{"refill":1,"status":"Completed"},{"refill":2,"status":{"error":"Refill not found"}}]`)
		if got := left(); got != 1000 {
			t.Errorf("%d are there again, want 1000", got)
		}
	})
}

// Every fault does to a client what it would meet at a real panel.
func TestEveryFault(t *testing.T) {
	for _, test := range []struct {
		fault  string
		err    string // of the client
		bought bool
		status string // a minute later
		cost   string
	}{
		{"provider-error:status=429", "the panel answered with HTTP status 429", false, "", ""},
		{"provider-error", "the panel answered with HTTP status 500", false, "", ""},
		{"provider-error:error=Active order with this link", "the panel says no: Active order with this link", false, "", ""},
		{"provider-timeout", "no answer of the panel within 10s", true, "Completed 0", "7.20"},
		{"provider-timeout:after-accept=false", "no answer of the panel within 10s", false, "", ""},
		{"provider-silent", "", true, "Pending 1000", "7.20"},
		{"provider-partial:ratio=0.4", "", true, "Partial 600", "2.88"},
		{"provider-cancel:ratio=0", "", true, "Canceled 1000", "0.00"},
		{"provider-drop", "", true, "Completed 0", "7.20"},
	} {
		t.Run(test.fault, func(t *testing.T) {
			inShop(t, Options{}, []string{test.fault}, func(t *testing.T, s *shop) {
				client := NewClient(s.URL(), testKey, s.DialContext)
				defer client.Close()
				service := catalogue()[0]
				start := time.Now()
				_, err := client.Add(t.Context(), 1, &service, "@shop", 1000)
				if got := errorText(err); got != test.err {
					t.Errorf("the client was told %q, want %q", got, test.err)
				}
				if took := time.Since(start); took > sim.PanelAnswerTimeout+time.Millisecond {
					t.Errorf("the call took %s", took)
				}
				time.Sleep(time.Minute)
				if !test.bought {
					s.want(itsStatus, `{"error":"Incorrect order ID"}`)
					s.want("action=balance", `{"balance":"1000.00","currency":"USD"}`)
				} else if status, remains, charge := s.job(); status+" "+remains != test.status || charge != test.cost {
					t.Errorf("the job is %s, %s remain, charged %s", status, remains, charge)
				}
				if list := s.plan.List(); len(list) != 1 || list[0].Strikes != 1 || list[0].Acts {
					t.Errorf("the faults are %+v", list)
				}
				if _, err := client.Add(t.Context(), 2, &service, "@shop", 1000); err != nil {
					t.Errorf("the next purchase: %v", err)
				}
			})
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// Faults with order= act on the order that the client names, or on the n-th.
func TestOrderOfAFault(t *testing.T) {
	inShop(t, Options{}, []string{"provider-error:order=7,error=seven", "provider-error:order=3,error=three"}, func(t *testing.T, s *shop) {
		client := NewClient(s.URL(), testKey, s.DialContext)
		defer client.Close()
		service := catalogue()[0]
		if _, err := client.Add(t.Context(), 7, &service, "@shop", 10); errorText(err) != "the panel says no: seven" {
			t.Errorf("order 7: %v", err)
		}
		s.want(aJob, first)
		s.want(aJob, `{"order":8842}`)
		s.want(aJob, `{"error":"three"}`)
		s.want(aJob, `{"order":8843}`)
	})
}

// A panel that is down refuses connections; its jobs run on.
func TestDown(t *testing.T) {
	inShop(t, Options{}, []string{"provider-down:from=2s,for=30s"}, func(t *testing.T, s *shop) {
		s.want(aJob, first)
		time.Sleep(3 * time.Second)
		client := NewClient(s.URL(), testKey, s.DialContext)
		defer client.Close()
		if _, err := client.Services(t.Context()); codeless(err) {
			t.Errorf("asking a panel that is down: %v", err)
		}
		time.Sleep(30 * time.Second)
		s.wantJob("Completed", "0", "7.20")
	})
}

// codeless reports whether an error is not that of a panel that is down.
func codeless(err error) bool {
	return err == nil || !strings.HasPrefix(err.Error(), ErrUnreachable.Error())
}

// While it runs, faults are made and ended on the admin path, by who is here and
// has the key; without Options.Admin nobody finds it. The address in memory is
// none of this machine: loopback_test.go has those that are let in.
func TestAdminIsForThisMachine(t *testing.T) {
	inShop(t, Options{Admin: true}, nil, func(t *testing.T, s *shop) {
		response, err := s.http.PostForm("http://"+s.Address()+AdminPath, url.Values{"key": {testKey}, "action": {"faults"}})
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if response.StatusCode != http.StatusNotFound {
			t.Errorf("a stranger gets status %d", response.StatusCode)
		}
	})
}

func TestFaultsThatAreNoneOfAPanel(t *testing.T) {
	for spec, want := range map[string]string{
		"ack-lost":              "fault ack-lost is none of a panel: want one whose name begins with provider-",
		"provider-down:order=2": "fault provider-down: order= only works on the simulator: a panel that is down is down for every order",
	} {
		if _, err := NewPlan(parsed(t, []string{spec})); errorText(err) != want {
			t.Errorf("%s: %v", spec, err)
		}
	}
}

// The panel refuses more jobs than it can have under way; nothing is bought then.
func TestTooManyJobs(t *testing.T) {
	inShop(t, Options{}, nil, func(t *testing.T, s *shop) {
		s.mu.Lock()
		s.books.active = activeMax
		s.mu.Unlock()
		if status, body := s.ask(aJob); status != http.StatusServiceUnavailable || body != `{"error":"Try again later"}` {
			t.Errorf("one job too many: %d %s", status, body)
		}
		s.want("action=balance", `{"balance":"1000.00","currency":"USD"}`)
	})
}

func TestMoney(t *testing.T) {
	for text, cents := range map[string]int64{"0": 0, "7.2": 720, "7.20": 720, "0.27819": 27, "10000": 1_000_000, "99999999999": 9_999_999_999_900} {
		if got, ok := ParseMoney(text); !ok || got != cents {
			t.Errorf("%s is %d cents, %t", text, got, ok)
		}
	}
	for _, text := range []string{"", ".", ".5", "-1", "1e3", "1,5", "1.-5", "100000000001", "999999999999999999", "NaN", "1.5.5"} {
		if got, ok := ParseMoney(text); ok {
			t.Errorf("%q is %d cents", text, got)
		}
	}
	if got := money(-5); got != "-0.05" {
		t.Errorf("-5 cents are %s", got)
	}
}
