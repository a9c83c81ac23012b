package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9470: a rule may ask for a stronger or more recent authentication. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepUpTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private HttpRig rig;

    /** Reads the token as {@code <acr or ->.<seconds since the authentication or ->}. */
    private static AuthenticationResult authenticate(FakeCredential credential) {
        String[] parts = credential.value().split("\\.");
        Caller.Builder caller = Caller.builder("issuer", "rita");
        if (!parts[0].equals("-")) {
            caller.acr(parts[0]);
        }
        if (!parts[1].equals("-")) {
            caller.authenticationTime(NOW.minusSeconds(Long.parseLong(parts[1])));
        }
        return AuthenticationResult.authenticated(caller.build());
    }

    @BeforeAll
    void start() {
        AccessPolicy policy = AccessPolicy.builder()
                .rule(AccessRule.at("/gold").acr("gold"))
                .rule(AccessRule.at("/recent").maxAge(Duration.ofMinutes(5)))
                .rule(AccessRule.at("/both").acr("gold").maxAge(Duration.ofMinutes(5)))
                .rule(AccessRule.at("/admin").acr("gold").permissions("ADMIN"))
                .build();
        rig = HttpRig.start(TestHost.of(TestHost.bearer().answering(StepUpTest::authenticate))
                .policy(policy)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    @AfterAll
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/gold, gold.0, access.admitted",
        "/gold, silver.0, step-up.acr",
        "/gold, Gold.0, step-up.acr",
        "/gold, -.0, step-up.acr",
        "/recent, -.0, access.admitted",
        "/recent, -.300, access.admitted",
        "/recent, -.301, step-up.max-age",
        "/recent, -.-, step-up.max-age",
        "/both, gold.10, access.admitted",
        "/both, gold.301, step-up.max-age",
        "/both, silver.10, step-up.acr",
        "/admin, gold.0, permission.missing",
        "/admin, silver.0, step-up.acr",
        "/x, -.-, access.admitted",
    })
    void demand_isHeldAgainstTheCaller(String path, String token, String reason) throws IOException {
        Answer answer = rig.get(path, bearer(token));
        assertEquals(reason, rig.reason());
        switch (reason) {
            case "access.admitted" -> assertEquals(200, answer.status());
            case "permission.missing" -> answer.assertProblem(403);
            default ->
                assertEquals(
                        List.of("Bearer realm=\"gatehouse\", error=\"insufficient_user_authentication\""),
                        answer.assertProblem(401).all("WWW-Authenticate"));
        }
    }
}
