package dev.headroom.config;

import dev.headroom.api.PluginFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Reads a plugin's arguments into its factory's record, beginning with its defaults. */
record ArgumentReader<A extends Record>(PluginFactory<A> factory, Problems problems) {

    /** The arguments; the defaults where something is wrong with them, and then the problems say so. */
    A read(Section plugin) {
        List<Setting<?>> settings = settings(factory);
        Section section =
                plugin.child("args", settings.stream().<String>map(Setting::key).toList());
        List<Object> values = new ArrayList<>();
        for (Setting<?> setting : settings) {
            values.add(section.get(setting));
        }
        try {
            A arguments = construct(values);
            factory.validate(arguments).forEach(problem -> problems.add(problem.below(section.path())));
            return arguments;
        } catch (IllegalArgumentException refusedByRecord) {
            problems.add(
                    section.path(),
                    String.valueOf(values),
                    "what " + factory.name() + " takes: " + refusedByRecord.getMessage());
            return factory.defaults();
        }
    }

    /** The arguments of a plugin as settings, for the reference too. */
    static List<Setting<?>> settings(PluginFactory<?> factory) {
        Record defaults = factory.defaults();
        List<Setting<?>> settings = new ArrayList<>();
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            settings.add(setting(component.getName(), component.getType(), value(component, defaults)));
        }
        return settings;
    }

    private static Setting<?> setting(String key, Class<?> type, Object fallback) {
        return switch (fallback) {
            case Integer value -> argument(key, WholeNumber.ints(Integer.MIN_VALUE, Integer.MAX_VALUE), value);
            case Long value -> argument(key, WholeNumber.longs(Long.MIN_VALUE, Long.MAX_VALUE), value);
            case Double value -> argument(key, Decimal.ANY, value);
            case Boolean value -> argument(key, new Flag(), value);
            case String value -> argument(key, Text.ANY, value);
            case Enum<?> value -> choice(key, value);
            default ->
                throw new IllegalStateException("Argument " + key + " is a " + type.getName()
                        + "; allowed are int, long, double, boolean, String and enums");
        };
    }

    private static <T> Setting<T> argument(String key, ValueType<T> type, T fallback) {
        return Setting.optional(key, type, fallback, "");
    }

    @SuppressWarnings("unchecked") // An enum constant's declaring class is the class of its own kind.
    private static <E extends Enum<E>> Setting<E> choice(String key, Enum<?> fallback) {
        E value = (E) fallback;
        return argument(key, new Choice<>(value.getDeclaringClass()), value);
    }

    private static Object value(RecordComponent component, Record arguments) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(arguments);
        } catch (ReflectiveOperationException brokenPlugin) {
            throw new IllegalStateException("Argument " + component.getName() + " cannot be read", brokenPlugin);
        }
    }

    private A construct(List<Object> values) {
        @SuppressWarnings("unchecked") // defaults() is an A.
        Class<A> type = (Class<A>) factory.defaults().getClass();
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (InvocationTargetException thrown) {
            throw new IllegalArgumentException(
                    String.valueOf(thrown.getTargetException().getMessage()), thrown);
        } catch (ReflectiveOperationException brokenPlugin) {
            throw new IllegalStateException("Arguments of " + factory.name() + " cannot be made", brokenPlugin);
        }
    }
}
