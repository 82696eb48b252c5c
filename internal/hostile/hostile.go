// Package hostile has the text that tests send through every door by which
// text from outside comes in, and says what of a text could act on the
// terminal it is shown on. No program uses it.
package hostile

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// Text is one hostile text, with a name for the tests' messages.
type Text struct{ Name, Text string }

// Texts are the hostile texts: one at least of every kind that can act on a
// terminal, move what stands beside it, or is measured differently from one
// terminal to the next.
var Texts = []Text{
	// What a terminal obeys.
	{"colours", "\x1b[31mred\x1b[0m"},
	{"erases the screen", "a\x1b[2Jb\x1b[H"},
	{"moves the cursor", "\x1b[10;10Hx\x1b[5A\x1b[s\x1b[u"},
	{"asks for the cursor", "\x1b[6n\x1b[c\x1b[>0q"},
	{"leaves the alternate screen", "\x1b[?1049l\x1b[?25l"},
	{"ends a paste", "\x1b[201~q\x1b[200~"},
	{"window title", "\x1b]0;owned\x07"},
	{"link", "\x1b]8;;https://blog.example\x1b\\here\x1b]8;;\x1b\\"},
	{"clipboard", "\x1b]52;c;b3duZWQ=\x07"},
	{"device control", "\x1bP$q\"p\x1b\\"},
	{"application command", "\x1b_Gi=1,a=T;AAAA\x1b\\"},
	{"privacy message and start of string", "\x1b^x\x1b\\\x1bXx\x1b\\"},
	{"unfinished sequence", "x\x1b["},
	{"unfinished command", "x\x1b]0;"},
	{"reset", "\x1bc\x1b(0lqk\x1b(B"},
	{"8-bit sequence as characters", "\u009b31mred\u009b0m\u0090q\u009c\u009d0;owned\u009c\u0085"},
	{"8-bit sequence as bytes", "\x9b31mred\x9b2J\x90q\x9c"},
	{"bell and backspace", "a\a\b\b\bb\x7f"},
	{"line ends and tabs", "a\rb\nc\r\nd\te\vf\fg"},
	{"nothing", "\x00\x00a\x00"},
	{"shift out", "\x0e\x0f\x16\x17\x18\x1a\x1c\x1d\x1e\x1f"},
	{"escape at the end of a long line", strings.Repeat("a", 200) + "\x1b[31m" + strings.Repeat("b", 200)},
	// What turns the order of a line around.
	{"bidirectional overrides", "\u202eabc\u202d\u202a\u202b\u202c"},
	{"bidirectional isolates", "\u2066abc\u2067\u2068\u2069"},
	{"bidirectional marks", "\u200ea\u200fb\u061cc"},
	{"right to left", "שלום سلام"},
	{"more right to left", "\u07ca\u0710\u08a0\ufb1d\ufdfa\ufe70\U00010800\U0001e900"},
	// What takes no place, or stands on what is before it.
	{"zero width", "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg"},
	{"invisible letters", "a\u115fb\u1160c\u3164d\uffa0e\u034ff\u17b4g\u180eh"},
	{"variation selectors", "✔\ufe0f e\ufe0e \U000e0100"},
	{"combining", "a\u0301\u0301\u0301 한\u0301글 e\u20dd"},
	{"combining flood", "Z" + strings.Repeat("\u0300\u0336\u0489", 300)},
	{"combining alone", strings.Repeat("\u0301", 1000)},
	{"vowel signs", "का ത് กำ ກຳ"},
	{"letters that join the next", "\u0d4ea\U000111c2a\U0001193fa\U00011a84a\U00011d46a\u0600a\u06dda"},
	{"Hangul letters", "\u1100\u1161\u11a8\ua960\ud7b0\ud7cb ㄱㅏㄱ"},
	{"Hangul letter before a syllable", "\u1100가\u1112각"},
	// What is wide, or is made of several characters.
	{"wide", "한글 漢字 ｆｕｌｌ"},
	{"wide at odd columns", "x" + strings.Repeat("한", 40)},
	{"wide at even columns", strings.Repeat("漢", 41)},
	{"wide beside geometric shapes", "◽◾⬛⬜⚪⚫□■"},
	{"ambiguous", "─┼╬═●○±×÷αЯ…“”"},
	{"emoji", "👍🏽👩\u200d💻👨\u200d👩\u200d👧\u200d👦"},
	{"keycaps", "1\ufe0f\u20e3#\ufe0f\u20e3"},
	{"flags", "\U0001F1F0\U0001F1F7\U0001F1F0\U0001F1F5\U0001F1F0"},
	{"flag of tags", "🏴\U000e0067\U000e0062\U000e007f"},
	{"tags", "\U000e0001\U000e0041\U000e007f"},
	// What is not a character.
	{"private use", "\ue000\uf8ff\U000f0000\U0010fffd"},
	{"no characters", "\ufffe\uffff\U0001ffff\ufdd0\u0378\ufff9a\ufffab\ufffb\ufffc"},
	{"not UTF-8", "\xff\xfe\xc0\x80\xe2\x82"},
	{"surrogates", "\xed\xa0\x80\xed\xb0\x80"},
	{"beyond Unicode", "\xf4\x90\x80\x80\xf8\x88\x80\x80\x80"},
	{"line separators", "a\u2028b\u2029c"},
	// What other languages take for their own.
	{"markup", `<script>&amp;"'</svg>]]><!--`},
	{"formats", "%s%d%!v%n%[9]d {{.}} ${HOME} `id`"},
	{"JSON", `\"}],"n":1,\u001b[2J`},
	{"CSV", `=1+1,"a""b",;`},
	{"spaces", "  a\u00a0b\u2003c\u3000d  "},
	{"empty", ""},
	// What is long.
	{"long word", strings.Repeat("x", long)},
	{"long and wide", strings.Repeat("한", long/4)},
	{"long and combining", "e" + strings.Repeat("\u0301", long/4)},
	{"long and escaped", strings.Repeat("\x1b[31m", long/64)},
}

// long is how many characters the longest text has: more than any buffer or limit of
// the program, and with ORDERFLOW_LONG a whole megabyte.
var long = func() int {
	if whole() {
		return 1 << 20
	}
	return 1 << 17
}()

func whole() bool { return os.Getenv("ORDERFLOW_LONG") != "" }

// Share returns one of so many of the texts, from one of the first on, for a test that
// takes long with each; with ORDERFLOW_LONG all of them.
func Share(from, of int) (list []Text) {
	if whole() {
		return Texts
	}
	for i := from; i < len(Texts); i += of {
		list = append(list, Texts[i])
	}
	return list
}

// Act says what of a text could act on a terminal or take no place of its own
// in a line: "" where there is nothing. Line ends are the only control
// characters that may be there.
func Act(text string) string {
	known := inert()
	for i, r := range text {
		if int(r) < len(known) && known[r] {
			continue
		}
		if r == utf8.RuneError && !strings.HasPrefix(text[i:], string(utf8.RuneError)) {
			return at(text, i, fmt.Sprintf("byte %#x is not UTF-8", text[i]))
		}
		if act := acts(r); act != "" {
			return at(text, i, fmt.Sprintf("%U %s", r, act))
		}
	}
	return ""
}

// acts says how a character acts, or is none: "" where it does nothing.
func acts(r rune) string {
	switch {
	case r == '\n':
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp):
		return "is a control or format character"
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return "has no place of its own"
	case !unicode.IsPrint(r):
		return "is no character"
	}
	return ""
}

// inert has the characters of which acts is asked so often that it is asked once.
var inert = sync.OnceValue(func() *[1 << 16]bool {
	var known [1 << 16]bool
	for r := range known {
		known[r] = r != utf8.RuneError && acts(rune(r)) == ""
	}
	return &known
})

// at says where in a text something is, with what stands around it.
func at(text string, i int, what string) string {
	const around = 40
	return fmt.Sprintf("byte %d: %s, in %q", i, what, text[max(0, i-around):min(len(text), i+around)])
}
