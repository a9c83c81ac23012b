package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.Setting;
import java.time.Duration;
import java.util.List;

/** The settings of passkeys. */
final class PasskeySettings {

    /** Whether a person proves who they are to the authenticator, with a PIN or a biometric. */
    enum UserVerification {
        /** Always; a passkey then counts as two factors. */
        REQUIRED,
        /** If the authenticator can. */
        PREFERRED
    }

    static final Setting<Boolean> ENABLED = Setting.flag(
                    "auth.cookie.passkeys",
                    "Whether the users of the mechanism cookie can register passkeys (WebAuthn) and log in with them."
                            + " Browsers support passkeys over https, and over http on localhost.")
            .defaultsTo("off");

    static final Setting<String> RP_ID = Setting.of(
            "auth.cookie.passkeys.rp-id",
            "host name",
            "Domain that the passkeys belong to (WebAuthn: relying party id): the host of the application or a domain"
                    + " above it. Passkeys work with this domain only; changing it makes all existing ones useless."
                    + " Default: the host of auth.public-url.",
            RelyingParty::checkedId);

    static final Setting<String> RP_NAME = Setting.of(
            "auth.cookie.passkeys.rp-name",
            "string of at most 64 characters",
            "Name of the application that browsers show with a passkey. Default: the value of"
                    + " auth.cookie.passkeys.rp-id.",
            RelyingParty::checkedName);

    static final Setting<List<String>> ORIGINS = Setting.of(
            "auth.cookie.passkeys.origins",
            "list of origins",
            "Origins of the pages that may use the passkeys, such as https://tasks.example.com. Each is in the domain"
                    + " of auth.cookie.passkeys.rp-id. Default: the origin of auth.public-url.",
            RelyingParty::checkedOrigins);

    static final Setting<UserVerification> USER_VERIFICATION = Setting.choice(
                    "auth.cookie.passkeys.user-verification",
                    "Whether the authenticator must verify the user with a PIN or a biometric. With preferred, an"
                            + " authenticator that cannot is accepted as well.",
                    UserVerification.class)
            .defaultsTo("required");

    static final Setting<Duration> TIMEOUT = Setting.duration(
                    "auth.cookie.passkeys.timeout",
                    "How long a user may take to respond to the browser's passkey prompt.",
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(10))
            .defaultsTo("5m");

    static final Setting<Duration> REGISTER_WITHIN = Setting.duration(
                    "auth.cookie.passkeys.register-within",
                    "How long after logging in with a password a user can register a passkey. After that, the user"
                            + " must log in with the password again, so that access to an unattended browser is not"
                            + " enough.",
                    Duration.ofMinutes(1),
                    Duration.ofHours(12))
            .defaultsTo("5m");

    static final Setting<String> PATH = Setting.of(
                    "auth.cookie.passkeys.path",
                    "path",
                    "Path of the endpoints: GET for the list of the user's own passkeys, and POST below it for"
                            + " registration-options, registration, login-options, login and deletion.",
                    PasskeySettings::path)
            .defaultsTo("/api/passkeys");

    /** How many passkeys a user may have. */
    static final int MOST = 20;

    private PasskeySettings() {}

    static List<Setting<?>> all() {
        return List.of(ENABLED, RP_ID, RP_NAME, ORIGINS, USER_VERIFICATION, TIMEOUT, REGISTER_WITHIN, PATH);
    }

    private static String path(String text) {
        if (text.endsWith("/")) {
            throw new IllegalArgumentException("expected a path such as /api/passkeys, without / at the end");
        }
        return new Endpoint("POST", text, request -> Reply.status(204)).path();
    }
}
