package dev.gatehouse.samples.tasklist;

import java.util.Set;

/**
 * What the server offers to the page. Immutable.
 *
 * @param demo whether the page shows the demo users
 * @param passwordLogin whether users can log in with a password
 * @param providerLogin whether users can log in at a provider
 * @param startProcess whether processes can be started
 */
record ClientConfig(boolean demo, boolean passwordLogin, boolean providerLogin, boolean startProcess) {

    /** The mechanisms that log browsers in. */
    private static final String COOKIE = "cookie";

    private static final String LOGIN = "login";

    /** The default paths of the mechanisms. */
    private static final String LOGIN_OPTIONS = "/api/login-options";

    private static final String LOGOUT = "/api/logout";

    /**
     * Returns the configuration.
     *
     * @param mechanisms the names of the active mechanisms
     * @param demo whether this is the demonstration, which alone can start processes
     */
    static ClientConfig of(Set<String> mechanisms, boolean demo) {
        return new ClientConfig(demo, mechanisms.contains(COOKIE), mechanisms.contains(LOGIN), demo);
    }

    String json() {
        return "{\"demo\":" + demo
                + ",\"passwordLogin\":" + passwordLogin
                + ",\"loginOptions\":" + (providerLogin ? JsonText.quote(LOGIN_OPTIONS) : "null")
                // That of the log-in at providers ends all sessions, of any mechanism.
                + ",\"logoutPage\":" + (providerLogin ? JsonText.quote(PageFiles.LOGOUT) : "null")
                + ",\"logoutUrl\":" + JsonText.quote(LOGOUT)
                + ",\"startProcess\":" + startProcess + "}";
    }
}
