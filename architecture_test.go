package main

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestImports holds the direction of the imports: main to ui and kafkax, both
// to sim; sim has the standard library only, and ui never sees a Kafka client.
func TestImports(t *testing.T) {
	forbidden := map[string]func(path string) bool{
		"sim": func(path string) bool { return strings.Contains(path, ".") || strings.HasPrefix(path, "orderflow") },
		"ui": func(path string) bool {
			return strings.Contains(path, "kafka-go") || strings.Contains(path, "franz-go") || path == "orderflow/kafkax"
		},
		"kafkax": func(path string) bool { return path == "orderflow/ui" || strings.HasPrefix(path, "charm.land") },
	}
	for folder, wrong := range forbidden {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
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
