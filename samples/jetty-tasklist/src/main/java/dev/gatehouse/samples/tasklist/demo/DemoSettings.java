package dev.gatehouse.samples.tasklist.demo;

import dev.gatehouse.samples.tasklist.web.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of the demo: three mechanisms, the two issuers of the development identity provider, and well-known
 * users. Stateless.
 */
public final class DemoSettings {

    private DemoSettings() {}

    /**
     * Returns the settings.
     *
     * @param idpPort the port of the identity provider
     * @param usersFile the file of {@link #writeUsers(Path)}
     */
    public static Map<String, String> of(int idpPort, Path usersFile) {
        String idp = "http://localhost:" + idpPort;
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("auth.mechanisms", "identity,jwt,cookie");
        settings.put("auth.realm", "tasklist");
        // The passwords of the demo are published, so a page that reaches it by DNS rebinding could log in.
        settings.put("auth.hosts", "localhost, 127.0.0.1, [::1]");
        settings.put("auth.probe-paths", "/health, /ready");
        settings.put("auth.identity.issuer", idp + "/auth/realms/camunda-platform");
        settings.put("auth.identity.audience", "tasklist-api");
        settings.put("auth.jwt.issuer", idp + "/");
        settings.put("auth.jwt.audience", "tasklist.camunda.io");
        settings.put("auth.jwt.permissions-claims", "permissions");
        settings.put("auth.jwt.permission-map", "read:*=READ, write:*=WRITE");
        settings.put("auth.cookie.users-file", usersFile.toString());
        return settings;
    }

    /**
     * Writes the demo users to a file in the data directory. If the file system supports it, only the owner may read
     * the file.
     */
    public static Path writeUsers(Path data) throws IOException {
        Path file = data.resolve("demo-users.properties");
        Files.deleteIfExists(file);
        if (Files.getFileAttributeView(data, PosixFileAttributeView.class) == null) {
            Files.createFile(file);
        } else {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return Files.write(file, Resources.bytes("/demo/users.properties"));
    }
}
