package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// platforms are those that .ci/run builds for.
var platforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// component is Go, a module of which packages are linked, a font, or a script.
type component struct {
	name    string
	version string // "" of Go: which one is decided by whoever builds
	dir     string
	folders []string // with a package that is linked; a part may have a licence of its own
}

// embedded returns what is no module and lies in folders of ours, with its licence:
// the font of pictures, and the player of films.
func embedded() (list []*component, err error) {
	for _, c := range []component{
		{name: "Orderflow Mono, a subset of the font D2Coding", version: "1.3.2", dir: "ui/pixel/font"},
		{name: "asciinema-player, of npm, with solid-js", version: "3.18.0", dir: "ui/film/web/asciinema-player-3.18.0"},
	} {
		root, err := command(nil, "list", "-m", "-f", "{{.Dir}}", "orderflow")
		if err != nil {
			return nil, err
		}
		c.dir = filepath.Join(strings.TrimSpace(root), filepath.FromSlash(c.dir))
		c.folders = []string{c.dir}
		list = append(list, &c)
	}
	return list, nil
}

// title names the component.
func (c *component) title() string { return strings.TrimSpace(c.name + " " + c.version) }

// linkedPackage is what go list says of a package.
type linkedPackage struct {
	Dir      string
	Standard bool
	Module   *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// linked returns what is linked into the program, on any platform, and embedded.
func linked() ([]*component, error) {
	root, err := command(nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	goroot := strings.TrimSpace(root)
	components, err := embedded()
	if err != nil {
		return nil, err
	}
	components = append(components, &component{name: "Go and its standard library", dir: goroot, folders: []string{goroot}})
	for _, platform := range platforms {
		system, processor, _ := strings.Cut(platform, "/")
		list, err := command([]string{"GOOS=" + system, "GOARCH=" + processor, "CGO_ENABLED=0"}, "list", "-deps", "-json=Dir,Standard,Module", "orderflow")
		if err != nil {
			return nil, err
		}
		if components, err = addLinked(components, strings.NewReader(list)); err != nil {
			return nil, err
		}
	}
	return components, nil
}

// command runs the go command and returns what it prints.
func command(env []string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return "", fmt.Errorf("running go %s: %s", args[0], strings.TrimSpace(string(exit.Stderr)))
	}
	return string(out), err
}

// addLinked adds the modules of the packages that go list has written.
func addLinked(components []*component, list io.Reader) ([]*component, error) {
	for decoder := json.NewDecoder(list); ; {
		var p linkedPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return components, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading what go list prints: %w", err)
		}
		if p.Standard || p.Module == nil || p.Module.Main {
			continue
		}
		i := slices.IndexFunc(components, func(c *component) bool { return c.name == p.Module.Path })
		if i < 0 {
			i = len(components)
			components = append(components, &component{name: p.Module.Path, version: p.Module.Version, dir: p.Module.Dir})
		}
		components[i].addFolder(p.Dir)
	}
}

// addFolder adds the folder of a package, and those around it up to the
// component's own.
func (c *component) addFolder(dir string) {
	for !slices.Contains(c.folders, dir) {
		c.folders = append(c.folders, dir)
		if dir == c.dir {
			return
		}
		dir = filepath.Dir(dir)
	}
}

// texts returns the licences and notices of the component. It must have one in
// its own folder.
func (c *component) texts() (string, error) {
	slices.Sort(c.folders)
	var b strings.Builder
	for _, folder := range c.folders {
		files, err := os.ReadDir(folder) // in the order of their names
		if err != nil {
			return "", fmt.Errorf("reading the licences of %s: %w", c.name, err)
		}
		for _, file := range files {
			if !isNotice(file) {
				continue
			}
			if err := c.add(&b, filepath.Join(folder, file.Name())); err != nil {
				return "", err
			}
		}
		if folder == c.dir && b.Len() == 0 {
			return "", fmt.Errorf("%s has no licence in %s", c.name, c.dir)
		}
	}
	return b.String(), nil
}

// isNotice reports whether a file is one that must go with a copy.
func isNotice(file os.DirEntry) bool {
	name := strings.ToUpper(file.Name())
	if file.IsDir() || strings.HasSuffix(name, ".GO") {
		return false
	}
	return slices.ContainsFunc([]string{"LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "PATENTS", "UNLICENSE"}, func(start string) bool { return strings.HasPrefix(name, start) })
}

// add writes one file, with LF at the end of its lines.
func (c *component) add(b *strings.Builder, path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("reading a licence of %s: %w", c.name, err)
	}
	name, err := filepath.Rel(c.dir, path)
	if err != nil {
		return fmt.Errorf("naming a licence of %s: %w", c.name, err)
	}
	lines := strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))
	fmt.Fprintf(b, "--- %s\n\n%s\n\n", filepath.ToSlash(name), lines)
	return nil
}
