package report

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"orderflow/ui/words"
)

// WriteHandoutsMarkdown writes the pages of lessons as Markdown, in each of the languages.
func WriteHandoutsMarkdown(text *bytes.Buffer, list []*Handout, langs []words.Lang) {
	first := true
	for _, h := range list {
		for _, lang := range langs {
			if !first {
				markdownBlock(text, &block{kind: blockNewPage})
			}
			first = false
			for _, b := range h.blocks(lang) {
				markdownBlock(text, &b)
			}
		}
	}
}

// markdownBlock writes a part of a page, with a blank line after it.
func markdownBlock(w *bytes.Buffer, b *block) {
	switch b.kind {
	case blockTitle:
		fmt.Fprintf(w, "# %s\n", markdown(b.text))
	case blockHeading:
		fmt.Fprintf(w, "## %s\n", markdown(b.text))
	case blockQuestion:
		fmt.Fprintf(w, "### %s\n", markdown(b.text))
	case blockParagraph:
		fmt.Fprintln(w, begins(b.text))
	case blockSmall:
		fmt.Fprintf(w, "*%s*\n", markdown(b.text))
	case blockStrong:
		fmt.Fprintf(w, "**%s**\n", markdown(b.text))
	case blockPicture:
		fence := "```"
		for strings.Contains(b.text, fence) {
			fence += "`"
		}
		fmt.Fprintf(w, "%stext\n%s%s\n", fence, b.text, fence)
	case blockGrid:
		markdownTable(w, b.rows)
	case blockBoxes:
		for _, item := range b.lines {
			fmt.Fprintf(w, "- [ ] %s\n", begins(item))
		}
	case blockLettered:
		for i, choice := range b.lines {
			fmt.Fprintf(w, "- %s) %s\n", letter(i), markdown(choice))
		}
	case blockNewPage:
		fmt.Fprintln(w, `<div style="break-before: page"></div>`)
	}
	fmt.Fprintln(w)
}

func markdownTable(w *bytes.Buffer, rows [][]string) {
	for i, row := range rows {
		var cells []string
		for _, cell := range row {
			cells = append(cells, markdown(cell))
		}
		fmt.Fprintf(w, "| %s |\n", strings.Join(cells, " | "))
		if i == 0 {
			fmt.Fprintln(w, "|"+strings.Repeat("---|", len(row)))
		}
	}
}

var (
	marks  = regexp.MustCompile("[\\\\*|\\[\\]~`]|\\b_|_\\b")
	listed = regexp.MustCompile(`^(\d+)([.)])|^([-+#=])`)
	tags   = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// markdown writes a text so that nothing in it is a mark of Markdown or HTML.
func markdown(text string) string {
	return tags.Replace(marks.ReplaceAllString(text, `\$0`))
}

// begins is markdown for what begins a line: nor is it a list or a heading.
func begins(text string) string { return listed.ReplaceAllString(markdown(text), `$1\$2$3`) }
