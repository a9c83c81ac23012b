package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.NotMine;
import dev.gatehouse.spi.AuthenticationResult.Unavailable;
import dev.gatehouse.spi.Caller;
import java.util.List;
import java.util.function.Function;

/**
 * Decides about a request with several tokens in one place. The valid one counts. Valid ones of different callers, and
 * tokens of different mechanisms, are ambiguous.
 */
final class SeveralTokens {

    private static final AuthenticationResult AMBIGUOUS = AuthenticationResult.ambiguous(TokenReasons.SEVERAL);

    private SeveralTokens() {}

    static AuthenticationResult decide(
            List<BearerCredential> alternatives, Function<BearerCredential, AuthenticationResult> authenticate) {
        Authenticated good = null;
        AuthenticationResult refused = null;
        int foreign = 0;
        for (BearerCredential alternative : alternatives) {
            AuthenticationResult result = authenticate.apply(alternative);
            if (result instanceof Unavailable) {
                return result;
            }
            if (result instanceof NotMine) {
                foreign++;
            }
            if (result instanceof Authenticated next) {
                if (good != null && !sameCaller(good.caller(), next.caller())) {
                    return AMBIGUOUS;
                }
                good = good == null ? next : good;
            } else {
                refused = refused == null ? result : refused;
            }
        }
        if (refused == null || (foreign > 0 && foreign < alternatives.size())) {
            return good == null || foreign > 0 ? AMBIGUOUS : good;
        }
        return good == null ? refused : good;
    }

    private static boolean sameCaller(Caller one, Caller other) {
        return one.issuer().equals(other.issuer())
                && one.subject().equals(other.subject())
                && one.kind() == other.kind();
    }
}
