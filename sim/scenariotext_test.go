package sim

import (
	"encoding/binary"
	"strings"
	"testing"
)

func TestScenarioErrors(t *testing.T) {
	for text, want := range map[string]string{
		`{"name":"x","promise":"y","colour":1}`:                                    `f.json:1:27: field "colour" is not known: want name, promise,`,
		`{"name":"x","promise":"y","mdoe":"emit"}`:                                 `f.json:1:27: field "mdoe" is not known: rename it to mode, or delete it`,
		"{\n  \"name\": \"x\",\n  \"orders\": \"many\"\n}":                         `f.json:3:18: orders: want a whole number, not a string`,
		`{"name":"x","promise":"y","orders":1.5}`:                                  `f.json:1:38: orders: want a whole number, not 1.5`,
		`{"name":"x","promise":"y","faults":"broker-down"}`:                        `faults: want a list in brackets, not a string`,
		`{"name":"x","promise":"y","faults":["broker-dwn"]}`:                       `f.json:1:27: fault "broker-dwn" is not known`,
		`{"name":"X","promise":"y"}`:                                               `f.json:1:2: want a name of lower-case letters`,
		`{"name":"x","promise":"name"}`:                                            ``,
		`{"promise":"name","name":"X"}`:                                            `f.json:1:19: want a name`, // where the field is, not where its name is a value
		`{"name":"x","promise":"y"`:                                                `f.json:1:25: the file ends too early`,
		`{"name":"x","promise":"y","until":"soon"}`:                                `f.json:1:27: want a duration`,
		`{"name":"x","promise":"y"} {}`:                                            `f.json:1:29: want nothing after the scenario`,
		`{"name":"x","promise":"y","session_timeout":"10ms"}`:                      `f.json:1:27: session-timeout`,
		`{"name":"x","promise":"한글","mode":"emti"}`:                                `f.json:1:28: mode "emti" is not known`, // counted in characters
		`{"name":"x","promise":"y","promise_ko":"\u001b[31m"}`:                     `f.json:1:27: want one printable sentence`,
		"{\n \"name\":\"x\",\n \"promise\":\"y\",\n \"orders\":1,\n \"orders\":2}": `f.json:5:2: field orders is there twice, first on line 4: want it once`,
		`{"name":"x","promise":"y","mode":"emit","MODE":"send"}`:                   `f.json:1:41: field MODE is there twice`,
		"\ufeff" + `{"name":"x","promise":"y","orders":2}`:                         ``,
		"\ufeff" + `{"name":"X","promise":"y"}`:                                    `f.json:1:2: want a name`,
		utf16Text("\ufeff{}", binary.LittleEndian):                                 `f.json:1:1: the file is UTF-16 or no text: save it as UTF-8`,
		"{\"name\":\"x\",\"promise\":\"\xc7\xd1\"}":                                `f.json:1:1: the file is not UTF-8: save it as UTF-8`,
		``:            `f.json:1:1: the file is empty: want a scenario`,
		"\ufeff\n \n": `f.json:1:1: the file is empty: want a scenario`,
	} {
		_, err := ParseScenario("f.json", []byte(text))
		if want == "" {
			if err != nil {
				t.Errorf("%s: %v", text, err)
			}
			continue
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: the error is %v, want %s", text, err, want)
			continue
		}
		checkError(t, err)
		checkBothLanguages(t, err)
	}
}
