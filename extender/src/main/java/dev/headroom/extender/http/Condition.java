package dev.headroom.extender.http;

import java.util.function.BooleanSupplier;

/**
 * Something that must hold before this process wants to be asked.
 *
 * @param name a constant in one word, such as {@code synced}
 * @param ok does not block; called by the operations port's event loop
 */
public record Condition(String name, BooleanSupplier ok) {}
