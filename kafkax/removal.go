package kafkax

import (
	"context"
	"errors"
	"net"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/system"
	"orderflow/kafkax/access"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// Removal is what became of the topics and groups of one prefix.
type Removal struct {
	Prefix  string
	Topics  []string // that were deleted
	Groups  []string
	Gone    []string   // somebody else has deleted them meanwhile
	Failed  []Survivor // they are still there, as far as is known
	Spared  *Remains   // somebody works on it after all: nothing was deleted
	present []string   // what there was to delete
}

// Survivor is a topic or a group that was not deleted.
type Survivor struct {
	Name string
	Why  error
}

// Whole reports whether everything that there was is deleted now.
func (r *Removal) Whole() bool { return len(r.Gone)+len(r.Failed) == 0 && r.Spared == nil }

// Delete deletes what there is under each prefix, unless somebody lives there. It
// watches for watchFor whether somebody shows that he lives: a cluster that was
// away has had no beats, and its clock goes on. Where all processes have said that
// they ended, or where none can say anything, there is nothing to watch for. And it
// looks again just before.
func (c *Cleaner) Delete(ctx context.Context, list []*Remains, named bool) []*Removal {
	watched := time.Duration(0)
	for _, r := range list {
		if !r.ended && slices.Contains(r.Topics, (record.Names{Prefix: r.Prefix}).Alive()) {
			watched = max(watched, watchFor-time.Since(r.seen))
		}
	}
	if watched > 0 {
		c.waits("a sign of life, for %s", "살아 있다는 표시가 오는지 %s 동안 기다립니다", watched.Round(time.Second))
		system.Sleep(ctx, watched)
	}
	var removals []*Removal
	for _, r := range list {
		removals = append(removals, c.delete(ctx, r, named))
	}
	c.awaitGone(ctx, removals)
	return removals
}

// delete deletes what there is under one prefix: first the groups, of which a
// broker deletes none that has members; where one stays, so do the topics. The
// topic alive is the last.
func (c *Cleaner) delete(ctx context.Context, seen *Remains, named bool) *Removal {
	removal := &Removal{Prefix: seen.Prefix, present: slices.Clone(seen.Topics)}
	for _, g := range seen.Groups {
		removal.present = append(removal.present, g.Name)
	}
	now, err := c.Look(ctx, seen.Prefix)
	switch {
	case err != nil:
		removal.fail(removal.present, worded(err))
		return removal
	case len(now) == 0:
		removal.Gone = removal.present
		return removal
	case !now[0].Deletable(named):
		removal.Spared = now[0]
		return removal
	}
	c.deleteGroups(ctx, removal)
	alive := record.Names{Prefix: seen.Prefix}.Alive()
	c.deleteTopics(ctx, removal, slices.DeleteFunc(slices.Clone(now[0].Topics), func(t string) bool { return t == alive }))
	if slices.Contains(now[0].Topics, alive) {
		c.deleteTopics(ctx, removal, []string{alive})
	}
	removal.notice()
	return removal
}

// errNotTried says why a topic stays though nobody refused to delete it.
var errNotTried = sim.Refuse("not tried after that", "그 뒤에는 시도하지 않았습니다")

func (r *Removal) fail(list []string, why error) {
	for _, name := range list {
		r.Failed = append(r.Failed, Survivor{name, why})
	}
}

// known returns those of the names that were seen; all where none was.
func (r *Removal) known(list []string) []string {
	seen := slices.DeleteFunc(slices.Clone(list), func(name string) bool { return !slices.Contains(r.present, name) })
	if len(seen) == 0 {
		return list
	}
	return seen
}

// notice says of what was there before, and was not found any more, that it is gone.
func (r *Removal) notice() {
	for _, name := range r.present {
		failed := slices.ContainsFunc(r.Failed, func(f Survivor) bool { return f.Name == name })
		if !failed && !slices.Contains(r.Topics, name) && !slices.Contains(r.Groups, name) && !slices.Contains(r.Gone, name) {
			r.Gone = append(r.Gone, name)
		}
	}
}

// deleteGroups deletes the groups, also those that were not seen: a broker knows
// kinds of groups that a question of old age does not show.
func (c *Cleaner) deleteGroups(ctx context.Context, removal *Removal) {
	request := kmsg.NewPtrDeleteGroupsRequest()
	request.Groups = record.Names{Prefix: removal.Prefix}.Groups()
	for _, shard := range c.client.RequestSharded(ctx, request) {
		if shard.Err != nil {
			removal.fail(removal.known(shard.Req.(*kmsg.DeleteGroupsRequest).Groups), worded(shard.Err))
			continue
		}
		for _, g := range shard.Resp.(*kmsg.DeleteGroupsResponse).Groups {
			switch err := kerr.ErrorForCode(g.ErrorCode); {
			case err == nil:
				removal.Groups = append(removal.Groups, g.Group)
			case !errors.Is(err, kerr.GroupIDNotFound):
				removal.fail([]string{g.Group}, worded(err))
			}
		}
	}
	slices.Sort(removal.Groups)
}

// deleteTopics deletes topics of one prefix, unless something before has failed.
func (c *Cleaner) deleteTopics(ctx context.Context, removal *Removal, topics []string) {
	if len(removal.Failed) > 0 {
		removal.fail(topics, errNotTried)
	}
	if len(removal.Failed) > 0 || len(topics) == 0 {
		return
	}
	request := kmsg.NewPtrDeleteTopicsRequest()
	request.TimeoutMillis = int32(requestTimeout / time.Millisecond)
	request.TopicNames = topics
	for _, topic := range topics {
		t := kmsg.NewDeleteTopicsRequestTopic()
		t.Topic = kmsg.StringPtr(topic)
		request.Topics = append(request.Topics, t)
	}
	answer, err := c.client.Request(ctx, request)
	if err != nil {
		removal.fail(topics, worded(err))
		return
	}
	defer func() { slices.SortFunc(removal.Topics, record.Names{Prefix: removal.Prefix}.Before) }()
	for _, t := range answer.(*kmsg.DeleteTopicsResponse).Topics {
		if t.Topic == nil {
			continue
		}
		switch err := kerr.ErrorForCode(t.ErrorCode); {
		case err == nil:
			removal.Topics = append(removal.Topics, *t.Topic)
		case !errors.Is(err, kerr.UnknownTopicOrPartition):
			removal.fail([]string{*t.Topic}, worded(err))
		}
	}
}

// worded names an error of a broker by its own word, and one of the network
// without the words around it.
func worded(err error) error {
	var network *net.OpError
	switch {
	case errors.As(err, &network) && network.Timeout() && network.Addr != nil:
		return sim.Refuse("%v does not answer", "%v이(가) 답하지 않습니다", network.Addr)
	case errors.Is(err, context.Canceled):
		return sim.Refuse("interrupted", "중단되었습니다")
	case errors.Is(err, context.DeadlineExceeded):
		return sim.Refuse("no answer in time", "제때 답이 없습니다")
	}
	if answered := (*kerr.Error)(nil); errors.As(err, &answered) {
		return errors.New(answered.Message)
	}
	return access.Root(err)
}

// awaitGone waits until the brokers have forgotten what was deleted: who looks
// again at once should not find it.
func (c *Cleaner) awaitGone(ctx context.Context, removals []*Removal) {
	ctx, cancel := context.WithTimeout(ctx, goneLimit)
	defer cancel()
	request := kmsg.NewPtrMetadataRequest()
	for _, r := range removals {
		for _, topic := range r.Topics {
			t := kmsg.NewMetadataRequestTopic()
			t.Topic = kmsg.StringPtr(topic)
			request.Topics = append(request.Topics, t)
		}
	}
	for len(request.Topics) > 0 {
		answer, err := c.client.Request(ctx, request)
		there := func(t kmsg.MetadataResponseTopic) bool { return t.ErrorCode != kerr.UnknownTopicOrPartition.Code }
		if err == nil && !slices.ContainsFunc(answer.(*kmsg.MetadataResponse).Topics, there) || !system.Sleep(ctx, gonePoll) {
			return
		}
	}
}
