package dev.headroom.extender.verbs;

/**
 * The nodes of one request in its order, as ranges of bytes: no name becomes a string. Valid until the next request is
 * parsed; not thread-safe.
 */
interface NodeNames {

    int size();

    /** The array in which the name of node {@code i} stands in UTF-8, at {@link #from} to {@link #to}. */
    byte[] utf8(int i);

    int from(int i);

    int to(int i);

    /** Where the request has the name as a JSON string, quotes included. */
    int quotedFrom(int i);

    int quotedTo(int i);

    /** Where the request has what an answer repeats if the node passes: the quoted name, or the whole node object. */
    int itemFrom(int i);

    int itemTo(int i);
}
