package dev.gatehouse.identity;

import dev.gatehouse.identity.service.FakeService;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.idp.Issuer;
import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The mechanism for one type of provider, with tokens of the provider for development and a fake Identity service. */
final class IdentityRig implements AutoCloseable {

    final IdentityProvider provider;
    final FakeService service = new FakeService();
    final Map<String, String> settings = new HashMap<>();

    IdentityRig(IdentityType type) {
        this.provider = IdentityProvider.demo()
                .user("lisa", "lisa", "Lisa Long", List.of("read:*"), List.of("sales", "board"))
                .start();
        settings.put("auth.identity.provider", type.name().toLowerCase(Locale.ROOT));
        settings.put("auth.identity.issuer", issuer(type).issuer());
        settings.put("auth.identity.audience", "tasklist-api");
        settings.put("auth.identity.service.url", service.url().toString());
    }

    private Issuer issuer(IdentityType type) {
        return type == IdentityType.KEYCLOAK ? provider.keycloak() : provider.generic();
    }

    /** Returns a token of a client, as the type of provider makes it. */
    TokenSpec client(IdentityType type) {
        TokenSpec token = type == IdentityType.KEYCLOAK
                ? provider.keycloak().mintFor("m2m-full")
                : provider.generic().mintFor("demo-client").without("permissions");
        return switch (type) {
            case KEYCLOAK, GENERIC -> token;
            case ENTRA ->
                token.without("client_id")
                        .claim("azp", "11112222-bbbb")
                        .claim("oid", "aaaa-1111")
                        .claim("idtyp", "app")
                        .claim("ver", "2.0");
            case AUTH0 ->
                token.without("client_id")
                        .claim("sub", "abc@clients")
                        .claim("azp", "abc")
                        .claim("gty", "client-credentials")
                        .claim("permissions", List.of("read:*", "write:*"));
            case OKTA -> token.without("client_id").claim("sub", "0oa1").claim("cid", "0oa1");
        };
    }

    /** Returns a token of a person, as the type of provider makes it. */
    TokenSpec person(IdentityType type) {
        TokenSpec token = type == IdentityType.KEYCLOAK
                ? provider.keycloak().mintFor("tasklist", "lisa")
                : provider.generic()
                        .mintFor("demo-client")
                        .without("permissions")
                        .claim("sub", "lisa-1");
        return switch (type) {
            case KEYCLOAK -> token;
            case GENERIC -> token.claim("client_id", "web").claim("azp", "web").claim("name", "Lisa Long");
            case ENTRA ->
                token.without("client_id")
                        .claim("azp", "11112222-bbbb")
                        .claim("oid", "bbbb-2222")
                        .claim("scp", "Tasks")
                        .claim("name", "Lisa Long");
            case AUTH0 ->
                token.without("client_id")
                        .claim("sub", "auth0|1")
                        .claim("azp", "abc")
                        .claim("permissions", List.of("read:*"))
                        .claim("name", "Lisa Long");
            case OKTA ->
                token.without("client_id")
                        .claim("sub", "lisa@example.com")
                        .claim("uid", "00u1")
                        .claim("cid", "0oa1")
                        .claim("name", "Lisa Long");
        };
    }

    TestMechanism create() {
        IdentityMechanismFactory factory = new IdentityMechanismFactory();
        TestMechanism mechanism =
                TestMechanism.create(factory, TestContext.of(factory, settings).withClock(Clock.systemUTC()));
        Keys.await(() -> mechanism.mechanism().health());
        return mechanism;
    }

    AuthenticationResult answer(TokenSpec token) {
        try (TestMechanism mechanism = create()) {
            return mechanism
                    .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token.serialize()))
                    .orElseThrow();
        }
    }

    Caller caller(TokenSpec token) {
        AuthenticationResult result = answer(token);
        if (result instanceof AuthenticationResult.Authenticated good) {
            return good.caller();
        }
        throw new AssertionError(result.toString());
    }

    @Override
    public void close() {
        service.close();
        provider.close();
    }
}
