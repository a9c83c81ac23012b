package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.ClaimSettings;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.introspection.IntrospectionPolicy.ClientAuthentication;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.http.PlainHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The settings of the mechanism {@code introspection}, each declared once, and how they become a policy. */
final class IntrospectionSettings {

    private static final String PREFIX = "auth.introspection.";

    static final Setting<String> ISSUER = IssuerPolicy.issuerSetting(
            PREFIX + "issuer",
            "The issuer whose opaque tokens are accepted; an answer that has the member iss must spell it exactly so.");
    static final Setting<URI> ENDPOINT = Setting.url(
            PREFIX + "endpoint", "Where the issuer is asked about tokens; without it the issuer's metadata tell.");
    static final Setting<String> CLIENT_ID =
            Setting.string(PREFIX + "client-id", "The client as which the issuer is asked. Required.");
    static final Setting<Secret> CLIENT_SECRET =
            Setting.secret(PREFIX + "client-secret", "The secret of that client. Required.");
    static final Setting<ClientAuthentication> CLIENT_AUTHENTICATION = Setting.of(
                    PREFIX + "client-authentication",
                    "one of client_secret_basic, client_secret_post",
                    "How that client authenticates: in the header Authorization, or in the form.",
                    IntrospectionSettings::parseAuthentication)
            .defaultsTo("client_secret_basic");
    static final Setting<List<String>> AUDIENCE = Setting.list(
            PREFIX + "audience",
            "The names by which the issuer knows this API; one of them must be in the member aud of an answer. Required.");
    static final Setting<List<String>> MAY_LACK = Setting.of(
            PREFIX + "may-lack",
            "list of aud, exp",
            "The members that an answer may lack. Without aud every active token of the issuer is good here, whatever API it was issued for; without exp its end is left to the issuer.",
            IntrospectionSettings::parseMayLack);
    static final Setting<Duration> CLOCK_SKEW = Setting.duration(
                    PREFIX + "clock-skew",
                    "How much the issuer's clock may differ from ours.",
                    Duration.ZERO,
                    IssuerPolicy.MAX_CLOCK_SKEW)
            .defaultsTo("60s");
    static final Setting<Duration> CACHE_LIFE = Setting.duration(
                    PREFIX + "cache-life",
                    "How long an accepted token is used without asking again, so that long at most a token lives on that its issuer took back; 0s asks every time.",
                    Duration.ZERO,
                    Duration.ofMinutes(5))
            .defaultsTo("30s");
    static final Setting<Duration> REFUSAL_LIFE = Setting.duration(
                    PREFIX + "refusal-life",
                    "How long a refused token is refused without asking again; 0s asks every time.",
                    Duration.ZERO,
                    Duration.ofSeconds(10))
            .defaultsTo("10s");
    static final Setting<Integer> CACHE_SIZE = Setting.integer(
                    PREFIX + "cache-size",
                    "How many accepted tokens are remembered, one for each 2 KiB of an answer; 0 asks every time.",
                    0,
                    1_000_000)
            .defaultsTo("10000");
    static final Setting<Boolean> PLAIN_HTTP = Setting.flag(
                    PREFIX + "plain-http",
                    "Whether the issuer may be asked over plain http beyond this machine; tokens and the client's secret can be read on the way then.")
            .defaultsTo("off");
    private static final ClaimSettings CLAIMS = new ClaimSettings(PREFIX, null);

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
                MAY_LACK,
                CLOCK_SKEW,
                CACHE_LIFE,
                REFUSAL_LIFE,
                CACHE_SIZE,
                PLAIN_HTTP));
        all.addAll(CLAIMS.all());
        return List.copyOf(all);
    }

    static IntrospectionPolicy policy(Settings settings) {
        String issuer = settings.find(ISSUER)
                .orElseThrow(() ->
                        settings.refuse(ISSUER, "is missing; set it to the issuer whose tokens are to be accepted"));
        List<String> audience = settings.find(AUDIENCE)
                .orElseThrow(() -> settings.refuse(
                        AUDIENCE,
                        "is missing; set it to the name by which the issuer knows this API, since tokens for other APIs "
                                + "would be good here without it"));
        String clientId = settings.find(CLIENT_ID)
                .orElseThrow(
                        () -> settings.refuse(CLIENT_ID, "is missing; the issuer answers only clients that it knows"));
        Secret secret = settings.find(CLIENT_SECRET)
                .orElseThrow(() -> settings.refuse(
                        CLIENT_SECRET, "is missing; the issuer answers only clients that authenticate"));
        URI endpoint = settings.find(ENDPOINT).orElse(null);
        if (!settings.get(PLAIN_HTTP)) {
            requireTls(
                    settings, endpoint == null ? ISSUER : ENDPOINT, endpoint == null ? URI.create(issuer) : endpoint);
        }
        IssuerPolicy demands = IssuerPolicy.builder(issuer, Set.copyOf(audience))
                .clockSkew(settings.get(CLOCK_SKEW))
                .mapping(CLAIMS.mapping(settings, audience))
                .build();
        return new IntrospectionPolicy(
                demands,
                endpoint,
                clientId,
                secret,
                settings.get(CLIENT_AUTHENTICATION),
                settings.get(PLAIN_HTTP),
                Set.copyOf(settings.find(MAY_LACK).orElse(List.of())),
                new IntrospectionPolicy.Times(
                        settings.get(CACHE_LIFE), settings.get(REFUSAL_LIFE), settings.get(CACHE_SIZE)));
    }

    private static void requireTls(Settings settings, Setting<?> setting, URI uri) {
        if (PlainHttp.beyondLoopback(uri)) {
            throw settings.refuse(
                    setting,
                    "is plain http, so tokens and our client secret could be read on the way; use https, or set "
                            + PLAIN_HTTP.key() + " to on where the network in between is trusted");
        }
    }

    private static ClientAuthentication parseAuthentication(String text) {
        return switch (text) {
            case "client_secret_basic" -> ClientAuthentication.CLIENT_SECRET_BASIC;
            case "client_secret_post" -> ClientAuthentication.CLIENT_SECRET_POST;
            default -> throw new IllegalArgumentException("expected client_secret_basic or client_secret_post");
        };
    }

    private static List<String> parseMayLack(String text) {
        List<String> names = new ArrayList<>();
        for (String name : text.split(",", -1)) {
            String trimmed = name.trim();
            if (!trimmed.equals(IntrospectionPolicy.AUDIENCE) && !trimmed.equals(IntrospectionPolicy.EXPIRY)) {
                throw new IllegalArgumentException("expected aud, exp or both with a comma in between");
            }
            names.add(trimmed);
        }
        return List.copyOf(names);
    }
}
