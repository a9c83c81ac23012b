package dev.gatehouse.idp;

import dev.gatehouse.idp.accounts.Client;
import dev.gatehouse.idp.accounts.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The claims of an access token, in the shape of each flavour. */
final class AccessTokenClaims {

    private final String issuer;
    private final Flavour flavour;

    AccessTokenClaims(String issuer, Flavour flavour) {
        this.issuer = issuer;
        this.flavour = flavour;
    }

    Map<String, Object> of(Issuance issuance, Instant now, Instant expiry) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("exp", expiry.getEpochSecond());
        claims.put("iat", now.getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("iss", issuer);
        putAudience(claims, issuance.audiences());
        switch (flavour) {
            case KEYCLOAK -> keycloak(claims, issuance);
            case GENERIC -> generic(claims, issuance);
        }
        if (issuance.thumbprint() != null) {
            claims.put("cnf", Map.of("jkt", issuance.thumbprint()));
        }
        if (!issuance.scopes().isEmpty()) {
            claims.put("scope", String.join(" ", issuance.scopes()));
        }
        return claims;
    }

    /** Keycloak distinguishes users and service accounts by {@code client_id}, which only service accounts have. */
    private static void keycloak(Map<String, Object> claims, Issuance issuance) {
        Client client = issuance.client();
        Grant grant = issuance.grant();
        claims.put("typ", "Bearer");
        claims.put("azp", client.id());
        claims.put("acr", "1");
        if (grant == null) {
            claims.put("sub", User.subjectOf("client:" + client.id()));
            claims.put("client_id", client.id());
            claims.put("preferred_username", "service-account-" + client.id());
        } else {
            putPerson(claims, grant.session());
        }
        Map<String, List<String>> permissions = issuance.permissions();
        if (!permissions.isEmpty()) {
            claims.put("permissions", permissions);
            Map<String, Object> access = new LinkedHashMap<>();
            permissions.forEach((audience, names) -> access.put(audience, Map.of("roles", names)));
            claims.put("resource_access", access);
        }
    }

    /** RFC 9068 section 2.2: {@code client_id} always, and {@code sub} equal to it when no person is involved. */
    private static void generic(Map<String, Object> claims, Issuance issuance) {
        Client client = issuance.client();
        Grant grant = issuance.grant();
        claims.put("client_id", client.id());
        if (grant == null) {
            claims.put("sub", client.id());
        } else {
            putPerson(claims, grant.session());
        }
        claims.put("permissions", issuance.flatPermissions());
    }

    /** The claims about a user in access tokens, ID tokens and the UserInfo response. */
    static void putPerson(Map<String, Object> claims, Session session) {
        User user = session.user();
        claims.put("sub", user.subject());
        claims.put("sid", session.sid());
        claims.put("auth_time", session.authenticationTime().getEpochSecond());
        claims.put("preferred_username", user.name());
        claims.put("name", user.displayName());
        user.email().ifPresent(email -> claims.put("email", email));
        if (!user.groups().isEmpty()) {
            claims.put("groups", user.groups());
        }
    }

    /** A string for one audience, an array for several, no claim for none. All three occur in practice. */
    static void putAudience(Map<String, Object> claims, List<String> audiences) {
        if (audiences.size() == 1) {
            claims.put("aud", audiences.get(0));
        } else if (!audiences.isEmpty()) {
            claims.put("aud", new ArrayList<>(audiences));
        }
    }
}
