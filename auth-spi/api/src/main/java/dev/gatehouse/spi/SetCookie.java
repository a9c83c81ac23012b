package dev.gatehouse.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cookie for the client (RFC 6265). The host writes it with {@code Path=/} below the context path, {@code HttpOnly}, and {@code Secure} whenever the
 * client's connection is; {@link #toString()} shows no value. Immutable.
 *
 * @param name the cookie's name; a token of RFC 9110
 * @param value cookie-octets of RFC 6265 section 4.1.1; name and value together have at most 4096 characters
 * @param lifetime how long the browser keeps it, zero to delete it, 400 days at most; {@code null} until the browser ends
 * @param sameSite when browsers send it to us from another site's page
 */
public record SetCookie(String name, String value, @Nullable Duration lifetime, SameSite sameSite) {

    private static final Duration LONGEST = Duration.ofDays(400);

    /** When browsers send the cookie with requests that another site caused. {@code None} is not offered: no mechanism of ours needs it. */
    public enum SameSite {
        /** With top-level navigations only. */
        LAX,
        /** Never. */
        STRICT
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if one has another form
     */
    public SetCookie {
        Objects.requireNonNull(sameSite, "sameSite");
        if (!HttpSyntax.isToken(name) || !HttpSyntax.isCookieValue(value) || name.length() + value.length() > 4096) {
            throw new IllegalArgumentException("not a cookie");
        }
        if (lifetime != null && (lifetime.isNegative() || lifetime.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("a cookie lives 0 to 400 days");
        }
    }

    /** Returns a cookie that browsers keep until they end. */
    public static SetCookie session(String name, String value) {
        return new SetCookie(name, value, null, SameSite.LAX);
    }

    /** Returns the deletion of a cookie; name and attributes must equal those it was set with. */
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
