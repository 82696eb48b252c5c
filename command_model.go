package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"orderflow/sim"
)

func modelCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "model", Short: "Print the model card: versions, defaults, figures with their sources, simplifications",
		Example: "orderflow model\norderflow model --events", Args: noArguments,
	}
	events := cmd.Flags().Bool("events", false, "list the event types of the log and their fields")
	faults := cmd.Flags().Bool("faults", false, "list the faults and their keys")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		var text bytes.Buffer
		switch {
		case *events && *faults:
			return errors.New("--events and --faults are two lists: want one of them")
		case *events:
			writeEvents(&text)
		case *faults:
			writeFaults(&text)
		default:
			writeModel(&text)
		}
		_, err := cmd.OutOrStdout().Write(text.Bytes())
		return printing(err)
	}
	return cmd
}

// entry writes a name with what it is, wrapped under itself.
func entry(text *bytes.Buffer, name, is string) {
	const indent = 26
	label := name
	if len(label) >= indent-2 {
		fmt.Fprintf(text, "  %s\n", label)
		label = ""
	}
	for _, line := range wrap(is, reportWidth-indent) {
		fmt.Fprintf(text, "  %s%s\n", padded(label, indent-2), line)
		label = ""
	}
}

func writeModel(text *bytes.Buffer) {
	fmt.Fprintf(text, "orderflow %s: what is simulated, with which figures, and where they come from\n", version())
	for _, section := range sim.ModelCard() {
		fmt.Fprintf(text, "\n%s\n", section.Title)
		for _, fact := range section.Facts {
			is := fact.Is
			if fact.Source != "" {
				is += " (" + fact.Source + ")"
			}
			entry(text, fact.What, is)
		}
	}
	fmt.Fprintf(text, "\nfaults: orderflow model --faults\nevents: orderflow model --events\n")
}

func writeEvents(text *bytes.Buffer) {
	sim.EventShapes(func(name, meaning string, fields []string) {
		fmt.Fprintf(text, "%s\n", name)
		entry(text, "", meaning)
		if len(fields) > 0 {
			entry(text, "", strings.Join(fields, ", "))
		}
	})
}

func writeFaults(text *bytes.Buffer) {
	for _, shape := range sim.FaultShapes() {
		var keys []string
		for _, key := range append([]sim.FaultKey{sim.KeyFrom, sim.KeyFor, sim.KeyCount, sim.KeyOrder}, shape.Keys...) {
			if !shape.Takes(key) {
				continue
			}
			name := key.String() + "="
			if key == shape.Required && key != sim.KeyFrom {
				name += " (needed)"
			}
			keys = append(keys, name)
		}
		fmt.Fprintf(text, "%s\n", shape.Name)
		entry(text, "", shape.Happens)
		entry(text, "", strings.Join(keys, ", "))
	}
}
