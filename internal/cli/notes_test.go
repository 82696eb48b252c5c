package cli

import (
	"fmt"
	"os"
	"os/signal"
	"time"

	"orderflow/internal/lectern"
	"orderflow/internal/lesson"
	"orderflow/sim"
)

// shows is a program that offers a state to notes until it is ended.
func shows() {
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	offer, err := lectern.Listen()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer offer.Close()
	for {
		select {
		case <-offer.Joined():
			offer.Put(lesson.Show{
				Title: sim.Text{English: "PUBLISHED, and lost", Korean: "PUBLISHED인데 유실"}, Scene: 2, Scenes: 5, Mode: "emit", Lang: "ko", Paused: true,
				Cue:   sim.Text{English: "#4 says PUBLISHED.", Korean: "#4 주문도 PUBLISHED입니다."},
				Next:  sim.Text{English: "\x1b[2J Nothing was sent.", Korean: "\x1b[2J 전송된 것은 없습니다."},
				Notes: sim.Text{English: "Ask first.\nThen wait.", Korean: "먼저 물어보세요.\n그리고 기다리세요."},
				At:    7 * time.Second, Elapsed: 192 * time.Second, Planned: 150 * time.Second, Whole: 6 * time.Minute,
				Asked: &lesson.ShowQuestion{
					Text:    sim.Text{English: "Where is it?", Korean: "어디에 있을까요?"},
					Choices: []sim.Text{{English: "in the broker's log", Korean: "브로커 로그"}, {English: "in the producer's memory", Korean: "프로듀서 메모리"}},
					Hands:   []int{3, 11}, Right: 1,
				},
			})
		case <-interrupted:
			return
		}
	}
}

// orderflow is the program of the scripts. How long notes --once waits is the script's.
func orderflow() {
	if limit, err := time.ParseDuration(os.Getenv("ONCE")); err == nil {
		onceLimit = limit
	}
	os.Exit(Main())
}
