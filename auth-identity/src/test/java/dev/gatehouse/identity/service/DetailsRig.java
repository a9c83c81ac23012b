package dev.gatehouse.identity.service;

import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** A {@link CallerDetails} over a {@link FakeService}, with clocks that a test moves. */
final class DetailsRig implements AutoCloseable {

    static final Map<String, String> EVERYTHING = Map.of(
            "auth.identity.permissions-from", "service",
            "auth.identity.groups-from", "service",
            "auth.identity.tenants-from", "service",
            "auth.identity.authorizations-from", "service");

    private static final ServiceSettings SETTINGS = ServiceSettings.forTokens("auth.identity.");

    final FakeService service = new FakeService();
    final MovableClock clock = MovableClock.at("2026-01-01T00:00:00Z");
    final AtomicLong nanos = new AtomicLong(1);
    final CallerDetails details;

    DetailsRig() {
        this(EVERYTHING, Duration.ofMinutes(1));
    }

    DetailsRig(Map<String, String> settings, Duration timeout) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("auth.identity.service.url", service.url().toString());
        TestContext context =
                TestContext.of("identity", SETTINGS.all(), all).withClock(clock).withHttpTimeouts(timeout, timeout);
        Setting<Boolean> allow = Setting.flag("auth.identity.allow-http", "x");
        ServicePolicy policy = SETTINGS.policy(
                        context.settings(),
                        List.of("tasklist-api", "zeebe api"),
                        Map.of("read:*", "READ", "write:*", "WRITE"),
                        Set.of(),
                        false,
                        allow)
                .orElseThrow();
        details = CallerDetails.create(policy, context, nanos::get);
    }

    Caller.Builder caller(String subject) {
        return Caller.builder("https://auth.example.com", subject)
                .expiry(clock.instant().plusSeconds(300));
    }

    AuthenticationResult ask(String token) {
        return ask(caller("jane").build(), token);
    }

    AuthenticationResult ask(Caller caller, String token) {
        TokenDigest digest = TokenDigest.of(token.getBytes(StandardCharsets.ISO_8859_1), 0);
        return details.complete(caller, ResponseAdditions.none(), digest, "Bearer " + token, "Bearer ".length());
    }

    Caller admitted(String token) {
        return admitted(ask(token));
    }

    static Caller admitted(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Authenticated good) {
            return good.caller();
        }
        throw new AssertionError(result.toString());
    }

    /** Returns the reason code of a refusal, behind the kind of refusal. */
    static String code(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Unavailable unavailable) {
            return "503 " + unavailable.reason().code();
        }
        if (result instanceof AuthenticationResult.Rejected rejected) {
            return "401 " + rejected.reason().code();
        }
        return result.getClass().getSimpleName();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        clock.advance(time);
    }

    Set<String> paths() {
        Set<String> paths = new TreeSet<>();
        service.seen().forEach(seen -> paths.add(seen.path()));
        return paths;
    }

    @Override
    public void close() {
        details.close();
        service.close();
    }
}
