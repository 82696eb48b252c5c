package pixel

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"orderflow/ui/canvas"
)

// readSVG reads an SVG as XML and returns its elements, and the text in them.
func readSVG(t *testing.T, svg []byte) (elements []xml.StartElement, text string) {
	t.Helper()
	var said strings.Builder
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return elements, said.String()
		}
		if err != nil {
			t.Fatalf("no XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			elements = append(elements, token.Copy())
		case xml.CharData:
			said.Write(token)
		}
	}
}

// TestAnSVGSaysWhatTheFrameSays, in letters that can be searched and read aloud,
// held to their columns.
func TestAnSVGSaysWhatTheFrameSays(t *testing.T) {
	c := canvas.NewCanvas(40, 4, canvas.Theme{}, false)
	c.Frame(canvas.Rect{X: 0, Y: 0, W: 40, H: 4}, canvas.Solid, canvas.Line)
	c.Print(2, 1, 40, canvas.Lost|canvas.Bold, "주문 #4 <lost> & \"gone\" ✗")
	var one, other bytes.Buffer
	for _, b := range []*bytes.Buffer{&one, &other} {
		if err := SVG(b, *c, SVGOptions{Options: Options{Cell: 10}, Title: "</title><script>"}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(one.Bytes(), other.Bytes()) {
		t.Error("the second time it is another")
	}
	elements, text := readSVG(t, one.Bytes())
	for _, want := range []string{"주문 #4 <lost> & \"gone\" ✗", "</title><script>", "<lost>"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in %q", want, text)
		}
	}
	lengths, uses := "", 0
	for _, e := range elements {
		switch e.Name.Local {
		case "script":
			t.Error("a title became a script")
		case "use":
			uses++
		}
		for _, a := range e.Attr {
			if a.Name.Local == "textLength" {
				lengths += a.Value + " "
			}
		}
	}
	if lengths != "40 20 60 10 60 " {
		t.Errorf("runs of letters are %s wide", lengths)
	}
	if uses != 5 { // the corners and ✗
		t.Errorf("%d shapes", uses)
	}
}

// TestEverySightIsAnSVG: what the screen shows is well-formed, and not large.
func TestEverySightIsAnSVG(t *testing.T) {
	for i := range sights {
		var b bytes.Buffer
		if err := SVG(&b, sights[i].frame(t), SVGOptions{}); err != nil {
			t.Fatal(err)
		}
		readSVG(t, b.Bytes())
		if b.Len() > 130_000 {
			t.Errorf("%s: %d bytes", sights[i].name, b.Len())
		}
	}
}

// TestTouchingLinesAreOneShape: where a viewer scales them, no seam is seen.
func TestTouchingLinesAreOneShape(t *testing.T) {
	c := canvas.NewCanvas(30, 3, canvas.Theme{}, false)
	for y := range 3 {
		c.Repeat(0, y, 30, canvas.Done, '█')
	}
	var b bytes.Buffer
	if err := SVG(&b, *c, SVGOptions{Options: Options{Cell: 10}}); err != nil {
		t.Fatal(err)
	}
	if want := `d="M10 10h300v60h-300z"`; !strings.Contains(strings.ReplaceAll(b.String(), "\n", ""), want) {
		t.Errorf("no %s in %s", want, b.String())
	}
}
