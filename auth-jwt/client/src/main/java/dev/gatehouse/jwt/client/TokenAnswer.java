package dev.gatehouse.jwt.client;

import dev.gatehouse.jwt.client.TokenException.Kind;
import dev.gatehouse.support.http.HttpReply;
import dev.gatehouse.support.http.RetryAfter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Reads the response of a token endpoint: a token (RFC 6749 section 5.1) or an error (section 5.2). Thread-safe. */
final class TokenAnswer {

    /** How long a token is used if the server does not say when it expires. */
    static final Duration LIFE_UNSAID = Duration.ofSeconds(60);

    /** The maximum time that a token is used, whatever the server says: keys and permissions change. */
    static final Duration LONGEST_LIFE = Duration.ofDays(1);

    private static final int MAX_SCOPE = 4096;

    /** Apigee calls the type BearerToken. */
    private static final Set<String> BEARER_TYPES = Set.of("bearer", "bearertoken");

    private final String server;
    private final ClientCredential credential;
    private final Clock clock;

    TokenAnswer(String server, ClientCredential credential, Clock clock) {
        this.server = server;
        this.credential = credential;
        this.clock = clock;
    }

    /**
     * Returns the token.
     *
     * @param asked when the request was sent; the lifetime counts from then
     * @throws TokenException if the response does not contain a usable token
     */
    AccessToken read(HttpReply reply, Instant asked) throws TokenException {
        if (reply.status() != 200) {
            throw refusal(reply);
        }
        if (!reply.isJson()) {
            String type = reply.contentType();
            throw malformed("it answered with " + (type.isEmpty() ? "no content type" : ServerWords.printable(type, 60))
                    + " instead of JSON");
        }
        JsonMembers answer = JsonMembers.read(reply.body());
        if (answer == null) {
            throw malformed("the response is not a JSON object, or a member occurs twice");
        }
        if (answer.has("error")) {
            throw malformed("the response has status 200 but contains an error");
        }
        String token = answer.text("access_token");
        if (token == null || !AccessToken.isWellFormed(token)) {
            throw malformed("the response has no valid access_token");
        }
        checkType(answer);
        return new AccessToken(token, scope(answer), asked.plus(life(answer)));
    }

    private void checkType(JsonMembers answer) throws TokenException {
        String type = answer.text("token_type");
        if (type == null || type.isBlank()) {
            throw malformed("the response has no token_type");
        }
        if (!BEARER_TYPES.contains(type.toLowerCase(Locale.ROOT))) {
            throw new TokenException(
                    Kind.UNSUPPORTED,
                    server + ": the server issued a token of type " + ServerWords.printable(type, 20)
                            + ", but this client supports only Bearer");
        }
    }

    private Duration life(JsonMembers answer) throws TokenException {
        if (!answer.has("expires_in")) {
            return LIFE_UNSAID;
        }
        // Entra (v1), Azure AD B2C and Apigee send the number as a string.
        Long seconds = answer.wholeNumber("expires_in");
        if (seconds == null || seconds <= 0) {
            throw malformed("expires_in is not a positive integer");
        }
        return seconds > LONGEST_LIFE.toSeconds() ? LONGEST_LIFE : Duration.ofSeconds(seconds);
    }

    /**
     * Reads the scope (RFC 6749 section 3.3). Some servers send an empty string for no scope, and some a list of
     * strings.
     */
    private Set<String> scope(JsonMembers answer) throws TokenException {
        if (!answer.has("scope")) {
            return Set.of();
        }
        String text = answer.words("scope");
        if (text == null || text.length() > MAX_SCOPE || !Scope.isWellFormed(text)) {
            throw malformed("the scope is malformed");
        }
        Set<String> scope = new LinkedHashSet<>();
        for (String word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                scope.add(word);
            }
        }
        return scope;
    }

    private TokenException refusal(HttpReply reply) {
        JsonMembers answer = reply.isJson() ? JsonMembers.read(reply.body()) : null;
        String code =
                answer == null ? null : ServerWords.harmless(answer.text("error"), ServerWords.MAX_CODE, credential);
        String description = answer == null
                ? null
                : ServerWords.harmless(answer.text("error_description"), ServerWords.MAX_DESCRIPTION, credential);
        Kind kind = kind(reply.status());
        String message = server + ": the token request returned status " + reply.status()
                + (reply.status() / 100 == 3
                        ? "; redirects are not followed, so that the secret is not sent elsewhere"
                        : "")
                + (code == null ? "" : ", " + code)
                + (description == null ? "" : " (" + description + ")");
        return new TokenException(kind, message, code, description, RetryAfter.of(reply.headers(), clock));
    }

    private static Kind kind(int status) {
        if (status == 429) {
            return Kind.THROTTLED;
        }
        if (status >= 500 || status == 408) {
            return Kind.UNAVAILABLE;
        }
        return status >= 400 ? Kind.REFUSED : Kind.MALFORMED;
    }

    private TokenException malformed(String problem) {
        return new TokenException(Kind.MALFORMED, server + ": " + problem);
    }
}
