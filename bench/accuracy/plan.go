package main

import (
	"context"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"strconv"
)

// Plan says under which environment and limits a kind with its seed is to be started.
type Plan struct {
	Kind  string `json:"kind"`
	Class string `json:"class"`
	Seed  uint64 `json:"seed"`
	// Env holds GOGC and GOMEMLIMIT where they are set.
	Env              map[string]string `json:"env"`
	MemoryLimitBytes int64             `json:"memoryLimitBytes"`
	CPULimitMillis   int64             `json:"cpuLimitMillis"`
	QosClass         string            `json:"qosClass"`
	Metrics          string            `json:"metrics"`
	ExpectsKill      bool              `json:"expectsKill"`
	// SteadyHint: resident memory is meant to move little after the first minute.
	SteadyHint bool `json:"steadyHint"`
}

type scenario struct {
	Plan
	run func(context.Context, *service)
}

// A kind draws its parameters and says how to behave.
type kind struct {
	name  string
	class string
	draw  func(d *draw) behaviour
}

// A behaviour is what a kind has drawn.
type behaviour struct {
	limit int
	run   func(context.Context, *service)
}

// A draw is the source of a kind's parameters and of the environment they imply.
type draw struct {
	*rand.Rand
	env map[string]string
	cpu int64
}

const mib = 1 << 20

func (k kind) scenario(seed uint64) scenario {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte(k.name))
	d := &draw{Rand: rand.New(rand.NewPCG(seed, hash.Sum64())), env: map[string]string{}, cpu: 1000}
	metrics := pick(d, "default", "default", "default", "full", "full", "otel")
	qos := pick(d, "Burstable", "Burstable", "Guaranteed")
	b := k.draw(d)
	return scenario{
		Plan: Plan{
			Kind: k.name, Class: k.class, Seed: seed, Env: d.env, CPULimitMillis: d.cpu, QosClass: qos, Metrics: metrics,
			MemoryLimitBytes: int64(b.limit) / 4096 * 4096, ExpectsKill: k.class == "killed", SteadyHint: k.class == "steady",
		},
		run: b.run,
	}
}

// between draws uniformly from [low, high).
func (d *draw) between(low, high float64) float64 { return low + d.Float64()*(high-low) }

// mib draws a number of bytes uniformly between two numbers of MiB.
func (d *draw) mib(low, high float64) int { return int(d.between(low, high) * mib) }

func pick[T any](d *draw, choices ...T) T { return choices[d.IntN(len(choices))] }

// gogc draws GOGC and returns it as a factor on the live heap: 2 for 100. Half of the services leave it unset.
func (d *draw) gogc(choices ...int) float64 {
	if len(choices) == 0 {
		choices = []int{100, 100, 50, 75, 150}
	}
	percent := pick(d, choices...)
	if percent != 100 || d.IntN(4) == 0 {
		d.env["GOGC"] = strconv.Itoa(percent)
	}
	return 1 + float64(percent)/100
}

// room is a limit that leaves a margin over a peak, and in a third of the cases GOMEMLIMIT at nine tenths of the limit.
func (d *draw) room(peak int) int {
	limit := int(float64(peak+20*mib) * d.between(1.12, 1.7))
	if d.IntN(3) == 0 {
		d.memlimit(limit * 9 / 10)
	}
	return limit
}

func (d *draw) memlimit(bytes int) {
	d.env["GOMEMLIMIT"] = strconv.Itoa(bytes/mib) + "MiB"
}

func scaled(bytes int, factor float64) int { return int(math.Round(float64(bytes) * factor)) }

func find(name string) (kind, error) {
	for _, k := range kinds() {
		if k.name == name {
			return k, nil
		}
	}
	return kind{}, fmt.Errorf("-kind %q: not one of those that -list prints", name)
}

// kinds lists all of them, mixed so that any six neighbours hold steady, moving and killed ones.
func kinds() []kind {
	lists := [][]kind{steadyKinds(), movingKinds(), killedKinds()}
	total := 0
	for _, l := range lists {
		total += len(l)
	}
	all := make([]kind, 0, total)
	// Each list gives its next kind whenever it lags behind its share of those given so far.
	given := make([]int, len(lists))
	for len(all) < total {
		best, bestLag := -1, 0.0
		for i, l := range lists {
			lag := float64(len(l)*(len(all)+1))/float64(total) - float64(given[i])
			if given[i] < len(l) && (best < 0 || lag > bestLag) {
				best, bestLag = i, lag
			}
		}
		all = append(all, lists[best][given[best]])
		given[best]++
	}
	return all
}
