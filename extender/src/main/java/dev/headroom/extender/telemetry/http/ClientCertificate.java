package dev.headroom.extender.telemetry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a client shows to a server that asks for one, in two files of PEM as Secrets of type {@code
 * kubernetes.io/tls} have them. Immutable.
 *
 * @param certificateFile the certificate, and those of the authorities between; empty for none
 * @param keyFile its private key, without a password; empty if and only if there is no certificate
 */
public record ClientCertificate(String certificateFile, String keyFile) {

    /** Shows nothing. */
    public static final ClientCertificate NONE = new ClientCertificate("", "");

    static final String ALIAS = "client";

    private static final int MOST_BYTES = 1 << 20;
    private static final char[] IN_MEMORY = {};

    /** As it was read, and when its files were changed before. */
    record Loaded(FileTime certificateChanged, FileTime keyChanged, X509ExtendedKeyManager keys) {}

    /** @return null if there is none */
    @Nullable
    X509ExtendedKeyManager keys() throws IOException {
        return certificateFile.isEmpty() ? null : new ReloadingKey(this);
    }

    /** @throws IOException if the two cannot be read or do not belong together; names the file */
    Loaded load() throws IOException {
        Path certificates = Path.of(certificateFile);
        Path key = Path.of(keyFile);
        FileTime certificateChanged = changed(certificates);
        FileTime keyChanged = changed(key);
        X509Certificate[] chain = chain(certificates);
        PrivateKey secret;
        try {
            secret = PemKey.parse(text(key));
        } catch (IOException e) {
            throw new IOException("file " + key + ": " + e.getMessage(), e);
        }
        if (!belongs(secret, chain[0])) {
            throw new IOException("file " + key + " holds another key than that of the certificate in " + certificates);
        }
        return new Loaded(certificateChanged, keyChanged, manager(chain, secret));
    }

    /** Whether {@link #load} would bring something else. */
    boolean isChangedSince(Loaded loaded) throws IOException {
        return !changed(Path.of(certificateFile)).equals(loaded.certificateChanged())
                || !changed(Path.of(keyFile)).equals(loaded.keyChanged());
    }

    private static FileTime changed(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new IOException(
                    "file " + file + " cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static X509Certificate[] chain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toArray(X509Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
            throw new IOException("no certificate in it");
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException("file " + file + " is no list of certificates in PEM (" + e.getMessage() + ")", e);
        }
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII);
        }
    }

    /** Signs with the one and looks with the other. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        byte[] something = ALIAS.getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(something);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(something);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static X509ExtendedKeyManager manager(X509Certificate[] chain, PrivateKey key) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, IN_MEMORY, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, IN_MEMORY);
            return Arrays.stream(factory.getKeyManagers())
                    .filter(X509ExtendedKeyManager.class::isInstance)
                    .map(X509ExtendedKeyManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no key manager for X.509"));
        } catch (GeneralSecurityException e) {
            throw new IOException("the key cannot be used: " + e.getMessage(), e);
        }
    }
}
