package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cookie for the client (RFC 6265).
 *
 * <p>The host writes it with {@code HttpOnly}, and with {@code Secure} when the client's connection uses TLS or when
 * browsers require it: for the prefixes {@code __Host-} and {@code __Secure-}, {@code SameSite=None} and
 * {@code Partitioned}. {@link #toString()} omits the value. Immutable.
 *
 * @param name the cookie name; a token (RFC 9110 section 5.6.2)
 * @param value the cookie value (RFC 6265 section 4.1.1); name and value have at most 4096 characters together
 * @param lifetime how long the browser keeps the cookie: zero deletes it, 400 days is the maximum, {@code null} keeps
 *     it until the browser ends
 * @param sameSite when browsers send the cookie with cross-site requests
 * @param scope the requests that browsers send the cookie with
 * @since 0.1
 */
@Stable
public record SetCookie(String name, String value, @Nullable Duration lifetime, SameSite sameSite, Scope scope) {

    private static final Duration LONGEST = Duration.ofDays(400);

    /** When browsers send the cookie with cross-site requests. */
    public enum SameSite {
        /** With top-level navigations only. */
        LAX,
        /** Never. */
        STRICT,
        /** Always. Only for applications that pages of other sites embed. */
        NONE
    }

    /**
     * The requests that a cookie belongs to. A browser keeps cookies of the same name apart by it, so a deletion needs
     * the scope of the original.
     *
     * @param domain the host that receives the cookie, together with all hosts below it; {@code null} for the host that
     *     set it alone
     * @param path the path that receives the cookie, together with everything below it; {@code null} for the context
     *     path, or {@code /} for a name with the prefix {@code __Host-}
     * @param partitioned whether the cookie of an embedded page belongs to the site that embeds it
     */
    public record Scope(@Nullable String domain, @Nullable String path, boolean partitioned) {

        private static final Scope DEFAULT = new Scope(null, null, false);

        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException if the domain or the path is malformed
         */
        public Scope {
            if (domain != null && !HttpSyntax.isHostName(domain)) {
                throw new IllegalArgumentException("expected a host name in lower case as the domain of a cookie");
            }
            if (path != null && (!path.startsWith("/") || !HttpSyntax.isCookieValue(path))) {
                throw new IllegalArgumentException("expected a path that starts with / as the path of a cookie");
            }
        }

        /** Returns the scope of a cookie for the context path of this host, not partitioned. */
        public static Scope standard() {
            return DEFAULT;
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name, the value, the lifetime or a combination is not allowed
     */
    public SetCookie {
        Objects.requireNonNull(sameSite, "sameSite");
        Objects.requireNonNull(scope, "scope");
        if (!HttpSyntax.isToken(name) || !HttpSyntax.isCookieValue(value) || name.length() + value.length() > 4096) {
            throw new IllegalArgumentException("not a cookie (RFC 6265 section 4.1.1) of at most 4096 characters");
        }
        if (lifetime != null && (lifetime.isNegative() || lifetime.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("expected a lifetime from 0 to 400 days, but got " + lifetime);
        }
        boolean otherPath = scope.path() != null && !scope.path().equals("/");
        if (name.regionMatches(true, 0, "__Host-", 0, 7) && (scope.domain() != null || otherPath)) {
            throw new IllegalArgumentException("a cookie with the prefix __Host- has no domain and the path /");
        }
    }

    /** Creates a cookie with the {@linkplain Scope#standard() standard} scope. */
    public SetCookie(String name, String value, @Nullable Duration lifetime, SameSite sameSite) {
        this(name, value, lifetime, sameSite, Scope.standard());
    }

    /** Returns a cookie with {@code SameSite=Lax} that the browser keeps until it ends. */
    public static SetCookie session(String name, String value) {
        return new SetCookie(name, value, null, SameSite.LAX);
    }

    /** Returns a cookie that deletes another one. Name and attributes must equal those of the original. */
    public static SetCookie deletion(String name, SameSite sameSite) {
        return deletion(name, sameSite, Scope.standard());
    }

    /** Returns a cookie that deletes another one. Name and attributes must equal those of the original. */
    public static SetCookie deletion(String name, SameSite sameSite, Scope scope) {
        return new SetCookie(name, "", Duration.ZERO, sameSite, scope);
    }

    /** Returns {@link #lifetime()} as an {@code Optional}. */
    public Optional<Duration> maxAge() {
        return Optional.ofNullable(lifetime);
    }

    @Override
    public String toString() {
        return "SetCookie[name=" + name + ", value=***, lifetime=" + lifetime + ", sameSite=" + sameSite + ", scope="
                + scope + "]";
    }
}
