package dev.gatehouse.cookie.jdbc;

import dev.gatehouse.cookie.Users;
import dev.gatehouse.cookie.UsersFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Setting;
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

    @Override
    public Users create(MechanismContext context) {
        DatabaseTerms terms = DatabaseTerms.of("gatehouse-users", JdbcSettings.USERS, context.settings());
        JdbcUsers users = new JdbcUsers(terms);
        Exception refusal = users.refusal();
        if (refusal != null) {
            users.close();
            throw context.settings().refuse(JdbcSettings.USERS.url(), Refusals.describe(refusal));
        }
        return users;
    }
}
