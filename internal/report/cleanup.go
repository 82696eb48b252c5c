package report

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"orderflow/sim"
	"orderflow/ui/words"
)

// Cleanup is what runs have left on a cluster, and what became of it.
type Cleanup struct {
	DryRun bool         `json:"dry_run"`
	Runs   []CleanupRun `json:"prefixes"`
}

// CleanupRun is what there is under one prefix.
type CleanupRun struct {
	Prefix    string           `json:"prefix"`
	State     string           `json:"state"`
	Age       *int64           `json:"age_ms"` // since the last sign of life; null = none, or unknown
	Processes int              `json:"processes"`
	Topics    []string         `json:"topics"`
	Groups    []CleanupGroup   `json:"groups"`
	Deletable bool             `json:"deletable"`
	Topic     []string         `json:"deleted_topics"`
	Group     []string         `json:"deleted_groups"`
	Gone      []string         `json:"gone"` // deleted by somebody else
	Failed    []CleanupFailure `json:"failed"`

	Says  sim.Text `json:"-"` // the state in words
	Stays sim.Text `json:"-"` // why it is left alone; empty = it is not
}

// CleanupGroup is a consumer group.
type CleanupGroup struct {
	Name    string `json:"group"`
	Members int    `json:"members"`
}

// CleanupFailure is a topic or a group that could not be deleted.
type CleanupFailure struct {
	Name string   `json:"name"`
	Why  sim.Text `json:"-"`
	Code string   `json:"error"`
}

// WriteJSON writes one object.
func (c *Cleanup) WriteJSON(w io.Writer) error {
	for i := range c.Runs {
		r := &c.Runs[i]
		for _, list := range []*[]string{&r.Topics, &r.Topic, &r.Group, &r.Gone} {
			if *list == nil {
				*list = []string{}
			}
		}
		if r.Groups == nil {
			r.Groups = []CleanupGroup{}
		}
		if r.Failed == nil {
			r.Failed = []CleanupFailure{}
		}
	}
	if c.Runs == nil {
		c.Runs = []CleanupRun{}
	}
	return json.NewEncoder(w).Encode(c)
}

// WriteList writes what there is, before anything is deleted.
func (c *Cleanup) WriteList(w io.Writer, lang words.Lang) error {
	t, text := &cleanupCatalogue[lang], &strings.Builder{}
	chosen := 0
	for i := range c.Runs {
		r := &c.Runs[i]
		fmt.Fprintf(text, "%s*  %s\n", r.Prefix, lang.Of(r.Says))
		line := func(format string, figures ...any) { fmt.Fprintf(text, "    "+format+"\n", figures...) }
		if len(r.Topics) > 0 {
			line(t.topics, strings.Join(r.short(r.Topics), ", "))
		}
		if len(r.Groups) > 0 {
			line(t.groups, strings.Join(r.groups(t), ", "))
		}
		if r.Deletable {
			chosen++
		} else {
			line(t.staying, lang.Of(r.Stays))
		}
	}
	if chosen == 0 {
		fmt.Fprintln(text, t.nothing)
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// WriteDeleted writes what was deleted.
func (c *Cleanup) WriteDeleted(w io.Writer, lang words.Lang) error {
	t, text := &cleanupCatalogue[lang], &strings.Builder{}
	for i := range c.Runs {
		if r := &c.Runs[i]; len(r.Topic)+len(r.Group) > 0 {
			fmt.Fprintf(text, "%s*  %s\n", r.Prefix, fmt.Sprintf(t.deleted, len(r.Topic), len(r.Group)))
		}
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// Question asks whether what is listed may be deleted.
func (c *Cleanup) Question(lang words.Lang) string {
	topics, groups, prefixes := 0, 0, 0
	for i := range c.Runs {
		if r := &c.Runs[i]; r.Deletable {
			topics, groups, prefixes = topics+len(r.Topics), groups+len(r.Groups), prefixes+1
		}
	}
	return fmt.Sprintf(cleanupCatalogue[lang].ask, topics, groups, prefixes)
}

// short returns names without their prefix.
func (r *CleanupRun) short(names []string) []string {
	var list []string
	for _, name := range names {
		list = append(list, strings.TrimPrefix(name, r.Prefix))
	}
	return list
}

func (r *CleanupRun) groups(t *cleanupWords) []string {
	var list []string
	for _, g := range r.Groups {
		name := strings.TrimPrefix(g.Name, r.Prefix)
		if g.Members > 0 {
			name = fmt.Sprintf(t.members, name, g.Members)
		}
		list = append(list, name)
	}
	return list
}
