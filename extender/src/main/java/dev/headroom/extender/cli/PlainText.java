package dev.headroom.extender.cli;

/** Text from elsewhere, made safe for a terminal. */
final class PlainText {

    private PlainText() {}

    /** Control characters, with which a name could steer the terminal, become question marks; line breaks stay. */
    static String of(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\n]]", "?");
    }
}
