package dev.gatehouse.samples.tasklist;

import dev.gatehouse.cookie.users.DemoUsers;
import dev.gatehouse.cookie.users.PasswordHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everybody knows the passwords of these users, so they are for the demonstration alone. The file is looked
 * at once, before the start: a user of this kind who is added to it while the application runs is not found
 * before the next start. A table of users looks after that by itself. Stateless.
 */
final class WellKnownUsers {

    private static final String USERS_FILE = "auth.cookie.users-file = ";
    private static final String PREFIX = "user.";
    private static final String PASSWORD = ".password";

    private WellKnownUsers() {}

    /**
     * Looks for them in the users' file that the settings name, if they name one.
     *
     * @param settings the settings in force, a line each: key, value, and in brackets where it comes from
     * @throws StartRefusedException if one of them is there with its name as password
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
                                    + ":" + number + " has its own name as password, as in the demonstration. "
                                    + "Give it another password or remove it");
                }
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException gone) {
            throw new StartRefusedException("auth.cookie.users-file: " + file + " can't be read any more", gone);
        }
    }
}
