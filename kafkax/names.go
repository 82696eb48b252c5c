package kafkax

import (
	"crypto/rand"
	"encoding/hex"
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

// topics lists the topics of a run.
var topics = []sim.Topic{sim.Orders, sim.Reply, sim.Status, sim.Activity}

func (n names) topic(t sim.Topic) string { return n.prefix + t.String() }

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

// own reports whether the name is one that this run gives.
func (n names) own(name string) bool { return n.topicOf(name) != 0 || n.groupOf(name) != 0 }
