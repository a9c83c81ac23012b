package dev.gatehouse.servlet.settings;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Declarations of a mechanism that could exist. */
final class Declared {

    static final String GROUP = "auth.jwt.issuers";

    static final Setting<String> ISSUER =
            Setting.string("auth.jwt.issuer", "The issuer.").perInstance(GROUP);
    static final Setting<String> AUDIENCE = Setting.string("auth.jwt.audience", "The audience that tokens must name.")
            .perInstance(GROUP);
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    "auth.jwt.clock-skew", "How far clocks may differ.", Duration.ZERO, Duration.ofMinutes(5))
            .defaultsTo("30s")
            .perInstance(GROUP);
    static final Setting<List<String>> ALGORITHMS =
            Setting.list("auth.jwt.algorithms", "The algorithms.").defaultsTo("RS256");
    static final Setting<Integer> CACHE_SIZE =
            Setting.integer("auth.jwt.cache-size", "How many tokens are kept.", 0, 1000);
    static final Setting<Secret> CLIENT_SECRET = Setting.secret("auth.jwt.client-secret", "The secret.");
    static final Setting<Path> JWKS_FILE = Setting.path("auth.jwt.jwks-file", "The keys.");
    static final Setting<Integer> BROKEN = Setting.of("auth.jwt.broken", "odd thing", "Breaks.", text -> {
        if (text.equals("null")) {
            throw new IllegalArgumentException();
        }
        throw new IllegalStateException("shows " + text);
    });

    static final List<Setting<?>> ALL =
            List.of(ISSUER, AUDIENCE, CLOCK_SKEW, ALGORITHMS, CACHE_SIZE, CLIENT_SECRET, JWKS_FILE, BROKEN);

    private Declared() {}

    static SettingsLoader loader() {
        return new SettingsLoader().declare("host", HostSettings.all()).declare("jwt", ALL);
    }

    static LoadedSettings load(Map<String, String> code) {
        return loader().code(code).load();
    }
}
