package dev.gatehouse.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionId;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.stability.Incubating;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Session records for tests of session stores and of mechanisms that own sessions.
 *
 * @since 0.1
 */
@Incubating
public final class SessionSamples {

    /** When the sample sessions begin. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** When a store may forget a session: long after the end of every test. */
    public static final Instant KEEP = START.plusSeconds(100_000);

    private SessionSamples() {}

    /** Returns a caller of the issuer {@code local} with the permission {@code READ}. */
    public static Caller caller(String subject) {
        return Caller.builder("local", subject).permissions(Set.of("READ")).build();
    }

    /** Returns a plain session that ends an hour after {@link #START}. */
    public static SessionRecord session(int number, String subject, @Nullable String sid) {
        return new SessionRecord(
                id(number),
                "cookie",
                caller(subject),
                sid,
                null,
                START,
                START,
                START.plusSeconds(3600),
                false,
                "data",
                0);
    }

    /** Returns a session in which every part has a value. */
    public static SessionRecord full() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("text", "line\n\"quoted\" \u20ac \ud83d\ude00");
        claims.put("small", 1L);
        claims.put("large", new BigInteger("123456789012345678901234567890"));
        claims.put("fraction", 0.1);
        claims.put("yes", true);
        claims.put("list", List.of("a", 2L, List.of()));
        claims.put("object", Map.of("inner", Map.of("deep", "x")));
        Caller caller = Caller.builder("https://idp.example/realms/a", "s\u00fcb ject")
                .name("demo")
                .displayName("Demo \u00dcser")
                .kind(Caller.Kind.CLIENT)
                .permissions(Set.of("READ", "WRITE"))
                .groups(Set.of("g1", "g2"))
                .tenants(Set.of("<default>"))
                .mechanism("identity")
                .authenticationTime(START.minusSeconds(5).plusNanos(123_456_789))
                .acr("urn:acr:2")
                .amr(List.of("pwd", "otp", "pwd"))
                .expiry(START.plusSeconds(300))
                .claims(claims)
                .build();
        return new SessionRecord(
                id(7),
                "identity",
                caller,
                "sid/7",
                "tenant \u00e4",
                START.plusNanos(1),
                START.plusNanos(2_000_001),
                START.plusSeconds(3600).plusNanos(999_999_999),
                true,
                "opaque \u0000 data",
                0);
    }

    /** Compares two records part by part, since callers are equal as soon as their identities are. */
    public static void assertSameParts(SessionRecord expected, SessionRecord actual) {
        assertEquals(expected, actual);
        Caller caller = expected.caller();
        Caller other = actual.caller();
        assertEquals(caller.getName(), other.getName());
        assertEquals(caller.displayName(), other.displayName());
        assertEquals(caller.kind(), other.kind());
        assertEquals(caller.permissions(), other.permissions());
        assertEquals(caller.groups(), other.groups());
        assertEquals(caller.tenants(), other.tenants());
        assertEquals(caller.mechanism(), other.mechanism());
        assertEquals(caller.authenticationTime(), other.authenticationTime());
        assertEquals(caller.acr(), other.acr());
        assertEquals(caller.amr(), other.amr());
        assertEquals(caller.expiry(), other.expiry());
        assertEquals(caller.claims(), other.claims());
        assertEquals(
                List.copyOf(caller.claims().keySet()),
                List.copyOf(other.claims().keySet()));
    }

    /** Returns the id of the session with this number, from 0 to 99999. */
    public static SessionId id(int number) {
        return new SessionId("A".repeat(38) + String.format("%05d", number));
    }
}
