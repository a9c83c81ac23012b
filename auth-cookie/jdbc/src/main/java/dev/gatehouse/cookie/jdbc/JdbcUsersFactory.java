package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.Users;
import dev.gatehouse.cookie.UsersFactory;
import dev.gatehouse.cookie.UsersUnavailableException;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;

/** Makes the directory of users named {@code jdbc}: the table {@code gatehouse_user} of a database, which may be that of the sessions. Thread-safe. */
public final class JdbcUsersFactory implements UsersFactory {

    /** For {@link java.util.ServiceLoader}. */
    public JdbcUsersFactory() {}

    @Override
    public String name() {
        return "jdbc";
    }

    @Override
    public List<Setting<?>> settings() {
        return JdbcSettings.USERS.all();
    }

    /** Returns none while the database is not there; rows that are found later are refused one by one. */
    private static List<String> demonstrationUsers(JdbcUsers users) {
        try {
            return users.demonstrationUsers();
        } catch (UsersUnavailableException later) {
            return List.of();
        }
    }

    @Override
    public Users create(MechanismContext context) {
        DatabaseTerms terms = DatabaseTerms.of("gatehouse-users", JdbcSettings.USERS, context.settings());
        JdbcUsers users = new JdbcUsers(terms);
        Exception refusal = users.refusal();
        if (refusal != null) {
            users.close();
            throw context.settings().refuse(JdbcSettings.USERS.url(), Refusals.describe(refusal));
        }
        List<String> known = demonstrationUsers(users);
        if (!known.isEmpty()) {
            users.close();
            throw context.settings()
                    .refuse(
                            JdbcSettings.USERS.url(),
                            "users in gatehouse_user have their own names as passwords, as in the demonstration: "
                                    + String.join(", ", known) + "; give them other passwords or remove them");
        }
        return users;
    }
}
