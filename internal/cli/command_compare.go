package cli

import (
	"bytes"

	"github.com/spf13/cobra"

	"orderflow/internal/report"
	"orderflow/sim/engine"
)

// Formats of compare.
const (
	formatTable    = "table"
	formatMarkdown = "markdown"
)

func compareCommand() *cobra.Command {
	out := &outputFlags{}
	cmd := &cobra.Command{
		Use:   "compare",
		Short: "Run the three modes with the same seed and faults, side by side",
		Long: "Runs emit(), awaited emit() and send() with the same seed, orders and faults, and says what each let the\n" +
			"caller know. Every line is computed from the three runs. --mode has no effect here.",
		Example: `
# nothing goes wrong: how far had an order got when its caller knew?
orderflow compare
# an outage: which of them know, and what does it cost?
orderflow compare --scenario outage
# nobody consumes
orderflow compare --orders 5 --until 60s --fault consumer-absent --format markdown`,
		Args: noArguments,
	}
	plan := addPlan(cmd, "calm")
	addWord(cmd, &out.format, "format", "what is printed: table, markdown or json", formatTable, formatMarkdown, formatJSON)
	addLang(cmd, out)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		p, err := plan.plan("compare")
		if err != nil {
			return err
		}
		lanes, err := engine.Compare(p.config)
		if err != nil {
			return err
		}
		var text bytes.Buffer
		c := report.NewComparison(p.header, p.config, lanes, out.language())
		switch out.format {
		case formatJSON:
			err = c.WriteJSON(&text)
		case formatMarkdown:
			c.WriteMarkdown(&text)
		default:
			c.WriteTable(&text)
		}
		if err != nil {
			return failed(err)
		}
		_, err = cmd.OutOrStdout().Write(text.Bytes())
		return stdoutError(err)
	}
	return cmd
}
