package ui

// readerFor returns what words a moment in a language.
func readerFor(m *Moment, lang Lang) *frame {
	return &frame{m: m, s: m.State, t: lang.catalogue(), news: digest(m), selected: m.Shown()}
}
