package sim

import (
	"slices"
)

// Vocabulary are the names of what a log and its report speak of, by what they
// name: "mode", "row", "truth", "caller", "rung", "anomaly", "fault", "remedy",
// "event", "channel", "product", "fulfilment". Those of an unknown kind are none.
func Vocabulary(kind string) []string {
	list := map[string]words{
		"mode": modeWords, "row": rowWords, "truth": truthWords, "caller": outcomeWords, "rung": rungWords, "anomaly": anomalyWords, "fault": faultWords,
		"remedy": remedyWords, "channel": channelWords, "product": productWords, "fulfilment": fulfilmentWords,
	}[kind]
	if kind == "event" {
		for t := EventType(1); t < eventTypeCount; t++ {
			list = append(list, t.String())
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(name string) bool { return name == "" })
}

// FileSetting returns the setting that has a key in scenario files.
func FileSetting(key string) (*Setting, error) {
	var keys words
	for _, s := range listedSettings {
		if s.fileKey() == key {
			return s, nil
		}
		keys = append(keys, s.fileKey())
	}
	if near := Nearest(key, keys); near != "" {
		return nil, Refuse("setting %q is not known: rename it to %s, or delete it", "설정 %q: 모르는 이름입니다. %s(으)로 바꾸거나 지우세요", Printable(key, 40), near)
	}
	return nil, Refuse("setting %q is not known: want %s", "설정 %q: 모르는 이름입니다. %s 중에서 고르세요", Printable(key, 40), keys.list())
}

// Take takes a value as a file that is not JSON has it: a text, a whole number, a
// ratio, true or false, or a list of texts or numbers.
func (s *Setting) Take(c *Config, value any) error {
	wrong := Refuse("%s: want %s", "%s: %s 쓰세요", s.fileKey(), wantOf(s.fileType()))
	number, isNumber := wholeOf(value)
	switch at := s.Place(c).(type) {
	case *int:
		if !isNumber {
			return wrong
		}
		return s.take(c, &number)
	case *uint64:
		if !isNumber || number < 0 {
			return wrong
		}
		seed := uint64(number)
		return s.take(c, &seed)
	case *bool:
		is, isBool := value.(bool)
		if !isBool {
			return wrong
		}
		return s.take(c, &is)
	case panelShare:
		ratio, isFloat := value.(float64)
		if isNumber {
			ratio, isFloat = float64(number), true
		}
		if !isFloat {
			return wrong
		}
		return at.take(ratio)
	case *[]OrderID, *[]Fault, *Remedies:
		list, isList := value.([]any)
		if !isList {
			return wrong
		}
		return s.takeList(c, list, wrong)
	}
	text, isText := value.(string)
	if !isText {
		return wrong
	}
	return s.takeText(c, text)
}

func (s *Setting) takeList(c *Config, list []any, wrong error) error {
	var numbers []OrderID
	var texts []string
	for _, entry := range list {
		text, isText := entry.(string)
		number, isNumber := wholeOf(entry)
		switch s.Place(c).(type) {
		case *[]OrderID:
			if !isNumber || number < 1 || number > LogOrdersMax {
				return wrong
			}
			numbers = append(numbers, OrderID(number))
		default:
			if !isText {
				return wrong
			}
			texts = append(texts, text)
		}
	}
	if numbers != nil {
		return s.take(c, numbers)
	}
	return s.take(c, texts)
}

func wholeOf(value any) (int, bool) {
	switch v := value.(type) {
	case int:
		return v, true
	case int64:
		return int(v), int64(int(v)) == v
	case uint64:
		return int(v), v < 1<<31
	}
	return 0, false
}

// FileKeys returns the keys of the settings that a scenario file may have.
func FileKeys() []string {
	var keys []string
	for _, s := range listedSettings {
		keys = append(keys, s.fileKey())
	}
	return keys
}
