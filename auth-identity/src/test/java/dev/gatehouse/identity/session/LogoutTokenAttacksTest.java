package dev.gatehouse.identity.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.idp.tokens.TokenSpec;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logout tokens that must end no session, over HTTP. */
class LogoutTokenAttacksTest {

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static SessionSite app;

    @BeforeAll
    static void start() throws Exception {
        app = new SessionSite(Map.of());
        // Keys are fetched in the background; until then the answer is 503.
        SessionNode.await(() -> post(form(good().serialize())).statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static TokenSpec good() {
        return app.issuer.mintLogoutToken("tasklist", "demo", "sid-1");
    }

    private static String form(String token) {
        return "logout_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> post(String form) throws Exception {
        return app.site.postForm(SessionSite.BACK_CHANNEL, form);
    }

    private static Arguments row(String name, String code, Function<Issuer, TokenSpec> token) {
        return arguments(name, code, (Function<Issuer, String>)
                issuer -> form(token.apply(issuer).serialize()));
    }

    private static Arguments raw(String name, String code, Function<Issuer, String> form) {
        return arguments(name, code, form);
    }

    private static Function<Issuer, TokenSpec> changed(Function<TokenSpec, TokenSpec> change) {
        return issuer -> change.apply(issuer.mintLogoutToken("tasklist", "demo", "sid-1"));
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                row("signature altered", "token.signature", changed(TokenSpec::alteredSignature)),
                row("claim altered", "token.signature", changed(t -> t.alteredClaim("sid", "sid-2"))),
                row("signed by another key", "token.signature", changed(TokenSpec::signedByImpostor)),
                row(
                        "signed by an unknown key",
                        "token.key-unknown",
                        changed(t -> t.signedWith(SigningKey.generate("RS256", "unknown")))),
                row("unsigned", "token.malformed", changed(TokenSpec::unsigned)),
                row("HMAC with the public key", "token.algorithm", changed(TokenSpec::hmacWithPublicKey)),
                row(
                        "HMAC with the client id",
                        "token.algorithm",
                        changed(t -> t.hmac("tasklist-secret-tasklist-secret-x".getBytes(StandardCharsets.US_ASCII)))),
                row("typ of an access token", "token.type", changed(t -> t.header("typ", "at+jwt"))),
                row("typ of a security event", "token.type", changed(t -> t.header("typ", "secevent+jwt"))),
                row("typ of a DPoP proof", "token.type", changed(t -> t.header("typ", "dpop+jwt"))),
                row("another issuer", "logout-token.issuer", changed(t -> t.claim("iss", "https://evil.example"))),
                row("no issuer", "token.issuer", changed(t -> t.without("iss"))),
                row(
                        "issuer of the provider's other realm",
                        "logout-token.issuer",
                        issuer -> app.idp.generic().mintLogoutToken("tasklist", "demo", "sid-1")),
                row("another audience", "token.audience", changed(t -> t.audience("other"))),
                row("a further audience", "token.audience", changed(t -> t.audience("tasklist", "other"))),
                row("no audience", "token.audience", changed(t -> t.without("aud"))),
                row("no iat", "token.claims", changed(t -> t.without("iat"))),
                row("iat as a string", "token.claims", changed(t -> t.claim("iat", "1767225600"))),
                row(
                        "iat in the future",
                        "token.not-yet-valid",
                        changed(t ->
                                t.claim("iat", Instant.now().plusSeconds(600).getEpochSecond()))),
                row("no exp", "token.claims", changed(t -> t.without("exp"))),
                row("expired", "token.expired", changed(TokenSpec::expired)),
                row("not yet valid", "token.not-yet-valid", changed(t -> t.notBefore(Duration.ofMinutes(10)))),
                row("no jti", "token.claims", changed(t -> t.without("jti"))),
                row("empty jti", "token.claims", changed(t -> t.claim("jti", ""))),
                row("jti as a number", "token.claims", changed(t -> t.claim("jti", 7))),
                row("no events", "token.type", changed(t -> t.without("events"))),
                row("events null", "token.type", changed(t -> t.claim("events", null))),
                row("events as a list", "token.type", changed(t -> t.claim("events", List.of(EVENT)))),
                row("another event", "token.type", changed(t -> t.claim("events", Map.of("urn:other", Map.of())))),
                row("event as a string", "token.type", changed(t -> t.claim("events", Map.of(EVENT, "")))),
                row("event true", "token.type", changed(t -> t.claim("events", Map.of(EVENT, true)))),
                row("nonce", "token.type", changed(t -> t.claim("nonce", "n"))),
                row("nonce null", "token.type", changed(t -> t.claim("nonce", null))),
                row("at_hash of an ID token", "token.type", changed(t -> t.claim("at_hash", "x"))),
                row("claim typ of a bearer token", "token.type", changed(t -> t.claim("typ", "Bearer"))),
                row("claim typ of an ID token", "token.type", changed(t -> t.claim("typ", "ID"))),
                row("scope of an access token", "token.type", changed(t -> t.claim("scope", "openid"))),
                row(
                        "neither sub nor sid",
                        "token.claims",
                        changed(t -> t.without("sub").without("sid"))),
                row("sid as a number", "token.claims", changed(t -> t.claim("sid", 5))),
                row("empty sid", "token.claims", changed(t -> t.claim("sid", ""))),
                row("sub as an object", "token.claims", changed(t -> t.claim("sub", Map.of()))),
                row("unknown critical header", "token.critical-header", changed(t -> t.header("crit", List.of("x")))),
                row("an access token", "token.type", issuer -> issuer.mintFor("tasklist", "demo")),
                raw("no parameter", "logout-token.malformed", issuer -> "token=x"),
                raw("empty parameter", "logout-token.malformed", issuer -> "logout_token="),
                raw(
                        "two parameters",
                        "logout-token.malformed",
                        issuer -> form(good().serialize()) + "&" + form(good().serialize())),
                raw("too long", "logout-token.malformed", issuer -> form("a".repeat(16 * 1024))),
                raw("not a token", "token.malformed", issuer -> form("hello")),
                raw("a token in four parts", "token.malformed", issuer -> form(good().serialize() + ".x")),
                raw(
                        "duplicate member",
                        "token.malformed",
                        issuer -> form(good().rawPayload("{\"iss\":\"a\",\"iss\":\"b\"}")
                                .serialize())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void logoutToken_isRefusedAndEndsNothing(String name, String code, Function<Issuer, String> form) throws Exception {
        String session = app.open("demo", "sid-1");
        int before = app.site.decisions().size();
        HttpResponse<String> reply = post(form.apply(app.issuer));
        assertEquals(400, reply.statusCode(), reply.body());
        assertEquals("no-store", reply.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(code, app.lastReason(before));
        assertEquals(200, app.status(session));
    }
}
