package pixel

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"orderflow/ui/canvas"
)

// shown returns every character that the screen may show by itself: the glyphs,
// and what the files have in which its words are.
func shown(t *testing.T) []rune {
	t.Helper()
	found := map[rune]bool{}
	for r := rune(' '); r <= '~'; r++ {
		found[r] = true
	}
	for r := range canvas.Glyphs {
		found[r] = true
	}
	for _, pattern := range []string{"../*/*.go", "../story/cues/*", "../../sim/*.go", "../../sim/scenarios/*", "../../internal/lesson/lessons/*", "../../internal/lesson/skeletons/*", "../../examples/*"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files, %v", pattern, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if strings.HasSuffix(file, "_test.go") || err != nil { // a folder
				continue
			}
			for _, r := range string(text) {
				found[r] = r >= ' '
			}
		}
	}
	var all []rune
	for r, is := range found {
		if is {
			all = append(all, r)
		}
	}
	slices.Sort(all)
	return all
}

// TestEveryCharacterThatIsShownHasAGlyph: also in bold, and it is as wide as the
// cells that it has.
func TestEveryCharacterThatIsShownHasAGlyph(t *testing.T) {
	all := shown(t)
	if len(all) < 500 {
		t.Fatalf("only %d characters found", len(all))
	}
	var buffer sfnt.Buffer
	for i := range fonts {
		f := fonts[i]()
		for _, r := range all {
			if _, drawn := lineShape(r, 8, 16); drawn || r == '�' {
				continue
			}
			_, columns := canvas.Shown(r)
			index, err := f.GlyphIndex(&buffer, r)
			if err != nil || index == 0 {
				t.Errorf("%q (U+%04X) has no glyph in font %d: add it to font/subset.py", r, r, i)
				continue
			}
			advance, err := f.GlyphAdvance(&buffer, index, fixed.I(em), font.HintingNone)
			if err != nil || advance != fixed.I(columns*em/2) {
				t.Errorf("%q (U+%04X) is %v wide in font %d: want %d of %d", r, r, advance, i, columns*em/2, em)
			}
		}
	}
}

// TestEverySyllableHasAGlyph: of Hangul whoever names an order may write.
func TestEverySyllableHasAGlyph(t *testing.T) {
	var buffer sfnt.Buffer
	for r := rune(0xac00); r <= 0xd7a3; r++ {
		if index, err := fonts[0]().GlyphIndex(&buffer, r); err != nil || index == 0 {
			t.Fatalf("%q has no glyph", r)
		}
	}
	w := newWriter(15, 29)
	if s := w.shape('뷁', true, 2); len(s.polys) == 0 || len(s.rects) > 0 {
		t.Error("뷁 is not drawn in bold")
	}
}

// TestNothingIsClipped: no part of a glyph lies beyond its cells.
func TestNothingIsClipped(t *testing.T) {
	const slack = unit / 3 // of a hair that cannot be seen
	for _, size := range [][2]int{{15, 29}, {11, 22}, {10, 20}, {22, 44}, {9, 17}, {30, 60}} {
		w := newWriter(size[0], size[1])
		for _, r := range shown(t) {
			_, columns := canvas.Shown(r)
			if _, drawn := lineShape(r, 8, 16); drawn || columns == 0 {
				continue
			}
			s := w.shape(r, true, columns)
			for _, poly := range s.polys {
				for _, p := range poly {
					if p.x < -slack || p.y < -slack || p.x > columns*size[0]*unit+slack || p.y > size[1]*unit+slack {
						t.Errorf("%q in cells of %v: a point at %d, %d of 256", r, size, p.x, p.y)
					}
				}
			}
		}
	}
}

// TestTheFontHasANameOfItsOwn, as its licence asks, and is the one that its notes
// tell of.
func TestTheFontHasANameOfItsOwn(t *testing.T) {
	notes, err := os.ReadFile("font/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	for i, file := range [][]byte{regularFile, boldFile} {
		for _, id := range []sfnt.NameID{sfnt.NameIDFamily, sfnt.NameIDFull, sfnt.NameIDPostScript, sfnt.NameIDUniqueIdentifier} {
			if name, err := fonts[i]().Name(&buffer, id); err != nil || !strings.HasPrefix(strings.ReplaceAll(name, " ", ""), "OrderflowMono") {
				t.Errorf("font %d has the name %q (%v)", i, name, err)
			}
		}
		if sum := fmt.Sprintf("%x", sha256.Sum256(file)); !strings.Contains(string(notes), sum) {
			t.Errorf("font/README.md does not have %s", sum)
		}
	}
	if size := len(regularFile) + len(boldFile); size > 700_000 {
		t.Errorf("the fonts have %d bytes", size)
	}
}
