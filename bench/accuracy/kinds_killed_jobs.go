package main

import "context"

// killBatch runs a job whose input grows from run to run.
func killBatch(d *draw) behaviour {
	limit, period, kill := d.mib(150, 350), d.between(40, 90), d.between(240, 600)
	took, size, traffic := d.between(0.3, 0.7)*period, d.mib(10, 30), d.between(2, 8)*mib
	most := float64(limit-base)/d.gogc() - float64(size)
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		go func() {
			for ok := pause(ctx, period/3); ok; ok = pause(ctx, period-took) {
				share := 0.2 + 0.85*s.age()/kill
				runJob(ctx, s, int(most*share), took)
			}
		}()
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}

// killBurst gets one burst that is far too large, out of small ones.
func killBurst(d *draw) behaviour {
	limit, kill, size := d.mib(120, 300), d.between(150, 600), d.mib(10, 30)
	gap, took, traffic := d.between(20, 60), d.between(4, 20), d.between(2, 8)*mib
	room := float64(limit-base)/d.gogc() - float64(size)
	return behaviour{limit, func(ctx context.Context, s *service) {
		go s.requests(ctx, constant(traffic))
		rnd := s.random()
		go func() {
			for ok := true; ok; ok = pause(ctx, gap*(0.5+rnd.Float64())) {
				if s.age() > kill {
					runJob(ctx, s, int(room*3), took)
				}
				runJob(ctx, s, int(room*(0.1+0.35*rnd.Float64())), took)
			}
		}()
		s.follow(ctx, newHoard(s, 900), ramp(size/2, size, 0, 30), 0.3*mib)
	}}
}
