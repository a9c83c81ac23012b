package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.cookie.LocalLogins;
import dev.gatehouse.cookie.LoginMethod;
import dev.gatehouse.cookie.LoginMethodFactory;
import dev.gatehouse.cookie.users.PasskeyStore;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Incubating;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets the users of the mechanism {@code cookie} log in with passkeys (WebAuthn Level 3), if
 * {@code auth.cookie.passkeys} is on. The passkeys are kept by the user directory:
 * {@link dev.gatehouse.cookie.users.Users#passkeys()}. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class PasskeyLoginFactory implements LoginMethodFactory {

    /** For {@link java.util.ServiceLoader}. */
    public PasskeyLoginFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return PasskeySettings.all();
    }

    @Override
    public Optional<LoginMethod> create(MechanismContext context, LocalLogins logins) {
        Settings settings = context.settings();
        if (!settings.get(PasskeySettings.ENABLED)) {
            return Optional.empty();
        }
        PasskeyStore store = logins.users()
                .passkeys()
                .orElseThrow(() -> settings.refuse(
                        PasskeySettings.ENABLED,
                        "the user directory does not store passkeys; use the users file or the directory jdbc, or"
                                + " return a store from Users.passkeys() of your directory"));
        return Optional.of(new LoginMethod(endpoints(context, logins, store), AttemptCookies.prefixes()));
    }

    private static List<Endpoint> endpoints(MechanismContext context, LocalLogins logins, PasskeyStore store) {
        Settings settings = context.settings();
        Clock clock = context.clock();
        RelyingParty party = RelyingParty.of(context);
        Duration timeout = settings.get(PasskeySettings.TIMEOUT);
        PasskeySettings.UserVerification verified = settings.get(PasskeySettings.USER_VERIFICATION);
        Verification verification = new Verification(party, verified == PasskeySettings.UserVerification.REQUIRED);
        SignedIn signedIn = new SignedIn(logins, clock, settings.get(PasskeySettings.REGISTER_WITHIN));
        OptionsEndpoints options = new OptionsEndpoints(
                store,
                signedIn,
                new OptionsJson(party, verified.name().toLowerCase(Locale.ROOT), timeout.toMillis()),
                clock,
                timeout);
        OwnPasskeys own = new OwnPasskeys(store, signedIn);
        String path = settings.get(PasskeySettings.PATH);
        return List.of(
                new Endpoint("GET", path, own::list),
                new Endpoint("POST", path + "/deletion", own::remove),
                new Endpoint("POST", path + "/registration-options", options::registration),
                new Endpoint(
                        "POST",
                        path + "/registration",
                        new RegistrationEndpoint(logins, store, signedIn, verification, clock, timeout)),
                new Endpoint("POST", path + "/login-options", options::login),
                new Endpoint(
                        "POST",
                        path + "/login",
                        new LoginEndpoint(logins, store, verification, verification.decoy(), clock, timeout)));
    }
}
