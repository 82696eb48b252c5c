package kafkax

import (
	"time"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// Life says whether somebody still works on the topics and groups of a prefix.
type Life uint8

// What there is to say of it.
const (
	Dead       Life = iota + 1 // nobody has shown for a while that he lives, and the groups are empty
	Living                     // a process shows that it lives
	Occupied                   // none does, but groups have members: strangers, or those of a process that has just died
	Unsigned                   // nobody ever did, and the groups are empty: a run of an older version, or one that is about to begin
	Unclear                    // it cannot be told
	lifeBeyond                 // what is above has a name
)

// String returns the word for machines.
func (l Life) String() string {
	return [lifeBeyond]string{"", "dead", "living", "occupied", "unsigned", "unclear"}[l]
}

// Remains are what the runs of one prefix have on a cluster.
type Remains struct {
	Prefix    string
	Topics    []string       // sorted, the topic alive last
	Groups    []RemainsGroup // those that exist, sorted
	Life      Life
	Processes int           // that show that they live
	Age       time.Duration // since anybody showed it, by the broker's clock; −1 = nobody ever did, or unknown
	Doubt     error         // why Life is Unclear

	ended bool      // everybody has said that he ended
	seen  time.Time // when that was looked at
}

// RemainsGroup is a consumer group.
type RemainsGroup struct {
	Name    string
	Members int
}

// Deletable reports whether what is there may be deleted: it belongs to nobody who
// lives. Where nobody ever showed that he lives, only who names the prefix itself
// may say so.
func (r *Remains) Deletable(named bool) bool {
	return r.ours() && (r.Life == Dead || r.Life == Unsigned && named)
}

// ours reports whether a run of this program has made what is there: the prefix is
// one that it draws, or somebody has shown there that he lives.
func (r *Remains) ours() bool { return (record.Names{Prefix: r.Prefix}).Drawn() || r.Age >= 0 }

// judge says whether somebody lives, from what the topic alive and the groups
// tell. v is nil where there is no topic alive.
func (r *Remains) judge(v *vitals, doubt error) {
	r.Age = -1
	if v != nil {
		r.Processes, r.ended = v.living(), v.ended()
		if age, signed := v.age(); signed {
			r.Age = age
		}
	}
	members := 0
	for _, g := range r.Groups {
		members += g.Members
	}
	switch {
	case r.Processes > 0:
		r.Life = Living
	case members > 0:
		r.Life = Occupied
	case doubt != nil:
		r.Life, r.Doubt = Unclear, worded(doubt)
	case r.Age < 0:
		r.Life = Unsigned
	default:
		r.Life = Dead
	}
}

// Stays says in a few words why a prefix is left alone; nothing where it may be
// deleted.
func (r *Remains) Stays(named bool) sim.Text {
	switch {
	case r.Deletable(named):
		return sim.Text{}
	case !r.ours() && r.Life != Unclear:
		return sim.Say("nothing shows that a run of this program has made it", "이 프로그램의 실행이 만들었다는 표시가 없습니다")
	case r.Life == Living:
		return sim.Say("it lives", "실행 중입니다")
	case r.Life == Occupied:
		return sim.Say("its groups have members", "그룹에 멤버가 있습니다")
	case r.Life == Unsigned:
		return sim.Say("when it was used nobody knows: name it with --prefix", "언제 쓰였는지 알 수 없습니다. --prefix로 직접 지정하세요")
	}
	return sim.Say("whether it lives is unknown: %v", "살아 있는지 알 수 없습니다: %v", r.Doubt)
}

// Text says how it stands with a prefix.
func (r *Remains) Text() sim.Text {
	age := r.Age.Truncate(time.Second)
	switch {
	case r.Life == Living:
		return sim.Say("lives: seen %s ago", "실행 중: %s 전에 확인", age)
	case r.Life == Unclear:
		return sim.Say("unclear", "알 수 없음")
	case r.Age < 0 && r.Life == Occupied:
		return sim.Say("no sign of life, and members in its groups", "살아 있다는 표시는 없지만 그룹에 멤버가 있음")
	case r.Life == Occupied:
		return sim.Say("last seen %s ago, and members in its groups", "%s 전에 마지막으로 확인, 그룹에 멤버가 있음", age)
	case r.Life == Unsigned:
		return sim.Say("no sign of life", "살아 있다는 표시가 없음")
	case r.ended:
		return sim.Say("ended %s ago", "%s 전에 끝남", age)
	}
	return sim.Say("dead: last seen %s ago", "중단됨: %s 전에 마지막으로 확인", age)
}
