package canvas

// Glyphs is every glyph of the screen with its ASCII twin. All are one column
// wide, so --ascii swaps glyph for glyph and no layout changes.
var Glyphs = map[rune]rune{
	'●': 'o',                                                                       // here now; something became true
	'✓': '+',                                                                       // reached, finished
	'·': '.',                                                                       // not yet; separator
	'◐': 'w',                                                                       // being worked on
	'○': '~',                                                                       // waits in the producer's memory for the connection
	'↻': '~',                                                                       // refused, its own next try is set
	'□': '@',                                                                       // appended, not handled yet: counts as LAG
	'■': '#',                                                                       // appended and handled
	'✗': 'x',                                                                       // broke off, LOST for good
	'◆': '%',                                                                       // a second copy, work done twice
	'?': '?',                                                                       // unknown: nobody can tell yet
	'↯': '!',                                                                       // turned back: refused with an answer
	'▲': '^',                                                                       // a fault begins or ends
	'◂': '<',                                                                       // this just changed
	'▸': '>',                                                                       // selected; runs; onward
	'▾': 'v',                                                                       // more below; a bookmark
	'‖': '|',                                                                       // paused or at the end
	'▌': '|',                                                                       // the sentence of the moment
	'█': '#',                                                                       // rows that say PUBLISHED; finished
	'▓': 'w',                                                                       // being worked on
	'▒': '@',                                                                       // on its way or waiting in the broker
	'░': '~',                                                                       // only in the producer's memory
	'▰': '=',                                                                       // part that is over
	'▱': '-',                                                                       // part to go
	'×': 'x',                                                                       // times
	'→': '>',                                                                       // led to; another service's order
	'←': '<',                                                                       // points at
	'↑': 'k',                                                                       // up
	'↓': 'j',                                                                       // down
	'–': '-',                                                                       // no value
	'…': '.',                                                                       // cut here
	'╭': '+', '╮': '+', '╰': '+', '╯': '+', '├': '+', '┤': '+', '─': '-', '│': '|', // confirmed and reachable
	'╌': '.', '╎': ':', // not reachable, or not yet
	'═': '=',                                                             // the fault lasts
	'╍': '.',                                                             // claimed: what the row says
	'◇': '*',                                                             // where the row says the order is
	'≠': '!',                                                             // belief and truth differ
	'┏': '#', '┓': '#', '┗': '#', '┛': '#', '┃': '#', '━': '=', '╏': ':', // the spotlight; the trail of the present lane
	'▀': '=', '▄': '=', '▖': ',', '▐': '#', // block figures, thick bars, votes
	'�': '?', // was not printable
}

// asciiOf returns the ASCII twin of a glyph. Letters of a language, such as
// Hangul, stay what they are.
func asciiOf(r rune) rune {
	if r < 0x80 {
		return r
	}
	if twin, ok := Glyphs[r]; ok {
		return twin
	}
	return r
}
