package walls

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// root is the module's folder.
const root = "../.."

// A room is a package, and what it may import: rooms by their folder, and
// modules that are not ours by a prefix. What a room may import, its tests may
// too; they may also start runs, and use the packages that only tests know.
type room struct {
	ours   string
	others string
}

// rooms is the table of directions. A package that is not in it has no place.
var rooms = map[string]room{
	".":                  {ours: "internal/cli"},
	"internal/cli":       {"internal/report kafkax sim sim/engine ui ui/canvas ui/words ui/pace ui/moment ui/story ui/spacetime ui/stage", "charm.land/fang github.com/charmbracelet github.com/muesli github.com/spf13 golang.org/x"},
	"internal/report":    {"internal/typeset sim sim/engine ui/words", "github.com/charmbracelet/x/ansi"},
	"internal/typeset":   {},
	"internal/notices":   {},
	"internal/hostile":   {},
	"internal/simtest":   {ours: "sim"},
	"internal/walls":     {},
	"internal/wordtest":  {others: "github.com/clipperhouse/displaywidth"},
	"sim":                {},
	"sim/engine":         {ours: "sim"},
	"kafkax":             {"sim", "github.com/segmentio/kafka-go github.com/twmb/franz-go"},
	"ui/internal/uitest": {"sim sim/engine", "github.com/charmbracelet/x/ansi github.com/clipperhouse/displaywidth"},

	"ui":           {"sim ui/intent ui/canvas ui/words ui/pace ui/moment ui/stage", "charm.land/bubbletea github.com/charmbracelet golang.org/x/sys"},
	"ui/stage":     {"sim ui/intent ui/canvas ui/words ui/pace ui/moment ui/tell ui/chrome ui/board ui/panels ui/spacetime ui/lanes ui/sheets", "charm.land/bubbles/v2/key"},
	"ui/board":     {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment ui/tell ui/chrome"},
	"ui/panels":    {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment ui/tell ui/chrome"},
	"ui/spacetime": {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment ui/tell ui/chrome"},
	"ui/lanes":     {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment ui/chrome"},
	"ui/sheets":    {ours: "sim ui/intent ui/canvas ui/words ui/chrome"},
	"ui/chrome":    {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/pace ui/moment ui/tell"},
	"ui/tell":      {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment"},
	"ui/moment":    {ours: "sim ui/intent ui/canvas ui/words ui/pace"},
	"ui/story":     {ours: "internal/typeset sim ui/canvas ui/words ui/pace ui/moment ui/tell"},
	"ui/pace":      {ours: "sim"},
	"ui/words":     {ours: "internal/typeset sim ui/intent ui/canvas"},
	"ui/canvas":    {"ui/intent", "github.com/charmbracelet/x/ansi github.com/clipperhouse/displaywidth"},
	"ui/intent":    {},
}

// forTests is what tests may import besides.
var forTests = room{"sim/engine internal/hostile internal/simtest internal/wordtest ui/internal/uitest", "github.com github.com/rogpeppe golang.org/x"}

// allows reports whether a package may be imported.
func (r room) allows(path string) bool {
	if folder, ours := strings.CutPrefix(path, "orderflow/"); ours {
		return slices.Contains(strings.Fields(r.ours), folder)
	}
	standard := !strings.Contains(strings.Split(path, "/")[0], ".")
	return standard || slices.ContainsFunc(strings.Fields(r.others), func(prefix string) bool { return path == prefix || strings.HasPrefix(path, prefix+"/") })
}

// TestEveryRoomHasWalls walks all packages and holds each to the table.
func TestEveryRoomHasWalls(t *testing.T) {
	found, used := map[string]bool{}, map[string]bool{}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "testdata" || path != root && strings.HasPrefix(entry.Name(), ".")):
			return filepath.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		found[folder] = true
		checkImports(t, folder, path, used)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for folder := range rooms {
		if !found[folder] {
			t.Errorf("%s is in the table and does not exist", folder)
		}
	}
	for folder, own := range rooms {
		for _, entry := range strings.Fields(own.ours + " " + own.others) {
			if !used[folder+" "+entry] {
				t.Errorf("%s may import %s, and none of its files does: a wall with a door that nobody uses", folder, entry)
			}
		}
	}
}

// checkImports holds the imports of a file to the table, and notes which of its
// entries they use.
func checkImports(t *testing.T, folder, file string, used map[string]bool) {
	t.Helper()
	own, known := rooms[folder]
	if !known {
		t.Errorf("%s: the package %s has no place in the table of directions", file, folder)
		return
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range parsed.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range strings.Fields(own.ours + " " + own.others) {
			if path == "orderflow/"+entry || path == entry || strings.HasPrefix(path, entry+"/") {
				used[folder+" "+entry] = true
			}
		}
		tested := strings.HasSuffix(file, "_test.go") && (forTests.allows(path) || path == "orderflow/"+folder)
		if !own.allows(path) && !tested {
			t.Errorf("%s imports %s", file, path)
		}
	}
}

// TestOneFileAtTheTop: the program is in rooms; the top level only starts it.
func TestOneFileAtTheTop(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "*.go"))
	if err != nil || len(files) != 1 || filepath.Base(files[0]) != "main.go" {
		t.Errorf("at the top level are %q (%v): want main.go alone", files, err)
	}
}
