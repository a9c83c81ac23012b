package dev.gatehouse.identity.provider;

import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of the authorization request. */
final class RequestSettings {

    /** The parameters that protect the request, or that other settings set. */
    private static final Set<String> RESERVED = Set.of(
            "response_type",
            "response_mode",
            "client_id",
            "client_secret",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "prompt",
            "acr_values",
            "max_age",
            "request",
            "request_uri",
            "id_token_hint");

    static final Setting<List<String>> SCOPES = Setting.list(
                    LoginProviderKeys.PREFIX + "scopes",
                    "The scopes that a log-in asks for. openid is always asked for. offline_access asks for a refresh"
                            + " token where the provider issues none without it.")
            .defaultsTo("openid, profile, email")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<LoginProvider.Pushed> PUSHED = Setting.choice(
                    LoginProviderKeys.PREFIX + "pushed-requests",
                    "Whether this server sends the parameters of a log-in to the provider itself (RFC 9126), so that"
                            + " the browser cannot see or change them. as-required: if the provider's metadata demands"
                            + " it.",
                    LoginProvider.Pushed.class)
            .defaultsTo("as-required")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<String> PROMPT = Setting.of(
                    LoginProviderKeys.PREFIX + "prompt",
                    "login, consent or select_account",
                    "What the provider asks users for, even if they are logged in there (OpenID Connect Core section"
                            + " 3.1.2.1). Default: none.",
                    RequestSettings::parsePrompt)
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<List<String>> ACR_VALUES = Setting.list(
                    LoginProviderKeys.PREFIX + "acr-values",
                    "The authentication contexts that a log-in asks for, in order of preference. The ID token must"
                            + " then have one of them in acr. Default: none.")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Duration> MAX_AGE = Setting.duration(
                    LoginProviderKeys.PREFIX + "max-age",
                    "The maximum time since the user entered a password or another credential at the provider. The ID"
                            + " token must then have auth_time. Default: any.",
                    Duration.ZERO,
                    Duration.ofDays(30))
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Map<String, String>> PARAMETERS = Setting.of(
                    LoginProviderKeys.PREFIX + "parameters",
                    "list of name=value",
                    "Further parameters of the authorization request, such as audience=tasklist-api for Auth0 or"
                            + " kc_idp_hint=github for Keycloak. Default: none.",
                    RequestSettings::parseParameters)
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<String> REDIRECT_PATH = Setting.of(
                    LoginProviderKeys.PREFIX + "redirect-path",
                    "path",
                    "The path to which the provider sends the browser back. Register the public URL of the application"
                            + " with this path as a redirect URI at the provider. Every provider needs its own."
                            + " Default: /identity-callback for the keys auth.login.*, and /identity-callback/<alias>"
                            + " for the keys auth.login.providers.<alias>.*.",
                    RequestSettings::parsePath)
            .perInstance(LoginProviderKeys.GROUP);

    static final List<Setting<?>> ALL = List.of(SCOPES, PUSHED, PROMPT, ACR_VALUES, MAX_AGE, PARAMETERS, REDIRECT_PATH);

    private RequestSettings() {}

    static LoginProvider.Request request(Settings settings, LoginProviderType type) {
        List<String> scopes = new ArrayList<>(settings.get(SCOPES));
        if (!scopes.contains("openid")) {
            scopes.add(0, "openid");
        }
        return new LoginProvider.Request(
                scopes,
                settings.get(PUSHED),
                settings.find(PROMPT).orElse(null),
                type.otherAccount(),
                settings.find(ACR_VALUES).orElse(List.of()),
                settings.find(MAX_AGE).orElse(null),
                settings.find(PARAMETERS).orElse(Map.of()));
    }

    static String redirectPath(Settings settings, String alias) {
        return settings.find(REDIRECT_PATH)
                .orElse(alias.equals("default") ? "/identity-callback" : "/identity-callback/" + alias);
    }

    private static String parsePrompt(String text) {
        if (!Set.of("login", "consent", "select_account").contains(text)) {
            throw new IllegalArgumentException("expected login, consent or select_account");
        }
        return text;
    }

    private static Map<String, String> parseParameters(String text) {
        Map<String, String> parameters = SettingList.map(text);
        for (String name : parameters.keySet()) {
            if (RESERVED.contains(name)) {
                throw new IllegalArgumentException("expected other parameters; " + name
                        + " is set by this application, or by a setting of its own");
            }
        }
        return parameters;
    }

    private static String parsePath(String text) {
        return new Endpoint("GET", text, request -> Reply.status(404)).path();
    }
}
