package ui

import (
	"bytes"
	"io"
	"os"
	"slices"
	"time"
)

// pasteQuiet is how long nothing may come of a paste until it is taken for
// over. A terminal sends a paste in one go; what comes after so long was typed.
const pasteQuiet = 2 * time.Second

// markWait is how long Bubble Tea waits for the rest of a mark that is cut in two.
const markWait = 50 * time.Millisecond

// What a terminal sends around a paste.
const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// openPaste watches for a paste that has begun and does not end: its end was
// lost on the way, or never sent. Bubble Tea takes all that follows for pasted,
// Ctrl-C too. Here its end is put before what is typed: before Ctrl-C that
// comes alone, and before anything after a quiet time. An end too many is the
// end of an empty paste, which does nothing.
type openPaste struct {
	begun bool // some paste has, since the beginning
	open  bool
	tail  []byte    // of what was read, as long as a mark that is cut in two
	last  time.Time // when something was read
}

// read reads from r, and puts the end of a paste before what was typed. It
// keeps nothing back: whoever waits for the input waits for r.
func (o *openPaste) read(r io.Reader, p []byte) (int, error) {
	if len(p) <= len(pasteEnd) { // nobody asks for so little
		return r.Read(p)
	}
	n, err := r.Read(p[len(pasteEnd):])
	read := p[len(pasteEnd):][:n]
	quiet := time.Since(o.last)
	typed := n > 0 && (o.open && quiet >= pasteQuiet || o.begun && interrupts(read))
	if typed {
		o.open = false
	}
	if typed || quiet >= markWait {
		o.tail = o.tail[:0]
	}
	o.last = time.Now()
	o.follow(read)
	if typed {
		return copy(p, pasteEnd) + n, err
	}
	return copy(p, read), err
}

// follow finds the marks in what was read.
func (o *openPaste) follow(read []byte) {
	text := slices.Concat(o.tail, read)
	for {
		mark := pasteStart
		if o.open {
			mark = pasteEnd
		}
		i := bytes.Index(text, []byte(mark))
		if i < 0 {
			break
		}
		o.open, o.begun = !o.open, true
		text = text[i+len(mark):]
	}
	o.tail = append(o.tail[:0], text[max(0, len(text)-len(pasteEnd)+1):]...)
}

// interrupts reports whether what was read is Ctrl-C and nothing else, as
// terminals write it of old, and with the keyboard protocol of kitty.
func interrupts(read []byte) bool {
	const longest = len("\x1b[12618::99;5u") // with the letter of a Korean keyboard
	return len(bytes.Trim(read, "\x03")) == 0 || len(read) <= longest && bytes.HasPrefix(read, []byte("\x1b[")) && bytes.HasSuffix(read, []byte("99;5u"))
}

// pasteReader is an input with the end of every paste.
type pasteReader struct {
	io.Reader
	openPaste
}

func (r *pasteReader) Read(p []byte) (int, error) { return r.read(r.Reader, p) }

// pasteFile is the same of a terminal, which stays a file: Bubble Tea sets its
// modes and waits for it to be readable.
type pasteFile struct {
	*os.File
	openPaste
}

func (f *pasteFile) Read(p []byte) (int, error) { return f.read(f.File, p) }

// endPastes returns the input with the end of every paste.
func endPastes(input io.Reader) io.Reader {
	if file, ok := input.(*os.File); ok {
		return &pasteFile{File: file}
	}
	return &pasteReader{Reader: input}
}
