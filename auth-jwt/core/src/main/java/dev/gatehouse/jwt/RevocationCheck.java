package dev.gatehouse.jwt;

import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks valid tokens against all lists of revoked tokens. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class RevocationCheck {

    private static final Logger LOG = LoggerFactory.getLogger(RevocationCheck.class);

    static final RevocationCheck NONE = new RevocationCheck(List.of());

    private static final Verification REVOKED = new Verification.Refused(TokenReasons.REVOKED);
    private static final Verification UNDECIDED =
            new Verification.Undecided(TokenReasons.REVOCATIONS_UNDECIDED, Duration.ofSeconds(5));

    private final TokenRevocations[] lists;

    public RevocationCheck(List<TokenRevocations> lists) {
        this.lists = lists.toArray(TokenRevocations[]::new);
    }

    /** Returns the token of a valid result; {@code null} for any other result. */
    public static @Nullable VerifiedToken tokenOf(Verification verification) {
        if (verification instanceof Verification.Verified verified) {
            return verified.token();
        }
        return verification instanceof Verification.Bound bound ? bound.token() : null;
    }

    /** Returns the result, or another one if its token has been revoked or its status is unknown. */
    public Verification applied(Verification verification) {
        if (lists.length == 0) {
            return verification;
        }
        VerifiedToken token = tokenOf(verification);
        if (token == null) {
            return verification;
        }
        boolean unknown = false;
        for (TokenRevocations list : lists) {
            TokenRevocations.Status status = status(list, token);
            if (status == TokenRevocations.Status.REVOKED) {
                return REVOKED;
            }
            unknown |= status != TokenRevocations.Status.GOOD;
        }
        return unknown ? UNDECIDED : verification;
    }

    private static TokenRevocations.@Nullable Status status(TokenRevocations list, VerifiedToken token) {
        try {
            return list.status(token);
        } catch (RuntimeException defect) {
            LOG.error(
                    "{} failed with {}; tokens cannot be verified until it works again",
                    list.getClass().getName(),
                    defect.getClass().getName());
            return TokenRevocations.Status.UNKNOWN;
        }
    }

    /** Returns this health combined with that of the lists; the worst state wins. */
    public Health and(Health health) {
        Health worst = health;
        for (TokenRevocations list : lists) {
            Health own = list.health();
            if (own.state() != Health.State.UP) {
                Health.State state = own.state().compareTo(worst.state()) > 0 ? own.state() : worst.state();
                String detail = worst.detail().isEmpty() ? own.detail() : worst.detail() + "; " + own.detail();
                worst = new Health(state, detail);
            }
        }
        return worst;
    }
}
