package main

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"time"
)

// A service is what every kind has: a clock, a load that differs a little between replicas, and random streams.
type service struct {
	started time.Time
	seed    uint64
	stream  uint64
	streams atomic.Uint64
	// load multiplies all rates and sizes that come from requests: within 4 % of one.
	load float64
}

func newService(seed, stream uint64) *service {
	s := &service{started: time.Now(), seed: seed, stream: stream, load: 1}
	if stream > 0 {
		s.load = 0.96 + 0.08*s.random().Float64()
	}
	return s
}

// random is a new stream of random numbers, for one goroutine.
func (s *service) random() *rand.Rand {
	return rand.New(rand.NewPCG(s.seed^(s.stream<<32), s.streams.Add(1)))
}

// age is the time since the start in seconds.
func (s *service) age() float64 { return time.Since(s.started).Seconds() }

// every calls step about every period until the context ends, with the age and the time since the last call in seconds. After
// a pause of the machine at most five periods are made up for.
func (s *service) every(ctx context.Context, period time.Duration, step func(age, dt float64)) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	last := time.Now()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			now := time.Now()
			step(now.Sub(s.started).Seconds(), min(now.Sub(last), 5*period).Seconds())
			last = now
		}
	}
}

// pause waits for some seconds; false when the context has ended.
func pause(ctx context.Context, seconds float64) bool {
	timer := time.NewTimer(time.Duration(seconds * float64(time.Second)))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// A request is what a handler allocates: a body, what is decoded from it, and an answer.
type request struct {
	body   []byte
	fields map[string]string
	answer []byte
	next   *request
}

var fieldNames = [...]string{"user", "trace", "region", "item", "price", "currency"}

// inFlight is how many requests are held at a time, each for as long as this many others take.
const inFlight = 64

// requests makes garbage as handlers do, at a rate in bytes per second that may depend on the age. The rate wanders by about a
// fifth around it, as the load of a real service does.
func (s *service) requests(ctx context.Context, rate func(age float64) float64) {
	rnd := s.random()
	ring, turn, credit, mood := make([]*request, inFlight), 0, 0.0, 0.0
	s.every(ctx, 20*time.Millisecond, func(age, dt float64) {
		mood += (rnd.NormFloat64()*0.04 - mood*0.02)
		credit += rate(age) * s.load * max(0.3, 1+mood) * dt
		for ; credit > 0; turn++ {
			r := newRequest(rnd)
			ring[turn%inFlight] = r
			credit -= float64(len(r.body) + len(r.answer) + 600)
		}
	})
}

func newRequest(rnd *rand.Rand) *request {
	r := &request{body: block(512 + rnd.IntN(6*1024)), answer: block(256 + rnd.IntN(2*1024))}
	r.fields = make(map[string]string, len(fieldNames))
	for i, name := range fieldNames {
		at := rnd.IntN(256 - 32)
		r.fields[name] = string(r.body[at+i : at+i+8+rnd.IntN(16)])
	}
	return r
}

// constant is a rate that does not depend on the age.
func constant(rate float64) func(float64) float64 { return func(float64) float64 { return rate } }

// block allocates bytes and touches each page of them, so that they are resident.
func block(size int) []byte {
	b := make([]byte, size)
	for i := 0; i < size; i += 4096 {
		b[i] = byte(i>>12) | 1
	}
	return b
}
