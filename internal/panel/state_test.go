package panel

import (
	"bufio"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/sim"
)

// A panel that was ended goes on where it would be by now: jobs have run on,
// numbers go on, and the money is what the jobs cost.
func TestState(t *testing.T) {
	path := filepath.Join(t.TempDir(), "panel.jsonl")
	visit := func(faults []string, do func(*testing.T, *shop)) { inShop(t, Options{State: path}, faults, do) }
	visit([]string{"provider-partial:order=2,ratio=0.5", "provider-silent:order=3", "provider-drop:order=1,ratio=0.1,delay=2m"}, func(_ *testing.T, s *shop) {
		for n := range 3 {
			s.want(aJob, fmt.Sprintf(`{"order":%d}`, 8841+n))
		}
		time.Sleep(time.Minute)
		s.want("action=balance", `{"balance":"982.00","currency":"USD"}`)
	})
	// The bubbles' clocks all begin at one instant; the books' does not go back.
	visit(nil, func(t *testing.T, s *shop) {
		if known, torn := s.Known(); !known || torn != 0 {
			t.Errorf("known %t, torn %d", known, torn)
		}
		s.wantJob("Completed", "0", "7.20")
		s.want("action=status&order=8842", `{"charge":"3.60","start_count":"3614","status":"Partial","remains":"500","currency":"USD"}`)
		s.want("action=status&order=8843", `{"charge":"7.20","start_count":"180","status":"Pending","remains":"1000","currency":"USD"}`)
		s.want("action=balance", `{"balance":"982.00","currency":"USD"}`)
		s.want(aJob, `{"order":8844}`)
		s.want("action=cancel&orders=8843,8844", `[{"cancel":1,"order":8843},{"cancel":1,"order":8844}]`)
		time.Sleep(5 * time.Minute)
		s.want("action=refill&order=8841", `{"refill":"1"}`)
	})
	visit(nil, func(_ *testing.T, s *shop) {
		s.want("action=balance", `{"balance":"989.20","currency":"USD"}`)
		s.want("action=refill_status&refill=1", `{"status":"In progress"}`)
		time.Sleep(10 * time.Minute)
		s.want("action=refill_status&refill=1", `{"status":"Completed"}`)
	})
}

// A last line that was never whole is dropped; what is no state is left alone.
func TestDamagedState(t *testing.T) {
	const head = `{"orderflow_panel":1,"balance":100000,"job":8841,"refill":1}` + "\n"
	const line = `{"job":8841,"service":1,"link":"@a","quantity":1000,"charge":720,"accepted":1,"takes":8000000000,"ending":3,"share":1000,"status":1}` + "\n"
	for _, test := range []struct{ name, text, want string }{
		{"torn", head + line + line[:20], ""},
		{"torn first line", head[:20], ":1: is no line of a panel's state"},
		{"empty", "", ":1: is no line of a panel's state"},
		{"another file", "id,customer\n", ":1: is no line of a panel's state"},
		{"another version", strings.Replace(head, `panel":1`, `panel":2`, 1), ":1: is no line of a panel's state"},
		{"damaged", head + line[1:] + line, ":2: is no line of a panel's state"},
		{"an unknown field", head + line + strings.Replace(line, `"link"`, `"lynk"`, 1), ":3: is no line of a panel's state"},
		{"a wrong figure", head + strings.Replace(line, `1000,"ch`, `0,"ch`, 1), ":2: is no line of a panel's state"},
		{"a long line", head + strings.Replace(line, "@a", strings.Repeat("a", stateLineMax), 1), ":2: is no line of a panel's state"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "panel.jsonl")
			if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
				t.Fatal(err)
			}
			b := newBooks(1, 0, calm{}, nil)
			_, torn, err := b.openState(path)
			if test.want != "" {
				after, _ := os.ReadFile(path)
				if err == nil || !strings.HasPrefix(err.Error(), path+test.want) || string(after) != test.text {
					t.Errorf("%v; the file is %q", err, after)
				}
				return
			}
			defer b.closeState()
			if err != nil || torn != 20 || b.balance() != 100_000-720 || len(b.jobs) != 1 {
				t.Errorf("%v, torn %d, balance %d, %d jobs", err, torn, b.balance(), len(b.jobs))
			}
		})
	}
}

// One file has one panel at a time.
func TestStateIsLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "panel.jsonl")
	b := newBooks(1, 0, calm{}, nil)
	if _, _, err := b.openState(path); err != nil {
		t.Fatal(err)
	}
	_, _, err := newBooks(1, 0, calm{}, nil).openState(path)
	if want := path + ": another orderflow panel has this state: end it, or give another file"; errorText(err) != want {
		t.Errorf("a second panel: %v", err)
	}
	b.closeState()
	if _, _, err := b.openState(path); err != nil {
		t.Errorf("after the first: %v", err)
	}
	b.closeState()
}

// What cannot be written is not bought.
func TestADiskThatIsFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, Options{State: filepath.Join(t.TempDir(), "panel.jsonl")}, nil)
		defer s.leave()
		s.want(aJob, first)
		s.mu.Lock()
		s.books.file.broken = os.ErrInvalid
		s.mu.Unlock()
		for _, form := range []string{aJob, "action=cancel&order=8841"} {
			if status, body := s.ask(form); status != 503 || body != `{"error":"Try again later"}` {
				t.Errorf("%s: %d %s", form, status, body)
			}
		}
		s.want("action=balance", `{"balance":"992.80","currency":"USD"}`)
		time.Sleep(time.Minute)
		s.wantJob("Completed", "0", "7.20")
	})
}

// The books keep a bounded number of jobs, and the file does not grow for ever;
// the money of those that were forgotten stays spent.
func TestForgetting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "panel.jsonl")
	b := newBooks(1, 1_000_000_000, calm{}, nil)
	if _, _, err := b.openState(path); err != nil {
		t.Fatal(err)
	}
	defer b.closeState()
	const more = 20_000
	for n := range keptMax + more {
		j := &Job{
			Number: sim.FirstJob + uint32(n), Service: 1, Link: "@a", Quantity: 1000, Charge: 720, Accepted: 1, Takes: sim.JobMin,
			Ending: sim.JobCompleted, Share: 1000, Status: sim.JobCompleted, Delivered: 1000,
		}
		for range 3 {
			if err := b.store(j, false); err != nil {
				t.Fatal(err)
			}
		}
		b.enter(j)
		b.forget()
	}
	if len(b.jobs) != keptMax || len(b.oldest) != keptMax || b.balance() != 1_000_000_000-720*(keptMax+more) {
		t.Errorf("%d jobs, balance %d", len(b.jobs), b.balance())
	}
	if b.file.lines > 2*keptMax+spareLines+1 {
		t.Errorf("the file has %d lines", b.file.lines)
	}
	b.closeState()
	again := newBooks(1, 0, calm{}, nil)
	if _, _, err := again.openState(path); err != nil {
		t.Fatal(err)
	}
	defer again.closeState()
	if again.balance() != b.balance() || again.nextJob != b.nextJob {
		t.Errorf("read again: balance %d of %d, next job %d of %d", again.balance(), b.balance(), again.nextJob, b.nextJob)
	}
}

// Whatever is in a file, it is refused, or the books agree with themselves.
func FuzzState(f *testing.F) {
	const head = `{"orderflow_panel":1,"balance":100000,"job":8841,"refill":1}` + "\n"
	f.Add([]byte(head))
	f.Add([]byte(head + `{"job":8841,"service":1,"link":"@a","quantity":1000,"charge":720,"accepted":1,"takes":8000000000,"ending":3,"share":1000,"status":1}` + "\n"))
	f.Add([]byte(head + `{"job":8841,"service":1,"link":"@a","quantity":1000,"charge":720,"accepted":1,"takes":8000000000,"ending":3,"share":1000,"status":3,"delivered":1000,"losses":[{"at":5,"share":400}],"refills":[{"refill":1,"at":9,"count":3}]}` + "\n{"))
	f.Fuzz(func(t *testing.T, text []byte) {
		b := newBooks(1, 0, calm{}, nil)
		b.file = &stateFile{path: "panel.jsonl", broken: os.ErrInvalid}
		if _, err := b.readLines(bufio.NewReaderSize(strings.NewReader(string(text)), stateLineMax)); err != nil {
			wantHarmless(t, err.Error())
			return
		}
		for _, number := range b.oldest {
			b.plan(b.jobs[number])
		}
		b.advance()
		wantBalanced(t, b)
	})
}

// wantBalanced checks that money, jobs and counters agree.
func wantBalanced(t *testing.T, b *books) {
	t.Helper()
	spent, active := int64(0), 0
	for number, j := range b.jobs {
		spent += j.cost()
		active += activity(j)
		if !j.sound() || j.Number != number || number >= b.nextJob {
			t.Errorf("job %d is %+v", number, j)
		}
	}
	if spent != b.spent || active != b.active || len(b.jobs) != len(b.oldest) {
		t.Errorf("spent %d of %d, active %d of %d, %d jobs of %d", b.spent, spent, b.active, active, len(b.jobs), len(b.oldest))
	}
}

// The state of a panel that another process runs for TestKill.
const (
	killState = "ORDERFLOW_TEST_PANEL_STATE"
	killFunds = 1_000_000
)

// TestPanelProcess is no test: TestKill starts it as a process, and kills it.
func TestPanelProcess(t *testing.T) {
	path := os.Getenv(killState)
	if path == "" {
		t.Skip("TestKill starts it")
	}
	plan, err := NewPlan(parsed(t, []string{"provider-cancel:ratio=0,count=always,order=2", "provider-partial:ratio=0.5,count=always,order=3"}))
	if err != nil {
		t.Fatal(err)
	}
	s, err := Start(Options{Key: testKey, Balance: killFunds, State: path, Faults: plan})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(s.URL())
	select {}
}

// A panel that is killed at any moment has sold what it has said it sold, once,
// and its money is that of its jobs.
func TestKill(t *testing.T) {
	rounds := 12
	if os.Getenv("ORDERFLOW_SLOW") != "" {
		rounds = 200
	}
	path := filepath.Join(t.TempDir(), "panel.jsonl")
	told := make(map[uint32]bool)
	random := rand.New(rand.NewPCG(1, 2))
	inFlight := 0
	for range rounds {
		inFlight += killRound(t, path, told, 1+random.IntN(40))
		b := newBooks(1, 0, calm{}, nil)
		if _, _, err := b.openState(path); err != nil {
			t.Fatal(err)
		}
		wantBalanced(t, b)
		if b.before != killFunds {
			t.Errorf("it began with %d cents, want %d", b.before, killFunds)
		}
		for job := range told {
			if b.jobs[job] == nil {
				t.Errorf("job %d was sold and is gone", job)
			}
		}
		if extra := len(b.jobs) - len(told); extra < 0 || extra > inFlight {
			t.Errorf("%d jobs, %d were told of, and %d purchases never heard", len(b.jobs), len(told), inFlight)
		}
		b.closeState()
	}
	t.Logf("%d rounds: %d jobs sold, %d purchases never heard", rounds, len(told), inFlight)
}

const killBuyers = 8

// killRound buys until so many jobs were sold, with others on their way, and
// kills the panel. It returns how many purchases never heard.
func killRound(t *testing.T, path string, told map[uint32]bool, after int) (unheard int) {
	t.Helper()
	process := exec.Command(os.Args[0], "-test.run=^TestPanelProcess$", "-test.v=false")
	process.Env = append(os.Environ(), killState+"="+path)
	stdout, err := process.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	results := make(chan uint32)
	var buyers sync.WaitGroup
	for n := range killBuyers {
		buyers.Go(func() { buyUntilKilled(ctx, strings.TrimSpace(address), n, results) })
	}
	go func() { buyers.Wait(); close(results) }()
	sold := 0
	for job := range results {
		if job == 0 {
			unheard++
			continue
		}
		if told[job] {
			t.Errorf("job %d was sold twice", job)
		}
		told[job] = true
		sold++
		if sold == after {
			if err := process.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = process.Wait() // it was killed
	return unheard
}

// buyUntilKilled reports each job, and 0 for the purchase that failed.
func buyUntilKilled(ctx context.Context, address string, n int, results chan<- uint32) {
	client := NewClient(address, testKey, nil)
	defer client.Close()
	service := catalogue()[n]
	for order := sim.OrderID(1); ; order++ {
		job, err := client.Add(ctx, order, &service, "@shop", 10)
		results <- job
		if err != nil {
			return
		}
	}
}

// The books read a file as they wrote it: what a panel knows is what its file says.
func TestTheFileIsTheBooks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "panel.jsonl")
	synctest.Test(t, func(t *testing.T) {
		s := open(t, Options{State: path}, []string{"provider-drop:count=always,ratio=0.2,delay=1s"})
		for range 5 {
			s.ask(aJob)
			time.Sleep(3 * time.Second)
		}
		time.Sleep(time.Minute)
		s.ask("action=refill&orders=8841,8842")
		s.ask(aJob)
		s.leave()
		again := newBooks(42, 0, calm{}, nil)
		if _, _, err := again.openState(path); err != nil {
			t.Fatal(err)
		}
		defer again.closeState()
		if again.balance() != s.books.balance() || again.nextJob != s.books.nextJob || again.nextRefill != s.books.nextRefill {
			t.Errorf("balance %d, next %d and %d", again.balance(), again.nextJob, again.nextRefill)
		}
		for _, number := range slices.Sorted(maps.Keys(s.books.jobs)) {
			if got, want := fmt.Sprintf("%+v", *again.jobs[number]), fmt.Sprintf("%+v", *s.books.jobs[number]); got != want {
				t.Errorf("job %d is\n%s, was\n%s", number, got, want)
			}
		}
	})
}
