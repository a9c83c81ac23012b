package dev.gatehouse.identity;

import dev.gatehouse.jwt.ClaimMapping;
import dev.gatehouse.jwt.ClientRule;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The settings of the mechanism {@code identity}, and what Identity's tokens of the Keycloak flavour mean. */
final class IdentitySettings {

    static final Setting<String> ISSUER = IssuerPolicy.issuerSetting(
            "auth.identity.issuer",
            "Identity's issuer, exactly as the claim iss of its tokens spells it, such as https://auth.example.com/auth/realms/camunda-platform.");
    static final Setting<URI> ISSUER_BACKEND_URL = Setting.url(
            "auth.identity.issuer-backend-url",
            "The URL under which the issuer is reached from here, when it is another one than clients use; keys are fetched there.");
    static final Setting<Boolean> ALLOW_HTTP = Setting.flag(
                    "auth.identity.allow-http",
                    "Whether keys may come over plain http from another host, such as from Keycloak on the network of a container platform; whoever controls the network in between can forge tokens then.")
            .defaultsTo("off");
    static final Setting<List<String>> AUDIENCE = Setting.list(
            "auth.identity.audience",
            "The names by which Identity knows this API, such as tasklist-api; one must be in a token's claim aud, and permissions are taken from these entries of its claim permissions. Required.");
    static final Setting<Set<SigningAlgorithm>> ALGORITHMS = SigningAlgorithm.setting(
                    "auth.identity.algorithms", "The algorithms that tokens may be signed with.")
            .defaultsTo("RS256, RS384, RS512, ES256, ES384, ES512");
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    "auth.identity.clock-skew",
                    "How much the issuer's clock may differ from ours.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s");
    static final Setting<String> NAME_CLAIM = ClaimMapping.pathSetting(
                    "auth.identity.name-claim",
                    "The claim that names the caller to the application, such as preferred_username; API callers of Tasklist are known by sub, which also stands in where a token lacks the claim.")
            .defaultsTo("sub");
    static final List<Setting<?>> ALL =
            List.of(ISSUER, ISSUER_BACKEND_URL, ALLOW_HTTP, AUDIENCE, ALGORITHMS, CLOCK_SKEW, NAME_CLAIM);

    private IdentitySettings() {}

    /** Returns the policy for Identity's tokens. */
    static IssuerPolicy policy(Settings settings) {
        String issuer = settings.find(ISSUER)
                .orElseThrow(() -> settings.refuse(ISSUER, "is missing; set it to the claim iss of Identity's tokens"));
        List<String> audience = settings.find(AUDIENCE)
                .orElseThrow(() -> settings.refuse(
                        AUDIENCE,
                        "is missing; set it to the name by which Identity knows this API, such as tasklist-api, since tokens "
                                + "for other APIs would be good here without it"));
        String backend = settings.find(ISSUER_BACKEND_URL).map(URI::toString).orElse(null);
        KeyLocation keys = new KeyLocation.Discovery(issuer, backend);
        IssuerPolicy.Builder policy = IssuerPolicy.builder(issuer, Set.copyOf(audience))
                .algorithms(settings.get(ALGORITHMS))
                .clockSkew(settings.get(CLOCK_SKEW))
                .keys(keys)
                .mapping(mapping(audience, settings.get(NAME_CLAIM)));
        if (settings.get(ALLOW_HTTP)) {
            policy.plainHttpAllowed();
        } else if (keys.overPlainHttp()) {
            throw settings.refuse(
                    backend == null ? ISSUER : ISSUER_BACKEND_URL,
                    "keys would come over plain http from another host, and whoever controls the network in between could "
                            + "forge tokens; use https, or set auth.identity.allow-http to on where that network is trusted");
        }
        return policy.build();
    }

    private static ClaimMapping mapping(List<String> audience, String name) {
        ClaimMapping.Builder mapping = ClaimMapping.builder()
                .name(name)
                .displayName("name")
                .groups("groups")
                .permissionName("read:*", "READ")
                .permissionName("write:*", "WRITE")
                // Keycloak writes this claim into the tokens of service accounts alone.
                .client(ClientRule.PRESENT, List.of("client_id"));
        audience.forEach(api -> mapping.permissionsIn("permissions", api));
        return mapping.build();
    }
}
