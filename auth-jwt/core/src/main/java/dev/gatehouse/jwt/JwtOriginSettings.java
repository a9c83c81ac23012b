package dev.gatehouse.jwt;

import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.provider.TenantTemplate;
import dev.gatehouse.jwt.provider.TokenOrigin;
import dev.gatehouse.jwt.provider.TokenPlaces;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The settings of the mechanism {@code jwt} for where tokens stand and which tenants issue them. */
final class JwtOriginSettings {

    static final String GROUP = "auth.jwt.issuers";

    static final Setting<List<String>> PLACES = TokenPlaces.setting(
                    "auth.jwt.token-places",
                    " alb: the header X-Amzn-Oidc-Data of an AWS Application Load Balancer, a proxy's header; requires"
                            + " auth.jwt.alb-signers and excludes other places of the same issuer.")
            .perInstance(GROUP);
    static final Setting<List<String>> SIGNERS = Setting.list(
                    "auth.jwt.alb-signers",
                    "The ARNs of the load balancers whose tokens are accepted. Required with"
                            + " auth.jwt.token-places=alb, and allowed only there. The value client in such a token"
                            + " must be one of auth.jwt.audience. Default: none.")
            .perInstance(GROUP);
    static final Setting<String> SIGNER_KEYS = Setting.of(
                    "auth.jwt.alb-keys-uri",
                    "URL",
                    "The URL of the load balancer's public keys, with {kid} as its last segment. Default: the URL of"
                            + " the region in auth.jwt.alb-signers.",
                    text -> new KeyLocation.PemByKid(text).template())
            .perInstance(GROUP);
    static final Setting<List<String>> TENANTS = Setting.list(
                    "auth.jwt.tenants",
                    "The tenants whose tokens are accepted if auth.jwt.issuer has the placeholder {tenantid}: GUIDs, or"
                            + " any for all organisations. The tenant of personal Microsoft accounts,"
                            + " 9188040d-6c67-4c5b-b112-36a304b66dad, counts only if it is listed. Required with the"
                            + " placeholder, and allowed only there. Default: none.")
            .perInstance(GROUP);

    static final List<Setting<?>> ALL = List.of(PLACES, SIGNERS, SIGNER_KEYS, TENANTS);

    private static final String ANY = "any";

    private JwtOriginSettings() {}

    /** Parses the issuer of the mechanism: a name, or a template with a tenant. */
    static String parseIssuer(String text, UnaryOperator<String> exact) {
        if (TenantTemplate.isTemplate(text)) {
            return TenantTemplate.parse(text).toString();
        }
        if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
            throw new IllegalArgumentException(
                    "expected no braces but those of the placeholder " + TenantTemplate.PLACEHOLDER);
        }
        return exact.apply(text);
    }

    /** Returns the origin of the tokens of one issuer. */
    static TokenOrigin origin(Settings settings, String issuer) {
        boolean loadBalancer = settings.get(PLACES).contains(TokenPlaces.LOAD_BALANCER);
        TokenOrigin origin = loadBalancer
                ? TokenOrigin.loadBalancers(signers(settings))
                : TokenOrigin.of(TokenPlaces.of(settings, PLACES));
        for (Setting<?> setting : List.of(SIGNERS, SIGNER_KEYS)) {
            if (!loadBalancer && settings.isSet(setting)) {
                throw settings.refuse(setting, "is allowed only with " + PLACES.key() + "=alb; remove it");
            }
        }
        return tenants(settings, issuer, origin);
    }

    private static TokenOrigin tenants(Settings settings, String issuer, TokenOrigin origin) {
        if (!TenantTemplate.isTemplate(issuer)) {
            if (settings.isSet(TENANTS)) {
                throw settings.refuse(
                        TENANTS,
                        "is allowed only if auth.jwt.issuer has the placeholder {tenantid}; remove it, or write"
                                + " {tenantid} in place of the tenant");
            }
            return origin;
        }
        if (origin.ofLoadBalancer()) {
            throw settings.refuse(PLACES, "cannot be alb if auth.jwt.issuer has a placeholder; name the issuer");
        }
        Set<String> tenants = new HashSet<>();
        boolean any = false;
        for (String text : settings.find(TENANTS).orElse(List.of())) {
            String tenant = text.strip().toLowerCase(Locale.ROOT);
            if (!tenant.equals(ANY) && !TenantTemplate.isTenant(tenant)) {
                throw settings.refuse(TENANTS, "expected GUIDs such as " + TenantTemplate.CONSUMERS + ", or any");
            }
            any |= tenant.equals(ANY);
            tenants.add(tenant);
        }
        tenants.remove(ANY);
        if (tenants.isEmpty() && !any) {
            throw settings.refuse(
                    TENANTS,
                    "is missing; list the tenants whose users may call this API, or set it to any. Any tenant includes"
                            + " those that attackers create");
        }
        if (any && !tenants.isEmpty() && !tenants.equals(Set.of(TenantTemplate.CONSUMERS))) {
            throw settings.refuse(TENANTS, "has any and single tenants; remove one or the other");
        }
        return origin.tenants(tenants, any);
    }

    private static Set<String> signers(Settings settings) {
        if (settings.get(PLACES).size() != 1) {
            throw settings.refuse(
                    PLACES,
                    "combines alb with another place; the token of a load balancer has a form and keys of its own, so"
                            + " configure it as an issuer of its own");
        }
        List<String> arns = settings.find(SIGNERS).orElse(List.of());
        if (arns.isEmpty()) {
            throw settings.refuse(
                    SIGNERS,
                    "is missing; set it to the ARN of the load balancer. Without it, the load balancer of any customer"
                            + " could sign a token that is accepted here");
        }
        for (String arn : arns) {
            if (region(arn) == null) {
                throw settings.refuse(
                        SIGNERS,
                        "expected ARNs such as arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/"
                                + "name/0123456789abcdef");
            }
        }
        return Set.copyOf(arns);
    }

    /** Returns where the keys of the load balancers are. */
    static KeyLocation keys(Settings settings) {
        if (settings.isSet(SIGNER_KEYS)) {
            return new KeyLocation.PemByKid(settings.get(SIGNER_KEYS));
        }
        Set<String> places = new HashSet<>();
        for (String arn : settings.get(SIGNERS)) {
            String region = region(arn);
            if (arn.startsWith("arn:aws:")) {
                places.add("https://public-keys.auth.elb." + region + ".amazonaws.com/{kid}");
            } else if (arn.startsWith("arn:aws-us-gov:")) {
                places.add("https://s3-" + region + ".amazonaws.com/aws-elb-public-keys-prod-" + region + "/{kid}");
            } else {
                throw settings.refuse(
                        SIGNER_KEYS, "is missing; set it, because the place of the keys in this partition is unknown");
            }
        }
        if (places.size() != 1) {
            throw settings.refuse(
                    SIGNERS, "names load balancers of several regions; configure one issuer for each region");
        }
        return new KeyLocation.PemByKid(places.iterator().next());
    }

    /** Returns the region in the ARN of an application load balancer; {@code null} if it is none. */
    private static @Nullable String region(String arn) {
        String[] parts = arn.split(":", -1);
        boolean whole = parts.length == 6
                && parts[0].equals("arn")
                && isName(parts[1])
                && parts[2].equals("elasticloadbalancing")
                && isName(parts[3])
                && parts[4].length() == 12
                && parts[4].chars().allMatch(c -> c >= '0' && c <= '9');
        String[] resource = whole ? parts[5].split("/", -1) : new String[0];
        return resource.length == 4
                        && resource[0].equals("loadbalancer")
                        && resource[1].equals("app")
                        && isName(resource[2].toLowerCase(Locale.ROOT))
                        && isName(resource[3])
                ? parts[3]
                : null;
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    }
}
