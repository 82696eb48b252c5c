package handle

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"io"
	"strings"

	"orderflow/sim"
)

// Prefix is how a handle begins: its name, and the version of its format.
const Prefix = "of1:"

// Limits of handles and their texts.
const (
	LengthMax = 2_000   // characters of a handle
	textMax   = 1 << 16 // bytes of the text in it
	TextMax   = 8 << 20 // bytes of a text that stands by itself, as ParseText takes it
)

// ErrTooLong is returned by Encode for a run that has no handle: too much was
// done to it, or it has too many orders of its own.
var ErrTooLong = errors.New("the run does not fit into a handle")

// Encode returns the handle of a run. The error is ErrTooLong, or says what of
// the run no text can say.
func Encode(r Run) (string, error) {
	text, err := r.Text()
	if err != nil {
		return "", err
	}
	if len(text) > textMax {
		return "", ErrTooLong
	}
	var b bytes.Buffer
	w, err := flate.NewWriterDict(&b, flate.BestCompression, []byte(dictionary))
	if err != nil {
		panic(err) // the level is one that there is
	}
	_, err = io.WriteString(w, text)
	if err := errors.Join(err, w.Close()); err != nil {
		panic(err) // a Buffer takes everything
	}
	s := Prefix + base64.RawURLEncoding.EncodeToString(b.Bytes())
	if len(s) > LengthMax {
		return "", ErrTooLong
	}
	return s, nil
}

// Decode returns the run that a handle names. An error is a Refusal of one line;
// where the run has a version of the engine all the same, that may be the reason.
func Decode(s string) (Run, error) {
	packed, err := unpack(s)
	if err != nil {
		return Run{}, err
	}
	text, err := inflate(packed)
	if err != nil {
		return Run{}, err
	}
	r, err := ParseText(text)
	if err != nil {
		return r, sim.Refuse("the handle is not as orderflow writes it: %v", "orderflow가 쓴 핸들이 아닙니다: %v", err)
	}
	return r, nil
}

// alphabet are the characters of a handle after its prefix.
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// unpack returns the bytes of a handle.
func unpack(s string) ([]byte, error) {
	if len(s) > LengthMax {
		return nil, sim.Refuse("the handle has %d characters, and none has more than %d: want it as Y on the screen copies it", "핸들이 %d자입니다. %d자를 넘는 핸들은 없습니다. 화면에서 Y로 복사한 그대로 쓰세요", len(s), LengthMax)
	}
	code, ours := strings.CutPrefix(s, Prefix)
	if !ours {
		return nil, noPrefix(s)
	}
	if i := strings.IndexFunc(code, func(c rune) bool { return !strings.ContainsRune(alphabet, c) }); i >= 0 {
		return nil, sim.Refuse("character %d of the handle is not one of a handle: want letters, digits, - and _", "핸들의 %d번째 글자는 핸들에 쓰지 않는 글자입니다. 영문자, 숫자, -, _만 씁니다", len(Prefix)+i+1)
	}
	packed, err := base64.RawURLEncoding.Strict().DecodeString(code)
	if err != nil {
		return nil, errTorn
	}
	return packed, nil
}

// errTorn says that a handle is not whole.
var errTorn = sim.Refuse("the handle is damaged, or a part of it is missing: copy it again, whole", "핸들이 손상됐거나 일부가 빠졌습니다. 처음부터 끝까지 다시 복사하세요")

// noPrefix says what is wrong with the beginning of a handle.
func noPrefix(s string) error {
	format, _, found := strings.Cut(s, ":")
	if number, ours := strings.CutPrefix(format, "of"); found && ours && number != "" && len(number) < 4 && strings.Trim(number, "0123456789") == "" {
		return sim.Refuse("this is a handle of format %s, and this program reads %s: want the orderflow that made it, or a newer one", "형식 %s의 핸들입니다. 이 프로그램은 %s 형식을 읽습니다. 핸들을 만든 orderflow나 더 새 버전을 쓰세요", format, strings.TrimSuffix(Prefix, ":"))
	}
	return sim.Refuse("%q is no handle: one begins with %s, as Y on the screen copies it", "%q: 핸들이 아닙니다. 핸들은 %s(으)로 시작합니다. 화면에서 Y로 복사하세요", sim.Printable(s, 40), Prefix)
}

// inflate returns the text of a handle. However much is packed into it, no more
// is unfolded than a handle may have.
func inflate(packed []byte) (string, error) {
	left := bytes.NewReader(packed)
	text, err := io.ReadAll(io.LimitReader(flate.NewReaderDict(left, []byte(dictionary)), textMax+1))
	switch {
	case err != nil:
		return "", errTorn
	case len(text) > textMax:
		return "", sim.Refuse("the handle unfolds to more than %d bytes, which none of ours does: want it as Y on the screen copies it", "핸들을 풀면 %d바이트가 넘습니다. orderflow는 그런 핸들을 만들지 않습니다. 화면에서 Y로 복사한 그대로 쓰세요", textMax)
	case left.Len() > 0:
		return "", sim.Refuse("something follows the handle: want it as Y on the screen copies it", "핸들 뒤에 다른 것이 붙어 있습니다. 화면에서 Y로 복사한 그대로 쓰세요")
	}
	return string(text), nil
}
