package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"orderflow/internal/hostile"
	"orderflow/internal/lesson"
)

// hostileLesson is a lesson in which every free text has another in it.
func hostileLesson(t *testing.T, text string) string {
	t.Helper()
	skeleton, err := lesson.Skeleton("mine")
	if err != nil {
		t.Fatal(err)
	}
	text = text[:min(len(text), 1<<12)]
	double := `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(text) + `"`
	return strings.NewReplacer(
		`"A row is not an order"`, double,
		`"You can say where an order is while its row says PUBLISHED."`, double,
		`"with a worker"`, double,
		`"The row is marked before anybody has the message."`, double,
		`"Await the broker's answer, and mark the row then."`, double,
		`"rows that say PUBLISHED"`, double,
	).Replace(skeleton.English)
}

// TestHostileLessons: through every command that takes a lesson, under a name that
// is hostile too.
func TestHostileLessons(t *testing.T) {
	singleThreaded(t)
	t.Setenv("XDG_STATE_HOME", t.TempDir())
	taken, list := 0, hostile.Share(2, 4)
	for i, h := range list {
		lang := []string{"en", "ko"}[i%2]
		file := save(t, "mine.yaml", hostileLesson(t, h.Text))
		if r := inert(t, 0, "lesson", "--check", file, "--lang", lang); r.code == exitDone {
			taken++
		}
		page := inert(t, 0, "lesson", "--handout", file, "--lang", lang, "--as", []string{"html", "markdown"}[i/2%2])
		if strings.Contains(page.stdout, "<script") {
			t.Errorf("%s: a script is on the page", h.Name)
		}
		name := "f" + strings.NewReplacer("/", "_", "\x00", "_").Replace(h.Text)
		path := filepath.Join(t.TempDir(), name[:min(len(name), 200)]+".yaml")
		if err := os.WriteFile(path, []byte(h.Text), 0o600); err != nil {
			continue // the file system does not take the name
		}
		for _, args := range [][]string{{"lesson", path}, {"lesson", "--check", path}, {"lesson", "--handout", path + "x"}, {"lesson", h.Text + "."}, {"lesson", "--new", h.Text}} {
			if r := inert(t, 0, args...); r.code == exitDone {
				t.Errorf("%s: %q ends with 0", h.Name, args)
			}
		}
	}
	if want := shareOf(5, list); taken < want {
		t.Errorf("only %d lessons were taken, want %d", taken, want)
	}
}
