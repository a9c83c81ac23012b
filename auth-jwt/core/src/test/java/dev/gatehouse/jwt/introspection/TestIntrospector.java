package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.BearerTokens;
import dev.gatehouse.jwt.ClaimMapping;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.RevocationCheck;
import dev.gatehouse.jwt.TestToken;
import dev.gatehouse.jwt.TestVerifier;
import dev.gatehouse.jwt.TokenRevocations;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.claims.ClientRule;
import dev.gatehouse.jwt.introspection.IntrospectionPolicy.ClientAuthentication;
import dev.gatehouse.jwt.keys.ManualScheduler;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** An introspector whose clocks and endpoint are in the test's hands. */
public final class TestIntrospector {

    public static final IntrospectionPolicy.Times TIMES =
            new IntrospectionPolicy.Times(Duration.ofSeconds(30), Duration.ofSeconds(10), 1_000);
    static final IntrospectionPolicy.Times NO_CACHE = new IntrospectionPolicy.Times(Duration.ZERO, Duration.ZERO, 0);

    final MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
    final ManualScheduler keyClock = new ManualScheduler();
    final TestEndpoint endpoint;
    final IntrospectionCache answers;
    final IntrospectionCalls calls;
    final TokenIntrospector introspector;
    final BearerTokens tokens = new BearerTokens(clock, 0);

    public TestIntrospector(TestEndpoint endpoint, IntrospectionPolicy.Times times, TokenRevocations... revocations) {
        IntrospectionPolicy policy = policy(Set.of(), times);
        this.endpoint = endpoint;
        this.answers = new IntrospectionCache(times, keyClock);
        this.calls = new IntrospectionCalls(TestToken.ISSUER, endpoint::ask, keyClock);
        this.introspector = new TokenIntrospector(
                TestToken.ISSUER,
                clock,
                calls,
                new IntrospectionRules("introspection", policy),
                answers,
                new RevocationCheck(List.of(revocations)),
                // Nothing but the test ends a wait.
                Duration.ofHours(1));
        tokens.addIntrospected(TestToken.ISSUER);
    }

    static IntrospectionPolicy policy(Set<String> optionalMembers, IntrospectionPolicy.Times times) {
        IssuerPolicy demands = IssuerPolicy.builder(TestToken.ISSUER, Set.of(TestToken.AUDIENCE))
                .subjectClaims(List.of("sub", "client_id"))
                .mapping(ClaimMapping.builder()
                        .name("username")
                        .permissions("scope")
                        .client(ClientRule.EQUALS_SUBJECT, List.of("client_id"))
                        .build())
                .build();
        return new IntrospectionPolicy(
                demands,
                null,
                "tasklist",
                Secret.of("swordfish"),
                ClientAuthentication.CLIENT_SECRET_BASIC,
                false,
                optionalMembers,
                times);
    }

    /** An answer about a good token. */
    static String active() {
        return "{\"active\":true,\"iss\":\"" + TestToken.ISSUER + "\",\"sub\":\"alice\",\"aud\":\"" + TestToken.AUDIENCE
                + "\",\"exp\":" + (TestToken.NOW + 300) + ",\"iat\":" + (TestToken.NOW - 10)
                + ",\"client_id\":\"web\",\"username\":\"alice\",\"scope\":\"READ WRITE\",\"token_type\":\"Bearer\"}";
    }

    /** That response with one part replaced. */
    static String active(String from, String to) {
        String changed = active().replace(from, to);
        if (changed.equals(active())) {
            throw new IllegalArgumentException("not in the answer: " + from);
        }
        return changed;
    }

    /** That answer and one member more. */
    public static String activeAnd(String member) {
        return active().substring(0, active().length() - 1) + "," + member + "}";
    }

    Verification verify(String token) {
        return introspector.verify(tokens.read(token, 0));
    }

    public String outcome(String token) {
        Verification verification = verify(token);
        return verification instanceof Verification.Bound ? "bound" : TestVerifier.describe(verification);
    }

    void advance(Duration by) {
        clock.advance(by);
        keyClock.advance(by);
    }
}
