package dev.gatehouse.identity;

import dev.gatehouse.jwt.ClaimMapping;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.claims.AudienceNames;
import dev.gatehouse.jwt.claims.ClientRule;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.provider.ProviderSettings;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The settings of the mechanism {@code identity}, and the mapping of the tokens that Identity's Keycloak issues. */
final class IdentitySettings {

    static final Setting<String> ISSUER = IssuerPolicy.issuerSetting(
            "auth.identity.issuer",
            "The issuer of Camunda Identity's tokens, exactly as in their iss claim, such as "
                    + "https://auth.example.com/auth/realms/camunda-platform. Required.");
    static final Setting<URI> ISSUER_BACKEND_URL = ProviderSettings.url(
            "auth.identity.issuer-backend-url",
            "The URL at which this server reaches the issuer to fetch keys. Default: the issuer.");
    static final Setting<Boolean> ALLOW_HTTP = Setting.flag(
                    "auth.identity.allow-http",
                    "Allows fetching keys over plain HTTP from another host, such as a Keycloak on the same container "
                            + "network. An attacker on that network can then forge tokens.")
            .defaultsTo("off");
    static final Setting<List<String>> AUDIENCE = AudienceNames.setting(
            "auth.identity.audience",
            "The names of this API at Identity, such as tasklist-api. The aud claim of a token must contain one of "
                    + "them, and permissions are read from the entries of its permissions claim with these names. "
                    + "Required.");
    static final Setting<Set<SigningAlgorithm>> ALGORITHMS = SigningAlgorithm.setting(
                    "auth.identity.algorithms", "The accepted signature algorithms.")
            .defaultsTo("RS256, RS384, RS512, ES256, ES384, ES512");
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    "auth.identity.clock-skew",
                    "The tolerated difference between the clocks of the issuer and this server.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s");
    static final Setting<String> NAME_CLAIM = ClaimMapping.pathSetting(
                    "auth.identity.name-claim",
                    "The claim with the caller's name in the application, such as preferred_username. If a token lacks "
                            + "the claim, sub is used. Tasklist identifies API callers by sub.")
            .defaultsTo("sub");
    private static final ProviderSettings PROVIDER = new ProviderSettings("auth.identity.", null, true);

    static final List<Setting<?>> ALL = all();

    private IdentitySettings() {}

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(
                List.of(ISSUER, ISSUER_BACKEND_URL, ALLOW_HTTP, AUDIENCE, ALGORITHMS, CLOCK_SKEW, NAME_CLAIM));
        all.addAll(PROVIDER.all());
        return List.copyOf(all);
    }

    /** Returns the policy for Identity's tokens. */
    static IssuerPolicy policy(Settings settings) {
        String issuer = settings.find(ISSUER)
                .orElseThrow(() -> settings.refuse(ISSUER, "is missing; set it to the iss claim of Identity's tokens"));
        List<String> audience = settings.find(AUDIENCE)
                .orElseThrow(() -> settings.refuse(
                        AUDIENCE,
                        "is missing; set it to the name of this API at Identity, such as tasklist-api. Without it, "
                                + "tokens for other APIs would be accepted"));
        String backend = settings.find(ISSUER_BACKEND_URL).map(URI::toString).orElse(null);
        KeyLocation.Discovery keys = new KeyLocation.Discovery(issuer, backend);
        IssuerPolicy.Builder policy = IssuerPolicy.builder(issuer, Set.copyOf(audience))
                .algorithms(settings.get(ALGORITHMS))
                .clockSkew(settings.get(CLOCK_SKEW))
                .keys(keys)
                .access(PROVIDER.access(settings, place(settings, keys)))
                .mapping(mapping(audience, settings.get(NAME_CLAIM)));
        if (settings.get(ALLOW_HTTP)) {
            policy.plainHttpAllowed();
        } else if (keys.overPlainHttp()) {
            throw settings.refuse(
                    backend == null ? ISSUER : ISSUER_BACKEND_URL,
                    "keys would be fetched over plain HTTP from another host, so an attacker on the network could "
                            + "forge tokens; use https, or set auth.identity.allow-http to on if it is trusted");
        }
        return policy.build();
    }

    private static URI place(Settings settings, KeyLocation.Discovery keys) {
        try {
            return keys.place();
        } catch (IllegalArgumentException notAUrl) {
            throw settings.refuse(
                    ISSUER,
                    notAUrl.getMessage() + "; keys are fetched from there, unless auth.identity.issuer-backend-url is"
                            + " set");
        }
    }

    private static ClaimMapping mapping(List<String> audience, String name) {
        ClaimMapping.Builder mapping = ClaimMapping.builder()
                .name(name)
                .displayName("name")
                .groups("groups")
                .permissionName("read:*", "READ")
                .permissionName("write:*", "WRITE")
                // Keycloak adds this claim to the tokens of service accounts only.
                .client(ClientRule.PRESENT, List.of("client_id"));
        audience.forEach(api -> mapping.permissionsIn("permissions", api));
        return mapping.build();
    }
}
