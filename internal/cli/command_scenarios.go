package cli

import (
	"bytes"

	"github.com/spf13/cobra"

	"orderflow/internal/report"
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
		report.WriteScenarios(&text, out.language())
		_, err := cmd.OutOrStdout().Write(text.Bytes())
		return stdoutError(err)
	}
	return cmd
}
