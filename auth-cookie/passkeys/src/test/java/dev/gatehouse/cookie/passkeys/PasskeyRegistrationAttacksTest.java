package dev.gatehouse.cookie.passkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.passkeys.SoftAuthenticator.Algorithm;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registrations that must be refused: each with its reason, and nothing is stored. */
class PasskeyRegistrationAttacksTest {

    private static Arguments row(
            String attack, int status, String reason, BiFunction<PasskeyRig, SoftAuthenticator, Reply> run) {
        return Arguments.of(attack, status, reason, run);
    }

    private static Reply changed(PasskeyRig rig, SoftAuthenticator key, Runnable change) {
        change.run();
        return rig.browser.register(key);
    }

    private static Reply with(PasskeyRig rig, Algorithm algorithm) {
        return rig.browser.register(new SoftAuthenticator(algorithm, "new"));
    }

    private static Reply withModulus(PasskeyRig rig, int bits) {
        SoftAuthenticator key = new SoftAuthenticator(Algorithm.RS256, "new");
        key.modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);
        return rig.browser.register(key);
    }

    private static void session(PasskeyRig rig, Caller caller) {
        try {
            Sessions.Opened opened =
                    rig.sessions.open(new Sessions.NewSession("elsewhere", caller, null, null, null, ""));
            rig.browser.cookies.put(opened.cookie().name(), opened.cookie().value());
        } catch (SessionsUnavailableException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Caller.Builder caller(PasskeyRig rig, String issuer) {
        return Caller.builder(issuer, "ann")
                .displayName("ann")
                .kind(Caller.Kind.PERSON)
                .mechanism("elsewhere")
                .authenticationTime(rig.clock.instant());
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                row(
                        "page of another site",
                        400,
                        "passkey.origin",
                        (rig, key) -> changed(rig, key, () -> key.origin = "https://evil.net")),
                row(
                        "passkey for another site",
                        400,
                        "passkey.relying-party",
                        (rig, key) -> changed(rig, key, () -> key.rpId = "evil.net")),
                row(
                        "log-in instead of registration",
                        400,
                        "passkey.type",
                        (rig, key) -> changed(rig, key, () -> key.type = "webauthn.get")),
                row(
                        "frame of another site",
                        400,
                        "passkey.cross-origin",
                        (rig, key) -> changed(rig, key, () -> key.clientDataExtra = ",\"crossOrigin\":true")),
                row(
                        "no person present",
                        400,
                        "passkey.user-not-present",
                        (rig, key) -> changed(rig, key, () -> key.flags = SoftAuthenticator.UV)),
                row(
                        "person not verified",
                        400,
                        "passkey.user-not-verified",
                        (rig, key) -> changed(rig, key, () -> key.flags = SoftAuthenticator.UP)),
                row(
                        "backed up without being eligible",
                        400,
                        "passkey.backup-state",
                        (rig, key) -> changed(rig, key, () -> key.flags |= SoftAuthenticator.BS)),
                row("RS1", 400, "passkey.algorithm", (rig, key) -> with(rig, Algorithm.RS1)),
                row(
                        "ES384, which was not asked for",
                        400,
                        "passkey.algorithm",
                        (rig, key) -> with(rig, Algorithm.ES384)),
                row("short RSA key", 400, "passkey.algorithm", (rig, key) -> withModulus(rig, 1024)),
                row("huge RSA key", 400, "passkey.algorithm", (rig, key) -> withModulus(rig, 8192)),
                row("RSA key that is too long to be stored", 400, "passkey.algorithm", (rig, key) -> {
                    SoftAuthenticator rsa = new SoftAuthenticator(Algorithm.RS256, "new");
                    rsa.padding = 3000;
                    return rig.browser.register(rsa);
                }),
                row(
                        "EC key that is too long to be stored",
                        400,
                        "passkey.algorithm",
                        (rig, key) -> changed(rig, key, () -> key.padding = 2000)),
                row(
                        "EC key that fills the request",
                        400,
                        "passkey.algorithm",
                        (rig, key) -> changed(rig, key, () -> key.padding = 10_000)),
                row(
                        "none with a statement",
                        400,
                        "passkey.attestation",
                        (rig, key) -> changed(
                                rig,
                                key,
                                () -> key.statement = new CborWriter()
                                        .map(1)
                                        .text("sig")
                                        .bytes(new byte[3])
                                        .toBytes())),
                row(
                        "unknown format",
                        400,
                        "passkey.malformed",
                        (rig, key) -> changed(rig, key, () -> key.format = "mine")),
                row(
                        "format without its statement",
                        400,
                        "passkey.malformed",
                        (rig, key) -> changed(rig, key, () -> key.format = "fido-u2f")),
                row(
                        "self-attestation with another signature",
                        400,
                        "passkey.signature",
                        (rig, key) -> changed(rig, key, () -> {
                            key.format = "packed";
                            key.statement = new CborWriter()
                                    .map(2)
                                    .text("alg")
                                    .number(-7)
                                    .text("sig")
                                    .bytes(key.sign(new byte[5]))
                                    .toBytes();
                        })),
                row(
                        "malformed CBOR",
                        400,
                        "passkey.malformed",
                        (rig, key) -> changed(rig, key, () -> key.statement = new byte[] {(byte) 0xbf})),
                row(
                        "deep CBOR",
                        400,
                        "passkey.malformed",
                        (rig, key) -> changed(rig, key, () -> {
                            key.statement = new byte[10_000];
                            Arrays.fill(key.statement, (byte) 0x81);
                        })),
                row(
                        "CBOR of a huge string",
                        400,
                        "passkey.malformed",
                        (rig, key) -> changed(
                                rig,
                                key,
                                () -> key.statement = new byte[] {0x5a, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff})),
                row(
                        "over-long id",
                        400,
                        "passkey.malformed",
                        (rig, key) -> changed(rig, key, () -> key.id = new byte[1024])),
                row("id of another passkey", 400, "passkey.malformed", (rig, key) -> {
                    String registration = key.registration(rig.browser.beginRegistration(key));
                    return rig.browser.register(registration.replace(key.id(), "A".repeat(43)));
                }),
                row("challenge of another browser", 400, "passkey.challenge-unknown", (rig, key) -> {
                    TestBrowser other = new TestBrowser(rig.mechanism);
                    other.logIn("ann");
                    return rig.browser.register(key.registration(other.beginRegistration(key)));
                }),
                row("challenge of another user", 400, "passkey.challenge-unknown", (rig, key) -> {
                    String registration = key.registration(rig.browser.beginRegistration(key));
                    rig.browser.logIn("bob");
                    return rig.browser.register(registration);
                }),
                row(
                        "challenge of a log-in",
                        400,
                        "passkey.challenge-unknown",
                        (rig, key) -> rig.browser.register(key.registration(rig.browser.beginLogin()))),
                row("other user handle in the cookie", 400, "passkey.challenge-unknown", (rig, key) -> {
                    String challenge = rig.browser.beginRegistration(key);
                    rig.browser.cookies.replaceAll((name, value) ->
                            name.contains("passkey") ? value.replace(key.handle, "A".repeat(43)) : value);
                    return rig.browser.register(key.registration(challenge));
                }),
                row("expired challenge", 400, "passkey.challenge-expired", (rig, key) -> {
                    String challenge = rig.browser.beginRegistration(key);
                    rig.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
                    rig.browser.logIn("ann");
                    return rig.browser.register(key.registration(challenge));
                }),
                row("no session", 401, "passkey.session-required", (rig, key) -> {
                    String registration = key.registration(rig.browser.beginRegistration(key));
                    rig.browser.logOut();
                    return rig.browser.register(registration);
                }),
                row("bearer token instead of a session", 401, "passkey.session-required", (rig, key) -> {
                    rig.browser.logOut();
                    rig.browser.authorization = "Bearer abc";
                    return rig.browser.post("/registration-options", "");
                }),
                row("Basic instead of a session", 401, "passkey.session-required", (rig, key) -> {
                    rig.browser.logOut();
                    rig.browser.authorization = "Basic YW5uOmNvcnJlY3QgaG9yc2U=";
                    return rig.browser.post("/registration-options", "");
                }),
                row("unknown session", 401, "passkey.session-required", (rig, key) -> {
                    rig.browser.cookies.replaceAll((name, value) -> "s".repeat(43));
                    return rig.browser.post("/registration-options", "");
                }),
                row("old session", 403, "passkey.password-required", (rig, key) -> {
                    rig.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
                    return rig.browser.post("/registration-options", "");
                }),
                row("session that grew old meanwhile", 403, "passkey.password-required", (rig, key) -> {
                    rig.clock.advance(Duration.ofMinutes(3));
                    String registration = key.registration(rig.browser.beginRegistration(key));
                    rig.clock.advance(Duration.ofMinutes(3));
                    return rig.browser.register(registration);
                }),
                row("session of a provider", 403, "passkey.password-required", (rig, key) -> {
                    session(rig, caller(rig, "https://idp.example.com").build());
                    return rig.browser.post("/registration-options", "");
                }),
                row("password at a provider", 401, "passkey.session-required", (rig, key) -> {
                    session(
                            rig,
                            caller(rig, "https://idp.example.com")
                                    .amr(List.of("pwd"))
                                    .build());
                    return rig.browser.post("/registration-options", "");
                }),
                row("disabled user", 401, "passkey.session-required", (rig, key) -> {
                    String registration = key.registration(rig.browser.beginRegistration(key));
                    rig.user("ann", true);
                    return rig.browser.register(registration);
                }),
                row("removed user", 401, "passkey.session-required", (rig, key) -> {
                    String registration = key.registration(rig.browser.beginRegistration(key));
                    rig.users.remove("ann");
                    return rig.browser.register(registration);
                }),
                row("no JSON", 400, "passkey.malformed", (rig, key) -> rig.browser.post("/registration", "x")),
                row(
                        "label with a line break",
                        400,
                        "passkey.malformed",
                        (rig, key) -> rig.browser.post(
                                "/registration",
                                "{\"label\":\"a\\nb\",\"credential\":"
                                        + key.registration(rig.browser.beginRegistration(key)) + "}")),
                row(
                        "over-long label",
                        400,
                        "passkey.malformed",
                        (rig, key) -> rig.browser.post(
                                "/registration",
                                "{\"label\":\"" + "a".repeat(65) + "\",\"credential\":"
                                        + key.registration(rig.browser.beginRegistration(key)) + "}")));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("attacks")
    void attack_isRefusedWithItsReason(
            String attack, int status, String reason, BiFunction<PasskeyRig, SoftAuthenticator, Reply> run)
            throws Exception {
        PasskeyRig rig = new PasskeyRig();
        rig.browser.logIn("ann");
        Reply reply = run.apply(rig, new SoftAuthenticator(Algorithm.ES256, "new"));
        assertEquals(reason, PasskeyRig.outcome(reply), attack);
        assertEquals(status, reply.status());
        assertEquals(List.of(), rig.store.ofUser("ann"));
        assertEquals(List.of(), rig.store.ofUser("bob"));
    }

    @Test
    void usedChallenge_registersNothingMore() throws Exception {
        PasskeyRig rig = new PasskeyRig();
        rig.browser.logIn("ann");
        SoftAuthenticator key = new SoftAuthenticator(Algorithm.ES256, "one");
        String challenge = rig.browser.beginRegistration(key);
        TestBrowser copy = new TestBrowser(rig.browser);
        assertEquals(201, rig.browser.register(key.registration(challenge)).status());
        Reply again = copy.register(new SoftAuthenticator(Algorithm.ES256, "two").registration(challenge));
        assertEquals("passkey.challenge-used", PasskeyRig.outcome(again));
        assertEquals(1, rig.store.ofUser("ann").size());
    }

    @Test
    void knownPasskey_isNotRegisteredAgain() throws Exception {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        for (String user : List.of("ann", "bob")) {
            rig.browser.logIn(user);
            Reply reply = rig.browser.register(new SoftAuthenticator(Algorithm.ES256, "key of ann"));
            assertEquals("passkey.exists", PasskeyRig.outcome(reply));
            assertEquals(409, reply.status());
        }
        rig.browser.logOut();
        assertEquals(204, rig.browser.use(key).status());
    }

    @Test
    void twentyFirstPasskey_isRefused() throws Exception {
        PasskeyRig rig = new PasskeyRig();
        rig.browser.logIn("ann");
        for (int i = 1; i < 20; i++) {
            assertEquals(
                    201,
                    rig.browser
                            .register(new SoftAuthenticator(Algorithm.ES256, "key " + i))
                            .status());
        }
        SoftAuthenticator late = new SoftAuthenticator(Algorithm.ES256, "late");
        String registration = late.registration(rig.browser.beginRegistration(late));
        assertEquals(
                201,
                rig.browser
                        .register(new SoftAuthenticator(Algorithm.ES256, "key 20"))
                        .status());

        assertEquals("passkey.full", PasskeyRig.outcome(rig.browser.register(registration)));
        assertEquals("passkey.full", PasskeyRig.outcome(rig.browser.post("/registration-options", "")));
        assertEquals(20, rig.store.ofUser("ann").size());
    }

    @Test
    void sessionOfAPasskey_registersNoOther() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        assertEquals(204, rig.browser.use(key).status());
        assertEquals("passkey.password-required", PasskeyRig.outcome(rig.browser.post("/registration-options", "")));
    }

    /** However many looks at the session fail before one succeeds, none of them counts as a log-in with a password. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void directoryThatRecovers_letsNoSessionWithoutARecentPasswordIn(int failures) throws Exception {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        rig.browser.logIn("ann");
        SoftAuthenticator other = new SoftAuthenticator(Algorithm.ES256, "other");
        String registration = other.registration(rig.browser.beginRegistration(other));
        assertEquals(204, rig.browser.use(key).status());
        // By now the session asks the directory whether its user is still there.
        rig.clock.advance(Duration.ofMinutes(2));

        for (String path : List.of("/registration-options", "/registration")) {
            rig.failures = failures;
            Reply reply =
                    path.equals("/registration") ? rig.browser.register(registration) : rig.browser.post(path, "");
            assertTrue(List.of(403, 503).contains(reply.status()), reply + " to " + path);
            rig.failures = 0;
            rig.clock.advance(Duration.ofSeconds(61));
        }
        assertEquals(1, rig.store.ofUser("ann").size());
    }
}
