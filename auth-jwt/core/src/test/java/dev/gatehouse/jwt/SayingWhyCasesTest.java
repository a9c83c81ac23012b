package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.jwt.keys.IssuerMetadata;
import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.keys.KeyThreads;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.http.FetchException;
import dev.gatehouse.support.retry.BackgroundThreads;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Kind K of the cases from the field: an operator is told what came and what was expected, and what the first place
 * answered that was asked.
 */
class SayingWhyCasesTest {

    private static final TestKey KEY = TestKey.rsa("k1");

    @TempDir
    Path folder;

    private final MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private TestMechanism mechanism;

    @BeforeEach
    void start() throws IOException {
        heard.start();
        logger().addAppender(heard);
        JwtMechanismFactory factory = new JwtMechanismFactory();
        mechanism = TestMechanism.create(
                factory, TestContext.of(factory, settings()).withClock(clock));
    }

    private Map<String, String> settings() throws IOException {
        Path keys = folder.resolve("jwks.json");
        Files.write(keys, TestIssuer.jwks(KEY));
        return Map.of(
                "auth.jwt.issuer",
                TestToken.ISSUER,
                "auth.jwt.audience",
                "tasklist-api, tasks",
                "auth.jwt.jwks-file",
                keys.toString());
    }

    @AfterEach
    void stop() {
        mechanism.close();
        logger().detachAppender(heard);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(RefusalWarnings.class);
    }

    private Reason reason(String token) {
        AuthenticationResult result = mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
        return result instanceof AuthenticationResult.Rejected rejected
                ? rejected.reason()
                : ((AuthenticationResult.NotMine) result).reason();
    }

    private static String token(String from, String to) {
        return TestToken.of(KEY).payload(TestToken.claims(from, to)).compact();
    }

    private List<String> warnings() {
        return heard.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void wrongIssuer_isNamedWithTheConfiguredOne() {
        Reason reason = reason(token(TestToken.ISSUER, "https://issuer.example.com/realm/"));
        assertEquals("credential.unclaimed", reason.code());
        assertEquals(
                "iss is \"https://issuer.example.com/realm/\"; expected \"https://issuer.example.com/realm\"",
                reason.detail());
        assertTrue(warnings().get(0).contains(reason.detail()), warnings()::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"aud\":\"account\" | \"account\"",
                "\"aud\":[\"a\",\"b\",\"c\",\"d\"] | \"a\", \"b\", \"c\", \"d\"",
                "\"aud\":\"https://jane:secret@api.example.com/?key=secret\" | \"https://***@api.example.com/?***\"",
                "\"aud\":\"a\\u202e\\nb\" | \"a??b\"",
                "\"aud\":\"eyJhbGciOiJSUzI1NiJ9.e30.secret\" | \"***\"",
            })
    void wrongAudience_isNamedWithTheConfiguredOnes(String audience, String shown) {
        String detail = "aud is " + shown + "; expected one of \"tasklist-api\", \"tasks\"";
        Reason reason = reason(token("\"aud\":\"tasklist-api\"", audience));
        assertEquals("token.audience", reason.code());
        assertEquals(detail, reason.detail());
        assertTrue(warnings().get(0).contains(detail), warnings()::toString);
    }

    @Test
    void longAudience_isCut() {
        Reason reason = reason(token("tasklist-api", "x".repeat(5_000)));
        assertTrue(reason.detail().contains("x\"; expected") || reason.detail().contains("x...\"; expected"));
        assertTrue(reason.detail().length() < 200, reason.detail());
        assertTrue(reason.detail().endsWith("\"tasks\""), reason.detail());
    }

    @Test
    void longLists_leaveSpaceForWhatWasExpected() {
        String one = "https://api-".concat("x".repeat(200));
        Reason reason = reason(token("\"tasklist-api\"", "[\"" + one + "\",\"" + one + "2\",\"c\",\"d\"]"));
        assertTrue(reason.detail().contains("...\" and 3 more; expected"), reason.detail());
        assertTrue(reason.detail().endsWith("expected one of \"tasklist-api\", \"tasks\""), reason.detail());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HS256 | alg is \"HS256\"; expected one of \"ES256\", \"PS256\", \"RS256\"",
                "none | alg is \"none\"; expected one of \"ES256\", \"PS256\", \"RS256\"",
            })
    void wrongAlgorithm_isNamed(String algorithm, String detail) {
        Reason reason = reason(
                TestToken.of(KEY).header(TestToken.header(algorithm, "k1")).compact());
        assertEquals("token.algorithm", reason.code());
        assertEquals(detail, reason.detail());
    }

    @Test
    void wrongType_isNamed() {
        Reason reason = reason(TestToken.of(KEY)
                .header("{\"alg\":\"RS256\",\"typ\":\"logout+jwt\",\"kid\":\"k1\"}")
                .compact());
        assertEquals("token.type", reason.code());
        assertEquals("typ is \"logout+jwt\"; expected one of \"absent\", \"at+jwt\", \"jwt\"", reason.detail());
    }

    @Test
    void refusal_isAWarningOncePerCauseAndInterval() {
        String token = token("tasklist-api", "account");
        for (int i = 0; i < 100; i++) {
            reason(token);
        }
        assertEquals(1, warnings().size());
        reason(token("tasklist-api", "other"));
        assertEquals(2, warnings().size());
        clock.advance(RefusalWarnings.INTERVAL.minusSeconds(1));
        reason(TestToken.of(KEY).payload(claimsNow("account")).compact());
        assertEquals(2, warnings().size());
        clock.advance(Duration.ofSeconds(1));
        reason(TestToken.of(KEY).payload(claimsNow("account")).compact());
        assertEquals(3, warnings().size());
    }

    private String claimsNow(String audience) {
        return "{\"iss\":\"" + TestToken.ISSUER + "\",\"sub\":\"a\",\"aud\":\"" + audience + "\",\"exp\":"
                + (clock.instant().getEpochSecond() + 60) + "}";
    }

    @Test
    void floodOfForgedTokens_isBoundedAndDoesNotHideOtherCauses() {
        for (int i = 0; i < 50; i++) {
            reason(token(TestToken.ISSUER, "https://evil-" + i + ".example"));
        }
        assertEquals(RefusalWarnings.MAX_CAUSES, warnings().size());
        reason(token("tasklist-api", "account"));
        assertEquals(RefusalWarnings.MAX_CAUSES + 1, warnings().size());
    }

    @Test
    void refusalThatConfigurationDoesNotCause_isNoWarning() {
        reason(TestToken.of(KEY).compact(signature -> new byte[signature.length]));
        clock.advance(Duration.ofHours(1));
        Reason expired = reason(TestToken.of(KEY).compact());
        assertEquals("token.expired", expired.code());
        assertEquals("exp 2026-01-01T00:05:00Z, 55 min ago", expired.detail());
        assertEquals(List.of(), warnings());
    }

    @Test
    void tokenOfTheFuture_isToldWithItsClaim() {
        String claims = TestToken.claims();
        String later = ":" + (TestToken.NOW + 120);
        assertEquals(
                Reason.of("token.not-yet-valid", "iat 2026-01-01T00:02:00Z, 2 min in the future"),
                reason(TestToken.of(KEY)
                        .payload(claims.replace(":" + (TestToken.NOW - 10), later))
                        .compact()));
        assertEquals(
                Reason.of("token.not-yet-valid", "nbf 2026-01-01T00:02:00Z, 2 min in the future"),
                reason(TestToken.of(KEY)
                        .payload(claims.replace("{\"iss", "{\"nbf\"" + later + ",\"iss"))
                        .compact()));
    }

    @Test
    void auditLog_hasWhatCameAndWhatWasExpected() throws Exception {
        Logger audit = (Logger) LoggerFactory.getLogger("dev.gatehouse.audit");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        audit.addAppender(lines);
        Map<String, String> all = new HashMap<>(settings());
        all.put("auth.mechanisms", "jwt");
        BearerHost host = new BearerHost(all);
        try {
            assertEquals(401, host.status(token(TestToken.ISSUER, "https://other.example")));
            assertEquals(401, host.status(token("tasklist-api", "account")));
            while (lines.list.size() < 2) {
                LockSupport.parkNanos(1_000_000);
            }
            assertTrue(
                    lines.list.get(0).getFormattedMessage().contains("iss is \\\"https://other.example\\\"; expected"));
            assertTrue(lines.list.get(1).getFormattedMessage().contains("aud is \\\"account\\\"; expected one of"));
        } finally {
            host.close();
            audit.detachAppender(lines);
        }
    }

    private static FetchException metadataFailure(KeySite site) {
        BackgroundThreads threads = KeyThreads.threads();
        try {
            BoundedHttp http = new BoundedHttp(threads, Duration.ofMinutes(1), Duration.ofMinutes(1));
            IssuerMetadata metadata = new IssuerMetadata(new KeyLocation.Discovery(site.url(), null), http, false);
            return FetchException.of(assertThrows(
                    CompletionException.class, () -> metadata.uri("jwks_uri").join()));
        } finally {
            threads.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 401, 403, 404, 410, 500, 502, 503, 504})
    void metadataThatCannotBeFetched_areReportedWithWhatTheFirstPlaceAnswered(int status) throws Exception {
        try (KeySite site = KeySite.plain()) {
            site.answers(KeySite.METADATA, status, "Location", site.url() + "/elsewhere");
            FetchException failure = metadataFailure(site);
            assertEquals(status, failure.status());
            assertTrue(
                    failure.getMessage()
                            .startsWith("GET " + site.url() + KeySite.METADATA + ": it answered with status " + status),
                    failure.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 403, 429, 500, 503})
    void metadataThatAskForAPause_getItAndTheSecondPlaceIsNotAsked(int status) throws Exception {
        try (KeySite site = KeySite.plain()) {
            site.answers(KeySite.METADATA, status, "Retry-After", "120");
            assertEquals(120, metadataFailure(site).retryAfterSeconds());
            assertEquals(List.of(KeySite.METADATA), site.seen());
        }
    }

    @Test
    void pauseOfTheSecondPlace_isObeyedToo() throws Exception {
        try (KeySite site = KeySite.plain()) {
            site.answers("/.well-known/oauth-authorization-server", 429, "Retry-After", "60");
            assertEquals(60, metadataFailure(site).retryAfterSeconds());
        }
    }

    @Test
    void metadataOfAnotherIssuer_areReportedWithBothNames() throws Exception {
        try (KeySite site = KeySite.plain()) {
            site.publishes("https://jane:secret@other.example\\u202e", site.url() + "/jwks", KEY);
            String why = ProviderMechanism.outcome(site.url());
            assertTrue(why.contains("it is \"https://***@other.example?\"; expected \"" + site.url() + "\""), why);
            assertFalse(why.contains("secret"), why);
        }
    }
}
