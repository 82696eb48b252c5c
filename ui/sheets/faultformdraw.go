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
	fieldKey      = 4
	fieldValue    = 17
	fieldHint     = 32
	FieldRows     = 7 // of the fault with the most keys
)

// Draw draws the list of faults, the fields of the selected one, and the flag
// that does the same.
func (form FaultForm) Draw(f *chrome.Frame, r canvas.Rect) {
	t, rows := &f.Words.Form, FaultListRows(f.Full)
	gap := 0
	if f.Full {
		gap = 1
	}
	r.H = min(r.H, rows+FieldRows+6+4*gap)
	f.SheetBox(r, t.Title)
	y := r.Y + 1 + gap
	form.drawList(f, canvas.Rect{X: r.X, Y: y, W: r.W, H: rows})
	y += rows + gap
	f.Repeat(r.X+2, y, r.W-4, canvas.Quiet, '─')
	y++
	x := f.Print(r.X+2, y, r.X+r.W-2, canvas.Ink|canvas.Bold, form.Name.String())
	f.Put(x+2, y, r.X+r.W-2-x-2, canvas.Ink, t.Does[form.Name])
	y += 1 + gap
	for i, k := range form.Fields() {
		form.drawField(f, r, y+i, i+1, k)
	}
	form.drawSame(f, r, r.Y+r.H-2-gap)
}

// drawList draws the faults column by column, and scrolls by columns.
func (form FaultForm) drawList(f *chrome.Frame, r canvas.Rect) {
	shapes := sim.FaultShapes()
	shown := max(1, (r.W-8)/faultColumnsW)
	if f.Full {
		shown = 4
	}
	all := (len(shapes) + r.H - 1) / r.H
	shown = min(shown, all)
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
	if rest := len(shapes) - (first+shown)*r.H; rest > 0 {
		more := fmt.Sprintf(f.Words.Form.More, rest)
		f.Right(r.X+r.W-2, r.Y+r.H-1, canvas.Columns(more), canvas.Quiet, more)
	}
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
	if room := r.X + r.W - 2 - x; canvas.Columns(hint) <= room || form.Values[k] == "" {
		f.Put(x, y, room, canvas.Quiet, hint)
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
		f.Put(r.X+2, y, r.W-4, canvas.Lost, "✗ "+sim.Printable(wrong, 200))
		return
	}
	x := f.Print(r.X+2, y, r.X+r.W-2, canvas.Quiet, f.Words.Form.Same)
	f.Put(x+3, y, r.X+r.W-2-x-3, canvas.Ink|canvas.Bold, "--fault "+quotedSpec(fault.String()))
}

// quotedSpec writes a fault as a shell takes it: in quotes where what a panel
// says has characters that mean something there.
func quotedSpec(spec string) string {
	if !strings.ContainsAny(spec, " '\"\\$`&|;<>()[]{}*?!#~") {
		return spec
	}
	return "'" + strings.ReplaceAll(spec, "'", `'\''`) + "'"
}
