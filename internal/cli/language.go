package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"orderflow/ui/words"
)

// errorLang returns the language of error messages: that of --lang, even if the
// rest of the command line cannot be parsed, else that of the locale.
func errorLang(args []string) words.Lang {
	spoken := localeLang()
	for i, arg := range args {
		if arg == "--" {
			break
		}
		value, found := strings.CutPrefix(arg, "--lang=")
		if arg == "--lang" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if lang, err := words.ParseLang(value); found && err == nil {
			spoken = lang
		}
	}
	return spoken
}

// commandLang returns the language of a running command: that of --lang, else
// that of the locale.
func commandLang(cmd *cobra.Command) words.Lang {
	if flag := cmd.Flag("lang"); flag != nil {
		if lang, err := words.ParseLang(flag.Value.String()); err == nil {
			return lang
		}
	}
	return localeLang()
}

// localeLang returns the language of the locale, else English.
func localeLang() words.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if locale := os.Getenv(name); locale != "" {
			return words.LocaleLang(locale)
		}
	}
	return words.English
}
