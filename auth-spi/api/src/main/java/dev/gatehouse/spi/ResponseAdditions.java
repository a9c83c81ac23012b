package dev.gatehouse.spi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cookies and headers that the deciding mechanism wants on the response. The host writes them once, and only those of the mechanism whose answer decided.
 *
 * <p>Headers are limited to {@code DPoP-Nonce} (RFC 9449 section 8), {@code Authentication-Info} (RFC 9110 section 11.6.3) and {@code Clear-Site-Data}, so that a
 * mechanism can't change what a response means. {@link #toString()} shows names only. Immutable.
 */
public final class ResponseAdditions {

    private static final Set<String> ALLOWED = Set.of("dpop-nonce", "authentication-info", "clear-site-data");
    private static final ResponseAdditions NONE = new ResponseAdditions(List.of(), Map.of());

    private final List<SetCookie> cookies;
    private final Map<String, String> headers;

    private ResponseAdditions(List<SetCookie> cookies, Map<String, String> headers) {
        this.cookies = cookies;
        this.headers = headers;
    }

    /** Returns nothing to add. */
    public static ResponseAdditions none() {
        return NONE;
    }

    /** Returns one cookie to add. */
    public static ResponseAdditions of(SetCookie cookie) {
        return NONE.with(cookie);
    }

    /** Returns these and one cookie more. */
    public ResponseAdditions with(SetCookie cookie) {
        List<SetCookie> more = new ArrayList<>(cookies);
        more.add(cookie);
        return new ResponseAdditions(List.copyOf(more), headers);
    }

    /**
     * Returns these and one header more; a name that is there already, in whatever case, gets the new value.
     *
     * @throws IllegalArgumentException if the name is not allowed here or the value is no header value
     */
    public ResponseAdditions with(String name, String value) {
        if (!ALLOWED.contains(name.toLowerCase(Locale.ROOT)) || !HttpSyntax.isFieldValue(value)) {
            throw new IllegalArgumentException("not a header that a mechanism may add");
        }
        Map<String, String> more = new HashMap<>(headers);
        more.keySet().removeIf(name::equalsIgnoreCase);
        more.put(name, value);
        return new ResponseAdditions(cookies, Map.copyOf(more));
    }

    /** Returns the cookies, in order. */
    public List<SetCookie> cookies() {
        return cookies;
    }

    /** Returns the headers by name. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns whether there is nothing to add. */
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
