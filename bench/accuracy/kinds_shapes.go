package main

import (
	"context"
	"runtime"
	"time"
)

// fragmentation keeps objects of one class of sizes, frees most of them in random order, goes on with another class, and
// leaves holes that no later object fits well.
func fragmentation(d *draw) behaviour {
	size, period, keep := d.mib(30, 100), d.between(20, 60), d.between(0.3, 0.7)
	traffic, renewal := d.between(1, 4)*mib, d.between(1, 4)*mib
	return behaviour{d.room(scaled(size, d.gogc()) + size/2), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		sizes := []int{48, 400, 1500, 90, 7000, 200, 20_000, 640}
		hoards := []*hoard{newHoard(s, sizes[0])}
		last := 0
		s.every(ctx, 50*time.Millisecond, func(age, dt float64) {
			if turn := int(age / period); turn != last {
				last = turn
				for _, h := range hoards {
					h.resize(int(float64(h.bytes) * keep))
				}
				hoards = append(hoards, newHoard(s, sizes[turn%len(sizes)]))
				if len(hoards) > 6 {
					hoards = hoards[1:]
				}
			}
			held := 0
			for _, h := range hoards {
				held += h.bytes
			}
			newest := hoards[len(hoards)-1]
			newest.resize(newest.bytes + min(size-held, int(6*mib*dt*5)))
			newest.replace(renewal * dt)
		})
	}}
}

// largeObjects churns blocks of megabytes, as image or report services do.
func largeObjects(d *draw) behaviour {
	held, most := 2+d.IntN(8), d.between(2, 14)
	rate, size, traffic := d.between(0.5, 3), d.mib(4, 30), d.between(0.5, 4)*mib
	peak := scaled(size+int(float64(held)*most*0.6*mib), d.gogc())
	return behaviour{d.room(peak + int(2*most*mib)), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		rnd, slots, turn, credit := s.random(), make([][]byte, held), 0, 0.0
		kept := newHoard(s, 900)
		kept.resize(size)
		s.every(ctx, 100*time.Millisecond, func(_, dt float64) {
			for credit += rate * dt * s.load; credit > 0; credit -= 0.5 + rnd.Float64() {
				slots[turn%held] = block(int((0.2 + rnd.Float64()*0.8) * most * mib))
				turn++
			}
		})
		runtime.KeepAlive(kept)
	}}
}
