package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.settings.Setting;
import java.nio.file.Path;
import java.util.List;

/** The settings that select the user directory. */
final class UsersSettings {

    /** The value of {@link #KIND} that selects {@link #USERS_FILE}. */
    static final String FILE = "file";

    static final Setting<Path> USERS_FILE = Setting.path(
            "auth.cookie.users-file",
            "File with the users who may log in, in UTF-8. Each line is user.<name>.<property> = <value>, with the"
                    + " properties password (a hash made by dev.gatehouse.cookie.users.HashPassword), permissions,"
                    + " groups, tenants (each separated by commas), display-name and disabled (true or false). Reloaded"
                    + " when it changes.");

    static final Setting<Boolean> REHASH = Setting.flag(
                    "auth.cookie.rehash",
                    "Whether a login replaces an outdated hash in the users file with a new hash of the same"
                            + " password. Every"
                            + " bcrypt hash is outdated. The file is not changed if it is a link, or if this"
                            + " process may not"
                            + " write to it and to its folder.")
            .defaultsTo("on");

    static final Setting<String> KIND = Setting.string(
                    "auth.cookie.users",
                    "Directory of the users who may log in: file for auth.cookie.users-file, or the name of a"
                            + " directory on"
                            + " the class path, such as jdbc.")
            .defaultsTo(FILE);

    private UsersSettings() {}

    static List<Setting<?>> all() {
        return List.of(USERS_FILE, REHASH, KIND);
    }
}
