package dev.headroom.extender.telemetry.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Believes the authorities of a file, which is read again when its time changes. Thread-safe. */
final class ReloadingTrust extends X509ExtendedTrustManager {

    private record Loaded(FileTime changed, X509ExtendedTrustManager trust) {}

    private final Path authorities;
    private volatile Loaded loaded;

    ReloadingTrust(Path authorities) throws IOException {
        this.authorities = authorities;
        this.loaded = load(authorities);
    }

    private static Loaded load(Path authorities) throws IOException {
        X509ExtendedTrustManager trust = Trust.read(authorities);
        return new Loaded(Files.getLastModifiedTime(authorities), trust);
    }

    /** The last that could be read: a file that is being replaced takes no trust away. */
    private X509ExtendedTrustManager current() {
        Loaded now = loaded;
        try {
            if (!Files.getLastModifiedTime(authorities).equals(now.changed())) {
                now = load(authorities);
                loaded = now;
            }
        } catch (IOException e) {
            // What was believed before goes on being believed.
        }
        return now.trust();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        current().checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        current().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        current().checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return current().getAcceptedIssuers();
    }
}
