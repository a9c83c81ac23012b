package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.jwt.provider.TenantTemplate;
import dev.gatehouse.spi.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Finds the configured issuer of a token: by its exact name first, then by a template. Tokens of load balancers are
 * found by their signer, because they repeat the name of the identity provider, whose own tokens have other keys.
 * Issuers are added at the start. Thread-safe.
 */
final class IssuerTable {

    private final ConcurrentMap<String, TrustedIssuer> exact = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, String> introspected = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, TrustedIssuer> loadBalancers = new ConcurrentHashMap<>();
    private final List<TrustedIssuer> templates = new CopyOnWriteArrayList<>();

    /** Adds an issuer whose tokens are verified with its keys. Returns whether no other one has a token of it. */
    synchronized boolean add(TrustedIssuer issuer) {
        if (issuer.origin().ofLoadBalancer()) {
            boolean isNew = true;
            for (String signer : issuer.origin().signers()) {
                isNew &= loadBalancers.putIfAbsent(signer, issuer) == null;
            }
            return isNew;
        }
        TenantTemplate template = issuer.template();
        if (template == null) {
            return !introspected.containsKey(issuer.name()) && exact.putIfAbsent(issuer.name(), issuer) == null;
        }
        for (TrustedIssuer other : templates) {
            if (other.template() != null && other.template().overlaps(template)) {
                return false;
            }
        }
        return templates.add(issuer);
    }

    /** Adds an issuer whose tokens are introspected. Returns whether the issuer is new. */
    boolean addIntrospected(String issuer) {
        return !exact.containsKey(issuer) && introspected.putIfAbsent(issuer, issuer) == null;
    }

    /** Returns the names of all issuers, and the templates as they are configured. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(exact.keySet());
        names.addAll(introspected.keySet());
        templates.forEach(issuer -> names.add(issuer.name()));
        return names;
    }

    /** Returns the issuer with this name or with a template of it; {@code null} if its keys are not known here. */
    @Nullable
    TrustedIssuer named(String name) {
        TrustedIssuer found = exact.get(name);
        return found != null || templates.isEmpty() ? found : byTemplate(name);
    }

    private @Nullable TrustedIssuer byTemplate(String name) {
        if (introspected.containsKey(name)) {
            return null;
        }
        for (TrustedIssuer issuer : templates) {
            if (issuer.template() != null && issuer.template().tenant(name) != null) {
                return issuer;
            }
        }
        return null;
    }

    /** Returns the reason to refuse a token for its tenant; {@code null} if its issuer has none or accepts it. */
    static @Nullable Reason tenantRefusal(TrustedIssuer issuer, String name, Map<String, @Nullable Object> claims) {
        if (issuer.template() == null) {
            return null;
        }
        String tenant = issuer.template().tenant(name);
        if (tenant == null || !tenant.equals(claims.get("tid"))) {
            return TokenReasons.TENANT_MISMATCH;
        }
        return issuer.origin().accepts(tenant) ? null : TokenReasons.TENANT;
    }

    /** Returns the issuer of the tokens that this load balancer signs; {@code null} if it is not configured. */
    @Nullable
    TrustedIssuer signedBy(String signer) {
        return loadBalancers.get(signer);
    }

    /** Returns the issuer if its tokens are introspected; {@code null} otherwise. */
    @Nullable
    String introspected(String issuer) {
        return introspected.get(issuer);
    }

    /**
     * Returns why two policies of one mechanism cannot be combined; {@code null} if they can.
     *
     * <p>A token would belong to both.
     */
    static @Nullable String clash(IssuerPolicy one, IssuerPolicy other) {
        if (one.origin().ofLoadBalancer() != other.origin().ofLoadBalancer()) {
            return null;
        }
        if (one.origin().ofLoadBalancer()) {
            for (String signer : one.origin().signers()) {
                if (other.origin().signers().contains(signer)) {
                    return "the load balancer " + signer + " is configured twice";
                }
            }
            return null;
        }
        if (one.issuer().equals(other.issuer())) {
            return "the issuer " + one.issuer() + " is configured twice";
        }
        boolean templates = TenantTemplate.isTemplate(one.issuer()) && TenantTemplate.isTemplate(other.issuer());
        return templates && TenantTemplate.parse(one.issuer()).overlaps(TenantTemplate.parse(other.issuer()))
                ? "the issuers " + one.issuer() + " and " + other.issuer() + " overlap"
                : null;
    }
}
