package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.cookie.users.UsersFactory;
import dev.gatehouse.cookie.users.UsersUnavailableException;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.util.List;

/**
 * Creates the user directory named {@code jdbc}: the table {@code gatehouse_user} of a database, which may be the one
 * with the sessions. Thread-safe.
 *
 * @since 0.1
 */
@Stable
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

    /** Returns none while the database is down; rows that are found later are refused one by one. */
    private static List<String> demoUsers(JdbcUsers users) {
        try {
            return users.demoUsers();
        } catch (UsersUnavailableException later) {
            return List.of();
        }
    }

    @Override
    public Users create(MechanismContext context) {
        DatabaseConfig config = DatabaseConfig.of("gatehouse-users", JdbcSettings.USERS, context.settings());
        if (context.checkOnly()) {
            return Users.of(List.of());
        }
        DriverRegistrations.endWith(context);
        JdbcUsers users = new JdbcUsers(config);
        Exception refusal = users.refusal();
        if (refusal != null) {
            users.close();
            throw context.settings().refuse(JdbcSettings.USERS.url(), DatabaseErrors.describe(refusal));
        }
        List<String> known = demoUsers(users);
        if (!known.isEmpty()) {
            users.close();
            throw context.settings()
                    .refuse(
                            JdbcSettings.USERS.url(),
                            "users in gatehouse_user have their names as passwords, as in the demo: "
                                    + String.join(", ", known) + "; change the passwords or remove the users");
        }
        return users;
    }
}
