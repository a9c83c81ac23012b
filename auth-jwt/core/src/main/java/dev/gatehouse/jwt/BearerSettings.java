package dev.gatehouse.jwt;

import dev.gatehouse.jwt.dpop.DpopSettings;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.stability.Stable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings that all mechanisms for bearer tokens share. Each of their factories declares all of them. Immutable and
 * thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class BearerSettings {

    private static final String PREFIX = "auth.bearer.";

    static final Setting<Integer> CACHE_BYTES = Setting.integer(
                    PREFIX + "cache-bytes",
                    "The heap bytes that verified tokens may take, estimated as four bytes for each character"
                            + " of a token. 0 verifies the signature at every request.",
                    0,
                    1_073_741_824)
            .defaultsTo("50331648");
    static final Setting<Path> REVOCATIONS_FILE = Setting.path(
            PREFIX + "revocations-file",
            "A file with revoked tokens and subjects. It is read again within seconds of a change.");
    private static final List<Setting<?>> ALL = all(List.of(CACHE_BYTES, REVOCATIONS_FILE), DpopSettings.shared());

    private BearerSettings() {}

    private static List<Setting<?>> all(List<Setting<?>> own, List<Setting<?>> dpop) {
        List<Setting<?>> all = new ArrayList<>(own);
        all.addAll(dpop);
        return List.copyOf(all);
    }

    /** Returns all settings, for {@link dev.gatehouse.spi.AuthenticationMechanismFactory#settings()}. */
    public static List<Setting<?>> all() {
        return ALL;
    }
}
