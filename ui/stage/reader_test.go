package stage

import (
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// readerFor returns what words a moment in a language.
func readerFor(m *moment.Moment, lang words.Lang) *tell.Reader {
	r := tell.NewReader(m, lang)
	r.Read()
	return r
}
