package access

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"orderflow/sim"
)

// FileBytesMax bounds a properties file, and each that it names, in bytes.
const FileBytesMax = 256 << 10

// propertiesMax bounds the properties of a file.
const propertiesMax = 1000

// property is one of a file.
type property struct {
	name  string
	value Secret // any may be one
	line  int
}

// parse reads a file of Java's properties format, which the files of librdkafka
// share but for the backslash: here it escapes, so a backslash is written twice.
func parse(path, text string) ([]property, error) {
	if !utf8.ValidString(text) {
		return nil, sim.Refuse("%s: is not UTF-8 text: want a client's properties file", "%s: UTF-8 텍스트가 아닙니다. 클라이언트의 properties 파일을 쓰세요", path)
	}
	var list []property
	lines := strings.Split(strings.TrimPrefix(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\ufeff"), "\n")
	for i := 0; i < len(lines); i++ {
		first := i + 1
		line := strings.TrimLeft(lines[i], " \t\f")
		if line == "" || line[0] == '#' || line[0] == '!' {
			continue
		}
		for continues(line) && i+1 < len(lines) {
			i++
			line = line[:len(line)-1] + strings.TrimLeft(lines[i], " \t\f")
		}
		name, value, ok := split(line)
		if !ok {
			return nil, sim.Refuse("%s:%d: want name=value, a character may be written as \\u and four hexadecimal digits", "%s:%d: 이름=값으로 쓰세요. 글자는 \\u와 16진수 네 자리로 쓸 수 있습니다", path, first)
		}
		if list = append(list, property{name, NewSecret(value), first}); len(list) > propertiesMax {
			return nil, sim.Refuse("%s: has more than %d properties: want a client's properties file", "%s: 속성이 %d개를 넘습니다. 클라이언트의 properties 파일을 쓰세요", path, propertiesMax)
		}
	}
	return list, nil
}

// continues reports whether a line ends with an odd number of backslashes.
func continues(line string) bool {
	return (len(line)-len(strings.TrimRight(line, `\`)))%2 == 1
}

// split cuts a line at its first separator that is not escaped.
func split(line string) (name, value string, ok bool) {
	end := 0
	for end < len(line) && !strings.ContainsRune("=: \t\f", rune(line[end])) {
		if line[end] == '\\' {
			end++
		}
		end++
	}
	end = min(end, len(line))
	rest := strings.TrimLeft(line[end:], " \t\f")
	if rest != "" && (rest[0] == '=' || rest[0] == ':') {
		rest = strings.TrimLeft(rest[1:], " \t\f")
	}
	name, named := unescape(line[:end])
	value, valued := unescape(rest)
	return name, strings.TrimRight(value, " \t\f"), named && valued
}

// unescape replaces what follows a backslash.
func unescape(text string) (string, bool) {
	if !strings.Contains(text, `\`) {
		return text, true
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			b.WriteByte(text[i])
			continue
		}
		i++
		if i == len(text) {
			break
		}
		switch text[i] {
		case 't':
			b.WriteByte('\t')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 'f':
			b.WriteByte('\f')
		case 'u':
			code, err := strconv.ParseUint(text[i+1:min(i+5, len(text))], 16, 16)
			if err != nil || i+5 > len(text) {
				return "", false
			}
			b.WriteRune(rune(code))
			i += 4
		default:
			b.WriteByte(text[i])
		}
	}
	return b.String(), true
}
