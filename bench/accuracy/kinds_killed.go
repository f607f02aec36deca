package main

import (
	"context"
	"math"
	"strconv"
	"time"
)

// killedKinds reach their limit within the run, at a moment that is drawn, and die there.
func killedKinds() []kind {
	return []kind{
		{"kill-leak", "killed", killLeak},
		{"kill-cache", "killed", killCache},
		{"kill-steps", "killed", killSteps},
		{"kill-gogc", "killed", killGogc},
		{"kill-mmap", "killed", killMmap},
		{"kill-goroutines", "killed", killGoroutines},
		{"kill-diurnal", "killed", killDiurnal},
		{"kill-memlimit-high", "killed", killMemlimitHigh},
		{"kill-batch", "killed", killBatch},
		{"kill-squeezed", "killed", killSqueezed},
		{"kill-burst", "killed", killBurst},
	}
}

// base is what a process has resident besides its heap.
const base = 14 * mib

// killLeak leaks from the start on.
func killLeak(d *draw) behaviour {
	size, kill, limit := d.mib(15, 40), d.between(240, 620), d.mib(150, 350)
	traffic := d.between(2, 10) * mib
	live := float64(limit-base) / d.gogc()
	rate := (live - float64(size)) / kill
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 500), func(age float64) float64 { return float64(size)*min(1, age/10) + rate*age }, 0.2*mib)
	}}
}

// killCache begins to cache without bound at some moment, one to four minutes before it dies.
func killCache(d *draw) behaviour {
	size, begin, took, limit := d.mib(15, 40), d.between(60, 380), d.between(60, 240), d.mib(150, 400)
	traffic := d.between(2, 10) * mib
	live := float64(limit-base) / d.gogc()
	rate := (live - float64(size)) / took
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 1500), func(age float64) float64 {
			return float64(size)*min(1, age/10) + rate*max(0, age-begin)
		}, 0.2*mib)
	}}
}

// killSteps: each tenant that is added costs the same, and the last is one too many.
func killSteps(d *draw) behaviour {
	limit, steps, every := d.mib(150, 350), 3+d.IntN(5), d.between(45, 90)
	took, traffic := d.between(5, 30), d.between(2, 10)*mib
	live := float64(limit-base) / d.gogc()
	// The last step ends a tenth above the limit.
	each := live * 1.1 / float64(steps)
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 1000), func(age float64) float64 {
			turn, at := math.Modf(age / every)
			return each * (turn + min(1, at*every/took))
		}, 0.3*mib)
	}}
}

// killGogc has a live heap that fits and a heap goal that does not: the heap grows slowly between two collections, past the
// limit.
func killGogc(d *draw) behaviour {
	live, rise, gogc := d.mib(70, 150), d.between(150, 420), pick(d, 100, 100, 150)
	if gogc != 100 {
		d.env["GOGC"] = strconv.Itoa(gogc)
	}
	factor := 1 + float64(gogc)/100
	limit := int(float64(live)*factor/d.between(1.08, 1.3)) + base
	traffic := d.between(0.8, 2.5) * mib
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 1000), ramp(live/4, live, 20, rise), 0.1*mib)
	}}
}

// killMmap leaks outside of the heap.
func killMmap(d *draw) behaviour {
	size, kill, limit := d.mib(10, 40), d.between(180, 620), d.mib(160, 400)
	begin, traffic := d.between(0, 120), d.between(1, 8)*mib
	heap := scaled(size, d.gogc())
	rate := float64(limit-base-heap) / (kill - begin)
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		go s.mapped(ctx, func(age float64) float64 { return rate * max(0, age-begin) })
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}

// killGoroutines leaks goroutines, each with a stack and a buffer.
func killGoroutines(d *draw) behaviour {
	kill, limit, depth, buffer := d.between(180, 600), d.mib(120, 300), 2+d.IntN(20), 1024<<d.IntN(4)
	size, traffic := d.mib(8, 30), d.between(1, 8)*mib
	// A stack is twice what its frames need at worst, and stacks count into the goal like live heap.
	stack := 2048 << max(0, int(math.Ceil(math.Log2(float64(depth*540+600)/2048))))
	most := float64(limit-base-2*size) / float64(2*buffer+2*stack)
	rate := most / kill
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		never, open := make(chan struct{}), 0
		go s.every(ctx, 100*time.Millisecond, func(age, _ float64) {
			for ; float64(open) < rate*s.load*age; open++ {
				go connection(depth, buffer, never)
			}
		})
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}

// killDiurnal: each day is busier than the one before.
func killDiurnal(d *draw) behaviour {
	limit, day, kill := d.mib(150, 350), d.between(120, 240), d.between(300, 600)
	traffic := d.between(3, 10) * mib
	live := float64(limit-base) / d.gogc()
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 1200), func(age float64) float64 {
			wave := 0.55 + 0.45*math.Sin(2*math.Pi*age/day)
			return live * 1.05 * (0.15 + 0.85*wave*min(1.3, age/kill))
		}, 0.4*mib)
	}}
}

// killMemlimitHigh turned GOGC off and set GOMEMLIMIT above what the container may have.
func killMemlimitHigh(d *draw) behaviour {
	limit, kill := d.mib(120, 300), d.between(120, 480)
	d.env["GOGC"] = "off"
	d.memlimit(scaled(limit, d.between(1.05, 1.4)))
	size := scaled(limit, d.between(0.1, 0.3))
	traffic := float64(limit-base-size) / kill
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		h := newHoard(s, 900)
		s.follow(ctx, h, ramp(size/2, size, 0, 30), 0)
	}}
}

// killSqueezed leaks under a GOMEMLIMIT just below the limit: the collector works ever harder before the end.
func killSqueezed(d *draw) behaviour {
	limit, kill, traffic := d.mib(130, 300), d.between(240, 600), d.between(1, 4)*mib
	d.memlimit(scaled(limit, d.between(0.88, 0.97)))
	d.cpu = 500
	size := scaled(limit, 0.2)
	rate := float64(limit-base-size) / kill
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 600), func(age float64) float64 { return float64(size)*min(1, age/10) + rate*age }, 0.1*mib)
	}}
}
