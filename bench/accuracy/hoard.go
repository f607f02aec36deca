package main

import (
	"context"
	"math"
	"math/rand/v2"
	"time"
)

// An entry is one object of the live heap: a header with pointers, and its data.
type entry struct {
	key  string
	data []byte
}

// entryOverhead is about what an entry costs besides its data: header, key and slot.
const entryOverhead = 48 + 16 + 8

// A hoard is a live heap of about a wanted size: entries of mixed sizes, dropped in random order, as in a cache without order
// or a table of sessions. Not safe for use by several goroutines.
type hoard struct {
	rnd     *rand.Rand
	typical int
	entries []*entry
	bytes   int
}

// newHoard holds entries whose median size is the given one; one in ten is more than four times as large.
func newHoard(s *service, typical int) *hoard {
	return &hoard{rnd: s.random(), typical: typical}
}

func (h *hoard) newEntry() *entry {
	size := int(float64(h.typical) * math.Exp(h.rnd.NormFloat64()*1.1))
	return &entry{key: fieldNames[h.rnd.IntN(len(fieldNames))] + "-entry", data: block(max(16, min(size, 64*h.typical)))}
}

func (h *hoard) add() {
	e := h.newEntry()
	h.entries = append(h.entries, e)
	h.bytes += len(e.data) + entryOverhead
}

func (h *hoard) drop() {
	n := len(h.entries) - 1
	if n < 0 {
		return
	}
	i := h.rnd.IntN(n + 1)
	h.bytes -= len(h.entries[i].data) + entryOverhead
	h.entries[i], h.entries[n] = h.entries[n], nil
	h.entries = h.entries[:n]
}

// resize adds or drops entries until they hold about the target.
func (h *hoard) resize(target int) {
	for h.bytes < target {
		h.add()
	}
	for h.bytes > target && len(h.entries) > 0 {
		h.drop()
	}
}

// replace renews entries that hold about so many bytes.
func (h *hoard) replace(bytes float64) {
	for bytes > 0 && len(h.entries) > 0 {
		h.drop()
		h.add()
		bytes -= float64(len(h.entries[len(h.entries)-1].data) + entryOverhead)
	}
}

// follow keeps the hoard at a size that depends on the age, renewing entries at a rate in bytes per second.
func (s *service) follow(ctx context.Context, h *hoard, size func(age float64) float64, renewal float64) {
	s.every(ctx, 50*time.Millisecond, func(age, dt float64) {
		h.resize(int(size(age) * s.load))
		h.replace(renewal * dt * s.load)
	})
}

// ramp goes from one size to another between two ages and stays there.
func ramp(from, to int, start, end float64) func(float64) float64 {
	return func(age float64) float64 {
		share := min(1, max(0, (age-start)/(end-start)))
		return float64(from) + float64(to-from)*share
	}
}
