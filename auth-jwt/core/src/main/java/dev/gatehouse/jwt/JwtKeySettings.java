package dev.gatehouse.jwt;

import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The settings that say where an issuer's keys come from. */
final class JwtKeySettings {

    static final Setting<URI> JWKS_URI = Setting.url(
                    "auth.jwt.jwks-uri", "Where the issuer's keys are fetched; without it the issuer's metadata tell.")
            .perInstance(JwtSettings.GROUP);
    static final Setting<Path> JWKS_FILE = Setting.path(
                    "auth.jwt.jwks-file",
                    "A file with the issuer's keys, in place of fetching them; read again when it changes.")
            .perInstance(JwtSettings.GROUP);
    static final Setting<Secret> SECRET = Setting.secret(
                    "auth.jwt.secret",
                    "The secret that the issuer signs with, where it uses HS256, HS384 or HS512 and no others: its text is the key, unless it begins with base64url: and is written so.")
            .perInstance(JwtSettings.GROUP);
    static final Setting<Secret> PREVIOUS_SECRET = Setting.secret(
                    "auth.jwt.previous-secret",
                    "The secret before it was changed; tokens signed with it are accepted as well, until this is removed.")
            .perInstance(JwtSettings.GROUP);
    static final Setting<Boolean> ALLOW_HTTP = Setting.flag(
                    "auth.jwt.allow-http",
                    "Whether keys may come over plain http from another host; whoever controls the network in between can forge tokens then.")
            .defaultsTo("off")
            .perInstance(JwtSettings.GROUP);
    static final Setting<Duration> KEY_LIFE = Setting.duration(
                    "auth.jwt.key-life",
                    "How long a key may stay in use after the issuer took it away; keys are fetched again before.",
                    Duration.ofSeconds(30),
                    Duration.ofHours(24))
            .defaultsTo("5m")
            .perInstance(JwtSettings.GROUP);
    static final Setting<Duration> KEY_MAX_STALE = Setting.duration(
                    "auth.jwt.key-max-stale",
                    "How long the last keys stay in use while the issuer can't be reached.",
                    Duration.ofMinutes(5),
                    Duration.ofDays(30))
            .defaultsTo("24h")
            .perInstance(JwtSettings.GROUP);

    static final List<Setting<?>> ALL =
            List.of(JWKS_URI, JWKS_FILE, SECRET, PREVIOUS_SECRET, ALLOW_HTTP, KEY_LIFE, KEY_MAX_STALE);

    private JwtKeySettings() {}

    /** Adds the keys to a policy, or refuses the setting that stands in the way. */
    static void apply(Settings settings, String issuer, Set<SigningAlgorithm> algorithms, IssuerPolicy.Builder policy) {
        KeyLocation location = location(settings, issuer);
        String mixed = KeyDemands.algorithmProblem(algorithms, location);
        if (mixed != null) {
            throw settings.refuse(JwtSettings.ALGORITHMS, mixed + "; set this and auth.jwt.secret to fit each other");
        }
        if (location instanceof KeyLocation.SharedSecret secrets) {
            refuseWeak(settings, SECRET, secrets.secret(), algorithms);
            if (secrets.previous() != null) {
                refuseWeak(settings, PREVIOUS_SECRET, secrets.previous(), algorithms);
            }
        }
        if (settings.get(ALLOW_HTTP)) {
            policy.plainHttpAllowed();
        } else if (location.overPlainHttp()) {
            Setting<?> at = location instanceof KeyLocation.JwksUri ? JWKS_URI : JwtSettings.ISSUER;
            throw settings.refuse(at, KeyDemands.plainHttpProblem("set auth.jwt.allow-http to on"));
        }
        policy.keys(location).keyLife(settings.get(KEY_LIFE), settings.get(KEY_MAX_STALE));
    }

    private static void refuseWeak(
            Settings settings, Setting<Secret> setting, Secret secret, Set<SigningAlgorithm> algorithms) {
        String defect = SecretStrength.defect(secret, algorithms);
        if (defect != null) {
            throw settings.refuse(setting, defect);
        }
    }

    private static KeyLocation location(Settings settings, String issuer) {
        Optional<URI> uri = settings.find(JWKS_URI);
        Optional<Path> file = settings.find(JWKS_FILE);
        Optional<Secret> secret = settings.find(SECRET);
        if (uri.isPresent() && file.isPresent()) {
            throw settings.refuse(JWKS_FILE, "keys come from one place; remove this or auth.jwt.jwks-uri");
        }
        if (secret.isPresent() && (uri.isPresent() || file.isPresent())) {
            throw settings.refuse(
                    SECRET,
                    "an issuer has a shared secret or public keys, never both; remove this, or auth.jwt.jwks-uri and auth.jwt.jwks-file");
        }
        if (secret.isEmpty() && settings.isSet(PREVIOUS_SECRET)) {
            throw settings.refuse(PREVIOUS_SECRET, "there is no auth.jwt.secret that could come after it");
        }
        if (secret.isPresent()) {
            return new KeyLocation.SharedSecret(
                    secret.get(), settings.find(PREVIOUS_SECRET).orElse(null));
        }
        if (uri.isPresent()) {
            return new KeyLocation.JwksUri(uri.get());
        }
        return file.isPresent() ? new KeyLocation.JwksFile(file.get()) : new KeyLocation.Discovery(issuer, null);
    }
}
