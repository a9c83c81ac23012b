package dev.gatehouse.identity.login;

import dev.gatehouse.idp.tokens.TokenSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** ID tokens of the provider of a rig, good ones at first. */
final class IdTokens {

    private IdTokens() {}

    /** Returns the spec of an ID token without nonce and hash. */
    static TokenSpec of(LoginRig rig, String clientId, String user) {
        Map<String, Object> person = rig.keycloak.mintFor("tasklist", user).claims();
        Instant now = rig.clock.instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", rig.keycloak.issuer());
        claims.put("aud", clientId);
        claims.put("azp", clientId);
        claims.put("exp", now.plusSeconds(300).getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("typ", "ID");
        for (String name : List.of("sub", "sid", "auth_time", "preferred_username", "name")) {
            claims.put(name, person.get(name));
        }
        return new TokenSpec(rig.keycloak.keys(), rig.clock, "JWT", "RS256", claims);
    }
}
