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
	"internal/cli":       {"internal/handle internal/lectern internal/lesson internal/panel internal/report internal/store internal/system internal/telemetry kafkax kafkax/access kafkax/proxy kafkax/record kafkax/wire sim sim/engine ui ui/canvas ui/film ui/pixel ui/words ui/pace ui/moment ui/spacetime ui/notes ui/stage", "charm.land/fang github.com/charmbracelet github.com/muesli github.com/spf13 golang.org/x"},
	"internal/report":    {"internal/lesson internal/typeset sim sim/engine ui/words", "github.com/charmbracelet/x/ansi"},
	"internal/lesson":    {"internal/system internal/typeset sim", "github.com/clipperhouse/displaywidth github.com/expr-lang/expr github.com/goccy/go-yaml"},
	"internal/handle":    {ours: "sim"},
	"internal/system":    {"sim", "golang.org/x/sys"},
	"internal/lectern":   {ours: "internal/lesson sim"},
	"internal/store":     {"internal/system sim", "github.com/jackc/pgx modernc.org/sqlite"},
	"internal/telemetry": {"internal/system sim", "go.opentelemetry.io/collector/pdata google.golang.org/protobuf/encoding/protowire"},
	"internal/typeset":   {},
	"internal/notices":   {},
	"internal/certtest":  {},
	"internal/hostile":   {},
	"internal/kafkatest": {"kafkax/record sim", "github.com/segmentio/kafka-go github.com/twmb/franz-go"},
	"internal/simtest":   {ours: "sim"},
	"internal/walls":     {},
	"internal/wordtest":  {others: "github.com/clipperhouse/displaywidth"},
	"sim":                {},
	"sim/engine":         {ours: "sim"},
	"internal/panel":     {ours: "internal/system sim"},
	"kafkax":             {"internal/panel internal/store internal/system kafkax/access kafkax/assemble kafkax/chronicle kafkax/observe kafkax/proxy kafkax/record kafkax/role kafkax/trace kafkax/wire sim", "github.com/segmentio/kafka-go github.com/twmb/franz-go"},
	"kafkax/assemble":    {"internal/store kafkax/chronicle kafkax/observe kafkax/proxy kafkax/record kafkax/trace kafkax/wire sim", "github.com/segmentio/kafka-go github.com/twmb/franz-go"},
	"kafkax/chronicle":   {"internal/store kafkax/observe kafkax/record kafkax/wire sim", "github.com/segmentio/kafka-go"},
	"kafkax/access":      {"internal/system sim", "github.com/twmb/franz-go"},
	"kafkax/observe":     {"internal/system kafkax/access kafkax/wire sim", "github.com/twmb/franz-go"},
	"kafkax/proxy":       {"internal/system kafkax/access kafkax/observe kafkax/wire sim", "github.com/twmb/franz-go"},
	"kafkax/record":      {"kafkax/trace sim", "github.com/segmentio/kafka-go"},
	"kafkax/role":        {"internal/panel internal/store internal/system kafkax/chronicle kafkax/record kafkax/wire sim", "github.com/segmentio/kafka-go"},
	"kafkax/trace":       {"internal/system", "github.com/twmb/franz-go"},
	"kafkax/wire":        {"internal/system sim", "github.com/twmb/franz-go"},
	"ui/internal/tube":   {ours: "ui/canvas"},
	"ui/internal/uitest": {"sim sim/engine", "github.com/charmbracelet/x/ansi github.com/clipperhouse/displaywidth"},

	"ui":           {"internal/handle internal/lesson sim ui/intent ui/canvas ui/words ui/pace ui/moment ui/notes ui/stage", "charm.land/bubbletea github.com/charmbracelet golang.org/x/sys"},
	"ui/stage":     {"internal/handle internal/lesson internal/typeset sim ui/intent ui/canvas ui/words ui/pace ui/moment ui/tell ui/story ui/chrome ui/track ui/panels ui/spacetime ui/lanes ui/sheets", "charm.land/bubbles/v2/key"},
	"ui/film":      {ours: "internal/handle internal/lesson sim ui/canvas ui/words ui/pace ui/moment ui/story ui/stage"},
	"ui/pixel":     {"sim ui/canvas", "golang.org/x/image"},
	"ui/track":     {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment ui/tell ui/chrome"},
	"ui/panels":    {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment ui/tell ui/chrome"},
	"ui/spacetime": {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment ui/tell ui/chrome"},
	"ui/lanes":     {ours: "internal/typeset sim ui/intent ui/canvas ui/words ui/moment ui/tell ui/chrome"},
	"ui/sheets":    {ours: "sim ui/intent ui/canvas ui/words ui/chrome"},
	"ui/notes":     {ours: "internal/lesson internal/typeset sim ui/canvas ui/words"},
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
var forTests = room{"sim/engine internal/certtest internal/hostile internal/kafkatest internal/simtest internal/wordtest ui/internal/tube ui/internal/uitest", "github.com github.com/rogpeppe golang.org/x"}

// testedWith is what the tests of one room may import besides: films and pixels are
// tried on what the screen shows, roles on a journal.
var testedWith = map[string]string{"kafkax/role": "kafkax/assemble", "internal/cli": "internal/typeset", "ui/film": "internal/typeset ui/pace", "ui/pixel": "ui/film ui/moment ui/pace ui/stage ui/words"}

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
		tested := strings.HasSuffix(file, "_test.go") && (forTests.allows(path) || room{ours: testedWith[folder]}.allows(path) || path == "orderflow/"+folder)
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
