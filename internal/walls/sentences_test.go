package walls

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// wordsRoom is where a translator finds every sentence of the screen.
const wordsRoom = root + "/ui/words"

// TestEverySentenceOfTheScreenIsInOneRoom: no file of the screen outside of
// ui/words has Korean in it, but for the errors that carry both languages.
func TestEverySentenceOfTheScreenIsInOneRoom(t *testing.T) {
	err := filepath.WalkDir(root+"/ui", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && filepath.ToSlash(path) == wordsRoom:
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		checkSentences(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkSentences(t *testing.T, path string) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			return !ofErrors(n.Fun)
		case *ast.BasicLit:
			if strings.ContainsFunc(n.Value, func(r rune) bool { return r >= '가' && r <= '힣' }) {
				t.Errorf("%s: %s belongs into ui/words", set.Position(n.Pos()), n.Value)
			}
		}
		return true
	})
}

// ofErrors reports whether a function makes or words an error, which carries
// both languages to where it is shown.
func ofErrors(f ast.Expr) bool {
	name, ok := f.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	from, ok := name.X.(*ast.Ident)
	return ok && from.Name == "sim" && (name.Sel.Name == "Refuse" || name.Sel.Name == "Without")
}
