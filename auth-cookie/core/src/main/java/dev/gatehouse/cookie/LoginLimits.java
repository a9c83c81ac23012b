package dev.gatehouse.cookie;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.spi.settings.Settings;

/**
 * The limits for login attempts.
 *
 * @param account for one user name from one client address
 * @param strangers for one user name from all client addresses together that have never logged in to it
 * @param source for all user names from one client address
 */
record LoginLimits(AttemptLimit account, AttemptLimit strangers, AttemptLimit source) {

    static LoginLimits of(Settings settings) {
        LoginLimits limits = new LoginLimits(
                new AttemptLimit(
                        settings.get(LoginSettings.ACCOUNT_ATTEMPTS), settings.get(LoginSettings.ACCOUNT_INTERVAL)),
                new AttemptLimit(
                        settings.get(LoginSettings.ACCOUNT_TOTAL_ATTEMPTS),
                        settings.get(LoginSettings.ACCOUNT_TOTAL_INTERVAL)),
                new AttemptLimit(
                        settings.get(LoginSettings.SOURCE_ATTEMPTS), settings.get(LoginSettings.SOURCE_INTERVAL)));
        if (limits.strangers().attempts() < limits.account().attempts()) {
            throw settings.refuse(
                    LoginSettings.ACCOUNT_TOTAL_ATTEMPTS,
                    "it is less than " + LoginSettings.ACCOUNT_ATTEMPTS.key()
                            + ", so that a single address could lock out all others; increase it");
        }
        return limits;
    }
}
