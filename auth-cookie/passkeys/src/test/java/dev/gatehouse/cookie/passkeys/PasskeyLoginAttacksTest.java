package dev.gatehouse.cookie.passkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.passkeys.SoftAuthenticator.Algorithm;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.testkit.TestRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Log-ins that must be refused: each with its reason, without a session, and with the same bytes. */
class PasskeyLoginAttacksTest {

    private static Arguments row(String attack, String reason, BiFunction<PasskeyRig, SoftAuthenticator, Reply> run) {
        return Arguments.of(attack, reason, run);
    }

    private static Reply changed(PasskeyRig rig, SoftAuthenticator key, Runnable change) {
        change.run();
        return rig.browser.use(key);
    }

    /** Signs as the browser of the person would, and sends something else. */
    private static Reply replaced(PasskeyRig rig, SoftAuthenticator key, String from, String to) {
        String challenge = rig.browser.beginLogin();
        byte[] clientData = key.clientData("webauthn.get", challenge);
        byte[] data = key.authenticatorData(key.flags);
        byte[] signature = key.sign(SoftAuthenticator.concat(data, SoftAuthenticator.sha256(clientData)));
        String text = new String(clientData, StandardCharsets.UTF_8).replace(from, to);
        return rig.browser.use(key.assertion(text.getBytes(StandardCharsets.UTF_8), data, signature));
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                row(
                        "page of another site",
                        "passkey.origin",
                        (rig, key) -> changed(rig, key, () -> key.origin = "https://tasks.example.com.evil.net")),
                row(
                        "sibling site",
                        "passkey.origin",
                        (rig, key) -> changed(rig, key, () -> key.origin = "https://evil.example.com")),
                row(
                        "plain http",
                        "passkey.origin",
                        (rig, key) -> changed(rig, key, () -> key.origin = "http://tasks.example.com")),
                row(
                        "other port",
                        "passkey.origin",
                        (rig, key) -> changed(rig, key, () -> key.origin = "https://tasks.example.com:8443")),
                row("origin null", "passkey.origin", (rig, key) -> changed(rig, key, () -> key.origin = "null")),
                row(
                        "passkey of another site",
                        "passkey.relying-party",
                        (rig, key) -> changed(rig, key, () -> key.rpId = "evil.example.com")),
                row(
                        "parent domain",
                        "passkey.relying-party",
                        (rig, key) -> changed(rig, key, () -> key.rpId = "example.com")),
                row(
                        "registration instead of log-in",
                        "passkey.type",
                        (rig, key) -> changed(rig, key, () -> key.type = "webauthn.create")),
                row(
                        "payment instead of log-in",
                        "passkey.type",
                        (rig, key) -> changed(rig, key, () -> key.type = "payment.get")),
                row(
                        "frame of another site",
                        "passkey.cross-origin",
                        (rig, key) -> changed(rig, key, () -> key.clientDataExtra = ",\"crossOrigin\":true")),
                row(
                        "top origin",
                        "passkey.cross-origin",
                        (rig, key) -> changed(
                                rig,
                                key,
                                () -> key.clientDataExtra =
                                        ",\"crossOrigin\":false,\"topOrigin\":\"https://evil.net\"")),
                row(
                        "crossOrigin as string",
                        "passkey.cross-origin",
                        (rig, key) -> changed(rig, key, () -> key.clientDataExtra = ",\"crossOrigin\":\"false\"")),
                row(
                        "no person present",
                        "passkey.user-not-present",
                        (rig, key) -> changed(rig, key, () -> key.flags = SoftAuthenticator.UV)),
                row(
                        "person not verified",
                        "passkey.user-not-verified",
                        (rig, key) -> changed(rig, key, () -> key.flags = SoftAuthenticator.UP)),
                row(
                        "backed up without being eligible",
                        "passkey.backup-state",
                        (rig, key) -> changed(rig, key, () -> key.flags |= SoftAuthenticator.BS)),
                row(
                        "eligibility changed",
                        "passkey.backup-state",
                        (rig, key) -> changed(rig, key, () -> key.flags |= SoftAuthenticator.BE)),
                row("counter does not grow", "passkey.counter", (rig, key) -> {
                    key.counter = 7;
                    assertEquals(204, rig.browser.use(key).status());
                    return rig.browser.use(key);
                }),
                row("counter goes back", "passkey.counter", (rig, key) -> {
                    key.counter = 7;
                    assertEquals(204, rig.browser.use(key).status());
                    return changed(rig, key, () -> key.counter = 6);
                }),
                row("counter is gone", "passkey.counter", (rig, key) -> {
                    key.counter = 7;
                    assertEquals(204, rig.browser.use(key).status());
                    return changed(rig, key, () -> key.counter = 0);
                }),
                row("unknown passkey", "passkey.unknown", (rig, key) -> {
                    SoftAuthenticator other = new SoftAuthenticator(Algorithm.ES256, "unknown");
                    other.handle = key.handle;
                    return rig.browser.use(other);
                }),
                row("removed passkey", "passkey.unknown", (rig, key) -> {
                    rig.browser.logIn("ann");
                    assertEquals(204, rig.browser.remove(key.id()).status());
                    rig.browser.logOut();
                    return rig.browser.use(key);
                }),
                row("other key under the same id", "passkey.signature", (rig, key) -> {
                    SoftAuthenticator other = new SoftAuthenticator(Algorithm.ES256, "key of ann");
                    other.handle = key.handle;
                    return rig.browser.use(other);
                }),
                row("key of another algorithm", "passkey.signature", (rig, key) -> {
                    SoftAuthenticator other = new SoftAuthenticator(Algorithm.RS256, "key of ann");
                    other.handle = key.handle;
                    return rig.browser.use(other);
                }),
                row("passkey of another user", "passkey.other-user", (rig, key) -> {
                    SoftAuthenticator bobs = rig.registered("bob", Algorithm.ES256);
                    return changed(rig, bobs, () -> bobs.handle = key.handle);
                }),
                row("no user handle", "passkey.other-user", (rig, key) -> changed(rig, key, () -> key.handle = "")),
                row(
                        "challenge of another browser",
                        "passkey.challenge-unknown",
                        (rig, key) -> rig.browser.use(key.assertion(new TestBrowser(rig.mechanism).beginLogin()))),
                row("cookie of another challenge", "passkey.challenge-unknown", (rig, key) -> {
                    String challenge = rig.browser.beginLogin();
                    String name = rig.browser.cookies.keySet().iterator().next();
                    String other = new TestBrowserCookie(rig).value();
                    rig.browser.cookies.put(name, other);
                    return rig.browser.use(key.assertion(challenge));
                }),
                row("no cookie", "passkey.challenge-unknown", (rig, key) -> {
                    String challenge = rig.browser.beginLogin();
                    rig.browser.cookies.clear();
                    return rig.browser.use(key.assertion(challenge));
                }),
                row("chosen challenge", "passkey.challenge-unknown", (rig, key) -> {
                    rig.browser.beginLogin();
                    return rig.browser.use(key.assertion("A".repeat(43)));
                }),
                row("cookie with another time", "passkey.challenge-unknown", (rig, key) -> {
                    String challenge = rig.browser.beginLogin();
                    Map.Entry<String, String> cookie =
                            rig.browser.cookies.entrySet().iterator().next();
                    String[] parts = cookie.getValue().split("\\.", -1);
                    cookie.setValue(String.join(".", parts[0], parts[1], parts[2].replaceFirst("^.", "z"), parts[3]));
                    return rig.browser.use(key.assertion(challenge));
                }),
                row("planted cookie without __Host-", "passkey.challenge-unknown", (rig, key) -> {
                    rig.browser.secure = false;
                    String challenge = rig.browser.beginLogin();
                    rig.browser.secure = true;
                    return rig.browser.use(key.assertion(challenge));
                }),
                row("challenge of a registration", "passkey.challenge-unknown", (rig, key) -> {
                    rig.browser.logIn("ann");
                    String handle = key.handle;
                    String challenge = rig.browser.beginRegistration(key);
                    key.handle = handle;
                    return rig.browser.use(key.assertion(challenge));
                }),
                row("used challenge", "passkey.challenge-unknown", (rig, key) -> {
                    String assertion = key.assertion(rig.browser.beginLogin());
                    assertEquals(204, rig.browser.use(assertion).status());
                    return rig.browser.use(assertion);
                }),
                row("used challenge with its cookie", "passkey.challenge-used", (rig, key) -> {
                    String assertion = key.assertion(rig.browser.beginLogin());
                    TestBrowser thief = new TestBrowser(rig.browser);
                    assertEquals(204, rig.browser.use(assertion).status());
                    return thief.use(assertion);
                }),
                row("expired challenge", "passkey.challenge-expired", (rig, key) -> {
                    String challenge = rig.browser.beginLogin();
                    rig.clock.advance(Duration.ofMinutes(5).plusSeconds(1));
                    return rig.browser.use(key.assertion(challenge));
                }),
                row("challenge from the future", "passkey.challenge-expired", (rig, key) -> {
                    rig.clock.advance(Duration.ofHours(1));
                    String challenge = rig.browser.beginLogin();
                    rig.clock.advance(Duration.ofHours(-1));
                    return rig.browser.use(key.assertion(challenge));
                }),
                row("altered client data", "passkey.signature", (rig, key) -> replaced(rig, key, "}", ",\"x\":1}")),
                row("space in client data", "passkey.signature", (rig, key) -> replaced(rig, key, "{", "{ ")),
                row("altered flags", "passkey.signature", (rig, key) -> {
                    String challenge = rig.browser.beginLogin();
                    byte[] clientData = key.clientData("webauthn.get", challenge);
                    byte[] unverified = key.authenticatorData(SoftAuthenticator.UP);
                    byte[] signature =
                            key.sign(SoftAuthenticator.concat(unverified, SoftAuthenticator.sha256(clientData)));
                    return rig.browser.use(key.assertion(clientData, key.authenticatorData(key.flags), signature));
                }),
                row("empty signature bytes", "passkey.signature", (rig, key) -> {
                    String challenge = rig.browser.beginLogin();
                    return rig.browser.use(key.assertion(
                            key.clientData("webauthn.get", challenge), key.authenticatorData(key.flags), new byte[8]));
                }),
                row("zero signature", "passkey.signature", (rig, key) -> {
                    String challenge = rig.browser.beginLogin();
                    byte[] zero = {0x30, 6, 2, 1, 0, 2, 1, 0};
                    return rig.browser.use(key.assertion(
                            key.clientData("webauthn.get", challenge), key.authenticatorData(key.flags), zero));
                }),
                row(
                        "disabled user",
                        "login.user-disabled",
                        (rig, key) -> changed(rig, key, () -> rig.user("ann", true))),
                row(
                        "removed user",
                        "passkey.user-unknown",
                        (rig, key) -> changed(rig, key, () -> rig.users.remove("ann"))));
    }

    /** The value of the cookie of an attempt of another browser. */
    private record TestBrowserCookie(PasskeyRig rig) {
        String value() {
            TestBrowser other = new TestBrowser(rig.mechanism);
            other.beginLogin();
            return other.cookies.values().iterator().next();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("attacks")
    void attack_isRefusedWithItsReason(
            String attack, String reason, BiFunction<PasskeyRig, SoftAuthenticator, Reply> run) {
        PasskeyRig rig = new PasskeyRig();
        Reply reply = run.apply(rig, rig.registered());
        assertEquals(reason, PasskeyRig.outcome(reply), attack);
        assertEquals(401, reply.status());
        assertEquals("{\"message\":\"\"}", reply.body());
        assertTrue(
                reply.additions().cookies().stream()
                        .allMatch(cookie -> cookie.value().isEmpty()),
                "no session");
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                row("no JSON", "400", (rig, key) -> rig.browser.use("x")),
                row("array", "400", (rig, key) -> rig.browser.use("[]")),
                row("no id", "400", (rig, key) -> rig.browser.use(good(rig, key).replaceFirst("\"id\"", "\"ID\""))),
                row(
                        "other raw id",
                        "400",
                        (rig, key) -> rig.browser.use(good(rig, key).replaceFirst("\"rawId\":\"..", "\"rawId\":\"AA"))),
                row(
                        "other type",
                        "400",
                        (rig, key) -> rig.browser.use(good(rig, key).replace("public-key", "password"))),
                row(
                        "duplicate member",
                        "400",
                        (rig, key) -> rig.browser.use(
                                good(rig, key).replace("\"signature\"", "\"signature\":\"AA\",\"signature\""))),
                row(
                        "padding",
                        "400",
                        (rig, key) -> rig.browser.use(good(rig, key).replaceFirst("(\"signature\":\"[^\"]*)", "$1="))),
                row(
                        "no response",
                        "400",
                        (rig, key) -> rig.browser.use(good(rig, key).replace("response", "answer"))),
                row(
                        "over-long id",
                        "400",
                        (rig, key) -> rig.browser.use(good(rig, key).replace(key.id(), "A".repeat(1400)))),
                row(
                        "over-long signature",
                        "400",
                        (rig, key) -> rig.browser.use(good(rig, key)
                                .replaceFirst("\"signature\":\"", "\"signature\":\"" + "A".repeat(4000)))),
                row("truncated authenticator data", "401", (rig, key) -> {
                    String challenge = rig.browser.beginLogin();
                    return rig.browser.use(
                            key.assertion(key.clientData("webauthn.get", challenge), new byte[36], new byte[70]));
                }),
                row(
                        "authenticator data that goes on",
                        "401",
                        (rig, key) -> changed(rig, key, () -> key.authenticatorExtra = new byte[] {1, 2, 3})),
                row(
                        "malformed CBOR of extensions",
                        "401",
                        (rig, key) -> changed(rig, key, () -> {
                            key.flags |= 0x80;
                            key.authenticatorExtra = new byte[] {(byte) 0xbf, 0x61};
                        })),
                row(
                        "form",
                        "415",
                        (rig, key) -> rig.browser.send(
                                TestRequest.post("/api/passkeys/login").withForm("id", key.id()))));
    }

    private static String good(PasskeyRig rig, SoftAuthenticator key) {
        return key.assertion(rig.browser.beginLogin());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("malformed")
    void malformedRequest_isRefused(
            String attack, String status, BiFunction<PasskeyRig, SoftAuthenticator, Reply> run) {
        PasskeyRig rig = new PasskeyRig();
        Reply reply = run.apply(rig, rig.registered());
        assertEquals(status, Integer.toString(reply.status()), attack);
        assertEquals("passkey.malformed", PasskeyRig.outcome(reply));
    }
}
