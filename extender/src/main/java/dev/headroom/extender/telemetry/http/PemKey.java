package dev.headroom.extender.telemetry.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A private key in PEM as those who issue certificates write it: PKCS #8, and the older forms that are its inner part,
 * PKCS #1 of RSA (RFC 8017) and SEC 1 of elliptic curves (RFC 5915). Stateless.
 */
final class PemKey {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int PARAMETERS = 0xA0;

    /** Version 0 of RFC 5208. */
    private static final byte[] VERSION = HexFormat.of().parseHex("020100");

    /** OID 1.2.840.113549.1.1.1, and no parameters. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    /** OID 1.2.840.10045.2.1, whose parameter is the curve. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private PemKey() {}

    /** @throws IOException if there is no key that can be read; says what is allowed, and nothing of the key */
    static PrivateKey parse(String pem) throws IOException {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IOException(
                    "no private key in PEM in it, allowed is PRIVATE KEY, RSA PRIVATE KEY or EC PRIVATE KEY without a password");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw new IOException("its private key is no Base64", e);
        }
        PrivateKey key = read(
                switch (block.group(1)) {
                    case "RSA PRIVATE KEY" -> der(SEQUENCE, VERSION, RSA, der(OCTETS, der));
                    case "EC PRIVATE KEY" -> der(SEQUENCE, VERSION, der(SEQUENCE, EC, curve(der)), der(OCTETS, der));
                    default -> der;
                });
        if (key == null) {
            throw new IOException("its private key cannot be read, allowed is one of RSA, EC or EdDSA");
        }
        return key;
    }

    private static @Nullable PrivateKey read(byte[] pkcs8) {
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                // Of another kind.
            }
        }
        return null;
    }

    /** The curve's OID, which stands behind version and key. */
    private static byte[] curve(byte[] sec1) throws IOException {
        try {
            ByteBuffer key = element(ByteBuffer.wrap(sec1), SEQUENCE);
            element(key, INTEGER);
            element(key, OCTETS);
            ByteBuffer parameters = element(key, PARAMETERS);
            byte[] curve = new byte[parameters.remaining()];
            parameters.get(curve);
            return curve;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("its private key breaks off", e);
        }
    }

    private static ByteBuffer element(ByteBuffer in, int tag) throws IOException {
        int found = in.get() & 0xff;
        if (found != tag) {
            throw new IOException("its private key names no curve");
        }
        int length = in.get() & 0xff;
        if (length > 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | in.get() & 0xff;
            }
        }
        ByteBuffer content = in.slice(in.position(), length);
        in.position(in.position() + length);
        return content;
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.size();
        if (length < 0x80) {
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >>> 8);
            out.write(length);
        }
        out.writeBytes(content.toByteArray());
        return out.toByteArray();
    }
}
