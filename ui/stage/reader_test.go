package stage

import (
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// readerFor returns what words a moment in a language.
func readerFor(m *Scene, lang words.Lang) *tell.Reader {
	r := tell.NewReader(m.Moment, lang)
	r.Read()
	return r
}
