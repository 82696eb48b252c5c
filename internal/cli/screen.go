package cli

import (
	"errors"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"orderflow/internal/lectern"
	"orderflow/internal/system"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// The largest screen that --size accepts, in columns and lines.
const (
	screenWidthMax  = 500
	screenHeightMax = 200
)

// Limits of --speed; 1 is the pace as it is.
const (
	speedMin = 1.0 / 64
	speedMax = 64
)

// The values of --motion.
const (
	motionOn  = "on"
	motionOff = "off"
)

// screenFlags are the flags for how the screen looks and plays.
type screenFlags struct {
	size  string
	ascii bool
	big   bool
	theme string
	pace  string

	motion    string
	speed     float64
	paused    bool
	stops     bool
	noOpening bool
	output    *outputFlags
}

// addLook adds the flags of how the screen looks; size is the default.
func (f *screenFlags) addLook(cmd *cobra.Command, size, usage string) {
	f.size = size
	cmd.Flags().Var(&checkedFlag{to: &f.size, kind: "WxH", check: func(text string) error { _, _, err := parseSize(text); return err }}, "size", usage)
	addLang(cmd, f.output)
	cmd.Flags().BoolVar(&f.ascii, "ascii", false, "draw with ASCII alone")
	cmd.Flags().BoolVar(&f.big, "big", false, "the compact layout, a blank line between the lines\n(from 80x47)")
	addWord(cmd, &f.theme, "theme", "colours: safe (for every kind of eye), calm or mono", canvas.Safe.String(), canvas.Calm.String(), canvas.Mono.String())
	addWord(cmd, &f.pace, "pace", "pace of the playback: story (motion waits for each sentence),\nbrisk (the motion alone), or real (wall time is virtual time)", pace.PaceNames[:]...)
	addWord(cmd, &f.motion, "motion", "what moves glides (on), or each change is a cut (off)", motionOn, motionOff)
}

// addOpening adds the flag of a screen that begins with an opening.
func (f *screenFlags) addOpening(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.noOpening, "no-opening", false, "begin with the first order")
}

// addPlay adds the flags of how the screen begins to play.
func (f *screenFlags) addPlay(cmd *cobra.Command) {
	text := "1"
	f.speed = 1
	cmd.Flags().Var(&checkedFlag{to: &text, kind: "number", check: func(text string) (err error) { f.speed, err = parseSpeed(text); return err }},
		"speed", "speed of the playback, such as 0.5 or 2")
	cmd.Flags().BoolVar(&f.paused, "paused", false, "begin paused")
	cmd.Flags().BoolVar(&f.stops, "stops", false, "stop at every turn of the story until a key is pressed")
}

// options returns what the flags say of how a frame is drawn.
func (f *screenFlags) options() moment.Options {
	o := moment.Options{Model: engine.ModelCard(), Lang: f.output.language(), ASCII: f.ascii, Big: f.big, Still: f.motion == motionOff}
	o.Width, o.Height, _ = parseSize(f.size)         // checked, or empty: the window's
	o.Theme.Palette, _ = words.ParsePalette(f.theme) // checked
	return o
}

func (f *screenFlags) config(options moment.Options) ui.Config {
	chosen, _ := pace.ParsePace(f.pace) // checked
	return ui.Config{Options: options, Pace: chosen, Speed: f.speed, Paused: f.paused, Stops: f.stops, Print: keepIn(".")}
}

// parseSize reads WxH, columns and lines.
func parseSize(text string) (width, height int, err error) {
	w, h, found := strings.Cut(text, "x")
	width, err1 := strconv.Atoi(w)
	height, err2 := strconv.Atoi(h)
	if !found || err1 != nil || err2 != nil || width < 1 || width > screenWidthMax || height < 1 || height > screenHeightMax {
		return 0, 0, sim.Refuse("want columns x lines such as 120x36, from 1x1 to %dx%d, not %q", "%[3]q: 열x줄을 120x36처럼, 1x1부터 %[1]dx%[2]d까지 쓰세요", screenWidthMax, screenHeightMax, sim.Printable(text, 40))
	}
	return width, height, nil
}

func parseSpeed(text string) (float64, error) {
	speed, err := strconv.ParseFloat(text, 64)
	if err != nil || !(speed >= speedMin && speed <= speedMax) {
		return 0, sim.Refuse("want a number from 1/%d (0.015625) to %d such as 0.5 or 2, not %q", "%[3]q: 1/%[1]d(0.015625)부터 %[2]d까지의 수를 0.5, 2처럼 쓰세요", speedMax, speedMax, sim.Printable(text, 40))
	}
	return speed, nil
}

// Why the screen cannot be opened, and what works instead.
var (
	errNoTerminal = sim.Refuse("the screen needs a terminal: start it in one, or use orderflow run, orderflow frame, or --headless", "화면에는 터미널이 필요합니다. 터미널에서 시작하거나 orderflow run, orderflow frame, --headless를 쓰세요")
	errDumb       = failed(sim.Refuse("this terminal cannot show the screen (TERM=dumb): use orderflow run", "이 터미널(TERM=dumb)은 화면을 보일 수 없습니다. orderflow run을 쓰세요"))
	errBackground = sim.Refuse("the screen needs the terminal's foreground: start it without &, or bring it back with fg", "화면은 터미널의 포그라운드에서만 열립니다. & 없이 시작하거나 fg로 불러오세요")
)

// hasScreen reports why the screen cannot be opened: it needs a terminal, in its
// foreground.
func hasScreen(cmd *cobra.Command) error {
	if !isTerminal(cmd.InOrStdin()) || !isTerminal(cmd.OutOrStdout()) {
		return errNoTerminal
	}
	if os.Getenv("TERM") == "dumb" {
		return errDumb
	}
	if inBackground(cmd.OutOrStdout().(*os.File)) { // isTerminal says so
		return errBackground
	}
	return nil
}

// claimScreen checks that the screen can be opened, and by no other orderflow.
// release ends the claim.
func claimScreen(cmd *cobra.Command) (release func(), err error) {
	if err := hasScreen(cmd); err != nil {
		return nil, err
	}
	return claimTerminal(cmd.OutOrStdout().(*os.File)) // hasScreen says so
}

// onScreen shows runs of the plan until the user quits, and saves the log of
// the one that was shown last.
func (p *plan) onScreen(cmd *cobra.Command, c ui.Config, flags *outputFlags, inputs []string, start func(*plan) (stage.Source, error)) error {
	release, err := claimScreen(cmd)
	if err != nil {
		return err
	}
	defer release()
	r := &runs{plan: p, start: start}
	k, err := newScreenRecording(cmd.Context(), flags, p.header, inputs)
	if err != nil {
		return err
	}
	if c.Source, err = r.in(p.config.Mode); err != nil {
		k.discard()
		return startError(err)
	}
	if err := k.keepSitting(cmd, &c, flags); err != nil {
		k.discard()
		return err
	}
	k.live = c.Fail != nil
	if err := k.open(c.Source); err != nil {
		return errors.Join(err, k.sitting.close(false))
	}
	c.Shown, c.Unkept = r.show, k.trouble
	if !p.alone {
		c.Restart = r.in
	}
	if k.recording != nil {
		c.Keep = k.keep
	}
	if err := k.sitting.publish(flags.force); err != nil {
		return errors.Join(err, k.close(cmd.Context(), r))
	}
	if c.Fail == nil { // a real Kafka does not know every fault of a scenario, and draws nothing
		c.Stage, c.Sow, c.Learn = r.stage, r.sow, learner(openState())
	}
	return errors.Join(show(cmd, c), k.close(cmd.Context(), r))
}

// show opens the screen and keeps it until the user quits. That notes in another
// terminal cannot read it is said when it is over.
func show(cmd *cobra.Command, c ui.Config) error {
	defer graceful(cmd.Context(), liveGrace, true)()
	offer, err := lectern.Listen()
	if err != nil {
		defer warn(cmd.ErrOrStderr(), sim.Refuse("the show had no presenter's notes: %v", "발표자 노트를 쓸 수 없었습니다: %v", err), commandLang(cmd))
	} else {
		defer offer.Close()
		c.Offer = offer
	}
	c.Input, c.Output = cmd.InOrStdin(), cmd.OutOrStdout()
	if terminal, is := c.Input.(*os.File); is && c.Fail != nil { // what was typed before the screen is there is meant for no run that others share
		system.DropTyped(terminal)
	}
	return startError(ui.Run(cmd.Context(), c))
}
