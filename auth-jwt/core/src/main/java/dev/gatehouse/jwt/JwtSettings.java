package dev.gatehouse.jwt;

import dev.gatehouse.spi.Setting;
import dev.gatehouse.spi.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings of the mechanism {@code jwt}, each declared once, and how they become policies. */
final class JwtSettings {

    static final String GROUP = "auth.jwt.issuers";

    static final Setting<String> ISSUER = IssuerPolicy.issuerSetting(
                    "auth.jwt.issuer", "The issuer whose tokens are accepted, exactly as their claim iss spells it.")
            .perInstance(GROUP);
    static final Setting<List<String>> AUDIENCE = Setting.list(
                    "auth.jwt.audience",
                    "The names by which the issuer knows this API; one of them must be in a token's claim aud. Required.")
            .perInstance(GROUP);
    static final Setting<URI> JWKS_URI = Setting.url(
                    "auth.jwt.jwks-uri", "Where the issuer's keys are fetched; without it the issuer's metadata tell.")
            .perInstance(GROUP);
    static final Setting<Path> JWKS_FILE = Setting.path(
                    "auth.jwt.jwks-file",
                    "A file with the issuer's keys, in place of fetching them; read again when it changes.")
            .perInstance(GROUP);
    static final Setting<Set<SigningAlgorithm>> ALGORITHMS = SigningAlgorithm.setting(
                    "auth.jwt.algorithms", "The algorithms that tokens may be signed with.")
            .defaultsTo("RS256, PS256, ES256")
            .perInstance(GROUP);
    static final Setting<List<String>> TYPES = Setting.list(
                    "auth.jwt.types",
                    "The values that a token's header typ may have, without regard to case and to application/; absent stands for none.")
            .defaultsTo("absent, JWT, at+jwt")
            .perInstance(GROUP);
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    "auth.jwt.clock-skew",
                    "How much the issuer's clock may differ from ours.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s")
            .perInstance(GROUP);
    static final Setting<Duration> MAX_LIFETIME = Setting.duration(
                    "auth.jwt.max-lifetime",
                    "The longest time from iat to exp that a token may have been issued for; without it any is good.",
                    Duration.ofSeconds(1),
                    Duration.ofDays(366))
            .perInstance(GROUP);
    static final Setting<Duration> KEY_LIFE = Setting.duration(
                    "auth.jwt.key-life",
                    "How long a key may stay in use after the issuer took it away; keys are fetched again before.",
                    Duration.ofSeconds(30),
                    Duration.ofHours(24))
            .defaultsTo("5m")
            .perInstance(GROUP);
    static final Setting<Duration> KEY_MAX_STALE = Setting.duration(
                    "auth.jwt.key-max-stale",
                    "How long the last keys stay in use while the issuer can't be reached.",
                    Duration.ofMinutes(5),
                    Duration.ofDays(30))
            .defaultsTo("24h")
            .perInstance(GROUP);
    static final Setting<String> NAME_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.name-claim",
                    "The claim that names the caller to the application; sub stands in where a token lacks it.")
            .defaultsTo("sub")
            .perInstance(GROUP);
    static final Setting<String> DISPLAY_NAME_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.display-name-claim", "The claim with the name to show to people.")
            .defaultsTo("name")
            .perInstance(GROUP);
    static final Setting<List<String>> PERMISSIONS_CLAIMS = Setting.of(
                    "auth.jwt.permissions-claims",
                    "list of claims",
                    "The claims with permissions, such as scope or realm_access.roles: lists of texts, or texts with blanks between the permissions.",
                    JwtSettings::parsePaths)
            .perInstance(GROUP);
    static final Setting<Map<String, String>> PERMISSION_MAP = Setting.of(
                    "auth.jwt.permission-map",
                    "list of name=NAME",
                    "What permissions of tokens are called in the application, such as read:*=READ; others keep their name.",
                    JwtSettings::parseMap)
            .perInstance(GROUP);
    static final Setting<List<String>> GRANTED_PERMISSIONS = Setting.list(
                    "auth.jwt.granted-permissions", "Permissions that every accepted token of the issuer gives.")
            .perInstance(GROUP);
    static final Setting<String> GROUPS_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.groups-claim", "The claim with the caller's groups.")
            .perInstance(GROUP);
    static final Setting<String> TENANTS_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.tenants-claim", "The claim with the caller's tenants.")
            .perInstance(GROUP);
    static final Setting<List<String>> CLIENT_CLAIM = Setting.of(
                    "auth.jwt.client-claim",
                    "list of claims",
                    "The claims that name the client a token was issued to.",
                    JwtSettings::parsePaths)
            .defaultsTo("client_id, azp")
            .perInstance(GROUP);
    static final Setting<ClientRule> CLIENT_RULE = Setting.choice(
                    "auth.jwt.client-rule",
                    "When a caller counts as a client and not as a person: when a client claim equals sub, when one is present, always, or never.",
                    ClientRule.class)
            .defaultsTo("equals-subject")
            .perInstance(GROUP);
    static final Setting<Integer> CACHE_BYTES = Setting.integer(
                    "auth.jwt.cache-bytes",
                    "How many bytes of memory verified tokens may take, by an estimate of about 3 kB for a token of 1.2 kB; 0 verifies every time.",
                    0,
                    1_073_741_824)
            .defaultsTo("33554432");

    static final List<Setting<?>> ALL = List.of(
            ISSUER,
            AUDIENCE,
            JWKS_URI,
            JWKS_FILE,
            ALGORITHMS,
            TYPES,
            CLOCK_SKEW,
            MAX_LIFETIME,
            KEY_LIFE,
            KEY_MAX_STALE,
            NAME_CLAIM,
            DISPLAY_NAME_CLAIM,
            PERMISSIONS_CLAIMS,
            PERMISSION_MAP,
            GRANTED_PERMISSIONS,
            GROUPS_CLAIM,
            TENANTS_CLAIM,
            CLIENT_CLAIM,
            CLIENT_RULE,
            CACHE_BYTES);

    private JwtSettings() {}

    /** Returns the policy of one issuer, out of the settings of its alias. */
    static IssuerPolicy policy(Settings settings) {
        String issuer = settings.find(ISSUER)
                .orElseThrow(() -> settings.refuse(
                        ISSUER, "is missing; set it to the claim iss of the tokens that are to be accepted"));
        List<String> audience = settings.find(AUDIENCE)
                .orElseThrow(() -> settings.refuse(
                        AUDIENCE,
                        "is missing; set it to the name by which the issuer knows this API, such as tasklist-api, since "
                                + "tokens for other APIs would be good here without it"));
        IssuerPolicy.Builder policy = IssuerPolicy.builder(issuer, Set.copyOf(audience))
                .algorithms(settings.get(ALGORITHMS))
                .types(Set.copyOf(settings.get(TYPES)))
                .clockSkew(settings.get(CLOCK_SKEW))
                .keyLife(settings.get(KEY_LIFE), settings.get(KEY_MAX_STALE))
                .mapping(mapping(settings));
        settings.find(MAX_LIFETIME).ifPresent(policy::maxLifetime);
        if (settings.isSet(JWKS_URI) && settings.isSet(JWKS_FILE)) {
            throw settings.refuse(JWKS_FILE, "keys come from one place; remove this or auth.jwt.jwks-uri");
        }
        settings.find(JWKS_URI).ifPresent(uri -> policy.keys(new KeyLocation.JwksUri(uri)));
        settings.find(JWKS_FILE).ifPresent(file -> policy.keys(new KeyLocation.JwksFile(file)));
        return policy.build();
    }

    private static ClaimMapping mapping(Settings settings) {
        ClaimMapping.Builder mapping = ClaimMapping.builder()
                .name(settings.get(NAME_CLAIM))
                .displayName(settings.get(DISPLAY_NAME_CLAIM))
                .client(settings.get(CLIENT_RULE), settings.get(CLIENT_CLAIM));
        settings.find(PERMISSIONS_CLAIMS).ifPresent(paths -> paths.forEach(mapping::permissions));
        settings.find(PERMISSION_MAP).ifPresent(names -> names.forEach(mapping::permissionName));
        settings.find(GRANTED_PERMISSIONS).ifPresent(granted -> mapping.granted(Set.copyOf(granted)));
        settings.find(GROUPS_CLAIM).ifPresent(mapping::groups);
        settings.find(TENANTS_CLAIM).ifPresent(mapping::tenants);
        return mapping.build();
    }

    static List<String> parsePaths(String text) {
        Set<String> paths = new LinkedHashSet<>();
        for (String path : text.split(",", -1)) {
            paths.add(new ClaimPath(path.trim()).toString());
        }
        return List.copyOf(paths);
    }

    static Map<String, String> parseMap(String text) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            int equals = entry.lastIndexOf('=');
            String from = equals < 0 ? "" : entry.substring(0, equals).trim();
            String to = entry.substring(equals + 1).trim();
            if (from.isEmpty() || to.isEmpty() || names.put(from, to) != null) {
                throw new IllegalArgumentException(
                        "expected different names with what they become, such as read:*=READ, write:*=WRITE");
            }
        }
        return Collections.unmodifiableMap(names);
    }
}
