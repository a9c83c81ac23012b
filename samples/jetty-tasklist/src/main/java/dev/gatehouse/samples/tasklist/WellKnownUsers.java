package dev.gatehouse.samples.tasklist;

import dev.gatehouse.cookie.users.DemoUsers;
import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Refuses the start if demo users have their well-known passwords outside the demo. The users file is checked once,
 * before the start. A user who is added later is checked at the next start. The users table of the JDBC module has its
 * own check. Stateless.
 */
final class WellKnownUsers {

    private static final String USERS_FILE = "auth.cookie.users-file = ";
    private static final String PREFIX = "user.";
    private static final String PASSWORD = ".password";

    private WellKnownUsers() {}

    /**
     * Checks the users file, if one is configured.
     *
     * @param settings the current settings, one per line: key, value, and the origin in parentheses
     * @throws StartRefusedException if a demo user has its name as its password
     */
    static void refuse(List<String> settings) {
        for (String line : settings) {
            int origin = line.lastIndexOf(" (");
            if (line.startsWith(USERS_FILE) && origin > USERS_FILE.length()) {
                refuse(
                        Path.of(line.substring(USERS_FILE.length(), origin)),
                        line.substring(origin + 2, line.length() - 1));
            }
        }
    }

    private static void refuse(Path file, String origin) {
        int number = 0;
        for (String line : lines(file)) {
            number++;
            int equals = line.indexOf('=');
            String key = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!key.startsWith(PREFIX)
                    || !key.endsWith(PASSWORD)
                    || key.length() <= PREFIX.length() + PASSWORD.length()) {
                continue;
            }
            String name = key.substring(PREFIX.length(), key.length() - PASSWORD.length());
            if (DemoUsers.isName(name)) {
                PasswordHash hash =
                        PasswordHash.parse(line.substring(equals + 1).strip());
                if (DemoUsers.isOne(name, hash)) {
                    throw new StartRefusedException(
                            origin + ": auth.cookie.users-file: the user " + name + " in " + file
                                    + ":" + number + " has its name as its password, as in the demo. "
                                    + "Change the password or remove the user");
                }
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException gone) {
            throw new StartRefusedException("auth.cookie.users-file: " + file + " can no longer be read", gone);
        }
    }
}
