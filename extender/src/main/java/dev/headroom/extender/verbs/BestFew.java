package dev.headroom.extender.verbs;

import java.util.Arrays;

/** Chooses the best of many by score. */
final class BestFew {

    private BestFew() {}

    /**
     * The positions of the {@code count} highest scores, best first; of equal ones the first. Cheap for a small count.
     *
     * @return fewer if there are fewer scores
     */
    static int[] of(double[] scores, int count) {
        int[] best = new int[Math.min(count, scores.length)];
        int size = 0;
        for (int i = 0; i < scores.length; i++) {
            if (size == best.length && (size == 0 || scores[i] <= scores[best[size - 1]])) {
                continue;
            }
            int at = size == best.length ? size - 1 : size++;
            while (at > 0 && scores[best[at - 1]] < scores[i]) {
                best[at] = best[at - 1];
                at--;
            }
            best[at] = i;
        }
        return size == best.length ? best : Arrays.copyOf(best, size);
    }
}
