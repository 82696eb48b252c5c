package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/ui"
)

func scenariosCommand() *cobra.Command {
	out := &outputFlags{}
	cmd := &cobra.Command{
		Use: "scenarios", Short: "List the scenarios and what each promises to show", Args: noArguments,
		Example: "orderflow scenarios\norderflow run --scenario outage",
	}
	addLang(cmd, out)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		var text bytes.Buffer
		for i, s := range sim.Scenarios() {
			if i > 0 {
				fmt.Fprintln(&text)
			}
			fmt.Fprintf(&text, "%s\n", s.Name)
			promise := s.Promise
			if out.language() == ui.Korean {
				promise = s.Korean
			}
			for _, line := range wrap(promise, reportWidth-4) {
				fmt.Fprintf(&text, "    %s\n", line)
			}
		}
		_, err := cmd.OutOrStdout().Write(text.Bytes())
		return printing(err)
	}
	return cmd
}
