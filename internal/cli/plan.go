package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"orderflow/sim"
)

// scenarioBytesMax bounds a scenario file.
const scenarioBytesMax = 1 << 20

// planFlags are the flags that decide a run.
type planFlags struct {
	scenario   string
	ordersFrom string
	settings   []*settingFlag
}

// addPlan adds the flags that decide a run; scenario is what is played without --scenario.
func addPlan(cmd *cobra.Command, scenario string) *planFlags {
	f := &planFlags{}
	flags := cmd.Flags()
	flags.SortFlags = false
	addText(flags, &f.scenario, "scenario", scenario, "a scenario's name (orderflow scenarios lists them) or file")
	f.settings = addSettings(flags)
	addText(flags, &f.ordersFrom, "orders-from", "", "take the orders from a CSV or JSONL file")
	complete(cmd, "scenario", scenarioNames(), cobra.ShellCompDirectiveDefault)
	for _, setting := range f.settings {
		complete(cmd, setting.Name, setting.Words, cobra.ShellCompDirectiveNoFileComp)
	}
	return f
}

func complete(cmd *cobra.Command, flag string, words []string, directive cobra.ShellCompDirective) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, directive)); err != nil {
		panic(err) // a flag of that name was added just before
	}
}

func scenarioNames() []string {
	var names []string
	for _, s := range sim.Scenarios() {
		names = append(names, s.Name)
	}
	return names
}

// plan is a run that can be started.
type plan struct {
	config   sim.Config
	scenario sim.Config // before the flags changed it
	base     []string   // the args of the header before those of the flags
	extra    []string   // and after them
	header   sim.Header
	alone    bool // it is on a database: no other run of it can begin beside
}

// plan combines scenario, orders file and flags. command comes first in the
// header's args.
func (f *planFlags) plan(command string) (*plan, error) {
	base, err := readScenario(f.scenario)
	if err != nil {
		return nil, err
	}
	args := []string{command, "--scenario", f.scenario}
	if f.ordersFrom != "" {
		if base.OrderList, err = readOrders(f.ordersFrom); err != nil {
			return nil, err
		}
		base.Orders = len(base.OrderList)
		args = append(args, "--orders-from", f.ordersFrom)
	}
	config := base
	for _, setting := range f.settings {
		if err := setting.apply(&config); err != nil {
			return nil, err
		}
	}
	if err := config.Validate(); err != nil {
		return nil, err
	}
	p := &plan{config: config, scenario: base, base: args, header: sim.Header{Scenario: config.Scenario, Seed: config.Seed, Version: version()}}
	return p.in(config.Mode), nil
}

// readScenario returns the configuration of the embedded scenario of this
// name, or of the file.
func readScenario(name string) (sim.Config, error) {
	s, unknown := sim.FindScenario(name)
	if unknown == nil {
		return s.Config, nil
	}
	if _, err := os.Stat(name); err != nil && !strings.ContainsAny(name, `./\`) {
		return sim.Config{}, fmt.Errorf("--scenario: %w", unknown)
	}
	text, err := readWhole(name, scenarioBytesMax)
	if err != nil {
		return sim.Config{}, openError("--scenario", name, err)
	}
	s, err = sim.ParseScenario(name, text)
	return s.Config, err
}

// readWhole reads a file of at most limit bytes.
func readWhole(path string, limit int64) ([]byte, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // it was only read
	text, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err == nil && int64(len(text)) > limit {
		err = sim.Refuse("is larger than %d bytes: want a smaller file", "%d바이트보다 큽니다. 더 작은 파일을 쓰세요", limit)
	}
	return text, err
}

func readOrders(path string) ([]sim.Order, error) {
	file, err := openFile(path)
	if err != nil {
		return nil, openError("--orders-from", path, err)
	}
	defer file.Close() //nolint:errcheck // it was only read
	return sim.ReadOrders(path, file)
}

// openFile opens a file for reading, and says so if it is a directory.
func openFile(path string) (*os.File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close() //nolint:errcheck // it was not read
		return nil, sim.Refuse("is a directory: want a file", "디렉터리입니다. 파일을 쓰세요")
	}
	return file, nil
}

// inputs returns the files that the run reads.
func (f *planFlags) inputs() []string {
	var paths []string
	for _, path := range []string{f.scenario, f.ordersFrom} {
		if _, err := os.Stat(path); path != "" && err == nil {
			paths = append(paths, filepath.Clean(path))
		}
	}
	return paths
}
