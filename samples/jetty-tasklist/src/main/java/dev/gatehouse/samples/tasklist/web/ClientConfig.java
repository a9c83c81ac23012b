package dev.gatehouse.samples.tasklist.web;

import java.util.Set;

/**
 * What the server offers to the page. Immutable.
 *
 * @param demo whether the page shows the demo users
 * @param passwordLogin whether users can log in with a password
 * @param providerLogin whether users can log in at a provider
 * @param passkeys whether users can log in with a passkey and register passkeys
 * @param startProcess whether processes can be started
 */
public record ClientConfig(
        boolean demo, boolean passwordLogin, boolean providerLogin, boolean passkeys, boolean startProcess) {

    /** The mechanisms that log browsers in. */
    private static final String COOKIE = "cookie";

    private static final String LOGIN = "login";

    /** The default paths of the mechanisms. */
    private static final String LOGIN_OPTIONS = "/api/login-options";

    private static final String LOGOUT = "/api/logout";

    /** Below it are the endpoints of passkeys. */
    public static final String PASSKEYS = "/api/passkeys";

    /**
     * Returns the configuration.
     *
     * @param mechanisms the names of the active mechanisms
     * @param passkeys whether a mechanism offers passkeys
     * @param demo whether this is the demonstration, which alone can start processes
     */
    public static ClientConfig of(Set<String> mechanisms, boolean passkeys, boolean demo) {
        return new ClientConfig(demo, mechanisms.contains(COOKIE), mechanisms.contains(LOGIN), passkeys, demo);
    }

    public String json() {
        return "{\"demo\":" + demo
                + ",\"passwordLogin\":" + passwordLogin
                + ",\"loginOptions\":" + (providerLogin ? JsonText.quote(LOGIN_OPTIONS) : "null")
                // That of the log-in at providers ends all sessions, of any mechanism.
                + ",\"logoutPage\":" + (providerLogin ? JsonText.quote(PageFiles.LOGOUT) : "null")
                + ",\"logoutUrl\":" + JsonText.quote(LOGOUT)
                + ",\"passkeys\":" + (passkeys ? JsonText.quote(PASSKEYS) : "null")
                + ",\"startProcess\":" + startProcess + "}";
    }
}
