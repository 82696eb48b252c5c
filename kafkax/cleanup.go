package kafkax

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/system"
	"orderflow/kafkax/record"
)

// remove deletes the topics and the groups of a run, and makes whoever still is
// a member leave.
func (a *admin) remove(ctx context.Context, n record.Names) error {
	groups, err := a.groups(ctx, n.OwnGroup)
	if err != nil {
		return err
	}
	for _, group := range groups {
		err := a.deleteGroup(ctx, group)
		if errors.Is(err, kafka.NonEmptyGroup) {
			if err = a.evict(ctx, group); err == nil {
				err = a.deleteGroup(ctx, group)
			}
		}
		if err != nil {
			return err
		}
	}
	return a.removeTopics(ctx, n.OwnTopic)
}

func (a *admin) removeTopics(ctx context.Context, own func(string) bool) error {
	topics, err := a.topics(ctx, own)
	if err != nil || len(topics) == 0 {
		return err
	}
	answer, err := a.client.DeleteTopics(ctx, &kafka.DeleteTopicsRequest{Topics: topics})
	if err != nil {
		return fmt.Errorf("deleting topics: %w", err)
	}
	for _, topic := range topics {
		if err := answer.Errors[topic]; err != nil && !errors.Is(err, kafka.UnknownTopicOrPartition) {
			return fmt.Errorf("deleting topic %s: %w", topic, err)
		}
	}
	return a.awaitGone(ctx, own)
}

// awaitGone waits until the brokers have forgotten the topics: a broker hears
// of a deletion a moment after it was answered.
func (a *admin) awaitGone(ctx context.Context, own func(string) bool) error {
	for {
		left, err := a.topics(ctx, own)
		if err == nil && len(left) == 0 {
			return nil
		}
		if !system.Sleep(ctx, leaderPoll) {
			return fmt.Errorf("waiting until %d deleted topics are gone: %w", len(left), errors.Join(ctx.Err(), err))
		}
	}
}

// evict makes every member leave a group: those that were cut off could not do
// it themselves.
func (a *admin) evict(ctx context.Context, group string) error {
	answer, err := a.client.DescribeGroups(ctx, &kafka.DescribeGroupsRequest{GroupIDs: []string{group}})
	if err != nil {
		return fmt.Errorf("listing the members of group %s: %w", group, err)
	}
	for _, g := range answer.Groups {
		for _, m := range g.Members {
			left, err := a.client.LeaveGroup(ctx, &kafka.LeaveGroupRequest{GroupID: group, Members: []kafka.LeaveGroupRequestMember{{ID: m.MemberID}}})
			if err == nil {
				err = left.Error
			}
			if err != nil && !errors.Is(err, kafka.UnknownMemberId) {
				return fmt.Errorf("removing a member of group %s: %w", group, err)
			}
		}
	}
	return nil
}

func (a *admin) topics(ctx context.Context, own func(string) bool) ([]string, error) {
	list, err := a.partitions(ctx)
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, p := range list {
		if own(p.Topic) {
			topics = append(topics, p.Topic)
		}
	}
	slices.Sort(topics)
	return slices.Compact(topics), nil
}

// groups asks every broker which groups it coordinates.
func (a *admin) groups(ctx context.Context, own func(string) bool) ([]string, error) {
	answer, err := a.client.ListGroups(ctx, &kafka.ListGroupsRequest{})
	if err == nil {
		err = answer.Error
	}
	if err != nil {
		return nil, fmt.Errorf("listing groups: %w", err)
	}
	var groups []string
	for _, g := range answer.Groups {
		if own(g.GroupID) {
			groups = append(groups, g.GroupID)
		}
	}
	slices.Sort(groups)
	return slices.Compact(groups), nil
}

func (a *admin) deleteGroup(ctx context.Context, group string) error {
	answer, err := a.client.DeleteGroups(ctx, &kafka.DeleteGroupsRequest{GroupIDs: []string{group}})
	if err == nil {
		err = answer.Errors[group]
	}
	if err != nil && !errors.Is(err, kafka.GroupIdNotFound) {
		return fmt.Errorf("deleting group %s: %w", group, err)
	}
	return nil
}
