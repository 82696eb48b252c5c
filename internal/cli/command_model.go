package cli

import (
	"bytes"

	"github.com/spf13/cobra"

	"orderflow/internal/report"
	"orderflow/sim"
)

func modelCommand() *cobra.Command {
	out := &outputFlags{}
	cmd := &cobra.Command{
		Use: "model", Short: "Print the model card: versions, defaults, figures with their sources, simplifications",
		Example: "orderflow model\norderflow model --events", Args: noArguments,
	}
	events := cmd.Flags().Bool("events", false, "list the event types of the log and their fields")
	faults := cmd.Flags().Bool("faults", false, "list the faults and their keys")
	addLang(cmd, out)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		text, lang := bytes.Buffer{}, out.language()
		switch {
		case *events && *faults:
			return sim.Refuse("--events and --faults are two lists: want one of them", "--events와 --faults는 서로 다른 목록입니다. 하나만 쓰세요")
		case *events:
			report.WriteEvents(&text, lang)
		case *faults:
			report.WriteFaults(&text, lang)
		default:
			report.WriteModel(&text, version(), lang)
		}
		_, err := cmd.OutOrStdout().Write(text.Bytes())
		return stdoutError(err)
	}
	return cmd
}
