package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.Directory;
import dev.gatehouse.idp.accounts.User;
import dev.gatehouse.idp.tokens.SigningKeys;
import dev.gatehouse.idp.tokens.TokenSpec;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Creates token specs for tests, with the claims of regular tokens of the issuer. */
final class Minting {

    private static final String LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private final Flavour flavour;
    private final String issuer;
    private final Directory directory;
    private final SigningKeys keys;
    private final Clock clock;
    private final Tokens tokens;
    private final Entitlements entitlements;

    Minting(
            Flavour flavour,
            String issuer,
            Directory directory,
            SigningKeys keys,
            Clock clock,
            Tokens tokens,
            Entitlements entitlements) {
        this.flavour = flavour;
        this.issuer = issuer;
        this.directory = directory;
        this.keys = keys;
        this.clock = clock;
        this.tokens = tokens;
        this.entitlements = entitlements;
    }

    TokenSpec ordinary() {
        String audience = flavour == Flavour.KEYCLOAK ? "tasklist-api" : "tasklist.camunda.io";
        return start(
                Client.builder("minted-client")
                        .audiences(audience)
                        .permissions(audience, "read:*", "write:*")
                        .build(),
                null);
    }

    TokenSpec forClient(String clientId) {
        return start(client(clientId), null);
    }

    TokenSpec forUser(String clientId, String userName) {
        Client client = client(clientId);
        User user =
                directory.user(userName).orElseThrow(() -> new IllegalArgumentException("unknown user " + userName));
        Session session = new Session(user, clock.instant());
        return start(client, new Grant(session, client.id(), client.audiences(), Set.of(), null, new AtomicBoolean()));
    }

    String opaque(TokenSpec token) {
        return tokens.opaque(token.claims());
    }

    TokenSpec logoutToken(String clientId, String subject, String sid) {
        Instant now = clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", clientId);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(Lifetimes.LOGOUT_TOKEN).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("sub", subject);
        claims.put("sid", sid);
        claims.put("events", Map.of(LOGOUT_EVENT, Map.of()));
        return new TokenSpec(keys, clock, "logout+jwt", algorithmOf(clientId), claims);
    }

    private TokenSpec start(Client client, @Nullable Grant grant) {
        List<String> audiences = client.audiences();
        Set<String> scopes = entitlements.scopes(client, audiences, Set.of(), grant != null);
        Map<String, Object> claims = tokens.accessTokenClaims(new Issuance(client, grant, audiences, scopes, null));
        return new TokenSpec(keys, clock, tokens.accessTokenType(), client.algorithm(), claims);
    }

    private String algorithmOf(String clientId) {
        return directory.client(clientId).map(Client::algorithm).orElse("RS256");
    }

    private Client client(String id) {
        return directory.client(id).orElseThrow(() -> new IllegalArgumentException("unknown client " + id));
    }
}
