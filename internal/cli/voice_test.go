package cli

import (
	"bytes"
	"encoding/binary"
	"testing"
	"time"
)

// wave returns a WAVE file of silence: 16 bits at 8 kHz, with a chunk before its data.
func wave(length time.Duration, size uint32) []byte {
	data := make([]byte, int(length.Seconds()*16000))
	if size == 0 {
		size = uint32(len(data))
	}
	var b bytes.Buffer
	b.WriteString("RIFF\x00\x00\x00\x00WAVELIST\x03\x00\x00\x00abc\x00fmt \x10\x00\x00\x00")
	for _, v := range []any{uint16(1), uint16(1), uint32(8000), uint32(16000), uint16(2), uint16(16)} {
		_ = binary.Write(&b, binary.LittleEndian, v)
	}
	b.WriteString("data")
	_ = binary.Write(&b, binary.LittleEndian, size)
	b.Write(data)
	return b.Bytes()
}

func TestWaveLength(t *testing.T) {
	for _, length := range []time.Duration{250 * time.Millisecond, 7 * time.Second} {
		if got, err := waveLength(bytes.NewReader(wave(length, 0))); err != nil || got != length {
			t.Errorf("%s is %s long: %v", length, got, err)
		}
	}
	if got, err := waveLength(bytes.NewReader(wave(time.Second, 0xffffffff))); err != nil || got != time.Second {
		t.Errorf("of a pipe: %s, %v", got, err)
	}
	whole := wave(time.Second, 0)
	for n := range 57 {
		if _, err := waveLength(bytes.NewReader(whole[:n])); err == nil {
			t.Errorf("the first %d bytes are taken for a sound", n)
		}
	}
}

func FuzzWaveLength(f *testing.F) {
	f.Add(wave(time.Second/10, 0))
	f.Add(wave(time.Second/10, 0xffffffff)[:70])
	f.Fuzz(func(t *testing.T, text []byte) {
		if got, err := waveLength(bytes.NewReader(text)); err == nil && got <= 0 {
			t.Errorf("it is %s long", got)
		}
	})
}
