// Package stage is the interactive machine without a terminal: keys, clicks,
// sizes and time go in, frames come out.
//
//	Source → log → pace (when) and history (what) → Moment → Draw → frame
//
// A [Source] hands over a log that may still grow, and is used by one goroutine
// at a time. Acting makes another log that shares everything before the action,
// so its layout does too. The player reads no clock, so tests let time pass as
// they like.
//
// # Where to begin
//
// machine.go, player.go; screen.go the stack of what is open, a type for each screen;
// answer.go what every key is answered; shelf.go the runs that were left, wish.go those that
// begin, futures.go, lanes.go runs side by side; class.go a lesson that is taken, its
// classstops.go, classtask.go, classtimes.go and classfilm.go, askscreen.go its question and
// answer, worldscreen.go another world, lessoncards.go its tasks and its end.
//
// # Not obvious
//
//   - A sitting is done again at places, not at times. A deed is noted with the place of the
//     story at which it was done (stage.Place), and the run that a key asked for with the
//     place at which it came; the hand of a film (ui/film/hand.go) puts the story there before
//     it does the deed, in the window of the sitting.
//   - A key that lies beneath is a key. What lies over a screen leaves it the keys for which
//     it has no use, so that they mean the same inside and beside a pop-up; a panel leaves the
//     board those of the screen, and says of the others where they are. A key that leaves the
//     frame as it was is answered by a line: Press compares with the frame that was drawn
//     last.
//   - A run that was left is told as it was then: whether it followed another decides its
//     sentences, and so where on the wall clock one stood.
//   - The lowest screen that is drawn is the topmost that stands in the stage's place: a panel
//     hides the stage, why lies over the panel, and the help over both. A screen is a pointer,
//     so the one on top is also who may be clicked: of a frame whose top has closed since,
//     only keys and the timeline still work.
package stage
