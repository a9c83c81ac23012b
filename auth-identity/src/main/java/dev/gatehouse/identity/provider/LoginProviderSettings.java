package dev.gatehouse.identity.provider;

import dev.gatehouse.identity.service.ServicePolicy;
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
import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the providers that people log in with: who they are, and how their tokens become callers.
 *
 * @since 0.1
 */
@Internal
public final class LoginProviderSettings {

    /** The issuer. */
    public static final Setting<String> ISSUER = IssuerPolicy.issuerSetting(
                    LoginProviderKeys.PREFIX + "issuer",
                    "The issuer of the provider, exactly as in its metadata and in iss of its ID tokens, such as"
                            + " https://auth.example.com/realms/example. Required.")
            .perInstance(LoginProviderKeys.GROUP);

    static final Setting<LoginProviderType> TYPE = Setting.choice(
                    LoginProviderKeys.PREFIX + "provider",
                    "The kind of provider. It selects a preset of other settings, which docs/identity.md lists. A"
                            + " setting of your own overrides the preset. camunda: the Keycloak of Camunda Identity."
                            + " generic: no preset.",
                    LoginProviderType.class)
            .defaultsTo("generic")
            .choosing(LoginProviderType::preset)
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<String> TITLE = Setting.string(
                    LoginProviderKeys.PREFIX + "title",
                    "The name of the provider on pages for people, such as Example Inc. Default: the host name of its"
                            + " issuer.")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<URI> BACKEND_URL = ProviderSettings.url(
                    LoginProviderKeys.PREFIX + "issuer-backend-url",
                    "The URL at which this server reaches the provider, if it is not the issuer. Browsers are sent to"
                            + " the issuer. Default: the issuer.")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Boolean> ALLOW_HTTP = Setting.flag(
                    LoginProviderKeys.PREFIX + "allow-http",
                    "Allows plain http to a provider on another host. An attacker on that network can then log in as"
                            + " anyone, and can read the client secret and all tokens.")
            .defaultsTo("off")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Set<SigningAlgorithm>> ALGORITHMS = SigningAlgorithm.setting(
                    LoginProviderKeys.PREFIX + "algorithms",
                    "The accepted signature algorithms of ID tokens and access tokens. The provider's metadata cannot"
                            + " add to them.")
            .defaultsTo("RS256, PS256, ES256")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    LoginProviderKeys.PREFIX + "clock-skew",
                    "The accepted difference between the clocks of the provider and this server.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<List<String>> AUDIENCE = AudienceNames.setting(
                    LoginProviderKeys.PREFIX + "audience",
                    "The names of this API at the provider, as in aud of its access tokens. If it is set, name,"
                            + " permissions and groups come from the access token, which must be a JWT for one of"
                            + " these names. Default: none, they come from the ID token.")
            .perInstance(LoginProviderKeys.GROUP);
    static final Setting<Map<String, String>> OWNER = Setting.of(
                    LoginProviderKeys.PREFIX + "owner",
                    "list of claim=value",
                    "Only people whose ID token has all of these claims may log in, such as hd=example.com. Required"
                            + " where anyone can get an account, as at Google. Default: none.",
                    SettingList::map)
            .perInstance(LoginProviderKeys.GROUP);

    private static final ProviderSettings ACCESS =
            new ProviderSettings(LoginProviderKeys.PREFIX, LoginProviderKeys.GROUP, false);
    private static final TokenClaimSettings TOKEN_CLAIMS =
            new TokenClaimSettings(LoginProviderKeys.PREFIX, LoginProviderKeys.GROUP, "sub");
    private static final ClaimSettings CLAIMS = new ClaimSettings(LoginProviderKeys.PREFIX, LoginProviderKeys.GROUP);
    private static final ServiceSettings SERVICE =
            ServiceSettings.forLogins(LoginProviderKeys.PREFIX, LoginProviderKeys.GROUP);

    /** The permissions of Identity's own applications. */
    private static final Map<String, String> IDENTITY_NAMES = Map.of("read:*", "READ", "write:*", "WRITE");

    private LoginProviderSettings() {}

    /** Returns all settings. */
    public static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(
                List.of(ISSUER, TYPE, TITLE, BACKEND_URL, ALLOW_HTTP, ALGORITHMS, CLOCK_SKEW, AUDIENCE, OWNER));
        all.addAll(ClientSettings.ALL);
        all.addAll(RequestSettings.ALL);
        all.addAll(ACCESS.all());
        all.addAll(TOKEN_CLAIMS.all());
        all.addAll(CLAIMS.all());
        all.addAll(SERVICE.all());
        return List.copyOf(all);
    }

    /**
     * Returns the providers in their order; at least one.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if a provider cannot be used, or there is none
     */
    public static List<ConfiguredProvider> providers(Settings settings) {
        Set<String> aliases = settings.instances(LoginProviderKeys.GROUP);
        if (aliases.isEmpty()) {
            throw settings.refuse(ISSUER, "is missing; set it to the issuer of the provider that people log in with");
        }
        Map<String, String> clients = new LinkedHashMap<>();
        List<ConfiguredProvider> providers = new ArrayList<>();
        for (String alias : aliases) {
            Settings own = settings.instance(alias);
            ConfiguredProvider provider = provider(alias, own);
            String key =
                    provider.provider().issuer() + " " + provider.provider().clientId();
            String other = clients.putIfAbsent(key, alias);
            if (other != null) {
                throw own.refuse(
                        ISSUER,
                        "is that of the provider " + other + " as well, with the same client; remove one of the two");
            }
            providers.add(provider);
        }
        return List.copyOf(providers);
    }

    private static ConfiguredProvider provider(String alias, Settings settings) {
        String issuer = settings.find(ISSUER)
                .orElseThrow(() ->
                        settings.refuse(ISSUER, "is missing; set it to the issuer in the metadata of the provider"));
        String backend = settings.find(BACKEND_URL).map(URI::toString).orElse(null);
        KeyLocation.Discovery location = new KeyLocation.Discovery(issuer, backend);
        URI place = place(settings, location);
        boolean plainHttp = settings.get(ALLOW_HTTP);
        if (location.overPlainHttp() && !plainHttp) {
            throw settings.refuse(
                    backend == null ? ISSUER : BACKEND_URL,
                    "the provider would be reached over plain http on another host, so an attacker on the network"
                            + " could log in as anyone; use https, or set " + ALLOW_HTTP.key(alias)
                            + " to on if the network is trusted");
        }
        LoginProviderType type = settings.get(TYPE);
        LoginProvider provider = new LoginProvider(
                alias,
                settings.find(TITLE)
                        .orElseGet(() -> String.valueOf(URI.create(issuer).getHost())),
                location,
                plainHttp,
                ACCESS.access(settings, place),
                ClientSettings.clientId(settings),
                ClientSettings.authentication(settings),
                RequestSettings.request(settings, type),
                RequestSettings.redirectPath(settings, alias));
        List<String> audience = settings.find(AUDIENCE).orElse(List.of());
        return new ConfiguredProvider(
                provider,
                policy(settings, provider, Set.of(provider.clientId()), audience, true),
                audience.isEmpty() ? null : policy(settings, provider, Set.copyOf(audience), audience, false),
                service(settings, audience, plainHttp));
    }

    private static @Nullable ServicePolicy service(Settings settings, List<String> audience, boolean plainHttp) {
        if (audience.isEmpty() && !SERVICE.permissionsFromClaims(settings)) {
            throw settings.refuse(AUDIENCE, "is missing; the Identity service returns the permissions for an audience");
        }
        Map<String, String> names = CLAIMS.permissionNames(settings);
        return SERVICE.policy(
                        settings,
                        audience,
                        names.isEmpty() ? IDENTITY_NAMES : names,
                        CLAIMS.granted(settings),
                        plainHttp,
                        ALLOW_HTTP)
                .orElse(null);
    }

    private static URI place(Settings settings, KeyLocation.Discovery location) {
        try {
            URI place = location.place();
            // Browsers are sent there.
            if (URI.create(location.issuer()).getHost() == null) {
                throw new IllegalArgumentException("expected a URL such as https://auth.example.com/realms/example");
            }
            return place;
        } catch (IllegalArgumentException notAUrl) {
            throw settings.refuse(ISSUER, String.valueOf(notAUrl.getMessage()));
        }
    }

    /** Returns the rules for ID tokens or access tokens. Both map their claims in the same way. */
    private static IssuerPolicy policy(
            Settings settings, LoginProvider provider, Set<String> accepted, List<String> api, boolean idTokens) {
        ClaimMapping mapping = SERVICE.permissionsFromClaims(settings)
                ? CLAIMS.mapping(settings, api)
                : CLAIMS.mappingWithoutPermissions(settings);
        try {
            IssuerPolicy.Builder policy = IssuerPolicy.builder(provider.issuer(), accepted)
                    .algorithms(settings.get(ALGORITHMS))
                    .clockSkew(settings.get(CLOCK_SKEW))
                    .keys(provider.location())
                    .access(provider.access())
                    .mapping(mapping);
            TOKEN_CLAIMS.apply(settings, policy);
            if (idTokens) {
                settings.find(OWNER).orElse(Map.of()).forEach((claim, value) -> policy.owner(claim, Set.of(value)));
                policy.types(Set.of("absent", "jwt"))
                        .idTokens()
                        .audienceClaims(List.of("aud"))
                        .subjectClaims(withSubject(TOKEN_CLAIMS.subjects(settings)))
                        .requiredClaim("iat", null);
            }
            return provider.plainHttp() ? policy.plainHttpAllowed().build() : policy.build();
        } catch (IllegalArgumentException unusable) {
            throw settings.refuse(ISSUER, String.valueOf(unusable.getMessage()));
        }
    }

    /** An ID token always has {@code sub}, whatever identifies the caller in access tokens. */
    private static List<String> withSubject(List<String> claims) {
        Set<String> all = new LinkedHashSet<>(claims);
        all.add("sub");
        return List.copyOf(all);
    }
}
