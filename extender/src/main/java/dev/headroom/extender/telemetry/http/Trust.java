package dev.headroom.extender.telemetry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Whose certificates are believed. Thread-safe. */
public final class Trust {

    private Trust() {}

    /**
     * Those that the JVM believes.
     *
     * @param mine is shown to a server that asks for it
     * @throws IOException if it cannot be read; names the file
     */
    public static SSLContext byDefault(ClientCertificate mine) throws IOException {
        return context(null, mine);
    }

    /**
     * Those that an authority of the file signed, and no others. The file is read again when it changes.
     *
     * @param authorities certificates in PEM
     * @param mine is shown to a server that asks for it
     * @throws IOException if one of the two cannot be read; names the file
     */
    public static SSLContext signedBy(Path authorities, ClientCertificate mine) throws IOException {
        return context(new ReloadingTrust(authorities), mine);
    }

    /**
     * Any: whoever stands between reads the token and writes the answer. Only where a person asks for it by name.
     *
     * @throws IOException if the certificate that is shown cannot be read; names the file
     */
    public static SSLContext anybody(ClientCertificate mine) throws IOException {
        return context(new TrustAnybody(), mine);
    }

    /** @throws IOException if the file holds no certificate in PEM */
    static X509ExtendedTrustManager read(Path authorities) throws IOException {
        try (InputStream in = Files.newInputStream(authorities)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("no certificate in it");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no trust manager for X.509"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IOException(
                    "file " + authorities + " is no list of certificates in PEM (" + describe(e) + ")", e);
        }
    }

    private static String describe(Exception e) {
        @Nullable String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    /** @param trust null for that of the JVM */
    private static SSLContext context(@Nullable TrustManager trust, ClientCertificate mine) throws IOException {
        KeyManager keys = mine.keys();
        try {
            if (trust == null && keys == null) {
                return SSLContext.getDefault();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys == null ? null : new KeyManager[] {keys},
                    trust == null ? null : new TrustManager[] {trust},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no TLS: " + e.getMessage(), e);
        }
    }
}
