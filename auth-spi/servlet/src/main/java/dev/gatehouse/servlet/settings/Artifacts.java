package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.stability.Internal;
import java.util.Map;
import java.util.Optional;

/**
 * Which artifact of this project declares which settings, to say in a message that it is missing. Nothing is activated
 * by these names. Stateless.
 *
 * @since 0.1
 */
@Internal
public final class Artifacts {

    private static final String GROUP = "dev.gatehouse:";
    private static final String JWT = GROUP + "auth-jwt";
    private static final String COOKIE = GROUP + "auth-cookie";
    private static final String COOKIE_JDBC = GROUP + "auth-cookie-jdbc";
    private static final String IDENTITY = GROUP + "auth-identity";

    /** By the beginning of the keys. None of these is the beginning of another one but for passkeys. */
    private static final Map<String, String> BY_KEYS = Map.ofEntries(
            Map.entry("auth.jwt.", JWT),
            Map.entry("auth.bearer.", JWT),
            Map.entry("auth.introspection.", JWT),
            Map.entry("auth.identity.", IDENTITY),
            Map.entry("auth.login.", IDENTITY),
            Map.entry("auth.cookie.", COOKIE),
            Map.entry("auth.cookie.passkeys.", GROUP + "auth-cookie-passkeys"),
            Map.entry("auth.basic.", COOKIE),
            Map.entry("auth.sessions.memory.", COOKIE),
            Map.entry("auth.sessions.jdbc.", COOKIE_JDBC),
            Map.entry("auth.sessions.redis.", GROUP + "auth-cookie-redis"),
            Map.entry("auth.users.jdbc.", COOKIE_JDBC));

    private Artifacts() {}

    /** Returns the artifact of a mechanism, as {@code group:artifact}; empty if Gatehouse has none. */
    public static Optional<String> ofMechanism(String name) {
        return Optional.ofNullable(BY_KEYS.get("auth." + name + "."));
    }

    /** Returns the artifact of a kind of sessions, as {@code group:artifact}; empty if Gatehouse has none. */
    public static Optional<String> ofSessions(String name) {
        return Optional.ofNullable(BY_KEYS.get("auth.sessions." + name + "."));
    }

    /** Returns the artifact that declares a key and is missing; empty if none does, or if it declares others. */
    static Optional<String> missingFor(String key, Declarations declarations) {
        String longest = "";
        for (String keys : BY_KEYS.keySet()) {
            if ((key + ".").startsWith(keys) && keys.length() > longest.length()) {
                longest = keys;
            }
        }
        String keys = longest;
        boolean declared = declarations.all().stream().anyMatch(setting -> (setting.key() + ".").startsWith(keys));
        return declared ? Optional.empty() : Optional.ofNullable(BY_KEYS.get(keys));
    }
}
