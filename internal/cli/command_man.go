package cli

import (
	"fmt"
	"strings"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"

	"orderflow/ui/stage"
	"orderflow/ui/words"
)

func manCommand() *cobra.Command {
	return &cobra.Command{
		Use: "man", Short: "Print the manual page", Args: noArguments,
		Example: "orderflow man > orderflow.1",
		RunE: func(cmd *cobra.Command, _ []string) error {
			page, err := mango.NewManPage(1, cmd.Root())
			if err != nil {
				return failed(fmt.Errorf("making the manual page: %w", err))
			}
			page = page.WithSection("Keys", keySection())
			_, err = fmt.Fprint(cmd.OutOrStdout(), page.Build(roff.NewDocument()))
			return stdoutError(err)
		},
	}
}

// keySection returns the keys of the screen, a paragraph for each group.
func keySection() string {
	t := &words.English.Catalogue().Keys
	var b strings.Builder
	for group, name := range t.Groups {
		var keys []string
		for _, hint := range stage.Keys() {
			if int(hint.Does.Group()) == group {
				keys = append(keys, hint.Keys+" ("+t.Help[hint.Does]+")")
			}
		}
		fmt.Fprintf(&b, "Keys of %s: %s.\n\n", name, strings.Join(keys, ", "))
	}
	return strings.TrimSpace(b.String())
}
