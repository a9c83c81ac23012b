package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.sessions.AttemptLimit;
import dev.gatehouse.cookie.sessions.ManualTicker;
import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.cookie.users.UsersSource;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.testkit.TestMechanism;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicMechanismTest {

    private static final AttemptLimit FREE = new AttemptLimit(1000, Duration.ofSeconds(1));

    private final BasicFixture fixture = new BasicFixture();

    private static AuthenticationResult answer(TestMechanism mechanism, String name, String password) {
        return mechanism.answer(BasicFixture.request(name, password)).orElseThrow();
    }

    private String code(String header) {
        return code(fixture.mechanism.answer(BasicFixture.request(header)).orElseThrow());
    }

    private static String code(AuthenticationResult result) {
        if (result instanceof AuthenticationResult.Rejected rejected) {
            return rejected.reason().code();
        }
        if (result instanceof AuthenticationResult.Throttled throttled) {
            return throttled.reason().code();
        }
        return result instanceof AuthenticationResult.Unavailable unavailable
                ? unavailable.reason().code()
                : "authenticated";
    }

    @Test
    void rightPassword_authenticatesTheUser() {
        Caller caller = assertInstanceOf(
                        AuthenticationResult.Authenticated.class, answer(fixture.mechanism, "demo", "correct horse"))
                .caller();
        assertEquals("demo", caller.getName());
        assertEquals("local", caller.issuer());
        assertEquals(Caller.Kind.PERSON, caller.kind());
        assertEquals(Set.of("READ", "WRITE"), caller.permissions());
        assertEquals(List.of("pwd"), caller.amr());
    }

    @Test
    void credentials_areUtf8AndSplitAtTheFirstColon() {
        assertEquals("authenticated", code(BasicFixture.header("jörg", "päss:wörd")));
        byte[] latin1 = "jörg:päss:wörd".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("basic.malformed", code(BasicFixture.header(latin1)));
    }

    @Test
    void unknownAndDisabledUsers_areRejected() {
        assertEquals("login.password-wrong", code(BasicFixture.header("demo", "wrong")));
        assertEquals("login.user-unknown", code(BasicFixture.header("nobody", "correct horse")));
        assertEquals("login.user-disabled", code(BasicFixture.header("off", "correct horse")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic =",
                "Basic ZGVtbw==",
                "Basic ZGVtbzpjb3JyZWN0IGhvcnNl==",
                "Basic ZGVtbzpjb3JyZWN0IGhvcnNl ",
                "Basic\tZGVtbzpjb3JyZWN0IGhvcnNl",
                "Basic ZGVtbzpjb3JyZWN0IGhvcnNl, Basic ZGVtbzpjb3JyZWN0IGhvcnNl",
                "Basic ZGVtbzpj b3JyZWN0IGhvcnNl",
                "Basic ZGVtbzpj\u0142b3JyZWN0IGhvcnN",
                "Basic \"ZGVtbzpjb3JyZWN0IGhvcnNl\"",
                "Basic ZGVtbzpwYXNzd29yZA",
                "Basic ZGVtbzpwYXNzd29yZB=="
            })
    void invalidEncoding_isMalformed(String header) {
        assertEquals("basic.malformed", code(header));
        assertEquals(0, fixture.users.asked());
    }

    @Test
    void controlsAndInvalidLengths_areMalformed() {
        for (String pair : List.of(
                "demo:",
                ":correct horse",
                "demo:a\u0000b",
                "demo:a\nb",
                "de\u0007mo:x",
                "demo:" + "x".repeat(1025),
                "n".repeat(256) + ":x",
                "demo:\u0085")) {
            assertEquals("basic.malformed", code(BasicFixture.header(pair.getBytes(StandardCharsets.UTF_8))), pair);
        }
        for (byte[] pair : List.of(
                new byte[] {'d', ':', (byte) 0xc0, (byte) 0x80},
                new byte[] {'d', ':', (byte) 0xed, (byte) 0xa0, (byte) 0x80},
                new byte[] {'d', ':', (byte) 0xff},
                new byte[8000])) {
            assertEquals("basic.malformed", code(BasicFixture.header(pair)));
        }
    }

    @Test
    void schemesWithTheSamePrefix_areNotClaimed() {
        for (String header : List.of("Basicx ZGVtbzpj", "Basic-Digest x", "Bearer Basic", "NotBasic x")) {
            assertTrue(fixture.mechanism.answer(BasicFixture.request(header)).isEmpty(), header);
        }
    }

    @Test
    void verifiedPassword_isNotHashedAgain() {
        for (int i = 0; i < 20; i++) {
            assertEquals("authenticated", code(BasicFixture.header("demo", "correct horse")));
        }
        assertEquals(1, fixture.users.checked());
        TestMechanism each = fixture.mechanism(Map.of("auth.basic.cache-time", "0s"));
        answer(each, "demo", "correct horse");
        answer(each, "demo", "correct horse");
        assertEquals(3, fixture.users.checked());
    }

    @Test
    void wrongPassword_isNeverRemembered() {
        assertEquals("authenticated", code(BasicFixture.header("demo", "correct horse")));
        assertEquals("login.password-wrong", code(BasicFixture.header("demo", "correct hors")));
        assertEquals("login.password-wrong", code(BasicFixture.header("demo", "correct horse ")));
        assertEquals(3, fixture.users.checked());
    }

    @Test
    void rememberedPassword_followsTheDirectory() {
        ManualTicker ticks = new ManualTicker();
        TestMechanism mechanism = TestMechanism.of(new BasicMechanism(
                "basic",
                Clock.systemUTC(),
                new UsersSource.Directory(fixture.users, false),
                new CachedUsers(fixture.users, ticks),
                new PasswordCheck(
                        fixture.users,
                        new LoginThrottle(ticks),
                        new HashingLimit(1),
                        new LoginLimits(FREE, FREE, FREE)),
                new VerifiedPasswordCache(Duration.ofMinutes(10), ticks)));
        assertEquals("authenticated", code(answer(mechanism, "demo", "correct horse")));
        fixture.users.put(SampleUsers.user("demo", "another one"));
        ticks.seconds(30);
        assertEquals("login.password-wrong", code(answer(mechanism, "demo", "correct horse")));
        assertEquals("authenticated", code(answer(mechanism, "demo", "another one")));
        fixture.users.put(SampleUsers.disabled(SampleUsers.user("demo", "another one")));
        ticks.seconds(30);
        assertEquals("login.user-disabled", code(answer(mechanism, "demo", "another one")));
        fixture.users.clear();
        ticks.seconds(30);
        assertEquals("login.user-unknown", code(answer(mechanism, "demo", "another one")));
    }

    @Test
    void attempts_areCountedLikeLogins() {
        for (int i = 0; i < 5; i++) {
            assertEquals("login.password-wrong", code(BasicFixture.header("demo", "wrong")));
        }
        assertEquals("login.account-throttled", code(BasicFixture.header("demo", "correct horse")));
        assertEquals(5, fixture.users.checked());
    }

    @Test
    void directoryDown_isUnavailable() {
        fixture.users.down(true);
        assertEquals("login.users-unavailable", code(BasicFixture.header("demo", "correct horse")));
    }

    @Test
    void toStringOfTheCredential_showsNothing() {
        String header = BasicFixture.header("demo", "correct horse");
        assertFalse(fixture.mechanism
                .extract(BasicFixture.request(header))
                .orElseThrow()
                .toString()
                .contains("ZGVt"));
        assertFalse(new NameAndPassword("demo", "correct horse").toString().contains("demo"));
        assertEquals(
                "ZGVtbzpjb3JyZWN0IGhvcnNl",
                Base64.getEncoder().encodeToString("demo:correct horse".getBytes(StandardCharsets.UTF_8)));
    }
}
