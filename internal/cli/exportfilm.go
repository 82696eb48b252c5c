package cli

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/film"
	"orderflow/ui/pace"
	"orderflow/ui/pixel"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// fpsDefault is how many frames a second a film has at most.
const fpsDefault = 20

// titleMax bounds --title, in characters.
const titleMax = 200

// filmFlags are the flags of films.
type filmFlags struct {
	from, to, at string
	keys         string // the file of the shot list
	fps          string
	title        string
	voice        string // the directory of the sounds
	ffmpeg       string
	talk         bool // of a sitting: what was only talked about stays
}

func (f *filmFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	mark := func(to *string, name, usage string) {
		flags.Var(&checkedFlag{to: to, kind: "moment", check: func(text string) error { _, err := film.ParseMark(text); return err }}, name, usage)
	}
	mark(&f.from, "from", "moment at which the film begins: a time of it such as 12s, a condition of\nlessons such as '#4.lost', or a sentence's id such as cue:lost")
	mark(&f.to, "to", "moment at which it ends")
	mark(&f.at, "at", "png, svg: the moment that is shown: virtual time, as of frame (of a lesson\nthe time of its film), or a condition such as '#4.lost' (default: the end)")
	flags.BoolVar(&f.talk, "talk", false, "of a recorded sitting: it takes as long as it did, with what was talked about")
	addText(flags, &f.keys, "keys", "", "a shot list: what is pressed, and when (examples/films has some)")
	f.fps = strconv.Itoa(fpsDefault)
	flags.Var(&checkedFlag{to: &f.fps, kind: "number", check: func(text string) error { _, err := parseFPS(text); return err }}, "fps", "frames a second, at most")
	flags.Var(&checkedFlag{to: &f.title, kind: "text", check: checkTitle}, "title", "words that stand at the beginning and at the end")
	addText(flags, &f.voice, "voice", "", "directory with a sound for each cue, ID.wav, .mp3, .ogg or .m4a: the cue\nstands as long as it, and mp4 and webm have it")
	addText(flags, &f.ffmpeg, "ffmpeg", "ffmpeg", "mp4, webm: the ffmpeg that makes them (its ffprobe says how long sounds are)")
}

func parseFPS(text string) (int, error) {
	fps, err := strconv.Atoi(text)
	if err != nil || fps < 1 || fps > film.FPSMax {
		return 0, sim.Refuse("want 1 to %d frames a second, not %q", "%[2]q: 초당 1에서 %[1]d 프레임까지 쓰세요", film.FPSMax, sim.Printable(text, 40))
	}
	return fps, nil
}

func checkTitle(text string) error {
	switch n := len([]rune(text)); {
	case n == 0:
		return sim.Refuse("is empty: give it a value, or leave the flag out", "값이 비어 있습니다. 값을 쓰거나 옵션을 빼세요")
	case n > titleMax:
		return sim.Refuse("want at most %d characters, not %d", "%[2]d자입니다. %[1]d자까지 쓰세요", titleMax, n)
	}
	return nil
}

// production is a film that can be made, in either language.
type production struct {
	about   sim.Text
	begin   func(*stage.Setup) (*stage.Player, error)
	setup   stage.Setup
	options film.Options
	sounds  []film.Sound
	hand    func() film.Hand // who does again what was done; nil = nobody
}

// filmer returns what writes the film, or what belongs to one.
func (f *exportFlags) filmer(cmd *cobra.Command, from string) (func(io.Writer) error, error) {
	p, err := f.production(cmd, from)
	if err != nil {
		return nil, err
	}
	lang := f.screen.output.language()
	if err := p.sound(cmd, f, lang); err != nil {
		return nil, err
	}
	switch f.as {
	case asCast:
		return func(w io.Writer) error { return p.writeCast(w, lang) }, nil
	case asPage:
		return func(w io.Writer) error { return p.writePage(w, lang) }, nil
	case asVTT, asSRT, asCues, asChapters:
		return func(w io.Writer) error { return p.writeText(w, f.as, lang) }, nil
	}
	return f.pixels(p, lang)
}

// production reads what the flags ask for.
func (f *exportFlags) production(cmd *cobra.Command, from string) (*production, error) {
	chosen, _ := pace.ParsePace(f.screen.pace) // checked
	p := &production{setup: stage.Setup{Options: f.screen.options(), Pace: chosen, Rests: true, Opening: true}}
	p.options.FPS, _ = parseFPS(f.film.fps) // checked
	p.options.Title = sim.Printable(f.film.title, titleMax)
	if err := f.shots(&p.options); err != nil {
		return nil, err
	}
	for _, asked := range []struct {
		flag, text string
		mark       **film.Mark
	}{{"--from", f.film.from, &p.options.From}, {"--to", f.film.to, &p.options.To}, {"--at", f.film.at, &p.options.To}} {
		if asked.text == "" {
			continue
		}
		if mark, err := film.ParseMark(asked.text); err == nil { // checked
			mark.Flag = asked.flag
			*asked.mark = mark
		}
	}
	if f.film.at != "" && f.lesson == "" {
		p.options.To.OfRun = true // as frame has it
	}
	if f.lesson != "" {
		return p, p.ofLesson(f.lesson)
	}
	return p, f.ofRun(cmd, p, from)
}

// shots reads the shot list.
func (f *exportFlags) shots(o *film.Options) error {
	if f.film.keys == "" {
		return nil
	}
	text, err := readWhole(f.film.keys, film.ShotsBytesMax)
	if err != nil {
		return openError("--keys", f.film.keys, err)
	}
	list, err := film.ParseShots(f.film.keys, text)
	if err != nil {
		return err
	}
	o.Shots, o.From = list.Shots, list.From
	if slices.Contains(stills, f.as) {
		o.From = nil
	}
	return nil
}

// ofLesson makes it the film of a lesson: nobody is in the room.
func (p *production) ofLesson(name string) error {
	l, _, err := openLesson(name)
	if err != nil {
		return fmt.Errorf("--lesson: %w", err)
	}
	plan, err := planLesson(l)
	if err != nil {
		return err
	}
	p.about = l.Title
	p.begin = func(s *stage.Setup) (*stage.Player, error) {
		out := &stage.Lesson{Plan: plan, Begin: beginRun, Alone: true}
		first, err := beginRun(out.First())
		if err != nil {
			return nil, err
		}
		return stage.NewLesson(out, first, s), nil
	}
	return nil
}

// ofRun makes it the film of a scenario, or of a saved log. Both are the same where
// the log is.
func (f *exportFlags) ofRun(cmd *cobra.Command, p *production, from string) error {
	plan, err := f.plan(from)
	if err != nil {
		return err
	}
	if plan == nil {
		s, err := sittingOf(from)
		if err != nil {
			return err
		}
		if s != nil {
			return f.ofSitting(cmd, p, s, from)
		}
		if f.film.talk {
			return sim.Refuse("--talk: nothing was kept of what was done while %s was recorded: leave it out", "--talk: %s을(를) 녹화하는 동안의 진행 기록이 없습니다. 빼세요", sim.Printable(from, 80))
		}
	} else if f.film.talk {
		return sim.Refuse("--talk: belongs to the film of a recorded sitting: leave it out", "--talk: 녹화한 진행의 영상에만 쓰는 옵션입니다. 빼세요")
	}
	if plan == nil || len(p.options.Shots) == 0 { // nobody acts in it: it is the film of a log
		log, err := f.log(cmd, from)
		if err != nil {
			return err
		}
		p.about = aboutRun(log.Header.Scenario)
		p.begin = func(s *stage.Setup) (*stage.Player, error) { return stage.New(stage.Replay(log), s), nil }
		return nil
	}
	p.about = aboutRun(plan.config.Scenario)
	p.begin = func(s *stage.Setup) (*stage.Player, error) {
		r := &runs{plan: plan, start: startSimulation}
		source, err := r.in(plan.config.Mode)
		if err != nil {
			return nil, err
		}
		setup := *s
		setup.Restart, setup.Stage, setup.Sow = r.in, r.stage, r.sow
		return stage.New(source, &setup), nil
	}
	return nil
}

// ofSitting makes it the film of what was done on the screen while a log was recorded.
func (f *exportFlags) ofSitting(cmd *cobra.Command, p *production, s *sittingFilm, from string) error {
	log, err := f.log(cmd, from)
	if err != nil {
		return err
	}
	p.about, p.begin = aboutRun(log.Header.Scenario), s.begin
	p.hand = func() film.Hand { return s.hand(f.film.talk) }
	return nil
}

// aboutRun returns what the film of a scenario is about.
func aboutRun(scenario string) sim.Text {
	if s, err := sim.FindScenario(scenario); err == nil && s.Title.English != "" {
		return s.Title
	}
	name := sim.Printable(scenario, 60)
	if name == "" {
		name = "orderflow"
	}
	return sim.Text{English: name, Korean: name}
}

// roll makes the film in a language. each may be nil.
func (p *production) roll(lang words.Lang, each func(film.Frame) error) (*film.Film, *stage.Player, error) {
	setup, options := p.setup, p.options
	setup.Options.Lang, options.Lang, options.Name = lang, lang, lang.Of(p.about)
	if options.Title != "" {
		options.Name = options.Title
	}
	if p.hand != nil {
		options.Hand = p.hand()
	}
	player, err := p.begin(&setup)
	if err != nil {
		return nil, nil, err
	}
	made, err := film.Roll(player, options, each)
	return made, player, err
}

// writeCast writes the film for a terminal.
func (p *production) writeCast(w io.Writer, lang words.Lang) error {
	cast := film.NewCast(p.setup.Options.Theme)
	made, _, err := p.roll(lang, cast.Add)
	if err != nil {
		return err
	}
	return cast.Write(w, made)
}

// writeText writes what is said in the film, or its chapters.
func (p *production) writeText(w io.Writer, as string, lang words.Lang) error {
	made, _, err := p.roll(lang, nil)
	if err != nil {
		return err
	}
	switch as {
	case asVTT:
		return made.WriteVTT(w)
	case asSRT:
		return made.WriteSRT(w)
	case asChapters:
		return made.WriteChapters(w)
	}
	return made.WriteCues(w)
}

// The size of the film on a page in a narrow window, where a larger one could not be
// read.
const (
	narrowWidth  = 60
	narrowHeight = 30
)

// writePage writes the film with its player, in both languages, and where it is wide
// also for a narrow window.
func (p *production) writePage(w io.Writer, lang words.Lang) error {
	page := film.NewPage(p.setup.Options.Theme.Palette, lang)
	font, licence := pixel.FontFile()
	page.SetFont(pixel.FontName, font, licence)
	wide := p.setup.Options
	for _, small := range []bool{false, true} {
		if small && wide.Width <= narrowWidth {
			break
		}
		if small {
			p.setup.Options.Width, p.setup.Options.Height, p.setup.Options.Big = narrowWidth, narrowHeight, false
		}
		for _, spoken := range []words.Lang{words.English, words.Korean} {
			reel := page.Reel(small)
			made, _, err := p.roll(spoken, reel.Add)
			if err != nil {
				return err
			}
			reel.Take(made)
		}
	}
	p.setup.Options = wide
	return page.Write(w)
}

// still returns the frame at the moment that is asked for.
func (p *production) still(lang words.Lang) (canvas.Canvas, error) {
	p.setup.Options.Still = true // a frame by itself shows what is so, not how it comes about
	_, player, err := p.roll(lang, nil)
	if err != nil {
		return canvas.Canvas{}, err
	}
	if at := p.options.To; at != nil && at.When != nil {
		player.ShowWhole()
	}
	return player.Draw(), nil
}
