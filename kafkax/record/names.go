package record

import (
	"crypto/rand"
	"encoding/hex"
	"slices"
	"strings"

	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// Names gives topics and groups their names on the cluster. On a cluster that
// is not the program's own, every run has a prefix of its own.
type Names struct{ Prefix string }

// PrefixWord begins the name of everything the program makes on a real
// cluster; eight hexadecimal digits of the run and a dot follow.
const PrefixWord = "orderflow-"

// DrawPrefix draws the prefix of a run.
func DrawPrefix() string {
	var run [4]byte
	_, _ = rand.Read(run[:]) // crypto/rand never fails
	return PrefixWord + hex.EncodeToString(run[:]) + "."
}

// DrawInstance draws the name of a process.
func DrawInstance() string {
	var name [8]byte
	_, _ = rand.Read(name[:]) // crypto/rand never fails
	return hex.EncodeToString(name[:])
}

// ReplyPartition is where answers go: the reply topic has one partition, and the
// order service reads it.
const ReplyPartition = 0

// PrefixOf returns the run's prefix of a name that this program gave.
func PrefixOf(name string) (prefix string, own bool) {
	run, _, found := strings.Cut(name, ".")
	digits, named := strings.CutPrefix(run, PrefixWord)
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
		return "", sim.Refuse("want the prefix of a run such as %[1]s1a2b3c4d, not %[2]q", "%[2]q: %[1]s1a2b3c4d처럼 실행의 접두어를 쓰세요", PrefixWord, sim.Printable(text, sim.NameLengthMax))
	}
	return name + ".", nil
}

// Drawn reports whether the prefix is one that live draws, and so nobody else's; a
// run whose roles are processes has one that a person has chosen.
func (n Names) Drawn() bool {
	prefix, own := PrefixOf(n.Prefix)
	return own && prefix == n.Prefix
}

// Run is the run's name, which its own records carry: the prefix, or what stands
// for it on the embedded cluster.
func (n Names) Run() string {
	if n.Prefix == "" {
		return "embedded"
	}
	return strings.TrimSuffix(n.Prefix, ".")
}

// Topics lists the topics of a run.
var Topics = []sim.Topic{sim.Orders, sim.Reply, sim.Status, sim.Activity}

// Topic returns the name of a topic.
func (n Names) Topic(t sim.Topic) string { return n.Prefix + t.String() }

// Trace is the topic on which the processes of a run tell what they observe.
func (n Names) Trace() string { return n.Prefix + "trace" }

// Control is the one on which presenters tell them what they do.
func (n Names) Control() string { return n.Prefix + "control" }

// Group returns the name of a consumer group.
func (n Names) Group(g sim.Group) string { return n.Prefix + g.String() }

// TopicOf returns which topic has this name; 0 if it is none of the run's.
func (n Names) TopicOf(name string) sim.Topic {
	for _, t := range Topics {
		if n.Topic(t) == name {
			return t
		}
	}
	return 0
}

// GroupOf returns which group has this name; 0 if it is none of the run's.
func (n Names) GroupOf(name string) sim.Group {
	for g := sim.InHouseGroup; g < sim.GroupCount; g++ {
		if n.Group(g) == name {
			return g
		}
	}
	return 0
}

// Groups lists the names of a run's groups.
func (n Names) Groups() []string {
	var list []string
	for g := sim.InHouseGroup; g < sim.GroupCount; g++ {
		list = append(list, n.Group(g))
	}
	return list
}

// Topics lists the names of all topics that a run may have, alive last: that is how
// they are deleted, and what is left of a prefix still says how old it is.
func (n Names) Topics() []string {
	var list []string
	for _, t := range Topics {
		list = append(list, n.Topic(t))
	}
	list = append(list, n.Control(), n.Trace(), n.Alive())
	slices.SortFunc(list, n.Before)
	return list
}

// OwnTopic reports whether this run gives a topic that name.
func (n Names) OwnTopic(name string) bool { return slices.Contains(n.Topics(), name) }

// OwnGroup reports whether this run gives a group that name.
func (n Names) OwnGroup(name string) bool { return n.GroupOf(name) != 0 }

// Before sorts names, alive last.
func (n Names) Before(a, b string) int {
	switch n.Alive() {
	case a:
		return 1
	case b:
		return -1
	}
	return strings.Compare(a, b)
}

// Alive is the topic on which processes show that they live.
func (n Names) Alive() string { return n.Prefix + "alive" }

// IsPrefix reports whether a text can be what the names of a run's topics and groups
// begin with: 1 to PrefixMax letters, digits, dots, hyphens and underscores of ASCII.
func IsPrefix(text string) bool { return trace.Named(text) && len(text) <= PrefixMax }

// PrefixMax leaves room for the names of topics, which Kafka limits to 249 characters.
const PrefixMax = 100
