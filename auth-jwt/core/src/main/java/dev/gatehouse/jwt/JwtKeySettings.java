package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.keys.KeyRequirements;
import dev.gatehouse.jwt.provider.ProviderSettings;
import dev.gatehouse.jwt.provider.TenantTemplate;
import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The settings for an issuer's keys. */
final class JwtKeySettings {

    static final Setting<URI> JWKS_URI = ProviderSettings.url(
                    "auth.jwt.jwks-uri", "URL of the issuer's JWK set. Default: the jwks_uri of the issuer's metadata.")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Path> JWKS_FILE = Setting.path(
                    "auth.jwt.jwks-file",
                    "File with the issuer's JWK set, used instead of a URL. It is read again when it changes.")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Secret> SECRET = Setting.secret(
                    "auth.jwt.secret",
                    "Shared secret of an issuer that signs with HS256, HS384 or HS512. The key is the UTF-8 bytes of"
                            + " this string, or the bytes it encodes if it starts with base64url:.")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Secret> PREVIOUS_SECRET = Setting.secret(
                    "auth.jwt.previous-secret",
                    "Shared secret before the last change. Tokens signed with it are accepted until you remove it.")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Boolean> ALLOW_GUESSABLE_SECRET = Setting.flag(
                    "auth.jwt.allow-guessable-secret",
                    "Whether a shared secret that is printed in a public document or consists of words is accepted"
                            + " with a warning. Turn this on only if the issuer dictates the secret.")
            .defaultsTo("off")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Boolean> ALLOW_HTTP = Setting.flag(
                    "auth.jwt.allow-http",
                    "Whether keys may be fetched over plain http from another host. An attacker in that network can"
                            + " then forge tokens.")
            .defaultsTo("off")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Duration> KEY_LIFE = Setting.duration(
                    "auth.jwt.key-life",
                    "How long a key stays in use after the issuer removed it. Keys are refreshed before this time"
                            + " ends.",
                    Duration.ofSeconds(30),
                    Duration.ofHours(24))
            .defaultsTo("5m")
            .perInstance(JwtOriginSettings.GROUP);
    static final Setting<Duration> KEY_MAX_STALE = Setting.duration(
                    "auth.jwt.key-max-stale",
                    "How long the last keys stay in use while the issuer is unreachable.",
                    Duration.ofMinutes(5),
                    Duration.ofDays(30))
            .defaultsTo("24h")
            .perInstance(JwtOriginSettings.GROUP);

    private static final ProviderSettings PROVIDER = new ProviderSettings("auth.jwt.", JwtOriginSettings.GROUP, true);

    static final List<Setting<?>> ALL = all();

    private JwtKeySettings() {}

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(
                JWKS_URI,
                JWKS_FILE,
                SECRET,
                PREVIOUS_SECRET,
                ALLOW_GUESSABLE_SECRET,
                ALLOW_HTTP,
                KEY_LIFE,
                KEY_MAX_STALE));
        all.addAll(PROVIDER.all());
        return List.copyOf(all);
    }

    /** Adds the keys to a policy, or refuses the setting that is wrong. */
    static void apply(
            Settings settings,
            String issuer,
            TokenOrigin origin,
            Set<SigningAlgorithm> algorithms,
            IssuerPolicy.Builder policy) {
        KeyLocation location = location(settings, issuer, origin);
        URI place = place(settings, location);
        String mixed = KeyRequirements.algorithmProblem(algorithms, location);
        if (mixed != null) {
            throw settings.refuse(JwtSettings.ALGORITHMS, mixed + "; change this setting or auth.jwt.secret");
        }
        if (location instanceof KeyLocation.SharedSecret secrets) {
            refuseWeak(settings, SECRET, secrets.secret(), algorithms);
            if (secrets.previous() != null) {
                refuseWeak(settings, PREVIOUS_SECRET, secrets.previous(), algorithms);
            }
        }
        if (settings.get(ALLOW_GUESSABLE_SECRET)) {
            policy.guessableSecretAllowed();
        }
        if (settings.get(ALLOW_HTTP)) {
            policy.plainHttpAllowed();
        } else if (location.overPlainHttp()) {
            Setting<?> at = location instanceof KeyLocation.JwksUri ? JWKS_URI : JwtSettings.ISSUER;
            at = location instanceof KeyLocation.PemByKid ? JwtOriginSettings.SIGNER_KEYS : at;
            throw settings.refuse(at, KeyRequirements.plainHttpProblem("set auth.jwt.allow-http to on"));
        }
        policy.access(PROVIDER.access(settings, place))
                .keys(location)
                .keyLife(settings.get(KEY_LIFE), settings.get(KEY_MAX_STALE));
    }

    private static @Nullable URI place(Settings settings, KeyLocation location) {
        try {
            return location.place();
        } catch (IllegalArgumentException notAUrl) {
            throw settings.refuse(
                    JwtSettings.ISSUER,
                    notAUrl.getMessage() + "; its keys are fetched from there, unless auth.jwt.jwks-uri,"
                            + " auth.jwt.jwks-file or auth.jwt.secret says where they are");
        }
    }

    private static void refuseWeak(
            Settings settings, Setting<Secret> setting, Secret secret, Set<SigningAlgorithm> algorithms) {
        String problem = KeyRequirements.secretProblem(
                secret, algorithms, settings.get(ALLOW_GUESSABLE_SECRET), "set auth.jwt.allow-guessable-secret to on");
        if (problem != null) {
            throw settings.refuse(setting, problem);
        }
    }

    private static KeyLocation location(Settings settings, String issuer, TokenOrigin origin) {
        if (origin.ofLoadBalancer()) {
            for (Setting<?> other : List.of(JWKS_URI, JWKS_FILE, SECRET, PREVIOUS_SECRET)) {
                if (settings.isSet(other)) {
                    throw settings.refuse(
                            other, "cannot be combined with auth.jwt.token-places=alb, whose keys are elsewhere");
                }
            }
            return JwtOriginSettings.keys(settings);
        }
        Optional<URI> uri = settings.find(JWKS_URI);
        Optional<Path> file = settings.find(JWKS_FILE);
        Optional<Secret> secret = settings.find(SECRET);
        if (uri.isPresent() && file.isPresent()) {
            throw settings.refuse(JWKS_FILE, "cannot be combined with auth.jwt.jwks-uri; remove one of them");
        }
        if (secret.isPresent() && (uri.isPresent() || file.isPresent())) {
            throw settings.refuse(
                    SECRET,
                    "cannot be combined with public keys; remove this setting,"
                            + " or auth.jwt.jwks-uri and auth.jwt.jwks-file");
        }
        if (secret.isEmpty() && settings.isSet(PREVIOUS_SECRET)) {
            throw settings.refuse(PREVIOUS_SECRET, "needs auth.jwt.secret; set that to the current secret");
        }
        if (secret.isPresent()) {
            return new KeyLocation.SharedSecret(
                    secret.get(), settings.find(PREVIOUS_SECRET).orElse(null));
        }
        if (uri.isPresent()) {
            return new KeyLocation.JwksUri(uri.get());
        }
        if (file.isPresent()) {
            return new KeyLocation.JwksFile(file.get());
        }
        String base = origin.hasTenants() ? origin.discoveryBase(TenantTemplate.parse(issuer)) : null;
        return new KeyLocation.Discovery(issuer, base);
    }
}
