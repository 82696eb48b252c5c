package telemetry

import (
	"slices"
	"strings"
	"testing"

	"orderflow/sim"
)

// TestOperationsFollowTheConventions holds every span of a messaging operation to
// the tables of docs/messaging/kafka.md (1.45.0): what is required, what is
// recommended of what a log has, the kind and the name.
func TestOperationsFollowTheConventions(t *testing.T) {
	kinds := map[string]struct {
		kinds []Kind
		wants []string
	}{
		"create":  {[]Kind{Producer}, []string{messageKey}},
		"send":    {[]Kind{Client, Producer}, []string{clientID, messageKey}},
		"receive": {[]Kind{Client}, []string{clientID, consumerGroup, destinationPartition, kafkaOffset, messageKey}},
		"process": {[]Kind{Consumer}, []string{clientID, consumerGroup}},
		"settle":  {[]Kind{Client}, []string{clientID, consumerGroup, destinationPartition, kafkaOffset}},
	}
	for _, mode := range []sim.Mode{sim.EmitAwait, sim.Send} {
		log := logOf(t, scenario(t, "calm", mode))
		seen := map[string]bool{}
		for _, s := range spansOf(log) {
			of, messaging := s.Attribute(operationType)
			if !messaging {
				continue
			}
			seen[of.Text] = true
			want, known := kinds[of.Text]
			if !known || !slices.Contains(want.kinds, s.Kind) {
				t.Errorf("%s is a %s of kind %d", describe(&s), of.Text, s.Kind)
			}
			for _, name := range append(want.wants, messagingSystem, operationName, destinationName) {
				if _, has := s.Attribute(name); !has {
					t.Errorf("%s has no %s", describe(&s), name)
				}
			}
			system, _ := s.Attribute(messagingSystem)
			operation, _ := s.Attribute(operationName)
			destination, _ := s.Attribute(destinationName)
			if system.Text != "kafka" || s.Name != operation.Text+" "+destination.Text {
				t.Errorf("%s: %s %s on %s", describe(&s), system.Text, operation.Text, destination.Text)
			}
			if p, has := s.Attribute(destinationPartition); has && (p.Type != TextAttribute || strings.Trim(p.Text, "0123456789") != "") {
				t.Errorf("%s: its partition is %+v", describe(&s), p)
			}
			if o, has := s.Attribute(kafkaOffset); has && o.Type != NumberAttribute {
				t.Errorf("%s: its offset is %+v", describe(&s), o)
			}
			if s.Kind == Client && of.Text == "send" && len(s.Links) != 1 {
				t.Errorf("%s does not link to the creation context", describe(&s))
			}
		}
		for of := range kinds {
			if !seen[of] {
				t.Errorf("%s: nothing is %s", mode, of)
			}
		}
	}
}

// TestNamesAreOfLowCardinality: the prefix of a run's topics is in the destination,
// and not in the name.
func TestNamesAreOfLowCardinality(t *testing.T) {
	log := logOf(t, scenario(t, "calm", sim.EmitAwait))
	log.Header.Prefix = "orderflow-1a2b3c4d."
	names := map[string]bool{}
	for _, s := range spansOf(log) {
		names[s.Name] = true
		if destination, has := s.Attribute(destinationName); has {
			template, _ := s.Attribute(destinationTemplate)
			if destination.Text != log.Header.Prefix+template.Text || template.Text == "" {
				t.Errorf("%s: on %q, template %q", describe(&s), destination.Text, template.Text)
			}
		}
		if group, has := s.Attribute(consumerGroup); has && s.Service.Name != Truth && !strings.HasPrefix(group.Text, log.Header.Prefix) {
			t.Errorf("%s: group %q", describe(&s), group.Text)
		}
	}
	if len(names) > 30 {
		t.Errorf("%d names of spans: %v", len(names), names)
	}
}
