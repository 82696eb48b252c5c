package lesson

import (
	"slices"
	"strings"
	"time"

	"github.com/clipperhouse/displaywidth"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// lesson reads the lesson.
func (s *source) lesson(n node) (*Lesson, error) {
	l := &Lesson{src: s}
	err := n.fields([]string{"lesson", "minutes", "title", "after", "run", "scenes"}, map[string]take{
		"lesson": func(n node) (err error) { l.Name, err = n.name(); return err },
		"version": func(n node) error {
			if v, err := n.number(0, 1<<20); err != nil || v != Version {
				return n.refuse(sim.Refuse("the lesson is of another version of the format: this program reads version %d", "다른 버전의 형식입니다. 이 프로그램은 버전 %d을(를) 읽습니다", Version))
			}
			return nil
		},
		"minutes": func(n node) (err error) { l.Minutes, err = n.number(1, minutesMax); return err },
		"title":   func(n node) (err error) { l.Title, err = n.both(lines(1, titleMax)); return err },
		"after":   func(n node) (err error) { l.After, err = n.both(lines(linesMax, questionMax)); return err },
		"run":     func(n node) (err error) { l.Run, err = n.run(); return err },
		"scenes": func(n node) error {
			return n.list(scenesMax, func(n node) error {
				scene, err := n.scene()
				l.Scenes = append(l.Scenes, scene)
				return err
			})
		},
		"handout": func(n node) (err error) { l.Handout, err = n.handout(); return err },
	})
	if err == nil && len(l.Scenes) == 0 {
		err = n.refuse(sim.Refuse("scenes: want one at least", "scenes: 장면이 하나는 있어야 합니다"))
	}
	return l, err
}

// name reads the name of a lesson.
func (n node) name() (string, error) {
	text, err := n.text()
	if err != nil {
		return "", err
	}
	if !isName(text) {
		return "", n.refuse(sim.Refuse("want a name of lower-case letters, digits and hyphens", "이름은 영문 소문자, 숫자, 붙임표로 쓰세요"))
	}
	return text, nil
}

func (n node) scene() (s Scene, err error) {
	s.at = n.place()
	err = n.fields(nil, map[string]take{
		"run": func(n node) error {
			r, err := n.run()
			s.Run = &r
			return err
		},
		"until":  func(n node) (err error) { s.Until, err = n.condition(); return err },
		"say":    func(n node) (err error) { s.Say, err = n.says(); return err },
		"notes":  func(n node) (err error) { s.Notes, err = n.both(nil); return err },
		"ask":    func(n node) (err error) { s.Ask, err = n.ask(); return err },
		"reveal": func(n node) (err error) { s.Reveal, err = n.reveal(); return err },
		"do":     func(n node) (err error) { s.Do, err = n.task(); return err },
	})
	switch {
	case err != nil:
		return s, err
	case s.Ask != nil && s.Do != nil:
		return s, n.refuse(sim.Refuse("a scene asks or has a task, not both", "한 장면에는 ask나 do 중 하나만 쓰세요"))
	case s.Ask != nil && s.Reveal == nil:
		return s, n.refuse(sim.Refuse("a question needs a reveal", "질문에는 reveal이 필요합니다"))
	case s.Ask == nil && s.Reveal != nil:
		return s, n.refuse(sim.Refuse("a reveal needs a question", "reveal에는 ask가 필요합니다"))
	}
	return s, nil
}

func (n node) condition() (*Condition, error) {
	text, err := n.text()
	if err != nil {
		return nil, err
	}
	c, err := ParseCondition(text)
	if err != nil {
		return nil, n.refuse(err)
	}
	c.src, c.at = n.src, n.place()
	return c, nil
}

// wording reads a text with values in it, of a shape.
func (n node) wording(shape func(string) error) (Wording, error) {
	t, err := n.both(func(text string) error { return shape(inText.ReplaceAllString(text, "00")) })
	if err != nil {
		return Wording{}, err
	}
	return wordingOf(n.src, n.place(), t)
}

// says reads a sentence, or a list of them.
func (n node) says() (list []Say, err error) {
	read := func(n node) error {
		s := Say{at: n.place()}
		var text sim.Text
		in := func(to *string) take { return func(n node) (err error) { *to, err = n.text(); return err } }
		err := n.fields([]string{"en", "ko"}, map[string]take{
			"en": in(&text.English), "ko": in(&text.Korean),
			"at": func(n node) (err error) { s.At, err = n.condition(); return err },
			"place": func(n node) (err error) {
				if s.Place, err = n.text(); err == nil && !slices.Contains(Places, s.Place) {
					err = n.refuse(sim.Refuse("place %q: want %s", "place %q: %s 중에서 고르세요", sim.Printable(s.Place, 40), strings.Join(Places, ", ")))
				}
				return err
			},
			"order": func(n node) (err error) { s.Order, err = n.number(1, OrdersMax); return err },
		})
		if err != nil {
			return err
		}
		if err := sentence(text, lineMax); err != nil {
			return n.refuse(err)
		}
		s.Text, err = wordingOf(n.src, s.at, text)
		list = append(list, s)
		return err
	}
	if n.kind().English == "a list" {
		return list, n.list(saysMax, read)
	}
	return list, read(n)
}

// sentence refuses what is empty, cannot be printed or does not fit into two
// lines of so many columns.
func sentence(t sim.Text, width int) error {
	for _, text := range [...]string{t.English, t.Korean} {
		if strings.TrimSpace(text) == "" {
			return sim.Refuse("the text is empty", "내용이 비어 있습니다")
		}
		for line := range strings.SplitSeq(text, "\n") {
			if sim.Printable(line, len(line)+1) != line {
				return sim.Refuse("the text has a character that cannot be printed", "출력할 수 없는 문자가 있습니다")
			}
		}
		if err := lines(linesMax, width)(inText.ReplaceAllString(text, "00")); err != nil {
			return err
		}
	}
	return nil
}

// lines returns what refuses a text that takes more lines of so many columns.
func lines(most, width int) func(string) error {
	return func(text string) error {
		if got := Lines(text, width); len(got) > most || slices.ContainsFunc(got, func(l string) bool { return displaywidth.String(l) > width }) {
			return sim.Refuse("too long: want %d × %d columns at most, not %q", "너무 깁니다. %d줄 × %d칸까지 쓰세요: %q", most, width, sim.Printable(strings.Join(got, " / "), 120))
		}
		return nil
	}
}

func (n node) ask() (*Ask, error) {
	a := &Ask{Think: 20 * time.Second, at: n.place()}
	err := n.fields([]string{"question", "choices"}, map[string]take{
		"question": func(n node) (err error) { a.Question, err = n.wording(lines(linesMax, questionMax)); return err },
		"think":    func(n node) (err error) { a.Think, err = n.span(thinkLeast, thinkMost); return err },
		"choices": func(n node) error {
			return n.list(choicesMax, func(n node) error {
				c, err := n.choice()
				a.Choices = append(a.Choices, c)
				return err
			})
		},
	})
	switch {
	case err != nil:
		return nil, err
	case len(a.Choices) < 2:
		return nil, n.refuse(sim.Refuse("choices: want two at least", "choices: 보기가 둘은 있어야 합니다"))
	case !slices.ContainsFunc(a.Choices, func(c Choice) bool { return c.Right != nil }):
		return nil, n.refuse(sim.Refuse("choices: none has right, so none can be right", "choices: right가 하나도 없어 정답이 있을 수 없습니다"))
	}
	return a, nil
}

func (n node) choice() (c Choice, err error) {
	c.at = n.place()
	return c, n.fields([]string{"text"}, map[string]take{
		"text":  func(n node) (err error) { c.Text, err = n.wording(lines(1, choiceMax)); return err },
		"right": func(n node) (err error) { c.Right, err = n.condition(); return err },
		"world": func(n node) error {
			r, err := n.run()
			c.World = &r
			return err
		},
	})
}

func (n node) reveal() (*Reveal, error) {
	r := &Reveal{at: n.place()}
	return r, n.fields([]string{"why"}, map[string]take{
		"until": func(n node) (err error) { r.Until, err = n.condition(); return err },
		"say":   func(n node) (err error) { r.Say, err = n.says(); return err },
		"why":   func(n node) (err error) { r.Why, err = n.wording(lines(linesMax, questionMax)); return err },
	})
}

func (n node) task() (*Task, error) {
	t := &Task{at: n.place()}
	return t, n.fields([]string{"task", "done", "hints", "solution"}, map[string]take{
		"task": func(n node) (err error) { t.Task, err = n.wording(lines(linesMax, questionMax)); return err },
		"done": func(n node) (err error) { t.Done, err = n.condition(); return err },
		"hints": func(n node) error {
			return n.list(hintsMax, func(n node) error {
				h, err := n.wording(lines(linesMax, questionMax))
				t.Hints = append(t.Hints, h)
				return err
			})
		},
		"solution": func(n node) (err error) {
			if t.Solution, err = n.text(); err != nil {
				return err
			}
			if err := solve(&sim.Config{}, t.Solution, false); err != nil {
				return n.refuse(err)
			}
			return nil
		},
	})
}

func (n node) handout() (h Handout, err error) {
	return h, n.fields(nil, map[string]take{
		"trap": func(n node) (err error) { h.Trap, err = n.both(nil); return err },
		"cure": func(n node) (err error) { h.Cure, err = n.both(nil); return err },
		"checklist": func(n node) error {
			return n.list(listMax, func(n node) error {
				t, err := n.both(nil)
				h.Checklist = append(h.Checklist, t)
				return err
			})
		},
		"table": func(n node) error {
			return n.list(listMax, func(n node) error {
				var r Row
				err := n.fields([]string{"what", "value"}, map[string]take{
					"what": func(n node) (err error) { r.What, err = n.both(lines(1, questionMax)); return err },
					"value": func(n node) error {
						text, err := n.text()
						if err != nil {
							return err
						}
						program, err := compile(text)
						if err != nil {
							return n.refuse(err)
						}
						r.Value = &Value{program, n.place(), n.src}
						return nil
					},
				})
				h.Table = append(h.Table, r)
				return err
			})
		},
	})
}

// Lines breaks a text into lines of at most width columns, at its blanks and
// where it says so.
func Lines(text string, width int) (list []string) {
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		list = append(list, wrap(line, width)...)
	}
	return list
}

func wrap(line string, width int) []string {
	return typeset.Wrap(line, width, displaywidth.String, nil)
}
