package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// release is the version that a packager gives to a build without a repository:
//
//	go build -trimpath -ldflags "-X orderflow/internal/cli.release=v1.2.3" .
var release string

// version returns the program's version: the one given to the build, else that
// of the module, which Go takes from the tag or the commit of the repository,
// else (devel).
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return cmp.Or(release, info.Main.Version, "(devel)")
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Print the version", Args: noArguments,
		Example: "orderflow version",
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "orderflow %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return stdoutError(err)
		},
	}
}
