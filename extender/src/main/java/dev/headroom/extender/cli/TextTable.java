package dev.headroom.extender.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, columns as wide as they need. The first columns are aligned left, the others right. */
final class TextTable {

    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(int leftColumns, List<String> headings) {
        this.leftColumns = leftColumns;
        rows.add(List.copyOf(headings));
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** The table, each line ended by a line feed. */
    String text() {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String pad = " ".repeat(width(column) - cell.length());
                line.append(column < leftColumns ? cell + pad : pad + cell).append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
