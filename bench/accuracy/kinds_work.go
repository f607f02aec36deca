package main

import (
	"bytes"
	"container/list"
	"context"
	"encoding/json"
	"math"
	"math/rand/v2"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// lruGrowing is a least-recently-used cache that has not reached its capacity when the run ends.
func lruGrowing(d *draw) behaviour {
	start, perMinute, typical := d.mib(5, 30), d.between(3, 9), pick(d, 300, 1200, 4000)
	traffic := d.between(1, 8) * mib
	end := start + int(perMinute*14*mib)
	return behaviour{d.room(scaled(end, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		rnd, order, index, held, next := s.random(), list.New(), map[string]*list.Element{}, 0, 0
		s.every(ctx, 50*time.Millisecond, func(age, _ float64) {
			capacity := float64(start)*min(1, age/15) + perMinute*mib*s.load*age/60
			for held < int(capacity) {
				e := &entry{key: "item-" + strconv.Itoa(next), data: block(typical/2 + rnd.IntN(typical))}
				index[e.key] = order.PushFront(e)
				held += len(e.data) + 200
				next++
			}
			for range 100 {
				if e, ok := index["item-"+strconv.Itoa(rnd.IntN(next+1))]; ok {
					order.MoveToFront(e)
				}
			}
		})
	}}
}

// A record is what the decode pipeline decodes.
type record struct {
	ID     int               `json:"id"`
	Name   string            `json:"name"`
	Values []float64         `json:"values"`
	Labels map[string]string `json:"labels"`
}

// decode reads batches of JSON that grow and shrink, holds the decoded batch, and writes an answer.
func decode(d *draw) behaviour {
	most, least, day := d.mib(3, 10), d.mib(0.3, 1), d.between(120, 400)
	period, keep, size := d.between(1.5, 4), 1+d.IntN(3), d.mib(4, 30)
	peak := scaled(size+most*(4+3*keep), d.gogc())
	return behaviour{d.room(peak), func(ctx context.Context, s *service) {
		rnd, held, turn := s.random(), make([][]record, keep), 0
		kept := newHoard(s, 900)
		kept.resize(size)
		s.every(ctx, time.Duration(period*float64(time.Second)), func(age, _ float64) {
			share := 0.5 - 0.5*math.Cos(2*math.Pi*age/day)
			batch := (float64(least) + float64(most-least)*share) * (0.8 + 0.4*rnd.Float64()) * s.load
			held[turn%keep] = decodeBatch(encodeBatch(rnd, int(batch)))
			turn++
		})
		runtime.KeepAlive(kept)
	}}
}

func encodeBatch(rnd *rand.Rand, size int) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	r := record{Labels: map[string]string{"region": "north", "tier": "gold", "source": "import"}}
	for r.ID = 0; out.Len() < size; r.ID++ {
		r.Name = "record-" + strconv.Itoa(rnd.IntN(1_000_000))
		r.Values = r.Values[:0]
		for range 8 {
			r.Values = append(r.Values, float64(rnd.IntN(10_000))/100)
		}
		_ = encoder.Encode(&r)
	}
	return out.Bytes()
}

func decodeBatch(in []byte) []record {
	decoder, out := json.NewDecoder(bytes.NewReader(in)), []record(nil)
	for {
		var r record
		if decoder.Decode(&r) != nil {
			return out
		}
		out = append(out, r)
	}
}

// cleanupBacklog drops objects whose cleanup is slow, so that what they hold piles up and drains.
func cleanupBacklog(d *draw) behaviour {
	most, each, wave := d.mib(15, 55), pick(d, 2048, 8192, 32768), d.between(60, 200)
	size, traffic, finalizers := d.mib(8, 40), d.between(2, 8)*mib, d.IntN(2) == 0
	// What comes in the half of a wave in which nothing goes.
	rate := float64(most) / (wave / 2)
	return behaviour{d.room(scaled(size+2*most, d.gogc())), func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		// Cleanups wait in the first half of each wave: what they hold stays.
		var gate sync.RWMutex
		wait := func() {
			gate.RLock()
			defer gate.RUnlock()
		}
		go func() {
			for ok := true; ok; ok = pause(ctx, wave/2) {
				gate.Lock()
				pause(ctx, wave/2)
				gate.Unlock()
			}
		}()
		go s.every(ctx, 50*time.Millisecond, func(_, dt float64) {
			for credit := rate * dt; credit > 0; credit -= float64(each) {
				e, held := &entry{key: "file", data: block(64)}, block(each)
				if finalizers {
					e.data = held
					runtime.SetFinalizer(e, func(*entry) { wait() })
				} else {
					runtime.AddCleanup(e, func(b []byte) { wait(); runtime.KeepAlive(b) }, held)
				}
			}
		})
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}
