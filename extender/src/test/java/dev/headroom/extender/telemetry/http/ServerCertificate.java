package dev.headroom.extender.telemetry.http;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A certificate that signs itself, for 127.0.0.1, made by the JDK's keytool. */
public final class ServerCertificate {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";

    private final Path store;
    private final Path pem;

    private ServerCertificate(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    public static ServerCertificate make(Path folder, String name) throws IOException, InterruptedException {
        return make(folder, name, "EC");
    }

    /** @param algorithm of the key: EC or RSA */
    static ServerCertificate make(Path folder, String name, String algorithm) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Path pem = folder.resolve(name + ".pem");
        keytool(
                store,
                List.of(
                        "-genkeypair",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2"));
        keytool(store, List.of("-exportcert", "-rfc", "-file", pem.toString()));
        return new ServerCertificate(store, pem);
    }

    /** For those who are to believe it. */
    public Path pem() {
        return pem;
    }

    /** Its key, as PKCS #8 has it. */
    byte[] key() throws IOException, GeneralSecurityException {
        return keys().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
    }

    /** A file with its key, for a client that shows this certificate. */
    public Path keyPem() throws IOException, GeneralSecurityException {
        return Files.writeString(
                store.resolveSibling(store.getFileName() + ".key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    public HttpsConfigurator configurator() throws IOException, GeneralSecurityException {
        return new HttpsConfigurator(context(null));
    }

    /** Of a server that speaks only to who shows one of these certificates. */
    public HttpsConfigurator configurator(Path believed) throws IOException, GeneralSecurityException {
        SSLContext context = context(new TrustManager[] {Trust.read(believed)});
        return new HttpsConfigurator(context) {

            @Override
            public void configure(HttpsParameters exchange) {
                SSLParameters parameters = context.getDefaultSSLParameters();
                parameters.setNeedClientAuth(true);
                exchange.setSSLParameters(parameters);
            }
        };
    }

    private SSLContext context(TrustManager @Nullable [] trust) throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys(), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), trust, null);
        return context;
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void keytool(Path store, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-alias",
                ALIAS,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(1, arguments.subList(0, 1));
        command.addAll(arguments.subList(1, arguments.size()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool failed: " + output);
        }
    }
}
