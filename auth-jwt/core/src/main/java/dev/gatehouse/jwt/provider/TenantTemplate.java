package dev.gatehouse.jwt.provider;

import dev.gatehouse.jwt.jose.IssuerName;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.http.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The name of an issuer with one tenant in its path, such as {@code https://login.microsoftonline.com/{tenantid}/v2.0}.
 * The placeholder stands for one whole GUID in lower case, which the claim {@code tid} must repeat. Everything else is
 * compared character by character. Immutable.
 *
 * @param prefix what precedes the tenant; ends with a slash
 * @param suffix what follows the tenant; empty, or starts with a slash
 * @since 0.1
 */
@Internal
public record TenantTemplate(String prefix, String suffix) {

    public static final String PLACEHOLDER = "{tenantid}";

    /** The tenant of personal accounts at Microsoft, which no organisation controls. */
    public static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private static final int LENGTH = 36;
    /** Stands for any digit of a GUID. It occurs in no URL. */
    private static final char ANY_DIGIT = ' ';

    /** Returns whether a name has a placeholder. It may still be malformed. */
    public static boolean isTemplate(String issuer) {
        return issuer.contains(PLACEHOLDER);
    }

    /**
     * Returns the template.
     *
     * @throws IllegalArgumentException if the placeholder is not one whole segment of the path of a URL
     */
    public static TenantTemplate parse(String issuer) {
        int at = issuer.indexOf(PLACEHOLDER);
        String prefix = at < 0 ? "" : issuer.substring(0, at);
        String suffix = at < 0 ? "" : issuer.substring(at + PLACEHOLDER.length());
        boolean segment =
                prefix.endsWith("/") && !prefix.endsWith("://") && (suffix.isEmpty() || suffix.startsWith("/"));
        boolean url = prefix.startsWith("https://") || prefix.startsWith("http://");
        if (!url || !segment || suffix.contains(PLACEHOLDER)) {
            throw new IllegalArgumentException("expected " + PLACEHOLDER
                    + " once, as a whole segment of the path, such as https://login.example.com/" + PLACEHOLDER
                    + "/v2.0");
        }
        TenantTemplate template = new TenantTemplate(prefix, suffix);
        HttpUrl.parse(IssuerName.parse(template.of(CONSUMERS)));
        return template;
    }

    /** Returns the tenant of an issuer that has this form; {@code null} for any other name. */
    @Nullable
    public String tenant(String issuer) {
        if (issuer.length() != prefix.length() + LENGTH + suffix.length()
                || !issuer.startsWith(prefix)
                || !issuer.endsWith(suffix)) {
            return null;
        }
        String tenant = issuer.substring(prefix.length(), prefix.length() + LENGTH);
        return isTenant(tenant) ? tenant : null;
    }

    /** Returns the name with this in place of the placeholder. */
    String of(String tenant) {
        return prefix + tenant + suffix;
    }

    /** Returns whether there is an issuer that has both forms. */
    public boolean overlaps(TenantTemplate other) {
        String mine = prefix + pattern() + suffix;
        String others = other.prefix + pattern() + other.suffix;
        if (mine.length() != others.length()) {
            return false;
        }
        for (int i = 0; i < mine.length(); i++) {
            char a = mine.charAt(i);
            char b = others.charAt(i);
            if (a != b && !(a == ANY_DIGIT && isDigit(b)) && !(b == ANY_DIGIT && isDigit(a))) {
                return false;
            }
        }
        return true;
    }

    private static String pattern() {
        StringBuilder pattern = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            pattern.append(isDash(i) ? '-' : ANY_DIGIT);
        }
        return pattern.toString();
    }

    /** Returns whether a string is a GUID in lower case. */
    public static boolean isTenant(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (isDash(i) ? c != '-' : !isDigit(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDash(int at) {
        return at == 8 || at == 13 || at == 18 || at == 23;
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    /**
     * Returns whether a key that names its issuer may verify a token. A shared key names a template. One of another
     * tenant verifies nothing.
     *
     * @param keyIssuer the member {@code issuer} of the JWK
     * @param issuer the claim {@code iss}
     * @param template the template of the configured issuer; {@code null} if its name is exact
     */
    public static boolean keyFits(String keyIssuer, String issuer, @Nullable TenantTemplate template) {
        if (keyIssuer.equals(issuer)) {
            return true;
        }
        String tenant = template == null ? tenantIn(issuer) : template.tenant(issuer);
        if (template != null) {
            return tenant != null && keyIssuer.replace(PLACEHOLDER, tenant).equals(issuer);
        }
        // The keys of an exact issuer are configured for it alone. Its older names, such as https://sts.windows.net,
        // share keys that carry the newer name of the same tenant.
        return isTemplate(keyIssuer) || (tenant != null && tenant.equals(tenantIn(keyIssuer)));
    }

    /** Returns the only segment that is a GUID; {@code null} if there is none or more than one. */
    private static @Nullable String tenantIn(String issuer) {
        String found = null;
        for (String segment : issuer.split("/", -1)) {
            if (isTenant(segment)) {
                if (found != null) {
                    return null;
                }
                found = segment;
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return of(PLACEHOLDER);
    }
}
