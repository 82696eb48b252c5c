package sim

import (
	"cmp"
	"embed"
	"path"
	"slices"
	"strings"
)

//go:embed scenarios/*.json
var scenarioFiles embed.FS

// Scenario is a named set of settings that shows something.
type Scenario struct {
	Name    string
	Title   Text   // a few words; a file may have none
	Promise string // one sentence: what it promises to show
	Korean  string // the same in Korean
	Config  Config
}

// taught are the embedded scenarios in the order in which one would teach them:
// the call and its outage, what cures it, what else a call can be, then the
// broker, the consumers, and the panel.
var taught = []string{
	"calm", "outage", "outage-awaited", "outbox-cure", "activity-log", "send-coupling", "fan-out",
	"lost-ack", "broker-crash", "broker-shutdown", "acks1-loss",
	"redelivery", "poison", "session-timeout", "ghost-member", "development-cluster", "rolling-deploy",
	"panel-partial", "panel-refuses", "panel-timeout",
}

// Scenarios returns the embedded scenarios, in the order in which one would
// teach them.
func Scenarios() []Scenario {
	var list []Scenario
	for _, name := range taught {
		file := name + ".json"
		text, err := scenarioFiles.ReadFile(path.Join("scenarios", file))
		if err != nil {
			panic(err) // embedded: a test reads them all
		}
		s, err := ParseScenario(file, text)
		if err != nil {
			panic(err) // a test reads them all
		}
		list = append(list, s)
	}
	return list
}

// FindScenario returns the embedded scenario of this name.
func FindScenario(name string) (Scenario, error) {
	var names words
	for _, s := range Scenarios() {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	slices.Sort(names) // who looks for a name finds it so
	return Scenario{}, Refuse("scenario %q is not known: want %s, or a file", "시나리오 %q: 없는 이름입니다. %s 중에서 고르거나 파일을 쓰세요", Printable(name, 60), names.list())
}

// ParseScenario reads a scenario, strictly: an unknown field, one that is there
// twice, a wrong type or a wrong value is a Refusal of the form
// file:line:column: what would be right.
func ParseScenario(file string, text []byte) (Scenario, error) {
	t, err := newScenarioText(file, text)
	if err != nil {
		return Scenario{}, err
	}
	f, err := t.decode()
	if err != nil {
		return Scenario{}, err
	}
	s, field, err := f.scenario()
	if err != nil {
		return Scenario{}, t.inField(field, err)
	}
	return s, nil
}

// scenario puts a scenario together. An error is that of a field.
func (f scenarioFile) scenario() (s Scenario, field string, err error) {
	s = Scenario{Name: f.text("name"), Title: Text{English: f.text("title"), Korean: f.text("title_ko")}, Promise: f.text("promise"), Korean: f.text("promise_ko"), Config: DefaultConfig()}
	s.Config.Scenario = s.Name
	for _, head := range []struct {
		field string
		err   error
	}{{"name", nameOf(s.Name)}, {"title", title(s.Title.English)}, {"title_ko", title(s.Title.Korean)}, {"promise", sentence(s.Promise)}, {"promise_ko", sentence(cmp.Or(s.Korean, s.Promise))}} {
		if head.err != nil {
			return Scenario{}, head.field, head.err
		}
	}
	for _, setting := range takenSettings {
		err := setting.take(&s.Config, f.value(setting))
		if err == nil {
			err = s.Config.Validate()
		}
		if err != nil {
			return Scenario{}, setting.fileKey(), err
		}
	}
	return s, "", nil
}

func nameOf(name string) error {
	if name == "" || len(name) > NameLengthMax || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
		return Refuse("want a name of lower-case letters, digits and hyphens", "이름은 영문 소문자, 숫자, 붙임표로 쓰세요")
	}
	return nil
}

// titleMax is how many characters a title may have, so that it fits into a list.
const titleMax = 40

func title(text string) error {
	if Printable(text, titleMax) != text {
		return Refuse("want a few printable words, %d characters at most", "제목은 출력 가능한 글자로 %d자까지 쓰세요", titleMax)
	}
	return nil
}

func sentence(text string) error {
	if text == "" || Printable(text, 400) != text {
		return Refuse("want one printable sentence that says what the scenario shows", "시나리오가 무엇을 보여 주는지 한 문장으로 쓰세요")
	}
	return nil
}

// external returns whether the order with this number is external.
func (c *Config) external(number OrderID) bool { return slices.Contains(c.ExternalOrders, number) }
