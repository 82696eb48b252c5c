package film

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"orderflow/internal/lesson"
	"orderflow/ui/words"
)

// What a subtitle may be at most.
const (
	captionWidth = 42 // columns
	captionLines = 2
)

// Subtitles returns the sentences as they are read: each of at most two lines.
// One that is longer, as questions are, comes in parts that share its time.
func (f *Film) Subtitles() (list []Caption) {
	for i := range f.Captions {
		list = append(list, f.Captions[i].parts()...)
	}
	return list
}

// parts breaks a sentence into subtitles.
func (c *Caption) parts() (list []Caption) {
	lines := lesson.Lines(c.Text, captionWidth)
	if len(lines) <= captionLines {
		whole := *c
		whole.Text = strings.Join(lines, "\n")
		return []Caption{whole}
	}
	var whole, before int
	for _, line := range lines {
		whole += len(line)
	}
	for len(lines) > 0 {
		n := captionLines
		if len(lines)%captionLines != 0 && len(list) == 0 {
			n = len(lines) % captionLines // the first is the short one: the eye is not there yet
		}
		part := *c
		part.Text = strings.Join(lines[:n], "\n")
		part.Start = c.Start + (c.End-c.Start)*time.Duration(before)/time.Duration(whole)
		for _, line := range lines[:n] {
			before += len(line)
		}
		part.End = c.Start + (c.End-c.Start)*time.Duration(before)/time.Duration(whole)
		if len(list) > 0 {
			part.ID += "-" + strconv.Itoa(len(list)+1)
		}
		list = append(list, part)
		lines = lines[n:]
	}
	return list
}

// WriteVTT writes the sentences as WebVTT captions.
func (f *Film) WriteVTT(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "WEBVTT\nLanguage: %s\n", f.Options.Lang) //nolint:errcheck // Flush returns it
	for _, c := range f.Subtitles() {
		text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(c.Text)
		fmt.Fprintf(out, "\n%s\n%s --> %s\n%s\n", c.ID, stamp(c.Start, "."), stamp(c.End, "."), text) //nolint:errcheck // Flush returns it
	}
	return out.Flush()
}

// WriteSRT writes the sentences as SubRip subtitles.
func (f *Film) WriteSRT(w io.Writer) error {
	out := bufio.NewWriter(w)
	for i, c := range f.Subtitles() {
		text := strings.ReplaceAll(c.Text, "-->", "->")
		if i > 0 {
			out.WriteByte('\n') //nolint:errcheck // Flush returns it
		}
		fmt.Fprintf(out, "%d\n%s --> %s\n%s\n", i+1, stamp(c.Start, ","), stamp(c.End, ","), text) //nolint:errcheck // Flush returns it
	}
	return out.Flush()
}

// WriteCues writes the script to be spoken: a sentence a line, its fields apart by
// tabs under a line of their names.
func (f *Film) WriteCues(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "id\tstart\tstands\treading\tevent\tplace\torder\ttext") //nolint:errcheck // Flush returns it
	for i := range f.Captions {
		c := &f.Captions[i]
		order := ""
		if c.Order != 0 {
			order = strconv.FormatUint(uint64(c.Order), 10)
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", //nolint:errcheck // Flush returns it
			c.ID, words.Clock(c.Start), words.Clock(c.End-c.Start), words.Clock(c.Reading), c.Event, c.Spot, order, onALine(c.Text))
	}
	return out.Flush()
}

// onALine joins the lines of a text.
func onALine(text string) string { return strings.Join(strings.Fields(text), " ") }

// stamp writes a time of the film as subtitles do, to the millisecond.
func stamp(at time.Duration, point string) string {
	ms := milliseconds(at)
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, point, ms%1000)
}

// milliseconds rounds a time of the film, as all that is written of it does.
func milliseconds(at time.Duration) int64 { return at.Round(time.Millisecond).Milliseconds() }
