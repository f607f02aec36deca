package main

import (
	"context"
	"runtime/debug"
	"sync"
	"time"
)

// sizes of the objects on the heap: small to medium, as in a service that keeps what it has decoded.
var sizes = [...]int{64, 128, 256, 512, 1024, 2048, 4096, 16384}

// An object is a header with a pointer and its data, so that the collector has something to follow.
type object struct {
	data []byte
}

// overhead of an object besides its data: the 24-byte header and its slot.
const overhead = 32

// replaceEvery is how many objects become garbage for each held object that is renewed.
const replaceEvery = 16

type heap struct {
	mu    sync.Mutex
	slots []*object
	sink  *object
}

// newHeap allocates objects until they hold about the given number of bytes.
func newHeap(bytes int) *heap {
	h := &heap{}
	for held := 0; held < bytes; {
		o := allocate(sizes[len(h.slots)%len(sizes)])
		held += len(o.data) + overhead
		h.slots = append(h.slots, o)
	}
	return h
}

func allocate(size int) *object {
	o := &object{data: make([]byte, size)}
	o.data[0] = 1
	return o
}

// shrink lets go of the newest objects until the others hold at most the given number of bytes, and gives the memory back.
func (h *heap) shrink(bytes int) {
	h.mu.Lock()
	held, keep := 0, 0
	for ; keep < len(h.slots); keep++ {
		held += len(h.slots[keep].data) + overhead
		if held > bytes {
			break
		}
	}
	h.slots = append([]*object(nil), h.slots[:keep]...)
	h.mu.Unlock()
	debug.FreeOSMemory()
}

// churn makes garbage at a rate in bytes per second until the context ends. Now and then a held object is renewed by one of
// the same size, so that the live heap moves and keeps its size.
func (h *heap) churn(ctx context.Context, rate float64) {
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	credit, last, turn, victim := 0.0, time.Now(), 0, 0
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			// After a pause of the machine the garbage of at most a tenth of a second is made up for.
			credit += rate * min(now.Sub(last).Seconds(), 0.1)
			last = now
		}
		h.mu.Lock()
		for ; credit > 0; turn++ {
			if turn%replaceEvery == 0 && len(h.slots) > 0 {
				victim %= len(h.slots)
				h.slots[victim] = allocate(len(h.slots[victim].data))
				credit -= float64(len(h.slots[victim].data) + overhead)
				victim++
				continue
			}
			h.sink = allocate(sizes[turn%len(sizes)])
			credit -= float64(len(h.sink.data) + overhead)
		}
		h.mu.Unlock()
	}
}
