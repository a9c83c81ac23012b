package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.testkit.ProtectedSite;
import java.util.HashMap;
import java.util.Map;

/** A site with the users of the test. */
final class LoginSite {

    private LoginSite() {}

    /** Starts the site, with the mechanism {@code cookie} unless the settings name others. */
    static ProtectedSite start(Users users, Map<String, String> settings) throws Exception {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("auth.mechanisms", "cookie");
        // Attempts become available in real time; none may during a test.
        all.putIfAbsent("auth.cookie.account-interval", "1h");
        return new ProtectedSite(Gatehouse.builder()
                .settings(all)
                .mechanism(CookieMechanismFactory.withUsers(users))
                .mechanism(BasicMechanismFactory.withUsers(users)));
    }
}
