package walls

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// root is the module's folder.
const root = "../.."

// TestImports holds the direction of the imports: cli to report, ui and kafkax,
// the engine, all of them to sim; sim has the standard library only, the engine
// sim beside, ui sees neither the engine nor a Kafka client, and report neither
// a Kafka client nor a command line.
func TestImports(t *testing.T) {
	forbidden := map[string]func(path string) bool{
		"sim": func(path string) bool { return strings.Contains(path, ".") || strings.HasPrefix(path, "orderflow") },
		"sim/engine": func(path string) bool {
			return strings.Contains(path, ".") || strings.HasPrefix(path, "orderflow") && path != "orderflow/sim"
		},
		"ui": func(path string) bool {
			return path == "orderflow/sim/engine" || strings.Contains(path, "kafka-go") || strings.Contains(path, "franz-go") || path == "orderflow/kafkax"
		},
		"kafkax": func(path string) bool {
			return path == "orderflow/ui" || path == "orderflow/sim/engine" || strings.HasPrefix(path, "charm.land")
		},
		"internal/report": func(path string) bool {
			return strings.Contains(path, "kafka") || strings.Contains(path, "cobra") || strings.Contains(path, "pflag") || path == "orderflow/internal/cli"
		},
		".": func(path string) bool { return path != "os" && path != "orderflow/internal/cli" },
	}
	for folder, wrong := range forbidden {
		files, err := filepath.Glob(filepath.Join(root, folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files (%v)", folder, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, spec := range parsed.Imports {
				path, err := strconv.Unquote(spec.Path.Value)
				if err != nil || wrong(path) {
					t.Errorf("%s imports %s (%v)", file, path, err)
				}
			}
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
