package sim

import (
	"fmt"
	"strings"
	"time"
)

// Text says the same in both languages. The words of Kafka and of the code
// stay English in both.
type Text struct {
	English string
	Korean  string
}

// same is a text without a word to translate.
func same(text string) Text { return Text{text, text} }

// Say fills a sentence of either language with the same figures, so that no
// figure stands twice. Of a text or an error among them each language takes its
// own half, and it writes a duration in its own way.
func Say(english, korean string, figures ...any) Text {
	inEnglish, inKorean := make([]any, len(figures)), make([]any, len(figures))
	for i, figure := range figures {
		switch figure := figure.(type) {
		case Text:
			inEnglish[i], inKorean[i] = figure.English, figure.Korean
		case error:
			text := TextOf(figure)
			inEnglish[i], inKorean[i] = text.English, text.Korean
		case time.Duration:
			inEnglish[i], inKorean[i] = figure.String(), koreanDuration(figure)
		default:
			inEnglish[i], inKorean[i] = figure, figure
		}
	}
	return Text{fmt.Sprintf(english, inEnglish...), fmt.Sprintf(korean, inKorean...)}
}

// Spread writes a range of durations.
func Spread(low, high time.Duration) Text {
	unit := unitOf(low, high)
	return Text{
		strings.TrimSuffix(low.String(), unit) + " to " + high.String(),
		strings.TrimSuffix(koreanDuration(low), koreanUnit(unit)) + "~" + koreanDuration(high),
	}
}

// unitOf returns the unit that both durations end in where it needs to be said once.
func unitOf(low, high time.Duration) string {
	for _, unit := range []string{"ms", "µs"} {
		if strings.HasSuffix(low.String(), unit) && strings.HasSuffix(high.String(), unit) {
			return unit
		}
	}
	if low < time.Minute && high < time.Minute && low >= time.Second {
		return "s"
	}
	return ""
}

// koreanUnit returns how Korean writes a unit. What is shorter than a second
// has the same signs in both languages.
func koreanUnit(unit string) string {
	if unit == "s" {
		return "초"
	}
	return unit
}

// koreanDuration writes a duration such as 300ms, 2.5초 or 10분. Units that
// have nothing to say are left out.
func koreanDuration(d time.Duration) string {
	var parts []string
	if hours := d / time.Hour; hours > 0 {
		parts = append(parts, fmt.Sprintf("%d시간", hours))
	}
	if minutes := d % time.Hour / time.Minute; minutes > 0 {
		parts = append(parts, fmt.Sprintf("%d분", minutes))
	}
	if rest := d % time.Minute; rest > 0 || len(parts) == 0 {
		number := strings.TrimRight(rest.String(), "nµms")
		parts = append(parts, number+koreanUnit(strings.TrimPrefix(rest.String(), number)))
	}
	return strings.Join(parts, " ")
}
