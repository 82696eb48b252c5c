package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// put writes the files of a directory of the test.
func put(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestNoticesOfAComponent(t *testing.T) {
	dir := put(t, map[string]string{
		"LICENSE.md": "of all\r\n", "NOTICE": "and this\n", "license.go": "package a", "README": "not this",
		"deep/part/LICENSE": "of a part\n", "deep/part/part.go": "package part", "unlinked/LICENSE": "not this",
	})
	c := &component{name: "example.org/a", version: "v1.2.3", dir: dir}
	c.addFolder(filepath.Join(dir, "deep", "part"))
	var b strings.Builder
	if err := write(&b, []*component{c}); err != nil {
		t.Fatal(err)
	}
	_, got, _ := strings.Cut(b.String(), "\n\n")
	want := strings.Repeat("=", 80) + "\nexample.org/a v1.2.3\n\n--- LICENSE.md\n\nof all\n\n--- NOTICE\n\nand this\n\n--- deep/part/LICENSE\n\nof a part\n\n"
	if got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestAComponentWithoutALicenceIsRefused(t *testing.T) {
	dir := put(t, map[string]string{"a.go": "package a", "part/LICENSE": "of a part"})
	c := &component{name: "example.org/a", dir: dir}
	c.addFolder(filepath.Join(dir, "part"))
	if _, err := c.texts(); err == nil || !strings.Contains(err.Error(), "example.org/a has no licence") {
		t.Error(err)
	}
}

// TestPlatformsAreThoseThatAreBuilt holds the list against the gate's.
func TestPlatformsAreThoseThatAreBuilt(t *testing.T) {
	gate, err := os.ReadFile("../../.ci/run")
	if err != nil {
		t.Fatal(err)
	}
	if want := "platforms=(" + strings.Join(platforms, " ") + ")"; !strings.Contains(string(gate), want) {
		t.Errorf(".ci/run does not have %s", want)
	}
}
