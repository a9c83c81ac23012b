package dev.gatehouse.jwt.provider;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.stability.Incubating;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where an issuer's tokens stand in a request, and which tenants may issue them. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class TokenOrigin {

    /** The header in which an AWS Application Load Balancer sends its token. */
    public static final CredentialSource LOAD_BALANCER = CredentialSource.proxyHeader("X-Amzn-Oidc-Data");

    private static final TokenOrigin AUTHORIZATION =
            new TokenOrigin(List.of(CredentialSource.authorization()), Set.of(), false, Set.of());

    private final List<CredentialSource> places;
    private final Set<String> tenants;
    private final boolean anyTenant;
    private final Set<String> signers;
    private final boolean inAuthorization;

    private TokenOrigin(List<CredentialSource> places, Set<String> tenants, boolean anyTenant, Set<String> signers) {
        this.places = List.copyOf(places);
        this.tenants = Set.copyOf(tenants);
        this.anyTenant = anyTenant;
        this.signers = Set.copyOf(signers);
        this.inAuthorization = places.contains(CredentialSource.authorization());
    }

    /** Returns the default: the header {@code Authorization}. */
    public static TokenOrigin authorization() {
        return AUTHORIZATION;
    }

    /**
     * Returns these places. A token that stands elsewhere is not accepted.
     *
     * @param places at least one; distinct
     * @throws IllegalArgumentException if there is none, one twice, or one that carries no token
     */
    public static TokenOrigin of(List<CredentialSource> places) {
        if (places.isEmpty() || new LinkedHashSet<>(places).size() != places.size()) {
            throw new IllegalArgumentException("expected at least one place, and none twice");
        }
        for (CredentialSource place : places) {
            if (place.kind() == CredentialSource.Kind.CLIENT_CERTIFICATE) {
                throw new IllegalArgumentException("a client certificate contains no token");
            }
            if (place.name().equalsIgnoreCase(LOAD_BALANCER.name())) {
                throw new IllegalArgumentException("the token of a load balancer needs the name of its signer");
            }
        }
        return new TokenOrigin(places, Set.of(), false, Set.of());
    }

    /**
     * Returns the header {@code X-Amzn-Oidc-Data} of AWS Application Load Balancers.
     *
     * @param signers the ARNs of the load balancers; without them the load balancer of any customer could sign
     * @throws IllegalArgumentException if there is none
     */
    public static TokenOrigin loadBalancers(Set<String> signers) {
        if (signers.isEmpty() || signers.contains("")) {
            throw new IllegalArgumentException("expected the ARN of at least one load balancer");
        }
        return new TokenOrigin(List.of(LOAD_BALANCER), Set.of(), false, signers);
    }

    /**
     * Returns a copy for an issuer whose name has the placeholder {@code {tenantid}}.
     *
     * @param accepted the tenants, GUIDs in lower case
     * @param any whether every other tenant is accepted too, except that of personal accounts at Microsoft, which
     *     counts only if it is listed
     * @throws IllegalArgumentException if no tenant is accepted or one is not a GUID in lower case
     */
    public TokenOrigin tenants(Set<String> accepted, boolean any) {
        if (accepted.isEmpty() && !any) {
            throw new IllegalArgumentException("expected at least one tenant");
        }
        for (String tenant : accepted) {
            if (!TenantTemplate.isTenant(tenant)) {
                throw new IllegalArgumentException("expected a tenant that is a GUID in lower case");
            }
        }
        return new TokenOrigin(places, accepted, any, signers);
    }

    public List<CredentialSource> places() {
        return places;
    }

    /** Returns whether a token may stand there. */
    public boolean takes(CredentialSource place) {
        return place.kind() == CredentialSource.Kind.AUTHORIZATION ? inAuthorization : places.contains(place);
    }

    public Set<String> signers() {
        return signers;
    }

    public boolean ofLoadBalancer() {
        return !signers.isEmpty();
    }

    public boolean hasTenants() {
        return anyTenant || !tenants.isEmpty();
    }

    public boolean accepts(String tenant) {
        return tenants.contains(tenant) || (anyTenant && !tenant.equals(TenantTemplate.CONSUMERS));
    }

    /** Returns the place of the metadata that has the keys of all accepted tenants. */
    public String discoveryBase(TenantTemplate template) {
        return template.of(tenants.contains(TenantTemplate.CONSUMERS) ? "common" : "organizations");
    }

    /** Returns the issuers that clients may get tokens from. */
    public List<String> authorizationServers(String issuer) {
        if (ofLoadBalancer()) {
            return List.of();
        }
        if (!hasTenants()) {
            return List.of(issuer);
        }
        TenantTemplate template = TenantTemplate.parse(issuer);
        if (anyTenant) {
            return List.of(discoveryBase(template));
        }
        List<String> names = new ArrayList<>();
        tenants.forEach(tenant -> names.add(template.of(tenant)));
        return names;
    }
}
