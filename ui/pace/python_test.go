package pace

import (
	"crypto/sha512"
	"math/big"
)

// python draws what Python's random.Random(seed) draws for a text as its seed
// (MT19937), so that the prototype of the pace can be repeated number by number.
type python struct {
	state [624]uint32
	next  int
}

func newPython(seed string) *python {
	sum := sha512.Sum512([]byte(seed))
	n := new(big.Int).SetBytes(append([]byte(seed), sum[:]...))
	var key []uint32
	word, mask := new(big.Int), big.NewInt(1<<32-1)
	for n.Sign() > 0 {
		key = append(key, uint32(word.And(n, mask).Uint64()))
		n.Rsh(n, 32)
	}
	p := &python{}
	p.seedBy(key)
	return p
}

func (p *python) seedWith(s uint32) {
	p.state[0] = s
	for i := 1; i < 624; i++ {
		p.state[i] = 1812433253*(p.state[i-1]^p.state[i-1]>>30) + uint32(i)
	}
	p.next = 624
}

func (p *python) seedBy(key []uint32) {
	p.seedWith(19650218)
	i, j := 1, 0
	for range max(624, len(key)) {
		p.state[i] = (p.state[i] ^ (p.state[i-1]^p.state[i-1]>>30)*1664525) + key[j] + uint32(j)
		i++
		if i == 624 {
			p.state[0], i = p.state[623], 1
		}
		j++
		if j == len(key) {
			j = 0
		}
	}
	for range 623 {
		p.state[i] = (p.state[i] ^ (p.state[i-1]^p.state[i-1]>>30)*1566083941) - uint32(i)
		i++
		if i == 624 {
			p.state[0], i = p.state[623], 1
		}
	}
	p.state[0] = 1 << 31
}

func (p *python) refill() {
	for i := range 624 {
		y := p.state[i]&(1<<31) | p.state[(i+1)%624]&(1<<31-1)
		p.state[i] = p.state[(i+397)%624] ^ y>>1
		if y&1 == 1 {
			p.state[i] ^= 0x9908b0df
		}
	}
	p.next = 0
}

func (p *python) word() uint32 {
	if p.next == 624 {
		p.refill()
	}
	y := p.state[p.next]
	p.next++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// uniform is random.uniform(a, b).
func (p *python) uniform(a, b float64) float64 {
	high, low := p.word()>>5, p.word()>>6
	return a + (b-a)*((float64(high)*67108864+float64(low))/9007199254740992)
}
