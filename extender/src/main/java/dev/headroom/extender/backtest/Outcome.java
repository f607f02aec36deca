package dev.headroom.extender.backtest;

/**
 * How one method did. {@link Double#NaN}, in JSON null, if it never said anything.
 *
 * @param violations share of the time in which more memory came within the horizon than was said, 0 to 1
 * @param slack mean share of what was said that was not needed, 0 to 1; where it was too little it is 0
 * @param meanBytes mean of what was said
 */
public record Outcome(String method, double violations, double slack, double meanBytes) {}
