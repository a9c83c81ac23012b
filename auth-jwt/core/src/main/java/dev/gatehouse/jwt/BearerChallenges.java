package dev.gatehouse.jwt;

import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.RefusalContext;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The challenges of RFC 6750 section 3 and RFC 9470 section 3. They are the same for every cause of a refusal, so they tell nobody what was wrong with a token. */
final class BearerChallenges {

    private static final Challenge BEARER = Challenge.of("Bearer");

    private BearerChallenges() {}

    static List<Challenge> of(RefusalContext refusal) {
        Challenge challenge = BEARER.with("realm", refusal.realm());
        return List.of(
                switch (refusal.cause()) {
                    case NOTHING_PRESENTED -> challenge;
                    case CREDENTIAL_REFUSED -> ofRefusedCredential(challenge, refusal);
                    case PERMISSION_MISSING ->
                        withScope(challenge.with("error", "insufficient_scope"), refusal.permissions());
                    case STEP_UP_NEEDED -> stepUp(challenge.with("error", "insufficient_user_authentication"), refusal);
                });
    }

    /** What was refused may have come with another scheme, which a bearer token's error would not explain. */
    private static Challenge ofRefusedCredential(Challenge challenge, RefusalContext refusal) {
        boolean bearer =
                refusal.presentedScheme().map("Bearer"::equalsIgnoreCase).orElse(true);
        return bearer ? challenge.with("error", "invalid_token") : challenge;
    }

    private static Challenge stepUp(Challenge challenge, RefusalContext refusal) {
        Challenge more = challenge;
        if (refusal.acr() != null && isScope(refusal.acr())) {
            more = more.with("acr_values", refusal.acr());
        }
        return refusal.maxAge() == null
                ? more
                : more.with("max_age", Long.toString(refusal.maxAge().toSeconds()));
    }

    private static Challenge withScope(Challenge challenge, Set<String> permissions) {
        StringBuilder scope = new StringBuilder();
        for (String permission : new TreeSet<>(permissions)) {
            if (isScope(permission)) {
                scope.append(scope.isEmpty() ? "" : " ").append(permission);
            }
        }
        return scope.isEmpty() ? challenge : challenge.with("scope", scope.toString());
    }

    /** A scope-token of RFC 6749 section 3.3. */
    private static boolean isScope(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
