package sheets

import (
	"fmt"
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
)

// The places of the form, from its left border.
const (
	faultColumn1  = 4  // of the list
	faultColumnsW = 19 // width of a column of the list, at least
	faultColumns  = 4  // of the list, at most
	fieldKey      = 4
	fieldValue    = 17
	fieldHint     = 32
	FieldRows     = 7 // of the fault with the most keys
)

// The lines of the form: with every fault in sight, with some air, and with nothing
// left out.
const (
	formAll   = formRoomy + 1
	formRoomy = 6 + FieldRows + 10
	formWhole = 4 + FieldRows + 6
)

// Draw draws the list of faults, the fields of the selected one, and the flag
// that does the same.
func (form FaultForm) Draw(f *chrome.Frame, r canvas.Rect) {
	t, rows := &f.Words.Form, FaultListRows(r.H)
	gap := 0
	if r.H >= formRoomy {
		gap = 1
		r = chrome.Fitted(r, min(r.H, formAll))
	}
	f.SheetBox(r, t.Title)
	y, last := r.Y+1+gap, r.Y+r.H-2-gap
	rest := form.drawList(f, canvas.Rect{X: r.X, Y: y, W: r.W, H: rows})
	y += rows + gap
	if r.H >= formWhole {
		f.Repeat(r.X+2, y, r.W-4, canvas.Line, '─')
		if more := fmt.Sprintf(t.More, rest); rest > 0 {
			f.Legend(r.X+r.W-3-canvas.Columns(more), y, canvas.Columns(more), canvas.Quiet, more)
		}
		y++
	} else if rest > 0 {
		f.Set(r.X+r.W-2, y-1, canvas.Quiet, '▾')
	}
	y = form.drawDoes(f, r, y, last) + gap
	form.drawFields(f, r, y, last)
	form.drawSame(f, r, last)
}

// drawDoes draws the name of the fault and what it does, beside it where there
// is room, else below it where the fields leave some; it returns the line after.
func (form FaultForm) drawDoes(f *chrome.Frame, r canvas.Rect, y, last int) int {
	does, end := f.Words.Form.Does[form.Name], r.X+r.W-2
	x := f.Print(r.X+2, y, end, canvas.Ink|canvas.Bold, form.Name.String())
	y++
	if x+2+canvas.Columns(does) <= end {
		f.Print(x+2, y-1, end, canvas.Ink, does)
		return y
	}
	lines := chrome.Wrapped(does, r.W-4)
	if y+len(lines)+len(form.Fields()) > last {
		return y
	}
	for i, line := range lines {
		f.Print(r.X+2, y+i, end, canvas.Ink, line)
	}
	return y + len(lines)
}

// drawFields draws the fields from a line up to another; where they have no
// room, those around the one that is edited.
func (form FaultForm) drawFields(f *chrome.Frame, r canvas.Rect, y, last int) {
	fields, rows := form.Fields(), last-y
	top := min(max(0, form.Field-rows), max(0, len(fields)-rows))
	for i := top; i < min(len(fields), top+rows); i++ {
		form.drawField(f, r, y+i-top, i+1, fields[i])
	}
	if top > 0 {
		f.Set(r.X+r.W-2, y, canvas.Quiet, '↑')
	}
	if top+rows < len(fields) {
		f.Set(r.X+r.W-2, y+rows-1, canvas.Quiet, '▾')
	}
}

// drawList draws the faults column by column, and scrolls by columns. It returns
// how many more there are.
func (form FaultForm) drawList(f *chrome.Frame, r canvas.Rect) (rest int) {
	shapes := sim.FaultShapes()
	all := (len(shapes) + r.H - 1) / r.H
	shown := min(max(1, (r.W-8)/faultColumnsW), faultColumns, all)
	columnWidth := (r.W - 8) / shown
	selected := 0
	for i := range shapes {
		if shapes[i].Name == form.Name {
			selected = i
		}
	}
	first := min(max(0, selected/r.H-shown+1), all-shown)
	for i := first * r.H; i < min(len(shapes), (first+shown)*r.H); i++ {
		x, y := r.X+faultColumn1+(i/r.H-first)*columnWidth, r.Y+i%r.H
		p := canvas.Ink
		if i == selected {
			f.Set(x-2, y, canvas.Ink|canvas.Bold, '▸')
			p |= canvas.Bold
			if form.Field == 0 {
				p |= canvas.Focus
			}
		}
		f.Put(x, y, columnWidth-1, p, shapes[i].Name.String())
		f.Clickable(x, y, columnWidth-1, intent.Click{Item: i + 1})
	}
	return max(0, len(shapes)-(first+shown)*r.H)
}

// drawField draws a key, what it says, and what it may say.
func (form FaultForm) drawField(f *chrome.Frame, r canvas.Rect, y, number int, k sim.FaultKey) {
	t := &f.Words.Form
	value, p := form.Values[k], canvas.Ink
	if value == "" {
		value, p = form.Name.Shape().Default(k), canvas.Quiet
		switch {
		case k == sim.KeyFrom:
			value = t.Now
		case k == sim.KeyCount && form.Name.Shape().State, k == sim.KeyStatus && form.Values[sim.KeyError] != "":
			value = "–"
		}
	}
	f.Put(r.X+fieldKey, y, fieldValue-fieldKey-1, canvas.Ink, k.String())
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Item: FieldItems + number + 1})
	if form.Field == number {
		f.Set(r.X+fieldKey-2, y, canvas.Ink|canvas.Bold, '▸')
		p = canvas.Ink | canvas.Bold | canvas.Focus
	}
	x := r.X + fieldValue
	f.Print(x, y, x+2, canvas.Quiet, "[ ")
	w := max(valueLengthMax, canvas.Columns(value))
	f.Repeat(x+2, y, w, p, ' ')
	f.Put(x+2, y, w, p, value)
	f.Print(x+2+w, y, x+4+w, canvas.Quiet, " ]")
	hint := t.Hints[k]
	if k == sim.KeyCount && form.Name.Shape().State {
		hint = t.NoCount
	}
	x = max(r.X+fieldHint+2, x+w+6)
	if room := r.X + r.W - 2 - x; canvas.Columns(hint) <= room {
		f.Print(x, y, r.X+r.W-2, canvas.Quiet, hint)
	}
}

// within takes the name of the form's fault off an error: it is said above.
func (form FaultForm) within(err error) error {
	name := form.Name.String() + ": "
	return sim.Without("장애 "+name, sim.Without("fault "+name, err))
}

// drawSame draws the flag that does the same, or what is wrong with it.
func (form FaultForm) drawSame(f *chrome.Frame, r canvas.Rect, y int) {
	from := ""
	if !form.Live {
		from = form.from(f.Moment.At)
	}
	fault, err := form.Fault(from)
	if err != nil {
		wrong := f.Words.Of(sim.TextOf(form.within(err)))
		f.Put(r.X+2, y, r.W-4, canvas.Lost, canvas.FitWords("✗ "+sim.Printable(wrong, 200), r.W-4))
		return
	}
	x := f.Print(r.X+2, y, r.X+r.W-2, canvas.Quiet, f.Words.Form.Same)
	room := r.X + r.W - 2 - x - 3
	f.Put(x+3, y, room, canvas.Ink|canvas.Bold, fitSpec("--fault "+quotedSpec(fault.String()), room))
}

// fitSpec returns as many of a fault's parameters as have room, and … for the rest.
func fitSpec(spec string, room int) string {
	for cut := len(spec); canvas.Columns(spec) > room && cut > 0; {
		cut = strings.LastIndexByte(spec[:cut], ',')
		if cut > 0 {
			spec = spec[:cut+1] + "…"
		}
	}
	return spec
}

// quotedSpec writes a fault as a shell takes it: in quotes where what a panel
// says has characters that mean something there.
func quotedSpec(spec string) string {
	if !strings.ContainsAny(spec, " '\"\\$`&|;<>()[]{}*?!#~") {
		return spec
	}
	return "'" + strings.ReplaceAll(spec, "'", `'\''`) + "'"
}
