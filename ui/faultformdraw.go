package ui

import (
	"fmt"
	"strings"

	"orderflow/sim"
)

// The places of the form, from its left border.
const (
	faultColumn1  = 4  // of the list
	faultColumnsW = 19 // width of a column of the list, at least
	fieldKey      = 4
	fieldValue    = 17
	fieldHint     = 32
	fieldRows     = 7 // of the fault with the most keys
)

// draw draws the list of faults, the fields of the selected one, and the flag
// that does the same.
func (form FaultForm) draw(f *frame, r rect) {
	t, rows := &f.t.Form, faultListRows(f.full)
	gap := 0
	if f.full {
		gap = 1
	}
	r.h = min(r.h, rows+fieldRows+6+4*gap)
	f.sheetBox(r, t.Title)
	y := r.y + 1 + gap
	form.drawList(f, rect{r.x, y, r.w, rows})
	y += rows + gap
	f.repeat(r.x+2, y, r.w-4, quiet, '─')
	y++
	x := f.text(r.x+2, y, r.x+r.w-2, ink|bold, form.Name.String())
	f.put(x+2, y, r.x+r.w-2-x-2, ink, t.Does[form.Name])
	y += 1 + gap
	for i, k := range form.fields() {
		form.drawField(f, r, y+i, i+1, k)
	}
	form.drawSame(f, r, r.y+r.h-2-gap)
}

// drawList draws the faults column by column, and scrolls by columns.
func (form FaultForm) drawList(f *frame, r rect) {
	shapes := sim.FaultShapes()
	shown := max(1, (r.w-8)/faultColumnsW)
	if f.full {
		shown = 4
	}
	all := (len(shapes) + r.h - 1) / r.h
	shown = min(shown, all)
	columnWidth := (r.w - 8) / shown
	selected := 0
	for i := range shapes {
		if shapes[i].Name == form.Name {
			selected = i
		}
	}
	first := min(max(0, selected/r.h-shown+1), all-shown)
	for i := first * r.h; i < min(len(shapes), (first+shown)*r.h); i++ {
		x, y := r.x+faultColumn1+(i/r.h-first)*columnWidth, r.y+i%r.h
		p := ink
		if i == selected {
			f.set(x-2, y, ink|bold, '▸')
			p |= bold
			if form.Field == 0 {
				p |= focus
			}
		}
		f.put(x, y, columnWidth-1, p, shapes[i].Name.String())
		f.clickable(x, y, columnWidth-1, deed{item: i + 1})
	}
	if rest := len(shapes) - (first+shown)*r.h; rest > 0 {
		more := fmt.Sprintf(f.t.Form.More, rest)
		f.right(r.x+r.w-2, r.y+r.h-1, columns(more), quiet, more)
	}
}

// drawField draws a key, what it says, and what it may say.
func (form FaultForm) drawField(f *frame, r rect, y, number int, k sim.FaultKey) {
	t := &f.t.Form
	value, p := form.Values[k], ink
	if value == "" {
		value, p = form.Name.Shape().Default(k), quiet
		switch {
		case k == sim.KeyFrom:
			value = t.Now
		case k == sim.KeyCount && form.Name.Shape().State, k == sim.KeyStatus && form.Values[sim.KeyError] != "":
			value = "–"
		}
	}
	f.put(r.x+fieldKey, y, fieldValue-fieldKey-1, ink, k.String())
	f.clickable(r.x+1, y, r.w-2, deed{item: fieldItems + number + 1})
	if form.Field == number {
		f.set(r.x+fieldKey-2, y, ink|bold, '▸')
		p = ink | bold | focus
	}
	x := r.x + fieldValue
	f.text(x, y, x+2, quiet, "[ ")
	w := max(valueLengthMax, columns(value))
	f.repeat(x+2, y, w, p, ' ')
	f.put(x+2, y, w, p, value)
	f.text(x+2+w, y, x+4+w, quiet, " ]")
	hint := t.Hints[k]
	if k == sim.KeyCount && form.Name.Shape().State {
		hint = t.NoCount
	}
	x = max(r.x+fieldHint+2, x+w+6)
	if room := r.x + r.w - 2 - x; columns(hint) <= room || form.Values[k] == "" {
		f.put(x, y, room, quiet, hint)
	}
}

// within takes the name of the form's fault off an error: it is said above.
func (form FaultForm) within(err error) error {
	name := form.Name.String() + ": "
	return sim.Without("장애 "+name, sim.Without("fault "+name, err))
}

// drawSame draws the flag that does the same, or what is wrong with it.
func (form FaultForm) drawSame(f *frame, r rect, y int) {
	from := ""
	if !form.Live {
		from = form.from(f.m.At)
	}
	fault, err := form.fault(from)
	if err != nil {
		wrong := f.t.of(sim.TextOf(form.within(err)))
		f.put(r.x+2, y, r.w-4, lost, "✗ "+sim.Printable(wrong, 200))
		return
	}
	x := f.text(r.x+2, y, r.x+r.w-2, quiet, f.t.Form.Same)
	f.put(x+3, y, r.x+r.w-2-x-3, ink|bold, "--fault "+quotedSpec(fault.String()))
}

// quotedSpec writes a fault as a shell takes it: in quotes where what a panel
// says has characters that mean something there.
func quotedSpec(spec string) string {
	if !strings.ContainsAny(spec, " '\"\\$`&|;<>()[]{}*?!#~") {
		return spec
	}
	return "'" + strings.ReplaceAll(spec, "'", `'\''`) + "'"
}
