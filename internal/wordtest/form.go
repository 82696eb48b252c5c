package wordtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// lineMax is the longest line, in columns; a tab is four.
const lineMax = 160

// CheckForm holds Go files of catalogues to their form: no line is longer than
// lineMax, every entry has a line of its own, and where a type of words and
// its values stand in a file, the values have its fields in its order.
func CheckForm(t *testing.T, files ...string) {
	t.Helper()
	for _, name := range files {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(source), "\n") {
			if columns := displaywidth.String(strings.ReplaceAll(line, "\t", "    ")); columns > lineMax {
				t.Errorf("%s:%d has %d columns, at most %d", name, i+1, columns, lineMax)
			}
		}
		checkFile(t, name, source)
	}
}

func checkFile(t *testing.T, name string, source []byte) {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string][]string{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeSpec:
			if body, ok := n.Type.(*ast.StructType); ok && slices.ContainsFunc(body.Fields.List, ofWords) {
				fields[n.Name.Name] = fieldsOf(body)
				checkLines(t, set, body.Fields.List)
			}
		case *ast.CompositeLit:
			checkLiteral(t, set, n, fields)
		}
		return true
	})
}

// ofWords reports whether a field says what its text may be.
func ofWords(field *ast.Field) bool {
	return field.Tag != nil && (strings.Contains(field.Tag.Value, `max:"`) || strings.Contains(field.Tag.Value, `args:"`))
}

// checkLiteral holds a value of words, or an array in it, to the form.
func checkLiteral(t *testing.T, set *token.FileSet, literal *ast.CompositeLit, fields map[string][]string) {
	t.Helper()
	texts := slices.ContainsFunc(literal.Elts, func(e ast.Expr) bool { return isText(valueOf(e)) })
	if texts && (len(literal.Elts) > 1 || len(keysOf(literal)) > 0) {
		checkLines(t, set, literal.Elts)
	}
	switch of := literal.Type.(type) {
	case *ast.Ident:
		checkOrder(t, set, literal, fields[of.Name])
	case *ast.ArrayType:
		name, ok := of.Elt.(*ast.Ident)
		for _, e := range literal.Elts {
			if inner, elided := valueOf(e).(*ast.CompositeLit); ok && elided {
				checkOrder(t, set, inner, fields[name.Name])
			}
		}
	}
}

// checkOrder holds the entries of a value to the fields of its type; none
// where the type has no words.
func checkOrder(t *testing.T, set *token.FileSet, literal *ast.CompositeLit, fields []string) {
	t.Helper()
	if keys := keysOf(literal); fields != nil && !slices.Equal(keys, fields) {
		t.Errorf("%s: the entries are not the fields in their order:\n%q\n%q", set.Position(literal.Pos()), keys, fields)
	}
}

// checkLines reports nodes that share a line.
func checkLines[N ast.Node](t *testing.T, set *token.FileSet, nodes []N) {
	t.Helper()
	last := 0
	for _, n := range nodes {
		if field, ok := any(n).(*ast.Field); ok && len(field.Names) > 1 {
			t.Errorf("%s: two fields share a line", set.Position(n.Pos()))
		}
		start := set.Position(n.Pos())
		if start.Line == last {
			t.Errorf("%s: two entries share a line", start)
		}
		last = set.Position(n.End()).Line
	}
}

func fieldsOf(body *ast.StructType) []string {
	var names []string
	for _, field := range body.Fields.List {
		for _, name := range field.Names {
			names = append(names, name.Name)
		}
	}
	return names
}

func keysOf(literal *ast.CompositeLit) []string {
	var keys []string
	for _, e := range literal.Elts {
		if pair, ok := e.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok {
				keys = append(keys, key.Name)
			}
		}
	}
	return keys
}

func valueOf(e ast.Expr) ast.Expr {
	if pair, ok := e.(*ast.KeyValueExpr); ok {
		return pair.Value
	}
	return e
}

// isText reports whether an expression is a text, or texts put together.
func isText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING
	case *ast.BinaryExpr:
		return isText(e.X)
	}
	return false
}
