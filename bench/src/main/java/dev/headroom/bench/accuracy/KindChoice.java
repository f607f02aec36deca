package dev.headroom.bench.accuracy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Which kinds an evaluation runs: 14 of 36 are meant to be killed, so that at least 10 are; a kind that comes a second
 * time runs with the next seed. Which of the others run is drawn from the seed.
 */
final class KindChoice {

    static final int FEWEST_RUNS = 30;
    private static final double KILLED_SHARE = 14 / 36.0;

    private KindChoice() {}

    static List<String> of(List<String> killed, List<String> others, int runs, long seed) {
        int dying = (int) Math.round(runs * KILLED_SHARE);
        int living = runs - dying;
        if (runs < FEWEST_RUNS || dying > 2 * killed.size() || living > 2 * others.size()) {
            throw new IllegalArgumentException("--runs is " + runs + ", allowed is " + FEWEST_RUNS
                    + " up to what each of " + killed.size() + " and " + others.size() + " kinds gives twice");
        }
        Random random = new Random(seed);
        List<String> chosen = new ArrayList<>(drawn(killed, dying, random));
        chosen.addAll(drawn(others, living, random));
        // So that those that die early make room all the time.
        Collections.shuffle(chosen, random);
        return chosen;
    }

    private static List<String> drawn(List<String> kinds, int count, Random random) {
        List<String> drawn = new ArrayList<>();
        while (drawn.size() < count) {
            List<String> round = new ArrayList<>(kinds);
            Collections.shuffle(round, random);
            drawn.addAll(round.subList(0, Math.min(round.size(), count - drawn.size())));
        }
        return drawn;
    }
}
