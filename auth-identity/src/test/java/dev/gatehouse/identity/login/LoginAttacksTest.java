package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import dev.gatehouse.idp.tokens.TokenSpec;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Attacks on the browser log-in: state, nonce, PKCE, code, {@code iss}, ID token, open redirects, log-in CSRF, session
 * fixation, cookies. Each is refused with its reason code, over real HTTP, and leaves the browser without a session.
 */
class LoginAttacksTest {

    private static final String SESSION = "AUTH-SESSION";
    private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\":\"[^\"]*\"");
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"[^\"]*\"");

    private static LoginRig rig;

    /** What an attacker does in a browser that has begun a log-in. */
    @FunctionalInterface
    private interface Deed {
        HttpResponse<String> in(Attempt attempt) throws Exception;
    }

    private record Attack(String name, String code, Deed deed) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A log-in that was begun, and the response of the provider to it. */
    private record Attempt(Browser browser, URI authorization, URI response) {
        static Attempt begin(Browser browser) throws Exception {
            URI authorization = Browser.location(browser.open(rig.url("/api/login?provider=default&return=/page/in")));
            return new Attempt(browser, authorization, browser.logIn(authorization, "demo"));
        }

        String nonce() {
            return parameter(authorization, "nonce");
        }

        Map<String, String> cookies() {
            return browser.cookies(rig.origin);
        }

        String cookieName() {
            return cookies().keySet().stream()
                    .filter(name -> name.startsWith("gatehouse-login-"))
                    .findFirst()
                    .orElseThrow();
        }

        HttpResponse<String> open(URI url) throws Exception {
            return browser.open(url);
        }

        /** Changes one part of the cookie of the log-in. */
        HttpResponse<String> withCookiePart(int part, String value) throws Exception {
            String[] parts = cookies().get(cookieName()).split("\\.");
            parts[part] = value;
            cookies().put(cookieName(), String.join(".", parts));
            return open(response);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        rig = new LoginRig(Map.of("auth.trusted-proxies", "127.0.0.1, ::1"));
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    @AfterEach
    void clear() {
        rig.keycloak.faults().clear();
    }

    private static String parameter(URI url, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url.toString());
        return found.find() ? found.group(1) : "";
    }

    private static URI without(URI url, String name) {
        return URI.create(url.toString().replaceFirst("([?&])" + name + "=[^&]*&?", "$1"));
    }

    private static URI with(URI url, String name, String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String removed = without(url, name).toString();
        String joined = removed.endsWith("?") || removed.endsWith("&") ? removed : removed + "&";
        return URI.create(joined + name + "=" + encoded);
    }

    private static URI added(URI url, String query) {
        return URI.create(url + "&" + query);
    }

    private static Attack response(String name, String code, UnaryOperator<URI> change) {
        return new Attack(name, code, attempt -> attempt.open(change.apply(attempt.response())));
    }

    private static Attack begin(String name, String code, String query) {
        return new Attack(name, code, attempt -> attempt.open(rig.url("/api/login?" + query)));
    }

    private static Attack back(String target) {
        String query = "return=" + URLEncoder.encode(target, StandardCharsets.UTF_8);
        return begin("return to " + target.replace('\t', '~').replace('\n', '~'), "oidc.return-path", query);
    }

    /** The provider's token response has another ID token. */
    private static Attack idToken(String name, String code, Consumer<TokenSpec> change) {
        return new Attack("ID token " + name, code, attempt -> {
            TokenSpec token = IdTokens.of(rig, "tasklist", "demo").claim("nonce", attempt.nonce());
            change.accept(token);
            return answered(
                    attempt, body -> ID_TOKEN.matcher(body).replaceAll("\"id_token\":\"" + token.serialize() + "\""));
        });
    }

    /** The provider's token response has another access token, and an ID token without its hash. */
    private static Attack accessToken(String name, String code, Consumer<TokenSpec> change) {
        return new Attack("access token " + name, code, attempt -> {
            TokenSpec id = IdTokens.of(rig, "tasklist", "demo").claim("nonce", attempt.nonce());
            TokenSpec token = rig.keycloak.mintFor("tasklist", "demo");
            change.accept(token);
            return answered(
                    attempt,
                    body -> ACCESS_TOKEN
                            .matcher(ID_TOKEN.matcher(body).replaceAll("\"id_token\":\"" + id.serialize() + "\""))
                            .replaceAll("\"access_token\":\"" + token.serialize() + "\""));
        });
    }

    private static Attack answer(String name, String code, Fault fault) {
        return new Attack("token response " + name, code, attempt -> {
            rig.keycloak.faults().set(Endpoint.TOKEN, fault, 1);
            return attempt.open(attempt.response());
        });
    }

    private static HttpResponse<String> answered(Attempt attempt, UnaryOperator<String> change) throws Exception {
        rig.keycloak.faults().set(Endpoint.TOKEN, Fault.rewritten(change), 1);
        return attempt.open(attempt.response());
    }

    private static Instant now() {
        return rig.clock.instant();
    }

    static Stream<Attack> states() {
        return Stream.of(
                response("state missing", "oidc.parameters", url -> without(url, "state")),
                response("state empty", "oidc.parameters", url -> with(url, "state", "")),
                response("state too short", "oidc.parameters", url -> with(url, "state", "abc")),
                response("state too long", "oidc.parameters", url -> with(url, "state", "a".repeat(5000))),
                response("state of another form", "oidc.parameters", url -> with(url, "state", "!".repeat(43))),
                response("state guessed", "oidc.state-unknown", url -> with(url, "state", "A".repeat(43))),
                response("state twice", "oidc.parameters", url -> added(url, "state=" + parameter(url, "state"))),
                response("second state", "oidc.parameters", url -> added(url, "state=" + "A".repeat(43))),
                response(
                        "state with the tag of the cookie",
                        "oidc.state-unknown",
                        url -> with(url, "state", parameter(url, "state").substring(0, 16) + "A".repeat(27))),
                new Attack("state of another browser (log-in CSRF)", "oidc.state-unknown", attempt -> {
                    Attempt attackers = Attempt.begin(new Browser());
                    return attempt.open(attackers.response());
                }),
                new Attack("response in a browser without cookie", "oidc.state-unknown", attempt -> {
                    attempt.cookies().clear();
                    return attempt.open(attempt.response());
                }),
                new Attack("response a second time, with its cookie", "oidc.state-used", attempt -> {
                    Map<String, String> kept = Map.copyOf(attempt.cookies());
                    attempt.open(attempt.response());
                    attempt.cookies().clear();
                    attempt.cookies().putAll(kept);
                    return attempt.open(attempt.response());
                }),
                new Attack(
                        "another path in the cookie",
                        "oidc.state-unknown",
                        attempt -> attempt.withCookiePart(4, "L2Fub3RoZXI")),
                new Attack(
                        "another site in the cookie",
                        "oidc.state-unknown",
                        attempt -> attempt.withCookiePart(4, "Ly9ldmlsLmV4YW1wbGU")),
                new Attack(
                        "another provider in the cookie",
                        "oidc.state-unknown",
                        attempt -> attempt.withCookiePart(3, "second")),
                new Attack(
                        "another time in the cookie",
                        "oidc.state-unknown",
                        attempt -> attempt.withCookiePart(2, "zzzzzz")),
                new Attack(
                        "another secret in the cookie",
                        "oidc.state-unknown",
                        attempt -> attempt.withCookiePart(1, "B".repeat(43))),
                new Attack("no time in the cookie", "oidc.state-unknown", attempt -> attempt.withCookiePart(2, "-1")),
                new Attack("nonsense in the cookie", "oidc.state-unknown", attempt -> {
                    attempt.cookies().put(attempt.cookieName(), "nonsense");
                    return attempt.open(attempt.response());
                }),
                new Attack("huge cookie", "oidc.state-unknown", attempt -> {
                    attempt.cookies().put(attempt.cookieName(), "1.".repeat(1800));
                    return attempt.open(attempt.response());
                }),
                new Attack("cookie of another log-in under this name", "oidc.state-unknown", attempt -> {
                    Attempt other = Attempt.begin(new Browser());
                    String planted = other.cookies().get(other.cookieName());
                    attempt.cookies().put(attempt.cookieName(), planted);
                    return attempt.open(attempt.response());
                }),
                new Attack(
                        "cookie without __Host- over TLS (tossed)",
                        "oidc.state-unknown",
                        attempt -> attempt.browser()
                                .open(
                                        attempt.response(),
                                        "X-Forwarded-Proto",
                                        "https",
                                        "X-Forwarded-For",
                                        "203.0.113.9")),
                new Attack("cookie in other letter case", "oidc.state-unknown", attempt -> {
                    String name = attempt.cookieName();
                    String value = attempt.cookies().remove(name);
                    attempt.cookies().put(name.toUpperCase(Locale.ROOT), value);
                    return attempt.open(attempt.response());
                }));
    }

    static Stream<Attack> codes() {
        return Stream.of(
                response("code missing", "oidc.parameters", url -> without(url, "code")),
                response("code empty", "oidc.parameters", url -> with(url, "code", "")),
                response("code guessed", "oidc.code-refused", url -> with(url, "code", "guessed")),
                response("code too long", "oidc.parameters", url -> with(url, "code", "a".repeat(4097))),
                response("code twice", "oidc.parameters", url -> added(url, "code=other")),
                response("code with a line break", "oidc.parameters", url -> with(url, "code", "a\r\nb")),
                response("code and error", "oidc.parameters", url -> added(url, "error=access_denied")),
                new Attack("code of another browser (PKCE)", "oidc.code-refused", attempt -> {
                    Attempt attackers = Attempt.begin(new Browser());
                    return attempt.open(with(attempt.response(), "code", parameter(attackers.response(), "code")));
                }),
                new Attack("code a second time, in a new log-in", "oidc.code-refused", attempt -> {
                    attempt.open(attempt.response());
                    attempt.cookies().remove(SESSION);
                    Attempt again = Attempt.begin(attempt.browser());
                    return again.open(with(again.response(), "code", parameter(attempt.response(), "code")));
                }),
                response("iss missing", "oidc.issuer-missing", url -> without(url, "iss")),
                response("iss empty", "oidc.issuer-mismatch", url -> with(url, "iss", "")),
                response(
                        "iss of another provider",
                        "oidc.issuer-mismatch",
                        url -> with(url, "iss", "https://evil.example")),
                response(
                        "iss with a slash",
                        "oidc.issuer-mismatch",
                        url -> with(url, "iss", rig.keycloak.issuer() + "/")),
                response("iss twice", "oidc.parameters", url -> added(url, "iss=https://evil.example")),
                response(
                        "tokens in the query",
                        "oidc.response-mode",
                        url -> added(url, "access_token=a&token_type=Bearer")),
                response("ID token in the query", "oidc.response-mode", url -> added(url, "id_token=a.b.c")),
                response("signed response", "oidc.response-mode", url -> added(url, "response=a.b.c")),
                response("error", "oidc.provider-refused", url -> with(without(url, "code"), "error", "access_denied")),
                response(
                        "error without a state",
                        "oidc.parameters",
                        url -> with(without(without(url, "code"), "state"), "error", "access_denied")),
                response(
                        "error of a foreign state",
                        "oidc.state-unknown",
                        url -> with(with(without(url, "code"), "state", "A".repeat(43)), "error", "access_denied")),
                response(
                        "error of another issuer",
                        "oidc.issuer-mismatch",
                        url -> with(
                                with(without(url, "code"), "iss", "https://evil.example"), "error", "access_denied")),
                response(
                        "error twice",
                        "oidc.parameters",
                        url -> added(with(without(url, "code"), "error", "access_denied"), "error=other")),
                response(
                        "error with a script",
                        "oidc.provider-refused",
                        url -> added(
                                with(without(url, "code"), "error", "<script>alert(1)</script>"),
                                "error_description=%3Cscript%3Ealert(1)%3C/script%3E&error_uri=javascript:alert(1)")),
                response(
                        "error with a line break",
                        "oidc.parameters",
                        url -> with(without(url, "code"), "error", "a\r\nSet-Cookie: a=b")));
    }

    static Stream<Attack> tokens() {
        byte[] secret = "tasklist-secret".getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                new Attack(
                        "ID token missing",
                        "oidc.id-token-missing",
                        attempt ->
                                answered(attempt, body -> ID_TOKEN.matcher(body).replaceAll("\"x\":\"\""))),
                idToken("without nonce", "oidc.nonce", token -> token.without("nonce")),
                idToken("with another nonce", "oidc.nonce", token -> token.claim("nonce", "A".repeat(43))),
                idToken("with a number as nonce", "oidc.nonce", token -> token.claim("nonce", 1)),
                idToken(
                        "with a list of nonces",
                        "oidc.nonce",
                        token -> token.claim("nonce", List.of(token.claims().get("nonce")))),
                idToken("for another client", "token.audience", token -> token.audience("other")),
                idToken("for another client too", "token.audience", token -> token.audience("tasklist", "other")),
                idToken("without audience", "token.audience", token -> token.without("aud")),
                idToken("of another party", "oidc.authorized-party", token -> token.claim("azp", "other")),
                idToken(
                        "of a party that is no string",
                        "oidc.authorized-party",
                        token -> token.claim("azp", List.of("tasklist"))),
                idToken(
                        "of another issuer",
                        "oidc.foreign-issuer",
                        token -> token.claim("iss", "https://evil.example")),
                idToken("without issuer", "token.issuer", token -> token.without("iss")),
                idToken("without iat", "token.claims", token -> token.without("iat")),
                idToken("without exp", "token.claims", token -> token.without("exp")),
                idToken("without sub", "token.claims", token -> token.without("sub")),
                idToken("that has expired", "token.expired", TokenSpec::expired),
                idToken(
                        "from the future",
                        "token.not-yet-valid",
                        token -> token.claim("iat", now().plusSeconds(600).getEpochSecond())),
                idToken("without signature", "token.malformed", TokenSpec::unsigned),
                idToken("signed with the client secret", "token.algorithm", token -> token.hmac(secret)),
                idToken("signed with the public key as secret", "token.algorithm", TokenSpec::hmacWithPublicKey),
                idToken("signed with another key", "token.signature", TokenSpec::signedByImpostor),
                idToken("with a changed signature", "token.signature", TokenSpec::alteredSignature),
                idToken("with a changed claim", "token.signature", token -> token.alteredClaim("sub", "admin")),
                idToken("that is an access token", "oidc.id-token-kind", token -> token.claim("typ", "Bearer")),
                idToken("with the type of an access token", "token.type", token -> token.header("typ", "at+jwt")),
                idToken("that is a refresh token", "token.type", token -> token.claim("typ", "Refresh")),
                idToken(
                        "that is a logout token",
                        "token.type",
                        token -> token.claim(
                                "events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))),
                idToken("with token_use access", "oidc.id-token-kind", token -> token.claim("token_use", "access")),
                idToken(
                        "with another at_hash",
                        "oidc.access-token-hash",
                        token -> token.claim("at_hash", "A".repeat(22))),
                idToken("with a number as at_hash", "oidc.access-token-hash", token -> token.claim("at_hash", 1)),
                idToken("of another person", "oidc.access-token-subject", token -> token.claim("sub", "somebody")),
                idToken("bound to a key", "token.bound", token -> token.claim("cnf", "x")),
                accessToken("of another person", "oidc.access-token-subject", token -> token.claim("sub", "other")),
                accessToken("for another API", "token.audience", token -> token.audience("operate-api")),
                accessToken("that has expired", "token.expired", TokenSpec::expired),
                accessToken("with a changed signature", "token.signature", TokenSpec::alteredSignature),
                accessToken("that is an ID token", "token.type", token -> token.claim("typ", "ID")),
                accessToken(
                        "bound to a key",
                        "oidc.access-token-bound",
                        token -> token.claim("cnf", Map.of("jkt", "A".repeat(43)))),
                accessToken("without permissions", "oidc.permission-missing", token -> token.without("permissions")),
                accessToken(
                        "with permissions for another API",
                        "oidc.permission-missing",
                        token -> token.claim("permissions", Map.of("operate-api", List.of("read:*")))),
                accessToken(
                        "with permissions as a string",
                        "oidc.permission-missing",
                        token -> token.claim("permissions", "read:*")),
                new Attack(
                        "another token type",
                        "oidc.provider-unavailable",
                        attempt -> answered(attempt, body -> body.replace("\"Bearer\"", "\"DPoP\""))),
                new Attack(
                        "no access token",
                        "oidc.provider-unavailable",
                        attempt -> answered(
                                attempt, body -> ACCESS_TOKEN.matcher(body).replaceAll("\"y\":\"\""))),
                new Attack(
                        "two ID tokens",
                        "oidc.provider-unavailable",
                        attempt -> answered(attempt, body -> body.replaceFirst("\\{", "{\"id_token\":\"a.b.c\","))),
                answer("is a web page", "oidc.provider-unavailable", Fault.html()),
                answer("is empty", "oidc.provider-unavailable", Fault.empty()),
                answer(
                        "is a redirect",
                        "oidc.provider-unavailable",
                        Fault.redirect(URI.create("http://localhost:1/token"))),
                answer("is too large", "oidc.provider-unavailable", Fault.oversize(2 * 1024 * 1024)),
                answer("breaks off", "oidc.provider-unavailable", Fault.cut()),
                answer("is an error of the server", "oidc.provider-unavailable", Fault.status(500)));
    }

    static Stream<Attack> redirects() {
        List<Attack> attacks = new ArrayList<>();
        for (String target : List.of(
                "https://evil.example/",
                "//evil.example/",
                "///evil.example/",
                "/\\evil.example/",
                "\\\\evil.example/",
                "/\t/evil.example/",
                "\t//evil.example/",
                " //evil.example/",
                "/%5Cevil.example/",
                "/%2Fevil.example/",
                "/%09/evil.example/",
                "/..//evil.example/",
                "/page/..//evil.example",
                "/%2e%2e//evil.example",
                "/page;//evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                ".evil.example",
                "?x=//evil.example",
                "#//evil.example",
                "/page#fragment",
                "/\u2215evil.example",
                "/\uFF0Fevil.example",
                "/page\r\nLocation: https://evil.example",
                "/page%0d%0aLocation:x",
                "/page%00",
                "/page%zz",
                "/page%",
                "/page?x=%zz",
                "/page?x=\n",
                "/page<script>",
                "/" + "a".repeat(2000))) {
            attacks.add(back(target));
        }
        attacks.add(begin("return twice", "oidc.parameters", "return=/a&return=//evil.example"));
        attacks.add(begin("provider twice", "oidc.parameters", "provider=default&provider=second"));
        attacks.add(begin("unknown provider", "oidc.provider-unknown", "provider=%3Cscript%3E"));
        attacks.add(begin("provider in another letter case", "oidc.provider-unknown", "provider=DEFAULT"));
        return attacks.stream();
    }

    @ParameterizedTest
    @MethodSource({"states", "codes", "tokens", "redirects"})
    void attack_isRefusedWithItsReason_andOpensNoSession(Attack attack) throws Exception {
        Attempt attempt = Attempt.begin(new Browser());
        rig.forgetRefusals();

        HttpResponse<String> answer = attack.deed().in(attempt);

        assertEquals(attack.code(), rig.refusal(attack.code()), "status " + answer.statusCode());
        assertTrue(answer.statusCode() >= 400, "status " + answer.statusCode());
        assertEquals("text/html;charset=utf-8", contentType(answer));
        assertFalse(attempt.cookies().containsKey(SESSION) && !attack.name().contains("second time"));
        assertFalse(answer.headers().firstValue("Location").isPresent());
        assertFalse(answer.body().contains("<script"), "a script");
        assertFalse(answer.body().contains("evil.example"), "a foreign address");
        assertTrue(answer.body().contains("href=\"/api/login?provider=default"), "no way on");
    }

    private static String contentType(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .orElse("")
                .replace(" ", "")
                .toLowerCase(Locale.ROOT);
    }
}
