package dev.headroom.api;

import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the plugins of one scheduling cycle hand to each other. One per pod and verb; not thread-safe. */
public final class CycleState {

    private @Nullable Map<Key<?>, Object> values;

    public <T> void write(Key<T> key, T value) {
        if (values == null) {
            values = new IdentityHashMap<>(4);
        }
        values.put(key, value);
    }

    @SuppressWarnings("unchecked") // write() only pairs a Key<T> with a T
    public <T> @Nullable T read(Key<T> key) {
        return values == null ? null : (T) values.get(key);
    }

    /** Names a value and its type. Compared by identity: keep it in a constant. */
    public static final class Key<T> {

        private final String name;

        public Key(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
