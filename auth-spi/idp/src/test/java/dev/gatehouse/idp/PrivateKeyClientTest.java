package dev.gatehouse.idp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.tokens.Jws;
import dev.gatehouse.idp.tokens.SigningKey;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeyClientTest {

    private static final SigningKey KEY = SigningKey.generate("ES256");

    private static IdentityProvider provider;
    private static Issuer issuer;
    private final Wire wire = new Wire();
    private final Map<String, Object> claims = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        provider = IdentityProvider.demo()
                .client(Client.builder("signing")
                        .publicKey(KEY.publicJwkJson())
                        .audiences("tasklist-api")
                        .permissions("tasklist-api", "read:*"))
                .start();
        issuer = provider.keycloak();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @Test
    void assertion_getsAToken() throws Exception {
        assertEquals(200, request(assertion(KEY)).statusCode());
        claims.put("aud", List.of(issuer.tokenEndpoint().toString()));
        assertEquals(200, request(assertion(KEY)).statusCode());
    }

    @Test
    void usedAssertion_isRefused() throws Exception {
        String assertion = assertion(KEY);
        assertEquals(200, request(assertion).statusCode());
        assertInvalidClient(request(assertion));
    }

    @Test
    void otherKey_isRefused() throws Exception {
        assertInvalidClient(request(assertion(SigningKey.generate("ES256", KEY.kid()))));
        assertInvalidClient(request(assertion(SigningKey.generate("RS256"))));
        assertInvalidClient(request("not.a.token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "jti"})
    void missingClaim_isRefused(String claim) throws Exception {
        Map<String, Object> rest = claims();
        rest.remove(claim);
        assertInvalidClient(request(Jws.sign(KEY, "JWT", rest)));
    }

    @Test
    void wrongClaims_areRefused() throws Exception {
        claims.put("aud", provider.generic().issuer());
        assertInvalidClient(request(assertion(KEY)));
        claims.clear();
        claims.put("iss", "m2m-full");
        assertInvalidClient(request(assertion(KEY)));
        claims.clear();
        claims.put("sub", "m2m-full");
        assertInvalidClient(request(assertion(KEY)));
        claims.clear();
        claims.put("exp", Instant.now().minusSeconds(60).getEpochSecond());
        assertInvalidClient(request(assertion(KEY)));
    }

    @Test
    void assertionAndSecret_areOneMethodTooMany() throws Exception {
        HttpResponse<String> answer = request(assertion(KEY), "client_secret", "x");
        assertEquals("invalid_request", Wire.json(answer).get("error"));
        HttpResponse<String> other = request(assertion(KEY), "client_id", "m2m-full");
        assertEquals("invalid_request", Wire.json(other).get("error"));
    }

    @Test
    void clientWithAKey_isNotPublic() throws Exception {
        assertInvalidClient(wire.form(
                issuer.tokenEndpoint(), Wire.parameters("grant_type", "client_credentials", "client_id", "signing")));
    }

    @Test
    void garbage_isNotAKey() {
        Client.Builder client = Client.builder("x");
        assertThrows(IllegalArgumentException.class, () -> client.publicKey("{}"));
        assertThrows(IllegalArgumentException.class, () -> client.publicKey("{\"kty\":\"oct\",\"k\":\"AAAA\"}"));
    }

    private String assertion(SigningKey key) {
        return Jws.sign(key, "JWT", claims());
    }

    private Map<String, Object> claims() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("iss", "signing");
        all.put("sub", "signing");
        all.put("aud", issuer.issuer());
        all.put("jti", UUID.randomUUID().toString());
        all.put("exp", Instant.now().plusSeconds(60).getEpochSecond());
        all.putAll(claims);
        return all;
    }

    private HttpResponse<String> request(String assertion, String... more) throws Exception {
        Map<String, String> form = Wire.parameters(
                "grant_type",
                "client_credentials",
                "client_assertion_type",
                ClientAssertions.TYPE,
                "client_assertion",
                assertion);
        form.putAll(Wire.parameters(more));
        return wire.form(issuer.tokenEndpoint(), form);
    }

    private static void assertInvalidClient(HttpResponse<String> answer) throws Exception {
        assertEquals(401, answer.statusCode());
        assertEquals("invalid_client", Wire.json(answer).get("error"));
    }
}
