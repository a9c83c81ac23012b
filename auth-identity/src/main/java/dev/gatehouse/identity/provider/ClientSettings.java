package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.util.List;
import java.util.Optional;

/** The settings of this application as a client of a provider. */
final class ClientSettings {

    /** The methods of client authentication. */
    enum Method {
        CLIENT_SECRET_BASIC,
        CLIENT_SECRET_POST,
        PRIVATE_KEY_JWT,
        NONE
    }

    static final Setting<String> CLIENT_ID = Setting.string(
                    LoginProviderKeys.PREFIX + "client-id",
                    "The identifier of this application at the provider (client_id). Required.")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Secret> CLIENT_SECRET = Setting.secret(
                    LoginProviderKeys.PREFIX + "client-secret",
                    "The secret of this application at the provider. Default: none.")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Method> METHOD = Setting.choice(
                    LoginProviderKeys.PREFIX + "client-authentication",
                    "How this application authenticates at the provider. private-key-jwt signs a short-lived assertion"
                            + " with auth.login.client-key (RFC 7523). none: a public client, which PKCE alone"
                            + " protects. Default: client-secret-basic, or private-key-jwt if a key is set.",
                    Method.class)
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Secret> CLIENT_KEY = Setting.secret(
                    LoginProviderKeys.PREFIX + "client-key",
                    "The private key for private-key-jwt: file: and the path of a PEM file (PKCS#8) or of a JWK."
                            + " Default: none.")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<String> CLIENT_KEY_ID = Setting.string(
                    LoginProviderKeys.PREFIX + "client-key-id",
                    "The kid of the key at the provider. Default: the kid of the JWK, otherwise none.")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<ClientAuthentication.AssertionAudience> ASSERTION_AUDIENCE = Setting.choice(
                    LoginProviderKeys.PREFIX + "client-assertion-audience",
                    "The audience of assertions for private-key-jwt. issuer is the safest. Some providers accept only"
                            + " the URL of their token endpoint.",
                    ClientAuthentication.AssertionAudience.class)
            .defaultsTo("issuer")
            .perInstance(LoginProviderKeys.GROUP);

    static final List<Setting<?>> ALL =
            List.of(CLIENT_ID, CLIENT_SECRET, METHOD, CLIENT_KEY, CLIENT_KEY_ID, ASSERTION_AUDIENCE);

    private ClientSettings() {}

    static String clientId(Settings settings) {
        return settings.find(CLIENT_ID)
                .orElseThrow(() -> settings.refuse(
                        CLIENT_ID, "is missing; set it to the client_id of this application at the provider"));
    }

    static ClientAuthentication authentication(Settings settings) {
        Optional<Secret> secret = settings.find(CLIENT_SECRET);
        Optional<Secret> key = settings.find(CLIENT_KEY);
        Method method =
                settings.find(METHOD).orElse(key.isPresent() ? Method.PRIVATE_KEY_JWT : Method.CLIENT_SECRET_BASIC);
        if (secret.isPresent() && (method == Method.PRIVATE_KEY_JWT || method == Method.NONE)) {
            throw settings.refuse(CLIENT_SECRET, "is not used with this client authentication; remove it");
        }
        if (key.isPresent() && method != Method.PRIVATE_KEY_JWT) {
            throw settings.refuse(CLIENT_KEY, "is used with client-authentication = private-key-jwt only; remove it");
        }
        return switch (method) {
            case NONE -> new ClientAuthentication.None();
            case PRIVATE_KEY_JWT ->
                privateKey(
                        settings,
                        key.orElseThrow(() -> settings.refuse(
                                CLIENT_KEY, "is missing; client-authentication = private-key-jwt needs it")));
            case CLIENT_SECRET_BASIC -> new ClientAuthentication.SecretBasic(required(settings, secret));
            case CLIENT_SECRET_POST -> new ClientAuthentication.SecretPost(required(settings, secret));
        };
    }

    private static Secret required(Settings settings, Optional<Secret> secret) {
        return secret.orElseThrow(() -> settings.refuse(
                CLIENT_SECRET,
                "is missing; set it to the secret of this application at the provider, or set client-authentication to"
                        + " none for a public client"));
    }

    private static ClientAuthentication privateKey(Settings settings, Secret text) {
        AssertionKey key = AssertionKey.parse(text.reveal());
        if (key == null) {
            throw settings.refuse(
                    CLIENT_KEY,
                    "cannot be used; expected a private RSA key of at least 2048 bits, or a private key of the curves"
                            + " P-256, P-384 or P-521, as PEM (PKCS#8) or JWK");
        }
        return new ClientAuthentication.SignedAssertion(
                key.key(),
                settings.find(CLIENT_KEY_ID).orElse(key.keyId()),
                key.algorithm(),
                settings.get(ASSERTION_AUDIENCE));
    }
}
