package dev.gatehouse.cookie;

import dev.gatehouse.spi.settings.Settings;

/**
 * How many tries to log in there are.
 *
 * @param account of one user name from one client address
 * @param strangers of one user name from all client addresses together that never logged in to it
 * @param source of all user names from one client address
 */
record TryLimits(TryLimit account, TryLimit strangers, TryLimit source) {

    static TryLimits of(Settings settings) {
        TryLimits limits = new TryLimits(
                new TryLimit(settings.get(LoginSettings.ACCOUNT_TRIES), settings.get(LoginSettings.ACCOUNT_INTERVAL)),
                new TryLimit(
                        settings.get(LoginSettings.ACCOUNT_TOTAL_TRIES),
                        settings.get(LoginSettings.ACCOUNT_TOTAL_INTERVAL)),
                new TryLimit(settings.get(LoginSettings.SOURCE_TRIES), settings.get(LoginSettings.SOURCE_INTERVAL)));
        if (limits.strangers().tries() < limits.account().tries()) {
            throw settings.refuse(
                    LoginSettings.ACCOUNT_TOTAL_TRIES,
                    "it is less than " + LoginSettings.ACCOUNT_TRIES.key()
                            + ", which would let one address use it up and keep everybody else out; make it larger");
        }
        return limits;
    }
}
