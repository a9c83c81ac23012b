package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.ClaimSettings;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.TokenClaimSettings;
import dev.gatehouse.jwt.claims.AudienceNames;
import dev.gatehouse.jwt.introspection.IntrospectionPolicy.ClientAuthentication;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.provider.ProviderSettings;
import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.jwt.provider.TokenPlaces;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.http.HttpUrl;
import dev.gatehouse.support.http.PlainHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The settings of the mechanism {@code introspection} and their conversion to a policy. */
final class IntrospectionSettings {

    private static final String PREFIX = "auth.introspection.";

    static final Setting<String> ISSUER = IssuerPolicy.issuerSetting(
            PREFIX + "issuer",
            "The issuer whose opaque tokens are accepted. If a response has the member iss, it must equal"
                    + " this value exactly. Required.");
    static final Setting<URI> ENDPOINT = ProviderSettings.url(
            PREFIX + "endpoint",
            "URL of the introspection endpoint. Default: the introspection_endpoint of" + " the issuer's metadata.");
    static final Setting<String> CLIENT_ID =
            Setting.string(PREFIX + "client-id", "The client ID of this application at the issuer. Required.");
    static final Setting<Secret> CLIENT_SECRET =
            Setting.secret(PREFIX + "client-secret", "The client secret. Required.");
    static final Setting<ClientAuthentication> CLIENT_AUTHENTICATION = Setting.of(
                    PREFIX + "client-authentication",
                    "one of client_secret_basic, client_secret_post",
                    "How the client authenticates: client_secret_basic in the header Authorization,"
                            + " client_secret_post in the form body.",
                    IntrospectionSettings::parseAuthentication)
            .defaultsTo("client_secret_basic");
    static final Setting<List<String>> AUDIENCE = AudienceNames.setting(
            PREFIX + "audience",
            "The names of this API at the issuer. The member aud of a response, or another one of " + PREFIX
                    + "audience-claims, must contain one of them. Required.");
    static final Setting<List<String>> OPTIONAL_MEMBERS = Setting.of(
            PREFIX + "optional-members",
            "list of aud, exp",
            "The members that a response may lack. aud: if no member of " + PREFIX
                    + "audience-claims has a value, active tokens of the issuer are accepted even if they were"
                    + " issued for another API. exp: a token is accepted as long as the issuer reports it as active.",
            IntrospectionSettings::parseOptionalMembers);
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    PREFIX + "clock-skew",
                    "The accepted difference between the issuer's clock and the local clock.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s");
    static final Setting<Duration> CACHE_LIFE = Setting.duration(
                    PREFIX + "cache-life",
                    "How long a positive result is cached. A token that the issuer revokes may stay valid for"
                            + " this time. 0s asks at every request.",
                    Duration.ZERO,
                    Duration.ofMinutes(5))
            .defaultsTo("30s");
    static final Setting<Duration> REFUSAL_LIFE = Setting.duration(
                    PREFIX + "refusal-life",
                    "How long a negative result is cached. 0s asks at every request.",
                    Duration.ZERO,
                    Duration.ofSeconds(10))
            .defaultsTo("10s");
    static final Setting<Integer> CACHE_SIZE = Setting.integer(
                    PREFIX + "cache-size",
                    "The maximum number of cached positive results; a response counts as one for each 2 KiB."
                            + " 0 asks at every request.",
                    0,
                    1_000_000)
            .defaultsTo("10000");
    static final Setting<Boolean> ALLOW_HTTP = Setting.flag(
                    PREFIX + "allow-http",
                    "Whether the issuer may be asked over plain http on another host. An attacker in that"
                            + " network can then read tokens and the client secret.")
            .defaultsTo("off");
    // A token without a resource owner belongs to its client.
    private static final TokenClaimSettings TOKEN_CLAIMS = new TokenClaimSettings(PREFIX, null, "sub, client_id");
    static final Setting<List<String>> TOKEN_PLACES = TokenPlaces.setting(PREFIX + "token-places", "");
    private static final ClaimSettings CLAIMS = new ClaimSettings(PREFIX, null);
    private static final ProviderSettings PROVIDER = new ProviderSettings(PREFIX, null, false);

    static final List<Setting<?>> ALL = all();

    private IntrospectionSettings() {}

    private static List<Setting<?>> all() {
        List<Setting<?>> all = new ArrayList<>(List.of(
                ISSUER,
                ENDPOINT,
                CLIENT_ID,
                CLIENT_SECRET,
                CLIENT_AUTHENTICATION,
                AUDIENCE,
                OPTIONAL_MEMBERS,
                CLOCK_SKEW,
                CACHE_LIFE,
                REFUSAL_LIFE,
                CACHE_SIZE,
                ALLOW_HTTP,
                TOKEN_PLACES));
        all.addAll(TOKEN_CLAIMS.all());
        all.addAll(CLAIMS.all());
        all.addAll(PROVIDER.all());
        return List.copyOf(all);
    }

    static IntrospectionPolicy policy(Settings settings) {
        String issuer = settings.find(ISSUER)
                .orElseThrow(() -> settings.refuse(ISSUER, "is missing; set it to the issuer of the tokens to accept"));
        List<String> audience = settings.find(AUDIENCE)
                .orElseThrow(() -> settings.refuse(
                        AUDIENCE,
                        "is missing; set it to the name of this API at the issuer. Without it, tokens for"
                                + " other APIs would be accepted"));
        String clientId = settings.find(CLIENT_ID)
                .orElseThrow(() -> settings.refuse(
                        CLIENT_ID, "is missing; set it to the client ID of this" + " application at the issuer"));
        Secret secret = settings.find(CLIENT_SECRET)
                .orElseThrow(() -> settings.refuse(
                        CLIENT_SECRET, "is missing; set it to the secret of auth.introspection.client-id"));
        URI endpoint = settings.find(ENDPOINT).orElse(null);
        URI place = endpoint == null ? metadata(settings, issuer) : endpoint;
        if (!settings.get(ALLOW_HTTP)) {
            requireTls(settings, endpoint == null ? ISSUER : ENDPOINT, place);
        }
        IssuerPolicy.Builder issuerPolicy = IssuerPolicy.builder(issuer, Set.copyOf(audience))
                .clockSkew(settings.get(CLOCK_SKEW))
                .mapping(CLAIMS.mapping(settings, audience))
                .origin(TokenOrigin.of(TokenPlaces.of(settings, TOKEN_PLACES)))
                .access(PROVIDER.access(settings, place))
                // No keys are fetched. The transport was checked above.
                .keys(new KeyLocation.JwksUri(place))
                .plainHttpAllowed();
        TOKEN_CLAIMS.apply(settings, issuerPolicy);
        return new IntrospectionPolicy(
                issuerPolicy.build(),
                endpoint,
                clientId,
                secret,
                settings.get(CLIENT_AUTHENTICATION),
                settings.get(ALLOW_HTTP),
                Set.copyOf(settings.find(OPTIONAL_MEMBERS).orElse(List.of())),
                new IntrospectionPolicy.Times(
                        settings.get(CACHE_LIFE), settings.get(REFUSAL_LIFE), settings.get(CACHE_SIZE)));
    }

    private static URI metadata(Settings settings, String issuer) {
        try {
            return HttpUrl.parse(issuer);
        } catch (IllegalArgumentException notAUrl) {
            throw settings.refuse(
                    ISSUER,
                    notAUrl.getMessage() + "; its metadata is fetched from there, unless " + ENDPOINT.key()
                            + " is set");
        }
    }

    private static void requireTls(Settings settings, Setting<?> setting, URI uri) {
        if (PlainHttp.beyondLoopback(uri)) {
            throw settings.refuse(
                    setting,
                    "is plain http, so tokens and the client secret could be read in the network; use https, or set "
                            + ALLOW_HTTP.key() + " to on if the network is trusted");
        }
    }

    private static ClientAuthentication parseAuthentication(String text) {
        return switch (text) {
            case "client_secret_basic" -> ClientAuthentication.CLIENT_SECRET_BASIC;
            case "client_secret_post" -> ClientAuthentication.CLIENT_SECRET_POST;
            default -> throw new IllegalArgumentException("expected client_secret_basic or client_secret_post");
        };
    }

    private static List<String> parseOptionalMembers(String text) {
        List<String> names = new ArrayList<>();
        for (String name : SettingList.parts(text)) {
            if (!name.equals(IntrospectionPolicy.AUDIENCE) && !name.equals(IntrospectionPolicy.EXPIRY)) {
                throw new IllegalArgumentException("expected aud, exp, or both separated by a comma");
            }
            names.add(name);
        }
        return List.copyOf(names);
    }
}
