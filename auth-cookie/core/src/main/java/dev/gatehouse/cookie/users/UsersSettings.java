package dev.gatehouse.cookie.users;

import dev.gatehouse.spi.settings.Setting;
import java.nio.file.Path;
import java.util.List;

/** The settings that name the directory of users. */
final class UsersSettings {

    /** The value of {@link #KIND} that selects {@link #USERS_FILE}. */
    static final String FILE = "file";

    static final Setting<Path> USERS_FILE = Setting.path(
            "auth.cookie.users-file",
            "File of the users who may log in, in UTF-8: lines user.<name>.<property> = <value> with password (a hash, made by dev.gatehouse.cookie.users.HashPassword), permissions, groups, tenants (separated by commas), display-name and disabled (true or false). Read again when it changes.");

    static final Setting<Boolean> REHASH = Setting.flag(
                    "auth.cookie.rehash",
                    "Whether a login puts another hash of the same password into the users' file where the present one costs guessers less than those made today, as every bcrypt hash does. The file is left alone where this process may not write it or its folder, and where it is a link.")
            .defaultsTo("on");

    static final Setting<String> KIND = Setting.text(
                    "auth.cookie.users",
                    "Where the users who may log in are kept: file for auth.cookie.users-file, or the name of a directory on the class path, such as jdbc.")
            .defaultsTo(FILE);

    private UsersSettings() {}

    static List<Setting<?>> all() {
        return List.of(USERS_FILE, REHASH, KIND);
    }
}
