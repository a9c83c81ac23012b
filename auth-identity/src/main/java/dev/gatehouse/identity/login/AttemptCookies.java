package dev.gatehouse.identity.login;

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
 * The cookies of log-ins that a browser has begun: one for each, so that several tabs can log in at once. Over TLS
 * their names have the prefix {@code __Host-}, and others are not read, so that neighbouring hosts cannot set one.
 * Immutable.
 */
final class AttemptCookies {

    private static final String PLAIN = "gatehouse-login-";
    private static final String OVER_TLS = "__Host-" + PLAIN;
    /** Further attempts would make the requests of the browser too large. */
    private static final int MOST_CHARACTERS = 4096;

    private static final int MOST = 8;

    private record Held(String name, int length, @Nullable LoginAttempt attempt) {
        /** The value of an older release or of an attacker comes first. */
        long begun() {
            return attempt == null ? Long.MIN_VALUE : attempt.begun();
        }
    }

    private AttemptCookies() {}

    /** Returns the prefixes of the names. */
    static Set<String> prefixes() {
        return Set.of(PLAIN, OVER_TLS);
    }

    /** Returns the attempt with this state; {@code null} if the browser has none. */
    static @Nullable LoginAttempt find(EndpointRequest request, String state) {
        for (String value : request.cookiesByPrefix(prefix(request)).getOrDefault(name(request, state), List.of())) {
            LoginAttempt attempt = LoginAttempt.parse(value);
            if (attempt != null && same(attempt.state(), state)) {
                return attempt;
            }
        }
        return null;
    }

    /** Returns the cookie of an attempt, and deletions of the oldest ones if the browser has too many. */
    static ResponseAdditions begin(EndpointRequest request, LoginAttempt attempt, Duration timeout) {
        String value = attempt.cookieValue();
        ResponseAdditions additions = ResponseAdditions.of(
                new SetCookie(name(request, attempt.state()), value, timeout, SetCookie.SameSite.LAX));
        int left = MOST - 1;
        int room = MOST_CHARACTERS - value.length();
        for (Held held : newestFirst(request.cookiesByPrefix(prefix(request)))) {
            left--;
            room -= held.length();
            if (left < 0 || room < 0) {
                additions = additions.with(SetCookie.deletion(held.name(), SetCookie.SameSite.LAX));
            }
        }
        return additions;
    }

    /** Returns the deletion of the cookie of an attempt. */
    static SetCookie deletion(RequestView request, String state) {
        return SetCookie.deletion(name(request, state), SetCookie.SameSite.LAX);
    }

    private static List<Held> newestFirst(Map<String, List<String>> cookies) {
        List<Held> all = new ArrayList<>();
        cookies.forEach((name, values) -> {
            int length = 0;
            for (String value : values) {
                length += name.length() + value.length();
            }
            all.add(new Held(name, length, LoginAttempt.parse(values.get(0))));
        });
        all.sort(Comparator.comparingLong(Held::begun).reversed());
        return all;
    }

    private static String name(RequestView request, String state) {
        return prefix(request) + LoginAttempt.tag(state);
    }

    private static String prefix(RequestView request) {
        return request.secure() ? OVER_TLS : PLAIN;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
