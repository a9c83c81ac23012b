package dev.gatehouse.identity;

import dev.gatehouse.identity.service.ServiceSettings;
import dev.gatehouse.jwt.ClaimMapping;
import dev.gatehouse.jwt.ClaimSettings;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.TokenClaimSettings;
import dev.gatehouse.jwt.claims.AudienceNames;
import dev.gatehouse.jwt.jose.SigningAlgorithm;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.provider.ProviderSettings;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of the mechanism {@code identity} for tokens, and the policy that they make. */
final class IdentitySettings {

    private static final String PREFIX = "auth.identity.";

    static final Setting<String> ISSUER = IssuerPolicy.issuerSetting(
            "auth.identity.issuer",
            "The issuer of Camunda Identity's tokens, exactly as in their iss claim, such as "
                    + "https://auth.example.com/auth/realms/camunda-platform. Required.");
    static final Setting<URI> ISSUER_BACKEND_URL = ProviderSettings.url(
            "auth.identity.issuer-backend-url",
            "The URL at which this server reaches the issuer to fetch keys. The iss of tokens must still be"
                    + " auth.identity.issuer. Default: the issuer.");
    static final Setting<Boolean> ALLOW_HTTP = Setting.flag(
                    "auth.identity.allow-http",
                    "Allows plain HTTP to another host, such as a Keycloak or an Identity on the same container"
                            + " network, to fetch keys and to ask the Identity service. An attacker on that network"
                            + " can then forge and steal tokens.")
            .defaultsTo("off");
    static final Setting<List<String>> AUDIENCE = AudienceNames.setting(
            "auth.identity.audience",
            "The names of this API at Identity, such as tasklist-api. The aud claim of a token must contain one of "
                    + "them, and permissions are read from the entries of its permissions claim with these names. "
                    + "Required.");
    static final Setting<IdentityType> PROVIDER = Setting.choice(
                    "auth.identity.provider",
                    "The provider behind Identity. It selects a preset of other settings; docs/identity-tokens.md"
                            + " lists it, and it is logged at startup. A setting of your own overrides the preset. The"
                            + " preset keycloak equals the defaults of the settings.",
                    IdentityType.class)
            .defaultsTo("keycloak")
            .choosing(IdentityType::preset);
    static final Setting<Set<SigningAlgorithm>> ALGORITHMS = SigningAlgorithm.setting(
                    "auth.identity.algorithms", "The accepted signature algorithms.")
            .defaultsTo("RS256, RS384, RS512, ES256, ES384, ES512");
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    "auth.identity.clock-skew",
                    "The tolerated difference between the clocks of the issuer and this server.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s");
    static final Setting<List<SettingList.Entry>> REQUIRED_CLAIMS = Setting.of(
            "auth.identity.required-claims",
            "list of name or name=value",
            "Claims that tokens must have in addition to exp, sub and aud. Without a value, any non-empty value is"
                    + " accepted. With a value, the claim must equal it or be a list that contains it. Default: none.",
            SettingList::entries);
    static final Setting<List<SettingList.Entry>> TOKEN_KIND_CLAIMS = Setting.of(
            "auth.identity.token-kind-claims",
            "list of name or name=value",
            "Claims that access tokens of the issuer have and its other tokens lack. They are required like"
                    + " auth.identity.required-claims. Default: none.",
            SettingList::entries);
    private static final TokenClaimSettings TOKEN_CLAIMS = new TokenClaimSettings(PREFIX, null, "sub");
    private static final ClaimSettings CLAIMS = new ClaimSettings(PREFIX, null, defaults());
    private static final ProviderSettings ACCESS = new ProviderSettings(PREFIX, null, true);

    static final ServiceSettings SERVICE = ServiceSettings.forTokens(PREFIX);

    static final List<Setting<?>> ALL = all();

    private IdentitySettings() {}

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(
                PROVIDER,
                ISSUER,
                ISSUER_BACKEND_URL,
                ALLOW_HTTP,
                AUDIENCE,
                ALGORITHMS,
                CLOCK_SKEW,
                REQUIRED_CLAIMS,
                TOKEN_KIND_CLAIMS));
        all.addAll(TOKEN_CLAIMS.all());
        all.addAll(CLAIMS.all());
        all.addAll(ACCESS.all());
        all.addAll(SERVICE.all());
        return List.copyOf(all);
    }

    /** Returns what holds for Identity's own Keycloak, so that nothing need be set for it. */
    private static Map<String, String> defaults() {
        return Map.of(
                PREFIX + "audience-permissions-claim", "permissions",
                PREFIX + "permission-map", "read:*=READ, write:*=WRITE",
                PREFIX + "groups-claim", "groups",
                PREFIX + "client-claim", "client_id",
                PREFIX + "client-rule", "present");
    }

    /** Returns the policy for Identity's tokens. */
    static IssuerPolicy policy(Settings settings) {
        String issuer = settings.find(ISSUER)
                .orElseThrow(() -> settings.refuse(ISSUER, "is missing; set it to the iss claim of Identity's tokens"));
        List<String> audience = audience(settings);
        String backend = settings.find(ISSUER_BACKEND_URL).map(URI::toString).orElse(null);
        KeyLocation.Discovery keys = new KeyLocation.Discovery(issuer, backend);
        IssuerPolicy.Builder policy = IssuerPolicy.builder(issuer, Set.copyOf(audience))
                .algorithms(settings.get(ALGORITHMS))
                .clockSkew(settings.get(CLOCK_SKEW))
                .keys(keys)
                .access(ACCESS.access(settings, place(settings, keys)))
                .mapping(mapping(settings, audience));
        require(settings, REQUIRED_CLAIMS, policy);
        require(settings, TOKEN_KIND_CLAIMS, policy);
        TOKEN_CLAIMS.apply(settings, policy);
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

    /** Returns the names of this API at Identity. */
    static List<String> audience(Settings settings) {
        return settings.find(AUDIENCE)
                .orElseThrow(() -> settings.refuse(
                        AUDIENCE,
                        "is missing; set it to the name of this API at Identity, such as tasklist-api. Without it, "
                                + "tokens for other APIs would be accepted"));
    }

    /** Returns the application's names of permissions, by their names at Identity. */
    static Map<String, String> permissionNames(Settings settings) {
        return CLAIMS.permissionNames(settings);
    }

    /** Returns the permissions of every caller. */
    static Set<String> granted(Settings settings) {
        return CLAIMS.granted(settings);
    }

    private static void require(
            Settings settings, Setting<List<SettingList.Entry>> setting, IssuerPolicy.Builder policy) {
        for (SettingList.Entry claim : settings.find(setting).orElse(List.of())) {
            try {
                policy.requiredClaim(claim.name(), claim.value().orElse(null));
            } catch (IllegalArgumentException noPath) {
                throw settings.refuse(setting, String.valueOf(noPath.getMessage()));
            }
        }
    }

    private static ClaimMapping mapping(Settings settings, List<String> audience) {
        return SERVICE.permissionsFromClaims(settings)
                ? CLAIMS.mapping(settings, audience)
                : CLAIMS.mappingWithoutPermissions(settings);
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
}
