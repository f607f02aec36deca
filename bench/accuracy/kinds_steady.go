package main

import (
	"context"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// steadyKinds are meant to have a resident memory that moves little once they are warm.
func steadyKinds() []kind {
	return []kind{
		{"cache-plateau", "steady", cachePlateau},
		{"idle", "steady", idle},
		{"steady-alloc", "steady", steadyAlloc},
		{"gogc-off-memlimit", "steady", gogcOff},
		{"ballast", "steady", ballast},
		{"goroutines", "steady", goroutines},
		{"startup-spike-lean", "steady", func(d *draw) behaviour { return startupSpike(d, 50) }},
		{"sync-pool", "steady", syncPool},
		{"startup-spike-wide", "steady", func(d *draw) behaviour { return startupSpike(d, 200) }},
		{"squeezed", "steady", squeezed},
		{"fragmentation", "steady", fragmentation},
		{"large-objects", "steady", largeObjects},
	}
}

// cachePlateau fills and then replaces.
func cachePlateau(d *draw) behaviour {
	size, fill, typical := d.mib(30, 130), pick(d, 10.0, 25.0, 45.0, 120.0), pick(d, 200, 800, 3000)
	renewal, traffic := d.between(0.3, 3)*mib, d.between(1, 10)*mib
	return behaviour{d.room(scaled(size, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, typical), ramp(0, size, 0, fill), renewal)
	}}
}

func idle(d *draw) behaviour {
	size, traffic := d.mib(12, 70), d.between(0.002, 0.05)*mib
	return behaviour{d.room(scaled(size, d.gogc(100))), func(ctx context.Context, s *service) {
		h := newHoard(s, 1000)
		h.resize(size)
		s.requests(ctx, constant(traffic))
		runtime.KeepAlive(h)
	}}
}

// steadyAlloc makes much garbage over a small or medium live heap.
func steadyAlloc(d *draw) behaviour {
	size, traffic := d.mib(14, 60), d.between(20, 60)*mib
	return behaviour{d.room(scaled(size, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 1000), ramp(size/2, size, 0, 30), 0.5*mib)
	}}
}

// gogcOff collects only where GOMEMLIMIT says so.
func gogcOff(d *draw) behaviour {
	goal, share, traffic := d.mib(80, 300), d.between(0.2, 0.6), d.between(4, 16)*mib
	d.env["GOGC"] = "off"
	d.memlimit(goal)
	limit := scaled(goal, d.between(1.08, 1.3)) + 16*mib
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 800), ramp(scaled(goal, share/2), scaled(goal, share), 0, 60), 1*mib)
	}}
}

// ballast holds a block that is never touched, the old way of fewer collections.
func ballast(d *draw) behaviour {
	weight, size, traffic := d.mib(60, 200), d.mib(10, 50), d.between(3, 15)*mib
	return behaviour{d.room(scaled(size, 2) + weight), func(ctx context.Context, s *service) {
		block := make([]byte, weight)
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 1000), ramp(0, size, 0, 30), 0.5*mib)
		runtime.KeepAlive(block)
	}}
}

// goroutines has 20,000 of them, parked on stacks of several depths, with some coming and going.
func goroutines(d *draw) behaviour {
	depth, turnover, traffic := 1+d.IntN(6), d.between(5, 200), d.between(1, 5)*mib
	size := d.mib(5, 40)
	stacks := 20_000 * (2048 + depth*512*2)
	return behaviour{d.room(scaled(size+stacks/3, d.gogc(100)) + stacks), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		quit, rnd := make(chan struct{}), s.random()
		start := func() { go park(1+rnd.IntN(2*depth), quit) }
		for range int(20_000 * s.load) {
			start()
		}
		credit := 0.0
		go s.every(ctx, 100*time.Millisecond, func(_, dt float64) {
			for credit += turnover * dt; credit > 1; credit-- {
				quit <- struct{}{}
				start()
			}
		})
		s.follow(ctx, newHoard(s, 600), ramp(size/2, size, 0, 40), 0.2*mib)
	}}
}

// park recurses, so that the stack grows, and waits there.
//
//go:noinline
func park(depth int, quit <-chan struct{}) byte {
	var frame [480]byte
	frame[depth&255] = byte(depth)
	if depth == 0 {
		<-quit
		return frame[1]
	}
	return park(depth-1, quit) + frame[depth&255]
}

// startupSpike parses much at the start, keeps little, and goes on quietly.
func startupSpike(d *draw, gogc int) behaviour {
	spike, size, traffic := d.mib(60, 130), d.mib(6, 40), d.between(0.2, 4)*mib
	took := d.between(4, 20)
	d.env["GOGC"] = strconv.Itoa(gogc)
	limit := scaled(spike, (1+float64(gogc)/100)*d.between(1.15, 1.5)) + 20*mib
	return behaviour{limit, func(ctx context.Context, s *service) {
		parsed, kept := newHoard(s, 2000), newHoard(s, 800)
		for i := range 20 {
			parsed.resize(spike * (i + 1) / 20)
			kept.resize(size * (i + 1) / 20)
			if !pause(ctx, took/20) {
				return
			}
		}
		parsed.resize(0)
		parsed.entries = nil
		s.requests(ctx, constant(traffic))
		runtime.KeepAlive(kept)
	}}
}

// syncPool takes large buffers from a pool under a load that swings from second to second.
func syncPool(d *draw) behaviour {
	buffer, most := pick(d, 64, 256, 1024)<<10, d.mib(8, 48)
	rate, size, traffic := d.between(20, 120), d.mib(5, 40), d.between(2, 10)*mib
	peak := scaled(size+most, d.gogc())
	return behaviour{d.room(peak + most), func(ctx context.Context, s *service) {
		pool, rnd := sync.Pool{New: func() any { b := block(buffer); return &b }}, s.random()
		slots := make(chan struct{}, max(1, most/buffer))
		go s.requests(ctx, constant(traffic))
		go s.every(ctx, 20*time.Millisecond, func(_, dt float64) {
			for range int(rate*dt*s.load + rnd.Float64()) {
				hold := rnd.ExpFloat64() * 0.4
				select {
				case slots <- struct{}{}:
					go func() {
						b := pool.Get().(*[]byte)
						pause(ctx, hold)
						pool.Put(b)
						<-slots
					}()
				default:
				}
			}
		})
		s.follow(ctx, newHoard(s, 700), ramp(size/2, size, 0, 40), 0.3*mib)
	}}
}

// squeezed has a live heap just below GOMEMLIMIT.
func squeezed(d *draw) behaviour {
	goal, share, traffic := d.mib(70, 200), d.between(0.84, 0.97), d.between(0.5, 3)*mib
	d.memlimit(goal)
	d.cpu = 500
	live := scaled(goal, share) - 8*mib
	return behaviour{scaled(goal, d.between(1.25, 1.5)) + 20*mib, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		s.follow(ctx, newHoard(s, 900), ramp(live/2, live, 0, d.between(40, 150)), 0.3*mib)
	}}
}
