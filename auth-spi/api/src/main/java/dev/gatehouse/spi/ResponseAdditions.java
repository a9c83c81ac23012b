package dev.gatehouse.spi;

import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cookies and headers that a mechanism adds to the response. The host writes only the additions of the mechanism that
 * decided.
 *
 * <p>The only allowed headers are {@code DPoP-Nonce} (RFC 9449 section 8), {@code Authentication-Info} (RFC 9110
 * section 11.6.3) and {@code Clear-Site-Data}. A mechanism therefore cannot change the meaning of a response.
 * {@link #toString()} shows only names. Immutable.
 *
 * @since 0.1
 */
@Stable
public final class ResponseAdditions {

    private static final Set<String> ALLOWED = Set.of("dpop-nonce", "authentication-info", "clear-site-data");
    private static final ResponseAdditions NONE = new ResponseAdditions(List.of(), Map.of());

    private final List<SetCookie> cookies;
    private final Map<String, String> headers;

    private ResponseAdditions(List<SetCookie> cookies, Map<String, String> headers) {
        this.cookies = cookies;
        this.headers = headers;
    }

    /** Returns additions without cookies and headers. */
    public static ResponseAdditions none() {
        return NONE;
    }

    /** Returns additions with one cookie. */
    public static ResponseAdditions of(SetCookie cookie) {
        return NONE.with(cookie);
    }

    /** Returns these additions with another cookie. */
    public ResponseAdditions with(SetCookie cookie) {
        List<SetCookie> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new ResponseAdditions(List.copyOf(more), headers);
    }

    /**
     * Returns these additions with another header. If the header exists, its value is replaced; names are not
     * case-sensitive.
     *
     * @param name the header name
     * @param value the value; visible ASCII, spaces and tabs
     * @throws IllegalArgumentException if the header is not allowed or the value is malformed
     */
    public ResponseAdditions with(String name, String value) {
        if (!ALLOWED.contains(name.toLowerCase(Locale.ROOT)) || !HttpSyntax.isFieldValue(value)) {
            throw new IllegalArgumentException(
                    "expected DPoP-Nonce, Authentication-Info or Clear-Site-Data with a value of visible ASCII");
        }
        Map<String, String> more = new HashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new ResponseAdditions(cookies, Map.copyOf(more));
    }

    /** Returns the cookies in order. Unmodifiable. */
    public List<SetCookie> cookies() {
        return cookies;
    }

    /** Returns the headers by name. Unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns whether there are neither cookies nor headers. */
    public boolean isEmpty() {
        return cookies.isEmpty() && headers.isEmpty();
    }

    @Override
    public String toString() {
        return cookies.stream()
                        .map(SetCookie::name)
                        .collect(Collectors.joining(", ", "ResponseAdditions[cookies=", ", "))
                + "headers=" + headers.keySet() + "]";
    }
}
