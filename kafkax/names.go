package kafkax

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"

	"orderflow/sim"
)

// names gives topics and groups their names on the cluster. On a cluster that
// is not the program's own, every run has a prefix of its own.
type names struct{ prefix string }

// prefixWord begins the name of everything the program makes on a real
// cluster; eight hexadecimal digits of the run and a dot follow.
const prefixWord = "orderflow-"

// runPrefix draws the prefix of a run.
func runPrefix() string {
	var run [4]byte
	_, _ = rand.Read(run[:]) // crypto/rand never fails
	return prefixWord + hex.EncodeToString(run[:]) + "."
}

// prefixOf returns the run's prefix of a name that this program gave.
func prefixOf(name string) (prefix string, own bool) {
	run, _, found := strings.Cut(name, ".")
	digits, named := strings.CutPrefix(run, prefixWord)
	if !found || !named || len(digits) != 8 || strings.Trim(digits, "0123456789abcdef") != "" {
		return "", false
	}
	return run + ".", true
}

// ParsePrefix reads the prefix of a run, with or without the dot and the asterisk
// after it.
func ParsePrefix(text string) (string, error) {
	name := strings.TrimSuffix(strings.TrimSuffix(text, "*"), ".")
	if !IsPrefix(name) {
		return "", sim.Refuse("want the prefix of a run such as %[1]s1a2b3c4d, not %[2]q", "%[2]q: %[1]s1a2b3c4d처럼 실행의 접두어를 쓰세요", prefixWord, sim.Printable(text, sim.NameLengthMax))
	}
	return name + ".", nil
}

// drawn reports whether the prefix is one that live draws, and so nobody else's; a
// run whose roles are processes has one that a person has chosen.
func (n names) drawn() bool {
	prefix, own := prefixOf(n.prefix)
	return own && prefix == n.prefix
}

// run is the run's name, which its own records carry: the prefix, or what stands
// for it on the embedded cluster.
func (n names) run() string {
	if n.prefix == "" {
		return "embedded"
	}
	return strings.TrimSuffix(n.prefix, ".")
}

// topics lists the topics of a run.
var topics = []sim.Topic{sim.Orders, sim.Reply, sim.Status, sim.Activity}

func (n names) topic(t sim.Topic) string { return n.prefix + t.String() }

// trace and control are the topics by which the processes of a run know of each other.
func (n names) trace() string   { return n.prefix + "trace" }
func (n names) control() string { return n.prefix + "control" }

func (n names) group(g sim.Group) string { return n.prefix + g.String() }

// topicOf returns which topic has this name; 0 if it is none of the run's.
func (n names) topicOf(name string) sim.Topic {
	for _, t := range topics {
		if n.topic(t) == name {
			return t
		}
	}
	return 0
}

// groupOf returns which group has this name; 0 if it is none of the run's.
func (n names) groupOf(name string) sim.Group {
	for g := sim.InHouseGroup; g < sim.GroupCount; g++ {
		if n.group(g) == name {
			return g
		}
	}
	return 0
}

// groups lists the names of a run's groups.
func (n names) groups() []string {
	var list []string
	for g := sim.InHouseGroup; g < sim.GroupCount; g++ {
		list = append(list, n.group(g))
	}
	return list
}

// topics lists the names of all topics that a run may have, alive last: that is how
// they are deleted, and what is left of a prefix still says how old it is.
func (n names) topics() []string {
	var list []string
	for _, t := range topics {
		list = append(list, n.topic(t))
	}
	list = append(list, n.control(), n.trace(), n.alive())
	slices.SortFunc(list, n.before)
	return list
}

// ownTopic reports whether this run gives a topic that name.
func (n names) ownTopic(name string) bool { return slices.Contains(n.topics(), name) }

// ownGroup reports whether this run gives a group that name.
func (n names) ownGroup(name string) bool { return n.groupOf(name) != 0 }

// before sorts names, alive last.
func (n names) before(a, b string) int {
	switch n.alive() {
	case a:
		return 1
	case b:
		return -1
	}
	return strings.Compare(a, b)
}
