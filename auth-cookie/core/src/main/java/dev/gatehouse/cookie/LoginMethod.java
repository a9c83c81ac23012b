package dev.gatehouse.cookie;

import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.stability.Incubating;
import java.util.List;
import java.util.Set;

/**
 * Another way in which the users of the mechanism {@code cookie} log in, beside name and password.
 *
 * @param endpoints the endpoints, which become endpoints of the mechanism; at least one
 * @param cookiePrefixes the prefixes of the cookies that the endpoints own, as in
 *     {@link dev.gatehouse.spi.AuthenticationMechanism#cookiePrefixes()}
 * @since 0.1
 */
@Incubating
public record LoginMethod(List<Endpoint> endpoints, Set<String> cookiePrefixes) {

    /** Copies the collections. */
    public LoginMethod {
        endpoints = List.copyOf(endpoints);
        cookiePrefixes = Set.copyOf(cookiePrefixes);
    }
}
