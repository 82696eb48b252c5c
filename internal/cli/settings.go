package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"orderflow/sim"
)

// settingFlag is a setting on a command line.
type settingFlag struct {
	sim.Setting
	texts []string // as given
}

// addSettings adds the flags of all settings.
func addSettings(flags *pflag.FlagSet) []*settingFlag {
	var list []*settingFlag
	for _, s := range sim.FlagSettings() {
		f := &settingFlag{Setting: s}
		flags.Var(f, s.Name, s.Usage)
		if s.Bare {
			flags.Lookup(s.Name).NoOptDefVal = "true"
		}
		list = append(list, f)
	}
	return list
}

// String returns the default; fang shows it in the help.
func (f *settingFlag) String() string { return f.Initial() }

// Type names the value for cobra.
func (f *settingFlag) Type() string { return "value" }

// Set checks one value, as far as that is possible without the others.
func (f *settingFlag) Set(text string) error {
	c := sim.DefaultConfig()
	c.Partitions = sim.PartitionsMax // a fault may name any of them; the whole is checked later
	err := f.Read(&c, text)
	if err == nil {
		err = c.Validate()
	}
	if err != nil {
		return sim.Without(f.Name+": ", err)
	}
	if !f.Repeats {
		f.texts = f.texts[:0]
	}
	f.texts = append(f.texts, text)
	return nil
}

func (f *settingFlag) apply(c *sim.Config) error {
	for _, text := range f.texts {
		if err := f.Read(c, text); err != nil {
			return fmt.Errorf("--%s: %w", f.Name, err)
		}
	}
	return nil
}

// arguments returns the flags that make c from base.
func arguments(c, base *sim.Config) []string {
	var args []string
	for _, s := range sim.FlagSettings() {
		values, before := s.Write(c), s.Write(base)
		if s.Repeats {
			values = without(values, before)
		} else if slices.Equal(values, before) {
			continue
		}
		for _, value := range values {
			args = append(args, argument(&s, value)...)
		}
	}
	return args
}

// argument returns a setting with this value as words of a command line.
func argument(s *sim.Setting, value string) []string {
	if s.Bare {
		return []string{"--" + s.Name + "=" + value}
	}
	return []string{"--" + s.Name, value}
}

// without returns list with one of each of remove taken out.
func without(list, remove []string) []string {
	list = slices.Clone(list)
	for _, value := range remove {
		if i := slices.Index(list, value); i >= 0 {
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}
