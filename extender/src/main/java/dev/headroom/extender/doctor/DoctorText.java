package dev.headroom.extender.doctor;

import java.util.List;

/** The checks for a terminal of 100 columns. */
public final class DoctorText {

    private static final int WIDTH = 100;
    private static final int SUBJECT = 20;

    private final StringBuilder out = new StringBuilder();

    private DoctorText() {}

    /** Lines ended by line feeds. */
    public static String of(List<Check> checks) {
        DoctorText text = new DoctorText();
        for (Check check : checks) {
            String head = String.format("%-6s%-" + SUBJECT + "s", check.level(), check.subject());
            text.wrapped(head.endsWith(" ") ? head : head + "  ", check.finding());
            if (!check.remedy().isEmpty()) {
                text.wrapped(" ".repeat(6 + SUBJECT) + "→ ", check.remedy());
            }
        }
        for (Check.Level level : Check.Level.values()) {
            text.out
                    .append(level == Check.Level.OK ? "" : ", ")
                    .append(count(checks, level))
                    .append(' ')
                    .append(level);
        }
        return text.out.append('\n').toString();
    }

    static long count(List<Check> checks, Check.Level level) {
        return checks.stream().filter(check -> check.level() == level).count();
    }

    private void wrapped(String head, String words) {
        StringBuilder line = new StringBuilder(head);
        for (String word : words.split(" ")) {
            if (line.length() + word.length() > WIDTH && line.length() > 6 + SUBJECT + 2) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(6 + SUBJECT + 2));
            }
            line.append(word).append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
