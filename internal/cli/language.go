package cli

import (
	"os"
	"strings"

	"github.com/spf13/cobra"

	"orderflow/ui/words"
)

// spokenLang returns the language in which a command line is answered where it
// is wrong: that of its --lang, however much else of it can be read, else that
// of the locale.
func spokenLang(args []string) words.Lang {
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

// langOf returns the language of a command that runs: of its --lang, else of
// the locale.
func langOf(cmd *cobra.Command) words.Lang {
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
