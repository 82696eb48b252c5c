package panel

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"
	"testing"

	"orderflow/internal/hostile"
)

// On a real port: the client and the server as they are used.
func TestOnLoopback(t *testing.T) {
	s := open(t, Options{Network: TCP{}, Admin: true}, nil)
	defer s.leave()
	if !strings.HasPrefix(s.URL(), "http://127.0.0.1:") {
		t.Errorf("it listens at %s", s.URL())
	}
	s.want(aJob, first)
	client := NewClient(s.URL(), testKey, nil)
	defer client.Close()
	s.Down()
	service := catalogue()[0]
	if _, err := client.Add(t.Context(), 1, &service, "@shop", 10); !errors.Is(err, ErrUnreachable) || !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("a purchase from a panel that is down: %v", err)
	}
	s.Up()
	if job, err := client.Add(t.Context(), 1, &service, "@shop", 10); err != nil || job != 8842 {
		t.Errorf("after that: job %d, %v", job, err)
	}
	wrong := NewClient(s.URL(), "another key", nil)
	defer wrong.Close()
	if _, err := wrong.Services(t.Context()); !errors.Is(err, Declined("Invalid API key")) {
		t.Errorf("with another key: %v", err)
	}
}

// If somebody takes the port while the panel is down, a panel on any port comes
// back on another, and its own client finds it.
func TestThePortIsTaken(t *testing.T) {
	s := open(t, Options{Network: TCP{}}, nil)
	defer s.leave()
	client := NewClient(s.URL(), testKey, s.DialContext)
	defer client.Close()
	s.Down()
	before := s.Address()
	other, err := net.Listen("tcp", before)
	if err != nil {
		t.Skip(err)
	}
	defer other.Close()
	s.Up()
	if s.Address() == before {
		t.Errorf("it listens at %s, which is taken", before)
	}
	if _, err := client.Services(t.Context()); err != nil {
		t.Error(err)
	}
}

// Who is on this machine and has the key makes faults, and ends them.
func TestAdmin(t *testing.T) {
	s := open(t, Options{Network: TCP{}, Admin: true}, nil)
	defer s.leave()
	for _, step := range []struct {
		form, header, want string
		status             int
	}{
		{"action=faults", "", `[]`, 200},
		{"action=fault&fault=provider-error:error=Closed,count=always", "", `[{"fault":"provider-error:count=always,error=Closed","strikes":0,"acts":true}]`, 200},
		{"action=fault&fault=ack-lost", "", `{"error":"fault ack-lost is none of a panel: want one whose name begins with provider-"}`, 200},
		{"action=fault&fault=provider-%1b", "", "{\"error\":\"fault \\\"provider-\ufffd\\\" is not known", 200},
		{"action=else", "", `{"error":"Incorrect request"}`, 200},
		{"action=faults&key=x", "", `{"error":"Invalid API key"}`, 200},
		{"action=faults", "X-Forwarded-For", "404 page not found", 404},
		{"action=faults", "Origin", "404 page not found", 404},
	} {
		status, body := s.administrate(step.form, step.header, "")
		if status != step.status || !strings.HasPrefix(body, step.want) {
			t.Errorf("%s %s: %d %s, want %s", step.form, step.header, status, body, step.want)
		}
	}
	if status, _ := s.administrate("action=faults", "", "panel.example"); status != http.StatusNotFound {
		t.Errorf("for another host: %d", status)
	}
	s.want(aJob, `{"error":"Closed"}`)
	if _, body := s.administrate("action=repair", "", ""); body != `[{"fault":"provider-error:count=always,error=Closed","strikes":1,"acts":false}]` {
		t.Error(body)
	}
	s.want(aJob, first)
}

func (s *shop) administrate(form, header, host string) (status int, body string) {
	s.t.Helper()
	values, err := url.ParseQuery(form)
	if err != nil {
		s.t.Fatal(err)
	}
	if !values.Has("key") {
		values.Set("key", testKey)
	}
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, "http://"+s.Address()+AdminPath, strings.NewReader(values.Encode()))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if header != "" {
		r.Header.Set(header, "192.0.2.1")
	}
	r.Host = host
	response, err := s.http.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	return response.StatusCode, strings.TrimSuffix(string(text), "\n")
}

// Without Options.Admin there is no admin path, and a panel is on nothing but
// its one path and method.
func TestWhatAPanelDoesNotAnswer(t *testing.T) {
	s := open(t, Options{Network: TCP{}}, nil)
	defer s.leave()
	if status, _ := s.administrate("action=faults", "", ""); status != http.StatusNotFound {
		t.Errorf("the admin path: %d", status)
	}
	for _, test := range []struct {
		method, path, body string
		status             int
	}{
		{http.MethodGet, Path + "?key=" + url.QueryEscape(testKey) + "&action=balance", "", http.StatusMethodNotAllowed},
		{http.MethodPost, "/", "", http.StatusNotFound},
		{http.MethodPost, Path, "key=" + strings.Repeat("x", formBytesMax), http.StatusBadRequest},
		{http.MethodPost, Path, "%zz", http.StatusBadRequest},
	} {
		r, err := http.NewRequestWithContext(t.Context(), test.method, "http://"+s.Address()+test.path, strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		response, err := s.http.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != test.status {
			t.Errorf("%s %.40s: %d, want %d", test.method, test.path, response.StatusCode, test.status)
		}
	}
}

// Whatever is sent, the panel answers, and its books agree.
func FuzzForm(f *testing.F) {
	for _, seed := range []string{"action=status&orders=1,2,3", "action=cancel&orders=8841", "action=refill&order=8841", "action=refill_status&refills=1", "action=services", "action=balance", "x"} {
		f.Add(seed)
	}
	for _, text := range hostile.Texts {
		f.Add("action=status&orders=" + url.QueryEscape(text.Text))
	}
	f.Fuzz(func(t *testing.T, form string) {
		values, err := url.ParseQuery(form)
		if err != nil {
			return
		}
		s := &Server{books: newBooks(1, 100_000, calm{}, nil), planned: make(chan struct{}, 1)}
		if p, no := readPurchase(values); no == "" {
			if _, err := s.buy(p, 1, true); err != nil {
				t.Fatal(err)
			}
		}
		for _, action := range []func(url.Values) (any, error){s.status, s.cancel, s.refill, s.refillStatus, s.services, s.balance} {
			answer, err := action(values)
			if err != nil {
				t.Fatal(err)
			}
			var w recorded
			write(&w, answer)
			if bytes.Count(w.Bytes(), []byte("\n")) != 1 {
				t.Errorf("%q", w.Bytes())
			}
		}
		wantBalanced(t, s.books)
	})
}

// recorded is an answer in memory.
type recorded struct {
	bytes.Buffer
	header http.Header
}

func (r *recorded) Header() http.Header {
	if r.header == nil {
		r.header = http.Header{}
	}
	return r.header
}

func (r *recorded) WriteHeader(int) {}
