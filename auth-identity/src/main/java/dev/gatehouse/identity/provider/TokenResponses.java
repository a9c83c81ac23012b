package dev.gatehouse.identity.provider;

import dev.gatehouse.support.Printable;
import dev.gatehouse.support.http.HttpReply;
import dev.gatehouse.support.http.RetryAfter;
import dev.gatehouse.support.json.StrictJson;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the answers of a token endpoint (RFC 6749 sections 5.1 and 5.2) strictly. Immutable. */
final class TokenResponses {

    private static final int MAX_TEXT = 256 * 1024;
    private static final int MAX_ERROR = 64;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final StrictJson json = new StrictJson(MAX_TEXT);
    private final Clock clock;

    TokenResponses(Clock clock) {
        this.clock = clock;
    }

    TokenAnswer read(HttpReply reply) {
        Map<String, @Nullable Object> members = json.object(reply.body());
        int status = reply.status();
        if (status == 200) {
            return members == null ? unusable("is not a JSON object") : issued(members);
        }
        if ((status == 400 || status == 401 || status == 403) && members != null) {
            return new TokenAnswer.Refused(error(members));
        }
        Duration wait = RetryAfter.of(reply.headers(), clock);
        return new TokenAnswer.Unavailable(
                "it answered with status " + status, wait == null || wait.compareTo(RETRY) < 0 ? RETRY : wait);
    }

    /** Returns the error code, without what an attacker may have put into it. */
    static String error(Map<String, @Nullable Object> members) {
        return members.get("error") instanceof String code && isErrorCode(code) ? code : "unknown";
    }

    /** Returns whether it is an error code with letters, digits, {@code _}, {@code -} and {@code .} alone. */
    static boolean isErrorCode(String code) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return !code.isEmpty() && code.length() <= MAX_ERROR;
    }

    private TokenAnswer issued(Map<String, @Nullable Object> members) {
        String type = members.get("token_type") instanceof String text ? text : "";
        String access = token(members.get("access_token"));
        Object refresh = members.get("refresh_token");
        Object id = members.get("id_token");
        if (!type.equalsIgnoreCase("Bearer")) {
            return unusable("has the token_type " + Printable.text(type, 32) + " instead of Bearer");
        }
        if (access == null) {
            return unusable("has no access_token");
        }
        if ((refresh != null && token(refresh) == null) || (id != null && token(id) == null)) {
            return unusable("has a refresh_token or id_token that is not a token");
        }
        return new TokenAnswer.Issued(new TokenSet(
                access,
                token(refresh),
                token(id),
                after(members.get("expires_in")),
                after(members.get("refresh_expires_in"))));
    }

    /** RFC 6749 appendix A: visible ASCII. */
    private static @Nullable String token(@Nullable Object value) {
        if (!(value instanceof String text) || text.isEmpty()) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return null;
            }
        }
        return text;
    }

    /** Some providers write the number as a string. Keycloak writes 0 for a refresh token that does not expire. */
    private @Nullable Instant after(@Nullable Object seconds) {
        long lifetime = seconds instanceof Long number ? number : seconds instanceof String text ? digits(text) : 0;
        return lifetime <= 0 || lifetime > Integer.MAX_VALUE
                ? null
                : clock.instant().plusSeconds(lifetime);
    }

    private static long digits(String text) {
        boolean number = !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(text) : 0;
    }

    private static TokenAnswer unusable(String defect) {
        return new TokenAnswer.Unavailable("its response " + defect, RETRY);
    }
}
