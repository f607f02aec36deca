package dev.headroom.bench.accuracy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an evaluation's programs are drawn from: nobody chooses it, and it cannot be known before the model is written.
 * The first 8 hexadecimal digits of SHA-256(the model's commit as 40 digits) modulo 1,000,000, and the three after it.
 *
 * @param first of the programs that run alone
 */
record Seeds(long first) {

    private static final long MODULUS = 1_000_000;
    private static final int DIGITS = 8;

    static Seeds of(String modelCommit) {
        if (!modelCommit.matches("[0-9a-f]{40}")) {
            throw new IllegalArgumentException(
                    "the model's commit is \"" + modelCommit + "\", allowed are 40 hexadecimal digits");
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(modelCommit.getBytes(StandardCharsets.US_ASCII));
            String digits = HexFormat.of().formatHex(hash).substring(0, DIGITS);
            return new Seeds(Long.parseLong(digits, 16) % MODULUS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Of kinds that run twice, the second time. */
    long again() {
        return first + 1;
    }

    long group() {
        return first + 2;
    }

    long replicas() {
        return first + 3;
    }

    boolean contains(long seed) {
        return seed >= first && seed <= replicas();
    }
}
