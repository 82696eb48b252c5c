package panel

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/hostile"
	"orderflow/sim"
)

// wire is a panel that answers with bytes.
func wire(t *testing.T, answer func(net.Conn)) *Client {
	t.Helper()
	network := new(kfake.VirtualNetwork)
	l, err := network.Listen("tcp", "localhost:80")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				r, err := http.ReadRequest(bufio.NewReader(c))
				if err != nil {
					return
				}
				_, _ = io.Copy(io.Discard, r.Body)
				answer(c)
			}()
		}
	}()
	client := NewClient("http://localhost:80"+Path, testKey, network.DialContext)
	t.Cleanup(client.Close)
	return client
}

// says answers with status 200 and a body.
func says(body string) func(net.Conn) {
	return func(c net.Conn) {
		_, _ = fmt.Fprintf(c, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(body), body)
	}
}

func sends(text string) func(net.Conn) {
	return func(c net.Conn) { _, _ = io.WriteString(c, text) }
}

// drips sends something for ever, a little at a time.
func drips(head, drop string) func(net.Conn) {
	return func(c net.Conn) {
		for _, err := io.WriteString(c, head); err == nil; _, err = io.WriteString(c, drop) {
			time.Sleep(100 * time.Millisecond)
		}
	}
}

// Whatever a panel answers, a purchase ends within 10 s with what is known of
// it: bought, not bought, or that nobody knows.
func TestHostileAnswers(t *testing.T) {
	bell := "\x1b]0;owned\a"
	for _, test := range []struct {
		name   string
		answer func(net.Conn)
		want   string // the error begins so; "job 5" is none
	}{
		{"a number", says(`{"order":5}`), "job 5"},
		{"a number as text", says(` {"order":"5"} `), "job 5"},
		{"an error that is null", says(`{"order":5,"error":null,"more":[1]}`), "job 5"},
		{"an error", says(`{"error":"neworder.error.min_quantity"}`), "the panel says no: neworder.error.min_quantity"},
		{"an error that acts on terminals", says(`{"error":"\u001b]0;owned\u0007"}`), "the panel says no: \ufffd]0;owned\ufffd"},
		{"an error that is a number", says(`{"error":5}`), "the panel's answer cannot be used: its error is no text"},
		{"an empty error", says(`{"error":""}`), "the panel's answer cannot be used: its error is no text"},
		{"both", says(`{"order":5,"error":"no"}`), "the panel's answer cannot be used: it has an order and an error"},
		{"nothing", says(``), "the panel's answer cannot be used: it is not the JSON of the API: EOF"},
		{"null", says(`null`), "the panel's answer cannot be used: its order is no number"},
		{"a list", says(`[5]`), "the panel's answer cannot be used: it is not the JSON of the API"},
		{"an empty object", says(`{}`), "the panel's answer cannot be used: its order is no number"},
		{"an order that is an object", says(`{"order":{"id":5}}`), "the panel's answer cannot be used: its order is no number"},
		{"an order below 0", says(`{"order":-5}`), "the panel's answer cannot be used: its order is no number"},
		{"order 0", says(`{"order":0}`), "the panel's answer cannot be used: its order is no number"},
		{"half an order", says(`{"order":5.5}`), "the panel's answer cannot be used: its order is no number"},
		{"an order that is too large", says(`{"order":4294967296}`), "the panel's answer cannot be used: its order is no number"},
		{"an order in powers", says(`{"order":1e1}`), "the panel's answer cannot be used: its order is no number"},
		{"two answers", says(`{"order":5}{"order":6}`), "the panel's answer cannot be used: something follows its JSON"},
		{"half an answer", says(`{"order":`), "the panel's answer cannot be used: it is not the JSON of the API: unexpected EOF"},
		{"HTML", says("<!DOCTYPE html><html>" + bell), `the panel's answer cannot be used: it is not the JSON of the API: invalid character '<' looking for beginning of value; it begins with "<!DOCTYPE html><html>`},
		{"a deep answer", says(strings.Repeat("[", 20_000)), "the panel's answer cannot be used: it is not the JSON of the API"},
		{"bytes", says("\x00\xff\xfe" + bell), "the panel's answer cannot be used: it is not the JSON of the API"},
		{"a huge answer", says(`{"order":5,"more":"` + strings.Repeat("x", answerBytesMax) + `"}`), "the panel's answer cannot be used: it is longer than 262144 bytes"},
		{"an answer without end", drips("HTTP/1.1 200 OK\r\n\r\n{", strings.Repeat("x", 64<<10)), "the panel's answer cannot be used: it is longer than 262144 bytes"},
		{"an answer that drips", drips("HTTP/1.1 200 OK\r\n\r\n", " "), "no answer of the panel within 10s"},
		{"headers that drip", drips("HTTP/1.1 200 OK\r\n", "X-A: b\r\n"), "no answer of the panel within 10s"},
		{"huge headers", sends("HTTP/1.1 200 OK\r\nX-A: " + strings.Repeat("x", 1<<20) + "\r\n\r\n"), "the panel's answer cannot be used: the connection broke"},
		{"silence", func(net.Conn) { time.Sleep(time.Hour) }, "no answer of the panel within 10s"},
		{"hanging up", func(net.Conn) {}, "the panel's answer cannot be used: the connection broke: EOF"},
		{"hanging up within", sends("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"order\":5"), "the panel's answer cannot be used: the connection broke: unexpected EOF"},
		{"no HTTP", sends("220 smtp" + bell + "\r\n\r\n"), "the panel's answer cannot be used: the connection broke"},
		{"a redirect", sends("HTTP/1.1 307 Temporary Redirect\r\nLocation: http://localhost:80/api/v2\r\nContent-Length: 0\r\n\r\n"), "the panel answered with HTTP status 307"},
		{"another status", sends("HTTP/1.1 503 Later\r\nContent-Length: 11\r\n\r\n{\"order\":5}"), "the panel answered with HTTP status 503"},
		{"a compressed answer", sends("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n\x1f\x8b\x08"), "the panel's answer cannot be used: it is not the JSON of the API"},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client := wire(t, test.answer)
				service := catalogue()[0]
				start := time.Now()
				job, err := client.Add(t.Context(), 1, &service, "@shop", 10)
				got := errorText(err)
				if err == nil {
					got = fmt.Sprintf("job %d", job)
				}
				if !strings.HasPrefix(got, test.want) {
					t.Errorf("%s\nwant %s", got, test.want)
				}
				wantHarmless(t, got)
				if took := time.Since(start); took > sim.PanelAnswerTimeout {
					t.Errorf("the call took %s", took)
				}
				if list, err := client.Statuses(t.Context(), []uint32{5}); err == nil && len(list) > 0 {
					t.Error("a status was read")
				}
				time.Sleep(2 * time.Hour) // until the panel has hung up too
			})
		})
	}
}

// wantHarmless checks a text that is about an answer.
func wantHarmless(t *testing.T, text string) {
	t.Helper()
	if act := hostile.Act(text); act != "" || strings.Contains(text, "\n") || utf8.RuneCountInString(text) > textMax+80 || strings.Contains(text, testKey) {
		t.Errorf("%q: %s", text, act)
	}
}

// The key goes to the panel alone, whatever it says.
func TestARedirectIsNotFollowed(t *testing.T) {
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the redirect was followed") }))
	defer elsewhere.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		panel := httptest.NewServer(http.RedirectHandler(elsewhere.URL, status))
		client := NewClient(panel.URL, testKey, nil)
		if _, err := client.Services(t.Context()); !errors.Is(err, Refused(status)) {
			t.Errorf("a redirect by %d: %v", status, err)
		}
		client.Close()
		panel.Close()
	}
}

// A call that its caller gives up is no failure of the panel.
func TestACallThatIsGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := wire(t, func(net.Conn) { time.Sleep(time.Hour) })
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := client.Services(ctx); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrTimeout) {
			t.Error(err)
		}
		time.Sleep(2 * time.Hour)
	})
}

// Of statuses and services what can be used is used.
func TestOddStatuses(t *testing.T) {
	list, err := readStatuses([]byte(`{
		"1":{"status":"In progress","remains":"10","charge":"0.5"},
		"2":{"status":"processing","remains":7},
		"3":{"status":"COMPLETED"},
		"4":{"status":"Exploded","remains":1},
		"5":{"status":5},"6":[],"7":null,"8":"Completed","9":{"error":"Incorrect order ID"},
		"10":{"status":"Partial","remains":-3,"charge":"-1"},
		"99":{"status":"Completed"}}`), []uint32{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
	if err != nil || len(list) != 4 {
		t.Fatalf("%v, %v", list, err)
	}
	for job, want := range map[uint32]Status{
		1: {sim.JobInProgress, 10, 50}, 2: {sim.JobPending, 7, -1}, 3: {sim.JobCompleted, -1, -1}, 10: {sim.JobPartial, -1, -1},
	} {
		if list[job] != want {
			t.Errorf("job %d is %+v, want %+v", job, list[job], want)
		}
	}
	services, err := readServices([]byte(`[{"service":"12","name":"Likes","category":"Instagram","rate":7.2,"min":1,"max":"100"},
		{"service":0},{"service":3,"name":["x"]},5,null,{"service":4,"name":"a","category":"b","rate":"free","min":1,"max":2}]`))
	if err != nil || len(services) != 1 || !services[0].Sells(sim.Instagram, sim.Likes) || services[0].Cost(100) != 72 {
		t.Errorf("%+v, %v", services, err)
	}
	if _, err := readServices([]byte(`{"error":"Invalid API key"}`)); errorText(err) != "the panel says no: Invalid API key" {
		t.Error(err)
	}
}

// No answer breaks the client, or reaches anybody unescaped.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{
		`{"order":5}`, `{"error":"x"}`, `{"1":{"status":"Completed","remains":"0","charge":"0.1"}}`, `{"1":{"error":"x"}}`,
		`[{"service":1,"name":"likes","category":"blog","rate":"7.20","min":"1","max":"5"}]`, "<html>", "", "null", `{"order":1e999}`,
		`{"orders":[5]}`, `{"orders":[]}`, `[{"order":1,"refill":5}]`, `[{"refill":1,"status":"Completed"}]`,
	} {
		f.Add([]byte(seed))
	}
	for _, text := range hostile.Texts {
		f.Add([]byte(`{"error":"` + text.Text + `"}`))
		f.Add([]byte(text.Text))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		job, err := readAdded(body)
		if (job == 0) != (err != nil) {
			t.Errorf("job %d, %v", job, err)
		}
		wantHarmless(t, errorText(err))
		list, err := readStatuses(body, []uint32{1, 2})
		wantHarmless(t, errorText(err))
		for _, s := range list {
			if s.Word < sim.JobPending || s.Word > sim.JobCanceled || s.Remains > sim.AmountMax || s.Charge > centsMax {
				t.Errorf("%+v", s)
			}
		}
		if job, ok, err := readBought(body); ok != (job != 0) || ok && err != nil {
			t.Errorf("job %d, %t, %v", job, ok, err)
		}
		refills, err := readRefills(body, []uint32{1, 2})
		wantHarmless(t, errorText(err))
		for job, refill := range refills {
			if job > 2 || refill == 0 {
				t.Errorf("refill %d of job %d", refill, job)
			}
		}
		words, err := readRefillWords(body, []uint32{1})
		wantHarmless(t, errorText(err))
		for _, word := range words {
			wantHarmless(t, word)
		}
		services, err := readServices(body)
		wantHarmless(t, errorText(err))
		for _, s := range services {
			if s.Cost(sim.AmountMax) < 0 {
				t.Errorf("%+v", s)
			}
		}
	})
}
