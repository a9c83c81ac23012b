package dev.gatehouse.idp.faults;

import dev.gatehouse.spi.stability.Incubating;
import java.util.Set;

/**
 * The endpoints of an issuer. Faults and request counters are kept for each of them.
 *
 * @since 0.1
 */
@Incubating
public enum Endpoint {
    /** The metadata document of OpenID Connect Discovery and of RFC 8414. */
    DISCOVERY("GET"),
    /** The JWK set of RFC 7517. */
    JWKS("GET"),
    /** The token endpoint of RFC 6749 section 3.2. */
    TOKEN("POST"),
    /** The authorization endpoint of RFC 6749 section 3.1, with the login page behind it. */
    AUTHORIZATION("GET", "POST"),
    /** The introspection endpoint of RFC 7662. */
    INTROSPECTION("POST"),
    /** The revocation endpoint of RFC 7009. */
    REVOCATION("POST"),
    /** The end session endpoint of OpenID Connect RP-Initiated Logout. */
    END_SESSION("GET", "POST"),
    /** The UserInfo endpoint of OpenID Connect Core section 5.3. */
    USERINFO("GET", "POST"),
    /** The pushed authorization request endpoint of RFC 9126. */
    PUSHED_AUTHORIZATION("POST");

    private final Set<String> methods;

    Endpoint(String... methods) {
        this.methods = Set.of(methods);
    }

    /** HEAD counts as GET; the server omits the body. */
    public boolean allows(String method) {
        return methods.contains(method) || (method.equals("HEAD") && methods.contains("GET"));
    }

    public String allow() {
        return methods.size() == 2 ? "GET, POST" : String.join(", ", methods);
    }
}
