package dev.gatehouse.identity.session;

import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.Setting;
import java.time.Duration;
import java.util.List;

/** The settings of sessions with a provider. */
final class SessionTokenSettings {

    static final Setting<List<String>> KEYS = Setting.list(
            "auth.login.session-keys",
            "Files with the keys that encrypt the tokens of sessions, each 32 random bytes in base64. The first one"
                    + " encrypts, all of them decrypt, at most 10. All nodes need the same keys. Required unless"
                    + " auth.sessions is memory. Default: a key that only this process has.");
    static final Setting<Duration> AHEAD = Setting.duration(
                    "auth.login.refresh-ahead",
                    "How long before its access token expires a session that is in use is refreshed in the background;"
                            + " at most half of the token's lifetime.",
                    Duration.ofSeconds(1),
                    Duration.ofHours(1))
            .defaultsTo("60s");
    static final Setting<Duration> GRACE = Setting.duration(
                    "auth.login.refresh-grace",
                    "How long a session can be used after the expiry of its access token while the provider does not"
                            + " answer. Later requests get 503 until the provider answers. Revoked permissions may stay"
                            + " in effect that long.",
                    Duration.ZERO,
                    Duration.ofHours(24))
            .defaultsTo("5m");
    static final Setting<String> LOGOUT_PATH = path(
                    "auth.login.logout-path",
                    "The path of the logout endpoint: POST. It ends the session here, revokes its refresh token, and"
                            + " sends a browser to the provider to end the session there too.")
            .defaultsTo("/api/login/logout");
    static final Setting<String> AFTER_LOGOUT_PATH = path(
                    "auth.login.after-logout-path",
                    "The path that a browser is sent to after a logout. Register its URL at the provider as a"
                            + " post-logout redirect URI.")
            .defaultsTo("/");
    static final Setting<String> BACK_CHANNEL_PATH = path(
                    "auth.login.back-channel-logout-path",
                    "The path to which providers send logout tokens (OpenID Connect Back-Channel Logout 1.0): POST."
                            + " Register its URL at the provider as the back-channel logout URL.")
            .defaultsTo("/api/login/back-channel-logout");

    static final List<Setting<?>> ALL = List.of(KEYS, AHEAD, GRACE, LOGOUT_PATH, AFTER_LOGOUT_PATH, BACK_CHANNEL_PATH);

    private SessionTokenSettings() {}

    private static Setting<String> path(String key, String description) {
        return Setting.of(
                key, "path", description, text -> new Endpoint("POST", text, request -> Reply.status(204)).path());
    }
}
