package dev.headroom.extender.telemetry.http;

import java.io.IOException;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the certificate of two files, which are read again when the time of one changes: certificates are renewed under
 * the process. Thread-safe.
 */
final class ReloadingKey extends X509ExtendedKeyManager {

    private final ClientCertificate files;
    private volatile ClientCertificate.Loaded loaded;

    ReloadingKey(ClientCertificate files) throws IOException {
        this.files = files;
        this.loaded = files.load();
    }

    /** The last that could be read: two files that are being replaced are no pair for a moment. */
    private X509ExtendedKeyManager current() {
        ClientCertificate.Loaded now = loaded;
        try {
            if (files.isChangedSince(now)) {
                now = files.load();
                loaded = now;
            }
        } catch (IOException e) {
            // What was shown before goes on being shown.
        }
        return now.keys();
    }

    @Override
    public @Nullable String chooseEngineClientAlias(
            String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return current().chooseEngineClientAlias(types, issuers, engine);
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return current().chooseClientAlias(types, issuers, socket);
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return current().getClientAliases(type, issuers);
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return current().getCertificateChain(alias);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return current().getPrivateKey(alias);
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
