package main

import (
	"context"
	"math"
	"runtime"
	"time"
)

// movingKinds have a resident memory that is meant to move by more than a tenth.
func movingKinds() []kind {
	return []kind{
		{"batch-peaks", "moving", batchPeaks},
		{"diurnal", "moving", diurnal},
		{"lru-growing", "moving", lruGrowing},
		{"bursts", "moving", bursts},
		{"step-up", "moving", stepUp},
		{"mmap-periodic", "moving", mmapPeriodic},
		{"decode", "moving", decode},
		{"slow-leak", "moving", slowLeak},
		{"step-up-down", "moving", stepUpDown},
		{"mmap-growing", "moving", mmapGrowing},
		{"warm-up", "moving", warmUp},
		{"cleanup-backlog", "moving", cleanupBacklog},
		{"session-walk", "moving", sessionWalk},
		{"memlimit-bites", "moving", memlimitBites},
		{"goroutine-waves", "moving", goroutineWaves},
		{"file-reader", "moving", fileReader},
	}
}

// batchPeaks runs a job every minute or so beside its normal work.
func batchPeaks(d *draw) behaviour {
	size, job := d.mib(8, 50), d.mib(20, 110)
	period, took, first := d.between(50, 170), d.between(4, 25), d.between(10, 60)
	traffic := d.between(1, 8) * mib
	return behaviour{d.room(scaled(size+job, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		rnd := s.random()
		go func() {
			for ok := pause(ctx, first); ok; ok = pause(ctx, max(1, period-took)) {
				runJob(ctx, s, scaled(job, s.load*(0.92+0.16*rnd.Float64())), took)
			}
		}()
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.4*mib)
	}}
}

// runJob builds up a result over some seconds and lets it go.
func runJob(ctx context.Context, s *service, bytes int, took float64) {
	h := newHoard(s, 1200)
	for i := range 40 {
		h.resize(bytes * (i + 1) / 40)
		if !pause(ctx, took/40) {
			return
		}
	}
	runtime.KeepAlive(h)
}

// bursts come at random moments, each with some tens of requests that hold much for seconds.
func bursts(d *draw) behaviour {
	size, burst := d.mib(8, 50), d.mib(15, 70)
	gap, took, traffic := d.between(15, 70), d.between(2, 8), d.between(1, 8)*mib
	return behaviour{d.room(scaled(size+2*burst, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		rnd := s.random()
		go func() {
			for pause(ctx, rnd.ExpFloat64()*gap) {
				go runJob(ctx, s, scaled(burst, 0.3+0.7*rnd.Float64()), took*(0.5+rnd.Float64()))
				pause(ctx, took/2)
			}
		}()
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.4*mib)
	}}
}

// diurnal load: sessions and requests follow a day that is some minutes long.
func diurnal(d *draw) behaviour {
	low, high, day, phase := d.mib(8, 30), d.mib(50, 120), d.between(180, 480), d.Float64()
	traffic := d.between(4, 16) * mib
	wave := func(age float64) float64 { return 0.5 - 0.5*math.Cos(2*math.Pi*(age/day+phase)) }
	return behaviour{d.room(scaled(high, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, func(age float64) float64 { return traffic * (0.1 + 0.9*wave(age)) })
		s.follow(ctx, newHoard(s, 1500), func(age float64) float64 {
			return float64(low) + float64(high-low)*wave(age)*min(1, age/10)
		}, 0.5*mib)
	}}
}

// slowLeak loses some MiB a minute.
func slowLeak(d *draw) behaviour {
	size, perMinute, traffic := d.mib(20, 60), d.between(1.5, 8), d.between(1, 10)*mib
	end := size + int(perMinute*14*mib)
	return behaviour{d.room(scaled(end, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 500), func(age float64) float64 {
			return float64(size)*min(1, age/20) + perMinute*mib*age/60
		}, 0.2*mib)
	}}
}

func stepUp(d *draw) behaviour {
	low, high, at := d.mib(15, 50), d.mib(60, 120), d.between(120, 480)
	took, traffic := d.between(1, 15), d.between(2, 10)*mib
	return behaviour{d.room(scaled(high, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 1000), ramp(low, high, at, at+took), 0.4*mib)
	}}
}

func stepUpDown(d *draw) behaviour {
	low, high := d.mib(10, 40), d.mib(60, 130)
	at, stay, took := d.between(90, 300), d.between(60, 240), d.between(1, 10)
	traffic := d.between(2, 10) * mib
	return behaviour{d.room(scaled(high, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		up, down := ramp(low, high, at, at+took), ramp(0, high-low, at+stay, at+stay+took)
		s.follow(ctx, newHoard(s, 1000), func(age float64) float64 { return up(age) - down(age) }, 0.4*mib)
	}}
}

// warmUp comes to its load and to its live heap over minutes.
func warmUp(d *draw) behaviour {
	size, constantTime, traffic := d.mib(50, 140), d.between(40, 180), d.between(3, 15)*mib
	warm := func(age float64) float64 { return 1 - math.Exp(-age/constantTime) }
	return behaviour{d.room(scaled(size, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, func(age float64) float64 { return traffic * warm(age) })
		s.follow(ctx, newHoard(s, 800), func(age float64) float64 { return float64(size) * warm(age) }, 0.5*mib)
	}}
}

// sessionWalk has a number of sessions that wanders, with a pull to its mean.
func sessionWalk(d *draw) behaviour {
	mean, spread, pull := d.mib(40, 90), d.between(0.015, 0.05), d.between(0.004, 0.02)
	traffic := d.between(2, 12) * mib
	most := 1.9
	return behaviour{d.room(scaled(mean, most*d.gogc())), func(ctx context.Context, s *service) {
		rnd, level, next := s.random(), 0.0, 0.0
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 2500), func(age float64) float64 {
			for ; next < age; next++ {
				level += rnd.NormFloat64()*spread - level*pull
			}
			return float64(mean) * min(most, math.Exp(level)) * min(1, age/15)
		}, 0.5*mib)
	}}
}

// memlimitBites grows past the point where GOMEMLIMIT and no longer GOGC sets the goal.
func memlimitBites(d *draw) behaviour {
	goal, traffic, full := d.mib(110, 260), d.between(3, 10)*mib, d.between(240, 700)
	d.memlimit(goal)
	low, high := scaled(goal, 0.15), scaled(goal, d.between(0.6, 0.8))
	return behaviour{scaled(goal, d.between(1.08, 1.25)) + 14*mib, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 1000), ramp(low, high, 20, full), 0.4*mib)
	}}
}

// goroutineWaves: connections come in waves, each with a goroutine, a stack and a buffer.
func goroutineWaves(d *draw) behaviour {
	most, depth, buffer := 2000+d.IntN(8000), 2+d.IntN(16), 1024<<d.IntN(3)
	day, size, traffic := d.between(90, 300), d.mib(8, 40), d.between(1, 6)*mib
	peak := scaled(size+most*buffer, d.gogc()) + most*(2048+depth*1100)
	return behaviour{d.room(peak), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		quit, open := make(chan struct{}), 0
		go s.every(ctx, 100*time.Millisecond, func(age, _ float64) {
			wanted := int(float64(most) * s.load * (0.5 - 0.45*math.Cos(2*math.Pi*age/day)))
			for ; open < wanted; open++ {
				go connection(depth, buffer, quit)
			}
			for ; open > wanted; open-- {
				quit <- struct{}{}
			}
		})
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}

func connection(depth, buffer int, quit <-chan struct{}) {
	b := block(buffer)
	park(depth, quit)
	runtime.KeepAlive(b)
}
