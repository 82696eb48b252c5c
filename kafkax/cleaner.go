package kafkax

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// Limits of a cleanup.
const (
	lookLimit   = 20 * time.Second       // for one look at everything
	examineMost = 8                      // topic alives that are read at once
	signLimit   = 5 * time.Second        // for reading one
	watchFor    = beatEvery + beatAgain  // who lives beats within it, whatever the broker's clock says
	goneLimit   = 5 * time.Second        // until all brokers have heard of a deletion
	gonePoll    = 200 * time.Millisecond // between two questions about that
)

// Cleaner finds what runs of this program have on a cluster, and deletes what
// belongs to none that lives.
type Cleaner struct {
	cluster *cluster
	client  *kgo.Client
	waits   func(english, korean string, figures ...any) // told what Delete waits for
}

// OpenCleaner connects to the cluster of the options.
func OpenCleaner(ctx context.Context, options Options) (*Cleaner, error) {
	c := newCluster(options)
	if err := c.greet(ctx); err != nil {
		return nil, err
	}
	return newCleaner(c, options)
}

func newCleaner(c *cluster, options Options) (*Cleaner, error) {
	client, err := c.talker(kgo.RetryTimeout(requestTimeout))
	if err != nil {
		return nil, fmt.Errorf("cleaning up: %w", err)
	}
	return &Cleaner{c, client, options.waitFor}, nil
}

// Close ends the connections.
func (c *Cleaner) Close() { c.client.Close() }

// Look finds what there is under one prefix, or under all where it is empty, and
// who of them lives. To ask a broker what time it is, it writes a record of a few
// bytes into each topic alive, which means nothing to the run.
func (c *Cleaner) Look(ctx context.Context, prefix string) ([]*Remains, error) {
	ctx, cancel := context.WithTimeout(ctx, lookLimit)
	defer cancel()
	found := make(map[string]*Remains)
	if prefix != "" {
		found[prefix] = &Remains{Prefix: prefix}
	}
	if err := c.findTopics(ctx, found, prefix); err != nil {
		return nil, err
	}
	if err := c.findGroups(ctx, found, prefix); err != nil {
		return nil, err
	}
	if err := c.describe(ctx, found); err != nil {
		return nil, err
	}
	maps.DeleteFunc(found, func(_ string, r *Remains) bool { return len(r.Topics) == 0 && len(r.Groups) == 0 })
	var reading sync.WaitGroup
	slots := make(chan struct{}, examineMost)
	for _, r := range found {
		reading.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			c.examine(ctx, r)
		})
	}
	reading.Wait()
	maps.DeleteFunc(found, func(_ string, r *Remains) bool { return prefix == "" && !r.ours() })
	list := slices.SortedFunc(maps.Values(found), func(a, b *Remains) int { return strings.Compare(a.Prefix, b.Prefix) })
	return list, ctx.Err()
}

// examine finds out whether somebody lives.
func (c *Cleaner) examine(ctx context.Context, r *Remains) {
	ctx, cancel := context.WithTimeout(ctx, signLimit)
	defer cancel()
	r.seen = time.Now()
	alive := record.Names{Prefix: r.Prefix}.Alive()
	if !slices.Contains(r.Topics, alive) {
		r.judge(nil, nil)
		return
	}
	v, err := examine(ctx, c.cluster, alive, record.Names{Prefix: r.Prefix}.Drawn())
	r.judge(v, err)
}

// findTopics lists the topics that this program makes. A prefix that a person has
// chosen is looked at where it is the one that is wanted, or where it has topics of
// which others have no two: whether it is a run's is told by its signs of life.
func (c *Cleaner) findTopics(ctx context.Context, found map[string]*Remains, prefix string) error {
	request := kmsg.NewPtrMetadataRequest()
	request.Topics = nil // all of them
	answer, err := c.client.Request(ctx, request)
	if err != nil {
		return sim.Refuse("listing topics: %v", "토픽 목록을 읽지 못했습니다: %v", worded(err))
	}
	there := make(map[string]bool)
	for _, t := range answer.(*kmsg.MetadataResponse).Topics {
		if t.Topic != nil && t.ErrorCode != kerr.UnknownTopicOrPartition.Code {
			there[*t.Topic] = true
		}
	}
	if prefix == "" {
		for topic := range there {
			if n, likely := namesOf(topic, there); likely {
				note(found, n.Prefix)
			}
		}
	}
	for _, r := range found {
		r.Topics = slices.DeleteFunc(record.Names{Prefix: r.Prefix}.Topics(), func(topic string) bool { return !there[topic] })
	}
	return nil
}

// namesOf returns the names of the run that may have given this one to a topic.
func namesOf(topic string, there map[string]bool) (n record.Names, likely bool) {
	if n.Prefix, likely = record.PrefixOf(topic); likely {
		return n, n.OwnTopic(topic)
	}
	base, alive := strings.CutSuffix(topic, record.Names{}.Alive())
	n.Prefix = base
	return n, alive && strings.HasSuffix(base, ".") && record.IsPrefix(strings.TrimSuffix(base, ".")) && (there[n.Trace()] || there[n.Topic(sim.Orders)])
}

// note adds a prefix to those that were found.
func note(found map[string]*Remains, prefix string) {
	if found[prefix] == nil {
		found[prefix] = &Remains{Prefix: prefix}
	}
}

// findGroups finds prefixes of which only groups are left. Where one prefix is
// wanted, its groups are known by their names.
func (c *Cleaner) findGroups(ctx context.Context, found map[string]*Remains, prefix string) error {
	if prefix != "" {
		return nil
	}
	for _, shard := range c.client.RequestSharded(ctx, kmsg.NewPtrListGroupsRequest()) {
		if shard.Err != nil {
			return sim.Refuse("listing groups: %v", "그룹 목록을 읽지 못했습니다: %v", worded(shard.Err))
		}
		answer := shard.Resp.(*kmsg.ListGroupsResponse)
		if err := kerr.ErrorForCode(answer.ErrorCode); err != nil {
			return sim.Refuse("listing groups: %v", "그룹 목록을 읽지 못했습니다: %v", worded(err))
		}
		for _, g := range answer.Groups {
			if prefix, drawn := record.PrefixOf(g.Group); drawn && (record.Names{Prefix: prefix}).OwnGroup(g.Group) {
				note(found, prefix)
			}
		}
	}
	return nil
}

// describe asks who is in the groups. It asks for them by their names: a list of
// groups leaves out those that one may not see.
func (c *Cleaner) describe(ctx context.Context, found map[string]*Remains) error {
	request := kmsg.NewPtrDescribeGroupsRequest()
	owners := make(map[string]*Remains)
	for prefix, r := range found {
		for _, group := range (record.Names{Prefix: prefix}).Groups() {
			request.Groups, owners[group] = append(request.Groups, group), r
		}
	}
	if len(request.Groups) == 0 {
		return nil
	}
	answer, err := c.client.Request(ctx, request)
	if err != nil {
		return sim.Refuse("asking who is in the groups: %v", "그룹의 멤버를 알아내지 못했습니다: %v", worded(err))
	}
	for _, g := range answer.(*kmsg.DescribeGroupsResponse).Groups {
		if g.ErrorCode == kerr.GroupIDNotFound.Code || g.ErrorCode == 0 && g.State == "Dead" {
			continue
		}
		if err := kerr.ErrorForCode(g.ErrorCode); err != nil {
			return sim.Refuse("asking who is in group %s: %v", "그룹 %s의 멤버를 알아내지 못했습니다: %v", g.Group, worded(err))
		}
		if r := owners[g.Group]; r != nil {
			r.Groups = append(r.Groups, RemainsGroup{g.Group, len(g.Members)})
		}
	}
	for _, r := range found {
		slices.SortFunc(r.Groups, func(a, b RemainsGroup) int { return strings.Compare(a.Name, b.Name) })
	}
	return nil
}
