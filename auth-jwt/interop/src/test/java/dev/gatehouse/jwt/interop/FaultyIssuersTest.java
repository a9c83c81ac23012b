package dev.gatehouse.jwt.interop;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.keycloak.Patience;
import dev.gatehouse.testkit.MovableClock;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One host with an issuer for each {@link KeyFault}, and a sound one, over HTTP: no fault may cause the refusal of a
 * valid token or affect another issuer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyIssuersTest {

    private static final String PATH = "/any";

    /** Stands still, so that tokens are good for as long as a test takes. */
    private final MovableClock clock = MovableClock.at(Instant.now());

    private final List<IdentityProvider> providers = new ArrayList<>();
    private final Map<KeyFault, Issuer> issuers = new EnumMap<>(KeyFault.class);
    private final Issuer sound = start().keycloak();
    private ProtectedApi api;

    @BeforeAll
    void startIssuers() {
        Deque<Issuer> free = new ArrayDeque<>();
        free.add(providers.get(0).generic());
        for (KeyFault fault : KeyFault.values()) {
            if (free.isEmpty()) {
                IdentityProvider provider = start();
                free.add(provider.keycloak());
                free.add(provider.generic());
            }
            issuers.put(fault, free.remove());
        }
        // They make their keys in the background, which takes long enough to look like a fault.
        forEach((fault, issuer) -> assertFalse(issuer.keys().published().isEmpty()));
    }

    private IdentityProvider start() {
        IdentityProvider provider = IdentityProvider.demo().clock(clock).start();
        providers.add(provider);
        return provider;
    }

    @AfterEach
    void end() {
        forEach((fault, issuer) -> {
            issuer.faults().clear();
            issuer.resetRequests();
        });
        if (api != null) {
            api.close();
        }
    }

    @AfterAll
    void stopProviders() {
        providers.forEach(IdentityProvider::close);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.mechanisms", "jwt");
        addIssuer(settings, "sound", sound);
        forEach((fault, issuer) ->
                addIssuer(settings, fault.name().toLowerCase(Locale.ROOT).replace('_', '-'), issuer));
        return settings;
    }

    private static void addIssuer(Map<String, String> settings, String alias, Issuer issuer) {
        settings.put("auth.jwt.issuers." + alias + ".issuer", issuer.issuer());
        settings.put("auth.jwt.issuers." + alias + ".audience", "tasklist-api");
    }

    private void forEach(BiConsumer<KeyFault, Issuer> action) {
        issuers.forEach(action);
    }

    /** Does this for every fault, and tells of all that failed. */
    private void checkAll(BiConsumer<KeyFault, Issuer> check) {
        assertAll(Arrays.stream(KeyFault.values()).map(fault -> () -> check.accept(fault, issuers.get(fault))));
    }

    private void assertGood(String token, String about) {
        assertEquals(200, api.get(PATH, token).statusCode(), about);
    }

    /** Undecided until then, and nothing else. */
    private void assertBecomesGood(String token, String about) {
        HttpResponse<String> response = api.get(PATH, token);
        while (response.statusCode() == 503) {
            Patience.pause();
            response = api.get(PATH, token);
        }
        assertEquals(200, response.statusCode(), about);
    }

    private static String token(Issuer issuer) {
        return token(issuer, "m2m-full");
    }

    private static String token(Issuer issuer, String client) {
        return issuer.mintFor(client).audience("tasklist-api").serialize();
    }

    @ParameterizedTest
    @EnumSource(names = {"DISCOVERY", "JWKS"})
    void spoiledFromTheStart_isUndecidedAndGoodAfterwards(Endpoint endpoint) throws Exception {
        forEach((fault, issuer) -> issuer.faults().set(endpoint, fault.fault()));
        api = ProtectedApi.open(settings(), clock);
        assertBecomesGood(token(sound), "the sound issuer");
        checkAll((fault, issuer) -> {
            Patience.await(() -> issuer.requests(endpoint) > 0);
            Undecided.check(api.get(PATH, token(issuer)), fault.name());
        });
        assertFalse(api.isUp());
        forEach((fault, issuer) -> issuer.faults().clear());
        checkAll((fault, issuer) -> assertBecomesGood(token(issuer), fault.name()));
        assertTrue(api.isUp());
    }

    @Test
    void keysSpoiledLater_leaveGoodTokensGoodAndThoseWithNewKeysUndecided() throws Exception {
        api = ProtectedApi.start(settings(), clock);
        Map<KeyFault, String> seen = new EnumMap<>(KeyFault.class);
        Map<KeyFault, String> unseen = new EnumMap<>(KeyFault.class);
        forEach((fault, issuer) -> {
            seen.put(fault, token(issuer));
            unseen.put(fault, token(issuer, "m2m-es256"));
            assertGood(seen.get(fault), fault.name());
            issuer.faults().set(Endpoint.JWKS, fault.fault());
            issuer.keys().rotate();
        });
        checkAll((fault, issuer) -> {
            Undecided.check(api.get(PATH, token(issuer)), fault.name());
            assertGood(seen.get(fault), fault.name());
            assertGood(unseen.get(fault), fault.name());
        });
        assertGood(token(sound), "the sound issuer");
        forEach((fault, issuer) -> issuer.faults().clear());
        checkAll((fault, issuer) -> {
            assertBecomesGood(token(issuer), fault.name());
            assertGood(seen.get(fault), fault.name());
        });
    }
}
