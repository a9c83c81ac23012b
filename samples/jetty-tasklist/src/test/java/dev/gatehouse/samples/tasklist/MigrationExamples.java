package dev.gatehouse.samples.tasklist;

import dev.gatehouse.cookie.CookieMechanismFactory;
import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.cookie.users.User;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.servlet.Access;
import dev.gatehouse.servlet.AccessPolicy;
import dev.gatehouse.servlet.AccessRule;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The examples of the pages in docs/migration, as they stand there. */
final class MigrationExamples {

    private MigrationExamples() {}

    static Gatehouse start(Map<String, String> settings) {
        Gatehouse gatehouse = Gatehouse.builder()
                .settings(settings)
                .policy(AccessPolicy.builder()
                        .open("/health")
                        .rule(AccessRule.at("/orders/*").methods("POST").permissions("orders:write"))
                        .rule(AccessRule.at("/admin/*").permissions("admin"))
                        .build())
                .start();
        return gatehouse;
    }

    static String refund(HttpServletRequest request) {
        Caller caller = Access.require(request, "orders:refund");
        return "refunded by " + caller.getName() + " of " + caller.tenants();
    }

    static Gatehouse withAccounts(Map<String, String> settings, AccountTable accounts) {
        Users users = name -> accounts.find(name)
                .map(account -> new User(
                        account.name(),
                        account.name(),
                        PasswordHash.parse(account.hash()),
                        account.permissions(),
                        Set.of(),
                        Set.of(),
                        account.locked()));
        return Gatehouse.builder()
                .settings(settings)
                .mechanism(CookieMechanismFactory.withUsers(users))
                .start();
    }

    /** A row of the application's own table. */
    record Account(String name, String hash, Set<String> permissions, boolean locked) {}

    /** The application's own table. */
    interface AccountTable {
        Optional<Account> find(String name);
    }
}
