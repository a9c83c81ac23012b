package dev.gatehouse.cookie.passkeys;

import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.ResponseAdditions;
import dev.gatehouse.spi.SetCookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cookies of attempts that a browser has begun: one for each, so that several tabs do not disturb each other. Over
 * TLS their names have the prefix {@code __Host-}, and others are not read, so that neighbouring hosts cannot set one.
 * Immutable.
 */
final class AttemptCookies {

    private static final String PLAIN = "gatehouse-passkey-";
    private static final String OVER_TLS = "__Host-" + PLAIN;
    /** Further attempts would make the requests of the browser too large. */
    private static final int MOST = 4;

    private AttemptCookies() {}

    /** Returns the prefixes of the names. */
    static Set<String> prefixes() {
        return Set.of(PLAIN, OVER_TLS);
    }

    /**
     * Returns the attempt with this challenge; {@code null} if the browser has none.
     *
     * @param user the name of the user who registers a passkey; empty for a log-in
     */
    static @Nullable Attempt find(
            EndpointRequest request, Attempt.Purpose purpose, String challenge, String secret, String user) {
        Map<String, List<String>> cookies = request.cookiesByPrefix(prefix(request));
        for (String value : cookies.getOrDefault(name(request, challenge), List.of())) {
            Attempt attempt = Attempt.parse(value);
            if (attempt != null && attempt.purpose() == purpose && same(attempt.challenge(secret, user), challenge)) {
                return attempt;
            }
        }
        return null;
    }

    /** Returns the cookie of an attempt, and deletions of the oldest ones if the browser has too many. */
    static ResponseAdditions begin(EndpointRequest request, Attempt attempt, String challenge, Duration timeout) {
        ResponseAdditions additions = ResponseAdditions.of(
                new SetCookie(name(request, challenge), attempt.cookieValue(), timeout, SetCookie.SameSite.STRICT));
        List<Map.Entry<String, Long>> held = new ArrayList<>();
        request.cookiesByPrefix(prefix(request)).forEach((name, values) -> {
            Attempt other = Attempt.parse(values.get(0));
            held.add(Map.entry(name, other == null ? Long.MIN_VALUE : other.begun()));
        });
        held.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()));
        for (int i = MOST - 1; i < held.size(); i++) {
            additions = additions.with(SetCookie.deletion(held.get(i).getKey(), SetCookie.SameSite.STRICT));
        }
        return additions;
    }

    /** Returns the deletion of the cookie of an attempt. */
    static SetCookie deletion(RequestView request, String challenge) {
        return SetCookie.deletion(name(request, challenge), SetCookie.SameSite.STRICT);
    }

    private static String name(RequestView request, String challenge) {
        return prefix(request) + Attempt.tag(challenge);
    }

    private static String prefix(RequestView request) {
        return request.secure() ? OVER_TLS : PLAIN;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
