package engine

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// truthCell is one measured run: the flags that make it, and what came out.
type truthCell struct {
	ID     string
	Flags  []string
	Until  string
	Order  sim.OrderID // whom expect is about; 0 = the first
	Expect map[string]any
}

// TestTruth runs every measured cell through the engine, on several seeds.
func TestTruth(t *testing.T) {
	singleThreaded(t)
	text, err := os.ReadFile("testdata/truth.json")
	if err != nil {
		t.Fatal(err)
	}
	var cells []truthCell
	if err := json.Unmarshal(text, &cells); err != nil {
		t.Fatal(err)
	}
	for _, cell := range cells {
		t.Run(cell.ID, func(t *testing.T) {
			for seed := uint64(1); seed <= 40; seed++ {
				config := cell.config(t)
				config.Seed = seed
				o := runToEnd(t, config).Order(max(cell.Order, 1))
				if wrong := cell.compare(o); wrong != "" {
					t.Fatalf("seed %d: %s", seed, wrong)
				}
			}
		})
	}
}

func runToEnd(t *testing.T, config sim.Config) *sim.State {
	t.Helper()
	e, err := New(config, nil)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	return e.State()
}

// config reads the flags a cell needs.
func (c truthCell) config(t *testing.T) sim.Config {
	t.Helper()
	config := sim.DefaultConfig()
	var err error
	for i := 0; i+1 < len(c.Flags) && err == nil; i += 2 {
		err = setFlag(&config, c.Flags[i], c.Flags[i+1])
	}
	if err == nil {
		config.Until, err = time.ParseDuration(c.Until)
	}
	if err != nil {
		t.Fatal(err)
	}
	return config
}

func setFlag(c *sim.Config, flag, value string) (err error) {
	var fault sim.Fault
	var remedy sim.Remedy
	var ratio float64
	switch flag {
	case "--client":
		c.Client, err = sim.ParseClient(value)
	case "--mode":
		c.Mode, err = sim.ParseMode(value)
	case "--rate":
		c.Rate, err = sim.ParseRate(value)
	case "--orders":
		c.Orders, err = strconv.Atoi(value)
	case "--workers":
		c.Workers, err = strconv.Atoi(value)
	case "--acks":
		c.Acks, err = strconv.Atoi(value)
	case "--external":
		ratio, err = strconv.ParseFloat(value, 64)
		c.ExternalRatio = int(ratio * 1000)
	case "--session-timeout":
		c.SessionTimeout, err = time.ParseDuration(value)
	case "--send-timeout":
		c.SendTimeout, err = time.ParseDuration(value)
	case "--observe":
		c.Observe, err = sim.ParseObserve(value)
	case "--fault":
		fault, err = sim.ParseFault(value)
		c.Faults = append(c.Faults, fault)
	case "--remedy":
		remedy, err = sim.ParseRemedy(value)
		c.Remedies = c.Remedies.With(remedy, true)
	case "--retries":
		c.Retries, err = strconv.Atoi(value)
	case "--initial-retry-time":
		c.InitialRetryTime, err = time.ParseDuration(value)
	case "--max-retry-time":
		c.MaxRetryTime, err = time.ParseDuration(value)
	case "--producer-retries":
		c.ProducerRetries, err = strconv.Atoi(value)
	case "--producer-initial-retry-time":
		c.ProducerInitialRetryTime, err = time.ParseDuration(value)
	case "--request-timeout":
		c.RequestTimeout, err = time.ParseDuration(value)
	case "--connection-timeout":
		c.ConnectionTimeout, err = time.ParseDuration(value)
	case "--from-beginning":
		c.FromBeginning, err = strconv.ParseBool(value)
	case "--producer-only":
		c.ProducerOnly, err = strconv.ParseBool(value)
	case "--cluster-size":
		c.ClusterSize, err = strconv.Atoi(value)
	case "--services":
		c.Services, err = strconv.Atoi(value)
	case "--reply-partitions":
		c.ReplyPartitions, err = strconv.Atoi(value)
	case "--format":
	default:
		err = fmt.Errorf("flag %s is not known", flag)
	}
	return err
}

// compare returns what differs from the measurement, or nothing.
func (c truthCell) compare(o *sim.OrderState) string {
	var wrong []string
	for key, want := range c.Expect {
		if rungs, ok := want.(map[string]any); ok {
			wrong = append(wrong, compareRungs(o, rungs)...)
			continue
		}
		got := observed(o, key)
		if !matches(got, want) {
			wrong = append(wrong, fmt.Sprintf("%s is %v, want %v", key, got, want))
		}
	}
	return strings.Join(wrong, "; ")
}

// compareRungs returns what differs of the rungs, in milliseconds since 0 s.
func compareRungs(o *sim.OrderState, want map[string]any) (wrong []string) {
	for r := range sim.RungCount {
		if limits, ok := want[r.String()]; ok {
			if got := float64(o.Rungs[r]) / float64(time.Millisecond); !matches(got, limits) {
				wrong = append(wrong, fmt.Sprintf("%s is at %v ms, want %v", r, got, limits))
			}
		}
	}
	return wrong
}

func observed(o *sim.OrderState, key string) any {
	switch key {
	case "outcome":
		return o.Caller.String()
	case "ms":
		return float64(o.CallerAt) / float64(time.Millisecond)
	case "error":
		return o.Error.String() + ": " + o.ErrorText
	case "copies":
		return float64(o.Copies)
	case "handled":
		return float64(o.Handled)
	case "requests":
		return float64(o.Requests)
	case "replies":
		return float64(o.Replies)
	case "exit":
		return float64(o.Exit)
	case "committed":
		return o.Committed()
	case "row":
		return o.Row.String()
	}
	return "no such figure: " + key
}

func matches(got, want any) bool {
	switch want := want.(type) {
	case []any:
		figure, ok := got.(float64)
		return ok && figure >= want[0].(float64) && figure <= want[1].(float64)
	case string:
		text, ok := got.(string)
		return ok && strings.Contains(text, want)
	}
	return got == want
}
