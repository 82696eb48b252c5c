package story

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"orderflow/ui/words"
)

// WriteVTT writes the narration as WebVTT captions. Each stands until the next.
func (t *Track) WriteVTT(w io.Writer, lang words.Lang) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "WEBVTT\nLanguage: %s\n", lang) //nolint:errcheck // Flush returns it
	for i := range t.Cues {
		c := &t.Cues[i]
		text := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(c.Text[lang])
		fmt.Fprintf(out, "\n%s\n%s --> %s\n%s\n", c.ID, stamp(c.Start, "."), stamp(t.until(i), "."), text) //nolint:errcheck // Flush returns it
	}
	return out.Flush()
}

// WriteSRT writes the narration as SubRip subtitles.
func (t *Track) WriteSRT(w io.Writer, lang words.Lang) error {
	out := bufio.NewWriter(w)
	for i := range t.Cues {
		c := &t.Cues[i]
		text := strings.ReplaceAll(c.Text[lang], "-->", "->")
		if i > 0 {
			out.WriteByte('\n') //nolint:errcheck // Flush returns it
		}
		fmt.Fprintf(out, "%d\n%s --> %s\n%s\n", i+1, stamp(c.Start, ","), stamp(t.until(i), ","), text) //nolint:errcheck // Flush returns it
	}
	return out.Flush()
}

// WriteCues writes the script to be spoken: a cue a line, its fields apart by
// tabs under a line of their names.
func (t *Track) WriteCues(w io.Writer, lang words.Lang) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "id\tstart\tstands\treading\tevent\tplace\torder\ttext") //nolint:errcheck // Flush returns it
	for i := range t.Cues {
		c := &t.Cues[i]
		order := ""
		if c.Order != 0 {
			order = strconv.FormatUint(uint64(c.Order), 10)
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%d\t%s\t%s\t%s\n", //nolint:errcheck // Flush returns it
			c.ID, seconds(c.Start), seconds(t.until(i)-c.Start), seconds(c.Reading), c.Event, c.Place, order, strings.ReplaceAll(c.Text[lang], "\n", " "))
	}
	return out.Flush()
}

// until returns when a cue goes: when the next comes, or when all is read.
func (t *Track) until(i int) time.Duration {
	if i+1 < len(t.Cues) {
		return t.Cues[i+1].Start
	}
	return t.End()
}

// stamp writes a wall time as subtitles do, to the millisecond.
func stamp(at time.Duration, point string) string {
	ms := at.Milliseconds()
	return fmt.Sprintf("%02d:%02d:%02d%s%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, point, ms%1000)
}

func seconds(d time.Duration) string { return words.Clock(d) }
