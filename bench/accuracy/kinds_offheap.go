package main

import (
	"context"
	"io"
	"math"
	"os"
	"syscall"
	"time"
)

// A mapping is memory outside of the Go heap, as cgo libraries and memory-mapped stores have it.
type mapping struct{ chunks [][]byte }

// chunk is how much is mapped at a time.
const chunk = 1 << 20

func (m *mapping) resize(target int) {
	for len(m.chunks)*chunk < target {
		b, err := syscall.Mmap(-1, 0, chunk, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
		if err != nil {
			return
		}
		for i := 0; i < len(b); i += 4096 {
			b[i] = 1
		}
		m.chunks = append(m.chunks, b)
	}
	for n := len(m.chunks) - 1; n >= 0 && n*chunk >= target; n-- {
		_ = syscall.Munmap(m.chunks[n])
		m.chunks = m.chunks[:n]
	}
}

// mapped keeps a mapping at a size that depends on the age.
func (s *service) mapped(ctx context.Context, size func(age float64) float64) {
	var m mapping
	s.every(ctx, 200*time.Millisecond, func(age, _ float64) { m.resize(int(size(age) * s.load)) })
}

func mmapGrowing(d *draw) behaviour {
	start, perMinute, size := d.mib(10, 60), d.between(3, 14), d.mib(8, 50)
	traffic := d.between(1, 8) * mib
	end := start + int(perMinute*14*mib)
	return behaviour{d.room(scaled(size, d.gogc()) + end), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		go s.mapped(ctx, func(age float64) float64 { return float64(start)*min(1, age/20) + perMinute*mib*age/60 })
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}

func mmapPeriodic(d *draw) behaviour {
	low, high, period := d.mib(5, 30), d.mib(50, 150), d.between(60, 200)
	share, rise, size := d.between(0.2, 0.6), d.between(2, 15), d.mib(8, 50)
	traffic := d.between(1, 8) * mib
	return behaviour{d.room(scaled(size, d.gogc()) + high), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		go s.mapped(ctx, func(age float64) float64 {
			at := math.Mod(age, period)
			if at > share*period {
				at = max(0, rise-(at-share*period)*4)
			}
			return float64(low) + float64(high-low)*min(1, at/rise)
		})
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}

// fileReader reads files again and again: page cache that is charged to the group and that nobody needs; and now and then it
// maps one, whose pages are resident and can be taken away.
func fileReader(d *draw) behaviour {
	file, size, period := d.mib(40, 160), d.mib(8, 50), d.between(20, 60)
	mapFor, traffic := d.between(0.2, 0.8), d.between(1, 6)*mib
	return behaviour{d.room(scaled(size, d.gogc()) + file), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		go s.readFiles(ctx, file, period, mapFor)
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}

func (s *service) readFiles(ctx context.Context, size int, period, mapFor float64) {
	f, err := os.CreateTemp("", "accuracylab-")
	if err != nil {
		return
	}
	defer f.Close()
	// It has no blocks on the disk: it reads as zeros, through the page cache all the same.
	if os.Remove(f.Name()) != nil || f.Truncate(int64(size)) != nil {
		return
	}
	buffer := make([]byte, 64<<10)
	for {
		for at := int64(0); at < int64(size); at += int64(len(buffer)) {
			if _, err := f.ReadAt(buffer, at); err != nil && err != io.EOF {
				return
			}
			if at%(4<<20) == 0 && !pause(ctx, 0.1) {
				return
			}
		}
		b, err := syscall.Mmap(int(f.Fd()), 0, size, syscall.PROT_READ, syscall.MAP_SHARED)
		if err != nil {
			return
		}
		sum := byte(0)
		for i := 0; i < len(b); i += 4096 {
			sum |= b[i]
		}
		ok := pause(ctx, period*mapFor)
		_ = syscall.Munmap(b)
		if !ok || !pause(ctx, period*(1-mapFor)+float64(sum)) {
			return
		}
	}
}
