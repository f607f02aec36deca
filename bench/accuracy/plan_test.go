package main

import (
	"strings"
	"testing"
)

// Whatever the seed, a plan must be one that can be run: six at once on a small machine, under a limit that holds the program.
func TestPlansStayWithinBounds(t *testing.T) {
	classes := map[string]int{}
	for _, k := range kinds() {
		classes[k.class]++
		for seed := range uint64(500) {
			p := k.scenario(seed).Plan
			if low, high := int64(40*mib), int64(800*mib); p.MemoryLimitBytes < low || p.MemoryLimitBytes > high {
				t.Errorf("%s with seed %d has a limit of %d MiB", k.name, seed, p.MemoryLimitBytes/mib)
			}
			if p.ExpectsKill != strings.HasPrefix(k.name, "kill-") {
				t.Errorf("%s: kinds that are meant to be killed are named so", k.name)
			}
		}
	}
	if classes["steady"] < 10 || classes["moving"] < 10 || classes["killed"] < 10 {
		t.Errorf("kinds by class: %v, at least ten of each are wanted", classes)
	}
}

func TestEqualSeedsDrawEqualPlans(t *testing.T) {
	for _, k := range kinds() {
		a, b := k.scenario(7).Plan, k.scenario(7).Plan
		if a.MemoryLimitBytes != b.MemoryLimitBytes || a.Metrics != b.Metrics || a.Env["GOGC"] != b.Env["GOGC"] {
			t.Errorf("%s: %v and %v", k.name, a, b)
		}
	}
}

// Any six neighbours run at once: they must differ in what they do.
func TestNeighboursDiffer(t *testing.T) {
	all := kinds()
	for i := 0; i+6 <= len(all); i++ {
		classes := map[string]bool{}
		for _, k := range all[i : i+6] {
			classes[k.class] = true
		}
		if len(classes) < 3 {
			t.Errorf("from %s on six kinds are of %d classes", all[i].name, len(classes))
		}
	}
}
