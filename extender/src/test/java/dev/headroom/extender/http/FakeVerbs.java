package dev.headroom.extender.http;

import dev.headroom.extender.verbs.Verbs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Verbs that answer with what they were asked, and remember it. */
class FakeVerbs implements Verbs {

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @Override
    public byte[] filter(byte[] body, int length) {
        return answer("filter", body, length);
    }

    @Override
    public byte[] prioritize(byte[] body, int length) {
        return answer("prioritize", body, length);
    }

    @Override
    public byte[] preempt(byte[] body, int length) {
        return answer("preempt", body, length);
    }

    private byte[] answer(String verb, byte[] body, int length) {
        threads.add(Thread.currentThread());
        calls.add(verb + " " + length);
        return answer(verb, new String(body, 0, length, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    String answer(String verb, String body) {
        return verb + ":" + body;
    }

    /** Verb and body length of each call. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    Set<Thread> threads() {
        return Set.copyOf(threads);
    }

    static String xs(int count) {
        char[] xs = new char[count];
        Arrays.fill(xs, 'x');
        return new String(xs);
    }
}
