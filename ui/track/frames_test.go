package track

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// outageAt returns a moment of the scenario outage, with an order selected.
func outageAt(t *testing.T, at time.Duration, selected sim.OrderID) *moment.Moment {
	t.Helper()
	m := momentAt(uitest.ScenarioLog(t, "outage", nil), at)
	m.Selected = selected
	return m
}

func check(t *testing.T, what, got, want string) {
	t.Helper()
	if got = strings.Trim(got, "\n"); got != strings.Trim(want, "\n") {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, strings.Trim(want, "\n"))
	}
}

const (
	pile = 22 * time.Second
	lost = 26900 * time.Millisecond
)

func TestThePileInFull(t *testing.T) {
	d := drawBoxes(outageAt(t, pile, 9), full, moment.ProducerSpot)
	check(t, "places", d.places(), `
 ╭─ order service ─────────────────╮ ┏━ producer's memory ━━━━┓     ╭╌ broker ╌╌╌╌╌╌╮  ╭─ consumers ────────╮ ╭ done ─╮
 │ orders                 11 of 12 │ ┃ round 2  ▰▰▰▰▰▱  3.3 s ┃     ╎ P0 HW 1 end 1 ╎  │ in-house     LAG ? │ │✓ 3    │
 │ callers waiting               0 │ ┃ round 3  ▰▰▰▰▰▱  4.9 s ┃     ╎ NO CONNECTION ╎  │ external     LAG ? │ │       │
 │    order           row says     │ ┃ in memory only       8 ┃     ╎ P2 HW 2 end 2 ╎  │ statistics   LAG ? │ │of 12  │
 ╰─────────────────────────────────╯ ┗━━━━━━━━━━━━━━━━━━━━━━━━┛     ╰╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╯  ╰────────────────────╯ ╰───────╯`)
	check(t, "who knows", d.who(), `
 ╭─ the code · emit() ──────────────────────────────╮ ╭─ who knows what · #9 blog likes ×300 ─────────────── 6,000 P ─╮
 │ 1   await this.points.pay(order);                │ │ the service believes   PUBLISHED, the broker has it           │
 │ 2   this.client.emit('sns.orders', order);       │ │ in truth             ≠ in the producer's memory, 5.0 s        │
 │ 3 ▸ order.setPublished();                        │ │                                                               │
 │     it ran at once; it does not ask about line 2 │ │ the caller knows       nothing                                │
 │                                                  │ │ the customer sees      PUBLISHED                              │
 ╰──────────────────────────────────────────────────╯ ╰───────────────────────────────────────────────────────────────╯`)
}

func TestThePileInKorean(t *testing.T) {
	d := drawBoxes(outageAt(t, pile, 9), in(full, words.Korean), moment.ProducerSpot)
	check(t, "places", d.places(), `
 ╭─ 주문 서비스 ───────────────────╮ ┏━ 프로듀서 메모리 ━━━━━━┓     ╭╌ 브로커 ╌╌╌╌╌╌╮  ╭─ 컨슈머 ───────────╮ ╭ 완료 ─╮
 │ 주문                    11 / 12 │ ┃ 2차  ▰▰▰▰▰▱      3.3초 ┃     ╎ P0 HW 1 end 1 ╎  │ in-house     LAG ? │ │✓ 3    │
 │ 기다리는 호출자               0 │ ┃ 3차  ▰▰▰▰▰▱      4.9초 ┃     ╎ 연결 안 됨    ╎  │ external     LAG ? │ │       │
 │    주문            DB 기록      │ ┃ 메모리에만           8 ┃     ╎ P2 HW 2 end 2 ╎  │ statistics   LAG ? │ │전체 12│
 ╰─────────────────────────────────╯ ┗━━━━━━━━━━━━━━━━━━━━━━━━┛     ╰╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╯  ╰────────────────────╯ ╰───────╯`)
	check(t, "who knows", d.who(), `
 ╭─ 코드 · emit() ──────────────────────────────────╮ ╭─ 누가 무엇을 아는가 · #9 블로그 좋아요 ×300 ──────── 6,000 P ─╮
 │ 1   await this.points.pay(order);                │ │ 서비스가 믿는 것       PUBLISHED, 브로커에 있다               │
 │ 2   this.client.emit('sns.orders', order);       │ │ 실제                 ≠ 프로듀서 메모리에 있음, 5.0초          │
 │ 3 ▸ order.setPublished();                        │ │                                                               │
 │     바로 실행됨. 2행의 결과는 확인하지 않음      │ │ 호출자가 아는 것       없음                                   │
 │                                                  │ │ 고객에게 보이는 것     PUBLISHED                              │
 ╰──────────────────────────────────────────────────╯ ╰───────────────────────────────────────────────────────────────╯`)
}

func TestTheLossInFull(t *testing.T) {
	d := drawBoxes(outageAt(t, lost, 4), full, moment.ProducerSpot)
	check(t, "places", d.places(), `
 ╭─ order service ─────────────────╮ ┏━ producer's memory ━━━━┓     ╭─ broker ──────╮  ╭─ consumers ────────╮ ╭ done ─╮
 │ orders                 12 of 12 │ ┃ connected again 26.896 ┃     │ P0 HW 1 end 1 │  │ in-house   joining │ │✓ 3    │
 │ callers waiting               0 │ ┃ 5 given up        LOST ┃────▸│ P1 HW 1 end 1 │  │ external 20.4/30 s │ │       │
 │    order           row says     │ ┃ in memory only       3 ┃     │ P2 HW 2 end 2 │  │ statistics   LAG 1 │ │of 12  │
 ╰─────────────────────────────────╯ ┗━━━━━━━━━━━━━━━━━━━━━━━━┛     ╰───────────────╯  ╰────────────────────╯ ╰───────╯`)
	check(t, "who knows", d.who(), `
 ╭─ the code · emit() ──────────────────────────────╮ ╭─ who knows what · #4 insta likes ×500 ───────────── 10,000 P ─╮
 │ 1   await this.points.pay(order);                │ │ the service believes   PUBLISHED, the broker has it           │
 │ 2   this.client.emit('sns.orders', order);       │ │ in truth             ≠ LOST: nobody will send it again        │
 │ 3 ▸ order.setPublished();                        │ │                                                               │
 │     line 2 failed 20 s later; nobody was         │ │ the caller knows       nothing                                │
 │     listening                                    │ │ the customer sees      PUBLISHED                              │
 ╰──────────────────────────────────────────────────╯ ╰───────────────────────────────────────────────────────────────╯`)
}

func TestTheLossWhereThereIsLittleRoom(t *testing.T) {
	d := drawBoxes(outageAt(t, lost, 4), compact, moment.ProducerSpot)
	check(t, "places", d.places(), `
 ╭─ order service ───────────╮ ┏━ producer  3 ┓   ╭broker─╮ ╭consumers╮ ╭done─╮
 │    order         row says │ ┃✗4–✗8     LOST┃──▸│end 4  │ │LAG 1    │ │✓3/12│
 ╰───────────────────────────╯ ┗━━━━━━━━━━━━━━┛   ╰───────╯ ╰─────────╯ ╰─────╯`)
	check(t, "who knows", d.who(), `
 ▸ order.setPublished();   line 2 failed 20 s later; nobody was listening
 #4  PUBLISHED ≠ LOST: nobody will send it again                caller: nothing`)
	d = drawBoxes(outageAt(t, lost, 4), in(compact, words.Korean), moment.ProducerSpot)
	check(t, "places", d.places(), `
 ╭─ 주문 서비스 ─────────────╮ ┏━ 프로듀서  3 ┓   ╭브로커─╮ ╭ 컨슈머 ─╮ ╭완료─╮
 │    주문          DB 기록  │ ┃✗4~✗8     유실┃──▸│end 4  │ │LAG 1    │ │✓3/12│
 ╰───────────────────────────╯ ┗━━━━━━━━━━━━━━┛   ╰───────╯ ╰─────────╯ ╰─────╯`)
	check(t, "who knows", d.who(), `
 ▸ order.setPublished();   20초 뒤 2행 실패, 에러를 받는 코드 없음
 #4  PUBLISHED ≠ 유실: 아무도 다시 보내지 않음                     호출자: 없음`)
}

func TestTheEndWhereThereIsLittleRoom(t *testing.T) {
	d := drawBoxes(outageAt(t, time.Minute, 4), compact, moment.NoSpot)
	check(t, "places", d.places(), `
 ╭─ order service ───────────╮ ╭─ producer ───╮   ╭broker─╮ ╭consumers╮ ╭done─╮
 │    order         row says │ │✗4–✗8     LOST│──▸│end 7  │▸│LAG 0    │ │✓7/12│
 ╰───────────────────────────╯ ╰──────────────╯   ╰───────╯ ╰─────────╯ ╰─────╯`)
}

// openingAt is an opening that has come to the producer.
func openingAt() *moment.Opening {
	o := &moment.Opening{Shown: moment.ProducerSpot}
	o.Boxes[moment.ServiceSpot] = [words.Korean + 1][]string{{"one row for each order", "and what it believes", "about it"}, {"주문마다 한 행과", "서비스가 믿는 것"}}
	o.Boxes[moment.ProducerSpot] = [words.Korean + 1][]string{{"a library inside the", "service; it holds what", "it has not sent yet"}, {"서비스 안의 라이브러리.", "못 보낸 메시지가 남음"}}
	return o
}

func TestAPlaceSaysWhatItIs(t *testing.T) {
	m := outageAt(t, 0, 0)
	m.Opening = openingAt()
	for _, look := range []struct {
		moment.Options
		want string
	}{
		{compact, `
 ╭─ order service ───────────╮ ┏━ producer ━━━┓
 │ one row for each order    │ ┃ not sent yet ┃
 ╰───────────────────────────╯ ┗━━━━━━━━━━━━━━┛`},
		{in(compact, words.Korean), `
 ╭─ 주문 서비스 ─────────────╮ ┏━ 프로듀서 ━━━┓
 │ 주문마다 한 행            │ ┃ 아직 못 보냄 ┃
 ╰───────────────────────────╯ ┗━━━━━━━━━━━━━━┛`},
		{full, `
 ╭─ order service ─────────────────╮ ┏━ producer's memory ━━━━┓
 │ one row for each order          │ ┃ a library inside the   ┃
 │ and what it believes            │ ┃ service; it holds what ┃
 │ about it                        │ ┃ it has not sent yet    ┃
 ╰─────────────────────────────────╯ ┗━━━━━━━━━━━━━━━━━━━━━━━━┛`},
		{in(full, words.Korean), `
 ╭─ 주문 서비스 ───────────────────╮ ┏━ 프로듀서 메모리 ━━━━━━┓
 │ 주문마다 한 행과                │ ┃서비스 안의 라이브러리. ┃
 │ 서비스가 믿는 것                │ ┃못 보낸 메시지가 남음   ┃
 │                                 │ ┃                        ┃
 ╰─────────────────────────────────╯ ┗━━━━━━━━━━━━━━━━━━━━━━━━┛`},
	} {
		d := drawBoxes(m, look.Options, moment.ProducerSpot)
		check(t, fmt.Sprintf("%dx%d", look.Width, look.Height), d.places(), look.want)
		if who := strings.TrimSpace(d.who()); who != "" {
			t.Errorf("before the first order somebody knows something:\n%s", who)
		}
	}
}

// TestTheOpeningCountsWhatItShows: the bars beside the first order's lane count what it
// says, and who waits marks no row before the answer.
func TestTheOpeningCountsWhatItShows(t *testing.T) {
	for _, c := range []struct {
		mode sim.Mode
		spot moment.Spot
		row  string
		says int
		gap  string
	}{
		{sim.Emit, moment.ServiceSpot, "PAID", 0, ""},
		{sim.Emit, moment.ProducerSpot, "PUBLISHED", 1, "1 in memory"},
		{sim.Emit, moment.BrokerSpot, "PUBLISHED", 1, "1 waiting"},
		{sim.Emit, moment.ConsumersSpot, "PROCESSING", 1, "1 working"},
		{sim.EmitAwait, moment.ProducerSpot, "PAID", 0, ""},
		{sim.EmitAwait, moment.BrokerSpot, "PUBLISHED", 1, "1 waiting"},
		{sim.Send, moment.BrokerSpot, "PAID", 0, ""},
	} {
		m := outageAt(t, 0, 0)
		m.State.Setup.Mode = c.mode
		m.Opening, m.Cue = openingAt(), &moment.Cue{}
		m.Opening.Shown = c.spot
		m.Opening.First = &sim.Order{Number: 1, Channel: sim.YouTube, Product: sim.Views, Quantity: 300, Points: 6000}
		for _, o := range []moment.Options{compact, full} {
			text := drawnOf(m, o).Text()
			for _, said := range []string{c.row, fmt.Sprintf("%d PUBLISHED", c.says), "0 FINISHED", "6,000 P"} {
				if !strings.Contains(text, said) {
					t.Errorf("%s, place %d: not %q:\n%s", c.mode, c.spot, said, text)
				}
			}
			if o.Width == full.Width && !strings.Contains(text, c.gap) {
				t.Errorf("%s, place %d: not %q:\n%s", c.mode, c.spot, c.gap, text)
			}
		}
		if m.State.Published != 0 || m.State.Charged != 0 {
			t.Errorf("%s: the run is another", c.mode)
		}
	}
}
