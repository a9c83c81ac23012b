package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cookie for the client (RFC 6265).
 *
 * <p>The host writes it with {@code HttpOnly}, and with {@code Secure} when the client's connection uses TLS.
 * {@code Path} is the context path, or {@code /} for a name with the prefix {@code __Host-}. {@link #toString()} omits
 * the value. Immutable.
 *
 * @param name the cookie name; a token (RFC 9110 section 5.6.2)
 * @param value the cookie value (RFC 6265 section 4.1.1); name and value have at most 4096 characters together
 * @param lifetime how long the browser keeps the cookie: zero deletes it, 400 days is the maximum, {@code null} keeps
 *     it until the browser ends
 * @param sameSite when browsers send the cookie with cross-site requests
 * @since 0.1
 */
@Stable
public record SetCookie(String name, String value, @Nullable Duration lifetime, SameSite sameSite) {

    private static final Duration LONGEST = Duration.ofDays(400);

    /**
     * When browsers send the cookie with cross-site requests. {@code None} is not supported, because no mechanism needs
     * it.
     */
    public enum SameSite {
        /** With top-level navigations only. */
        LAX,
        /** Never. */
        STRICT
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the name, the value or the lifetime is not allowed
     */
    public SetCookie {
        Objects.requireNonNull(sameSite, "sameSite");
        if (!HttpSyntax.isToken(name) || !HttpSyntax.isCookieValue(value) || name.length() + value.length() > 4096) {
            throw new IllegalArgumentException("not a cookie (RFC 6265 section 4.1.1) of at most 4096 characters");
        }
        if (lifetime != null && (lifetime.isNegative() || lifetime.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("expected a lifetime from 0 to 400 days, but got " + lifetime);
        }
    }

    /** Returns a cookie with {@code SameSite=Lax} that the browser keeps until it ends. */
    public static SetCookie session(String name, String value) {
        return new SetCookie(name, value, null, SameSite.LAX);
    }

    /** Returns a cookie that deletes another one. Name and attributes must equal those of the original. */
    public static SetCookie deletion(String name, SameSite sameSite) {
        return new SetCookie(name, "", Duration.ZERO, sameSite);
    }

    /** Returns {@link #lifetime()} as an {@code Optional}. */
    public Optional<Duration> maxAge() {
        return Optional.ofNullable(lifetime);
    }

    @Override
    public String toString() {
        return "SetCookie[name=" + name + ", value=***, lifetime=" + lifetime + ", sameSite=" + sameSite + "]";
    }
}
