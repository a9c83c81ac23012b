package dev.gatehouse.servlet;

import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.settings.Settings;
import java.util.List;
import java.util.Optional;

/** Finds the page that browsers without a credential are sent to. */
final class LoginPage {

    private LoginPage() {}

    /**
     * Returns the configured page, otherwise that of the first mechanism that has one; empty if there is none, or none
     * is wanted.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a mechanism names a page that it does not answer
     */
    static Optional<String> of(Settings settings, List<ActiveMechanism<?>> mechanisms) {
        Optional<String> configured = settings.find(HostSettings.LOGIN_PAGE);
        if (configured.isPresent()) {
            return configured.filter(page -> !page.equals(HostSettings.NO_LOGIN_PAGE));
        }
        for (ActiveMechanism<?> mechanism : mechanisms) {
            String page = mechanism.loginPage().orElse(null);
            if (page != null) {
                if (mechanism.endpoints().stream().noneMatch(endpoint -> answers(endpoint, page))) {
                    throw settings.refuse(
                            HostSettings.MECHANISMS,
                            mechanism.name() + " cannot be created: its login page is not one of its GET endpoints");
                }
                return Optional.of(page);
            }
        }
        return Optional.empty();
    }

    private static boolean answers(Endpoint endpoint, String page) {
        return endpoint.method().equals("GET") && endpoint.path().equals(page);
    }
}
