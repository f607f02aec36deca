package dev.headroom.extender.backtest;

import java.util.List;

/**
 * What a backtest found. Its fields are the JSON form, a contract: new ones may come, none goes.
 *
 * @param fromMillis epoch milliseconds of the first forecast that was judged; 0 if there was none
 * @param toMillis of the last
 * @param total one row a horizon
 * @param rows by horizon, then by name
 */
public record Result(String source, long fromMillis, long toMillis, List<Row> total, List<Row> rows) {

    public Result {
        total = List.copyOf(total);
        rows = List.copyOf(rows);
    }
}
