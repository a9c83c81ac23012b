package dev.gatehouse.cookie.passkeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.passkeys.SoftAuthenticator.Algorithm;
import dev.gatehouse.cookie.users.Passkey;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasskeyLoginTest {

    private static final String SESSION = "AUTH-SESSION";

    private static Caller caller(Reply reply) {
        return assertInstanceOf(Reply.Event.LoggedIn.class, reply.event().orElseThrow())
                .caller();
    }

    @ParameterizedTest
    @EnumSource(names = {"ES256", "EDDSA", "RS256"})
    void registeredPasskey_logsInWithoutAName(Algorithm algorithm) {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered("ann", algorithm);
        Caller caller = caller(rig.browser.use(key));
        assertEquals("ann", caller.subject());
        assertEquals(Caller.LOCAL_ISSUER, caller.issuer());
        assertEquals("cookie", caller.mechanism());
        assertEquals(List.of("swk", "user", "mfa"), caller.amr());
        assertEquals(Set.of("READ"), caller.permissions());
        assertEquals(Optional.of(rig.clock.instant()), caller.authenticationTime());
    }

    @Test
    void selfAttestation_isAccepted() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = new SoftAuthenticator(Algorithm.ES256, "new");
        key.selfAttested = true;
        rig.browser.logIn("ann");
        assertEquals(201, rig.browser.register(key).status());
        assertEquals(204, rig.browser.use(key).status());
    }

    @Test
    void login_endsTheSessionOfTheRequest() throws Exception {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        rig.browser.logIn("bob");
        String before = String.valueOf(rig.browser.cookies.get(SESSION));
        assertEquals(204, rig.browser.use(key).status());
        String after = String.valueOf(rig.browser.cookies.get(SESSION));
        assertNotEquals(before, after);
        assertInstanceOf(Sessions.Lookup.Dead.class, rig.sessions.find(before));
        assertInstanceOf(Sessions.Lookup.Live.class, rig.sessions.find(after));
    }

    @Test
    void session_endsWhenItsUserIsDisabled() throws Exception {
        PasskeyRig rig = new PasskeyRig();
        assertEquals(204, rig.browser.use(rig.registered()).status());
        rig.user("ann", true);
        assertInstanceOf(
                Sessions.Lookup.Dead.class, rig.sessions.find(String.valueOf(rig.browser.cookies.get(SESSION))));
    }

    @Test
    void anotherNode_finishesWhatOneHasBegun() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        String challenge = rig.browser.beginLogin();
        rig.browser.node = rig.node(Map.of());
        assertEquals(204, rig.browser.use(key.assertion(challenge)).status());
    }

    @Test
    void severalTabs_doNotDisturbEachOther() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        String first = rig.browser.beginLogin();
        String second = rig.browser.beginLogin();
        assertEquals(204, rig.browser.use(key.assertion(first)).status());
        assertEquals(204, rig.browser.use(key.assertion(second)).status());
    }

    @Test
    void manyAttempts_keepFewCookies() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        String newest = "";
        for (int i = 0; i < 20; i++) {
            rig.clock.advance(Duration.ofSeconds(1));
            newest = rig.browser.beginLogin();
        }
        assertEquals(4, rig.browser.cookies.size());
        assertEquals(204, rig.browser.use(key.assertion(newest)).status());
    }

    @Test
    void growingCounterAndBackup_areStored() throws Exception {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = new SoftAuthenticator(Algorithm.ES256, "new");
        key.flags |= SoftAuthenticator.BE;
        key.counter = 1;
        rig.browser.logIn("ann");
        rig.browser.register(key);
        rig.clock.advance(Duration.ofMinutes(1));
        key.flags |= SoftAuthenticator.BS;
        key.counter = 0xffff_fff0L;
        assertEquals(204, rig.browser.use(key).status());
        Passkey stored = rig.store.find(key.id()).orElseThrow();
        assertEquals(0xffff_fff0L, stored.counter());
        assertTrue(stored.backupEligible() && stored.backedUp());
        assertEquals(rig.clock.instant(), stored.lastUsed());
    }

    @Test
    void passkeys_areListedAndRemovedByTheirOwnerAlone() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        assertEquals(401, rig.browser.list().status());
        assertEquals(401, rig.browser.remove(key.id()).status());

        rig.browser.logIn("bob");
        assertEquals("{\"passkeys\":[]}", rig.browser.list().body());
        assertEquals(204, rig.browser.remove(key.id()).status(), "nothing tells whose it is");

        rig.browser.logIn("ann");
        List<?> listed = (List<?>) TestBrowser.json(rig.browser.list()).get("passkeys");
        assertEquals("My \"key\"", ((Map<?, ?>) List.copyOf(listed).get(0)).get("label"));
        assertEquals(204, rig.browser.remove(key.id()).status());
        assertEquals("{\"passkeys\":[]}", rig.browser.list().body());
    }

    @Test
    void options_askForWhatTheLoginNeeds() {
        PasskeyRig rig = new PasskeyRig();
        rig.registered();
        rig.browser.logIn("ann");
        String options = rig.browser.post("/registration-options", "").body();
        assertTrue(options.contains("\"residentKey\":\"required\""), options);
        assertTrue(options.contains("\"userVerification\":\"required\""), options);
        assertTrue(options.contains("\"attestation\":\"none\""), options);
        assertTrue(options.contains("\"rp\":{\"id\":\"tasks.example.com\""), options);
        assertTrue(options.contains("\"excludeCredentials\":[{"), options);
        String login = rig.browser.post("/login-options", "").body();
        assertTrue(login.contains("\"allowCredentials\":[]"), "no name and no list: " + login);
        assertFalse(login.contains("ann"), login);
    }

    @Test
    void secondPasskey_hasTheHandleOfTheFirst() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator first = rig.registered();
        rig.browser.logIn("ann");
        SoftAuthenticator second = new SoftAuthenticator(Algorithm.EDDSA, "second");
        assertEquals(201, rig.browser.register(second).status());
        assertEquals(first.handle, second.handle);
        assertEquals(204, rig.browser.use(first).status());
        assertEquals(204, rig.browser.use(second).status());
    }

    @Test
    void withoutRequiredVerification_possessionIsOneFactor() {
        PasskeyRig rig = new PasskeyRig(Map.of("auth.cookie.passkeys.user-verification", "preferred"));
        SoftAuthenticator key = new SoftAuthenticator(Algorithm.ES256, "new");
        key.flags = SoftAuthenticator.UP;
        rig.browser.logIn("ann");
        assertEquals(201, rig.browser.register(key).status());
        assertEquals(List.of("swk", "user"), caller(rig.browser.use(key)).amr());
    }

    @Test
    void directoryThatIsDown_isUnavailable() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        String assertion = key.assertion(rig.browser.beginLogin());
        rig.usersDown = true;
        Reply reply = rig.browser.use(assertion);
        assertEquals(503, reply.status());
        assertEquals("passkey.store-unavailable", PasskeyRig.outcome(reply));
    }

    @Test
    void attempts_areThrottledBySourceTogetherWithPasswords() {
        PasskeyRig rig =
                new PasskeyRig(Map.of("auth.cookie.source-attempts", "3", "auth.cookie.source-interval", "1h"));
        SoftAuthenticator unknown = new SoftAuthenticator(Algorithm.ES256, "unknown");
        rig.browser.logIn("ann");
        assertEquals("passkey.unknown", PasskeyRig.outcome(rig.browser.use(unknown)));
        assertEquals("passkey.unknown", PasskeyRig.outcome(rig.browser.use(unknown)));
        Reply throttled = rig.browser.use(unknown);
        assertEquals(429, throttled.status());
        assertEquals("login.source-throttled", PasskeyRig.outcome(throttled));
        assertEquals(429, rig.browser.logIn("ann").status());
    }

    @Test
    void anyChangedByte_isRefusedAndNeverADefect() {
        PasskeyRig rig = new PasskeyRig();
        SoftAuthenticator key = rig.registered();
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            String challenge = rig.browser.beginLogin();
            byte[] clientData = key.clientData("webauthn.get", challenge);
            byte[] data = key.authenticatorData(key.flags);
            byte[] signature = key.sign(SoftAuthenticator.concat(data, SoftAuthenticator.sha256(clientData)));
            byte[] changed = List.of(clientData, data, signature).get(i % 3);
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            int status =
                    rig.browser.use(key.assertion(clientData, data, signature)).status();
            assertTrue(status == 401 || status == 400, "status " + status + " in round " + i);
        }
    }

    @Test
    void damagedAttestation_isRefusedAndNeverADefect() throws Exception {
        PasskeyRig rig = new PasskeyRig();
        rig.browser.logIn("ann");
        List<SoftAuthenticator> keys =
                List.of(new SoftAuthenticator(Algorithm.ES256, "one"), new SoftAuthenticator(Algorithm.RS256, "other"));
        Random random = new Random(7);
        for (int i = 0; i < 1500; i++) {
            SoftAuthenticator key = keys.get(i % 2);
            key.damage = bytes -> {
                for (int j = random.nextInt(4); j >= 0; j--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            };
            Reply reply = rig.browser.register(key);
            int status = reply.status();
            assertTrue(status == 400 || status == 201 || status == 409, "status " + status + " in round " + i);
            int login = status == 201 ? rig.browser.use(key).status() : 401;
            assertTrue(login == 401 || login == 204, "status " + login + " of the login in round " + i);
            if (login == 204) {
                rig.browser.logIn("ann");
            }
            for (Passkey stored : rig.store.ofUser("ann")) {
                rig.store.remove("ann", stored.id());
            }
        }
    }
}
