package dev.gatehouse.jwt;

import dev.gatehouse.jwt.dpop.DpopMode;
import dev.gatehouse.jwt.dpop.DpopReasons;
import dev.gatehouse.jwt.dpop.DpopRules;
import dev.gatehouse.spi.Challenge;
import dev.gatehouse.spi.RefusalContext;
import dev.gatehouse.spi.RefusalContext.Cause;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The challenges of RFC 6750 section 3, RFC 9449 section 7.1 and RFC 9470 section 3. They do not reveal why a token was
 * refused. They do tell that a DPoP proof was invalid, because a client needs this to create a valid one.
 *
 * <p>{@code DPoP} is offered to clients that used it, to clients whose token needs it, and to all clients if it is
 * required. Other clients are offered {@code Bearer} only.
 */
final class BearerChallenges {

    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP";

    private BearerChallenges() {}

    static List<Challenge> of(RefusalContext refusal, DpopRules dpop) {
        boolean usedDpop = dpop.mode() != DpopMode.OFF && DPOP.equalsIgnoreCase(refusal.scheme());
        boolean knownCaller = refusal.cause() == Cause.PERMISSION_MISSING || refusal.cause() == Cause.STEP_UP_NEEDED;
        if (knownCaller) {
            return List.of(usedDpop ? dpop(refusal, dpop, true) : bearer(refusal, true));
        }
        boolean usedBearer = refusal.scheme() == null || BEARER.equalsIgnoreCase(refusal.scheme());
        if (dpop.mode() == DpopMode.REQUIRED) {
            return List.of(dpop(refusal, dpop, usedDpop || usedBearer));
        }
        if (usedDpop) {
            return List.of(dpop(refusal, dpop, true), bearer(refusal, false));
        }
        return refusal.reason().equals(DpopReasons.DOWNGRADED)
                ? List.of(bearer(refusal, usedBearer), dpop(refusal, dpop, false))
                : List.of(bearer(refusal, usedBearer));
    }

    private static Challenge bearer(RefusalContext refusal, boolean explained) {
        Challenge challenge = Challenge.of(BEARER).with("realm", refusal.realm());
        return explained ? explained(challenge, refusal, "invalid_token") : challenge;
    }

    private static Challenge dpop(RefusalContext refusal, DpopRules dpop, boolean explained) {
        Challenge challenge = Challenge.of(DPOP).with("realm", refusal.realm());
        String code = refusal.reason().code();
        String error = code.startsWith(DpopReasons.PROOF) ? "invalid_dpop_proof" : "invalid_token";
        if (code.equals(DpopReasons.NONCE.code())) {
            error = "use_dpop_nonce";
        }
        Challenge more = explained ? explained(challenge, refusal, error) : challenge;
        return more.with("algs", dpop.algorithmNames());
    }

    private static Challenge explained(Challenge challenge, RefusalContext refusal, String error) {
        return switch (refusal.cause()) {
            case NOTHING_PRESENTED -> challenge;
            case CREDENTIAL_REFUSED -> challenge.with("error", error);
            case PERMISSION_MISSING -> withScope(challenge.with("error", "insufficient_scope"), refusal.permissions());
            case STEP_UP_NEEDED -> stepUp(challenge.with("error", "insufficient_user_authentication"), refusal);
        };
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

    /**
     * All values of {@code scope} are necessary (RFC 6750 section 3), so that it can name one permission, but not
     * several of which one is enough. Those are described to the developer.
     */
    private static Challenge withScope(Challenge challenge, Set<String> permissions) {
        List<String> printable = new TreeSet<>(permissions)
                .stream().filter(BearerChallenges::isScope).toList();
        if (printable.size() != permissions.size() || printable.isEmpty()) {
            return challenge;
        }
        return printable.size() == 1
                ? challenge.with("scope", printable.get(0))
                : challenge.with("error_description", "requires one of: " + String.join(", ", printable));
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
