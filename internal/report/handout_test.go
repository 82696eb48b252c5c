package report

import "testing"

// TestTextsAreNoMarkdown: what is written in a lesson stands on the page as it was
// written.
func TestTextsAreNoMarkdown(t *testing.T) {
	for text, want := range map[string]string{
		"plain, with UNKNOWN_TOPIC (and more).": "plain, with UNKNOWN_TOPIC (and more).",
		"# of orders":                           `\# of orders`,
		"#4 is lost":                            `\#4 is lost`,
		"1. first":                              `1\. first`,
		"- a dash":                              `\- a dash`,
		"_under_ *star* `code` ~~gone~~":        "\\_under\\_ \\*star\\* \\`code\\` \\~\\~gone\\~\\~",
		"a | b":                                 `a \| b`,
		"[link](x) ![picture](y)":               `\[link\](x) !\[picture\](y)`,
		"<script>&amp;</script>":                "&lt;script&gt;&amp;amp;&lt;/script&gt;",
		`back\slash`:                            `back\\slash`,
		"한국어 _강조_":                              `한국어 \_강조\_`,
	} {
		if got := begins(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}

// TestWideCharactersTakeTwoColumns: whatever font a browser has.
func TestWideCharactersTakeTwoColumns(t *testing.T) {
	if got, want := htmlPicture("a한<\n"), "a<i>한</i>&lt;\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
