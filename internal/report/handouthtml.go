package report

import (
	"bytes"
	"fmt"
	"html"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"orderflow/ui/words"
)

// htmlStyle makes a page that reads on a screen and prints. In a picture of the
// screen a wide character takes two columns whatever font there is.
const htmlStyle = `
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 50rem; padding: 0 1rem; color: #1b1f24; background: #fff; font: 16px/1.5 system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", sans-serif; }
h1 { margin: 0 0 .2rem; font-size: 1.7rem; }
h2 { margin: 1.8rem 0 .4rem; padding-bottom: .2rem; border-bottom: 1px solid #d0d7de; font-size: 1.2rem; }
h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
p { margin: .4rem 0; }
.small { color: #57606a; font-size: .85rem; }
pre { margin: .4rem 0; padding: .6rem; overflow-x: auto; border: 1px solid #d0d7de; border-radius: 4px; background: #f6f8fa; font: 12px/1.25 ui-monospace, "D2Coding", "NanumGothicCoding", "Noto Sans Mono CJK KR", Menlo, Consolas, monospace; }
pre i { display: inline-block; width: 2ch; font-style: normal; }
table { border-collapse: collapse; }
th, td { padding: .25rem .7rem; border: 1px solid #d0d7de; text-align: left; }
th { background: #f6f8fa; }
td + td { font-variant-numeric: tabular-nums; }
ul.boxes { padding-left: .2rem; list-style: "☐  " inside; }
ol { margin: .2rem 0; padding-left: 2rem; list-style-type: lower-alpha; }
article + article { margin-top: 4rem; }
@media print {
  body { margin: 0; max-width: none; font-size: 11pt; }
  pre { font-size: 8.5pt; overflow: visible; }
  h2, h3 { break-after: avoid; }
  pre, table, li { break-inside: avoid; }
  article + article, .new-page { break-before: page; }
}
`

// WriteHandoutsHTML writes the pages of lessons as one file that needs no other,
// in each of the languages.
func WriteHandoutsHTML(text *bytes.Buffer, list []*Handout, langs []words.Lang) {
	name := "orderflow"
	if len(list) == 1 {
		name = langs[0].Of(list[0].Lesson.Title)
	}
	fmt.Fprintf(text, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", langs[0])
	fmt.Fprintln(text, `<meta name="viewport" content="width=device-width, initial-scale=1">`)
	fmt.Fprintln(text, `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`)
	fmt.Fprintf(text, "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n", html.EscapeString(name), htmlStyle)
	for _, h := range list {
		for _, lang := range langs {
			fmt.Fprintf(text, "<article lang=\"%s\">\n", lang)
			for _, b := range h.blocks(lang) {
				htmlBlock(text, &b)
			}
			fmt.Fprintln(text, "</article>")
		}
	}
	fmt.Fprintln(text, "</body>\n</html>")
}

// htmlElements are the elements of the parts that have one around their text.
var htmlElements = map[blockKind][2]string{
	blockTitle:     {"<h1>", "</h1>"},
	blockHeading:   {"<h2>", "</h2>"},
	blockQuestion:  {"<h3>", "</h3>"},
	blockParagraph: {"<p>", "</p>"},
	blockSmall:     {`<p class="small">`, "</p>"},
	blockStrong:    {"<p><strong>", "</strong></p>"},
	blockNewPage:   {`<div class="new-page">`, "</div>"},
}

func htmlBlock(w *bytes.Buffer, b *block) {
	switch b.kind {
	case blockPicture:
		fmt.Fprintf(w, "<pre>%s</pre>\n", htmlPicture(b.text))
	case blockGrid:
		htmlTable(w, b.rows)
	case blockBoxes:
		htmlList(w, `<ul class="boxes">`, "</ul>", b.lines)
	case blockLettered:
		htmlList(w, "<ol>", "</ol>", b.lines)
	default:
		around := htmlElements[b.kind]
		fmt.Fprintf(w, "%s%s%s\n", around[0], html.EscapeString(b.text), around[1])
	}
}

func htmlList(w *bytes.Buffer, begin, end string, items []string) {
	fmt.Fprintln(w, begin)
	for _, item := range items {
		fmt.Fprintf(w, "<li>%s</li>\n", html.EscapeString(item))
	}
	fmt.Fprintln(w, end)
}

func htmlTable(w *bytes.Buffer, rows [][]string) {
	fmt.Fprintln(w, "<table>")
	for i, row := range rows {
		cell := "td"
		if i == 0 {
			cell = "th"
		}
		fmt.Fprint(w, "<tr>")
		for _, text := range row {
			fmt.Fprintf(w, "<%s>%s</%s>", cell, html.EscapeString(text), cell)
		}
		fmt.Fprintln(w, "</tr>")
	}
	fmt.Fprintln(w, "</table>")
}

// htmlPicture writes a frame of the screen.
func htmlPicture(text string) string {
	var b strings.Builder
	for _, r := range text {
		cell := html.EscapeString(string(r))
		if ansi.StringWidth(string(r)) > 1 {
			cell = "<i>" + cell + "</i>"
		}
		b.WriteString(cell)
	}
	return b.String()
}
