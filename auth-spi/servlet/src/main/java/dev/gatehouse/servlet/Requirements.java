package dev.gatehouse.servlet;

import dev.gatehouse.servlet.gate.CrossSiteGuard;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a rule requires besides an authenticated caller. Thread-safe. */
final class Requirements {

    private static final Reason PERMISSION_MISSING = Reason.of("permission.missing");
    private static final Reason CONTEXT_TOO_WEAK = Reason.of("step-up.acr");
    private static final Reason TOO_LONG_AGO = Reason.of("step-up.max-age");

    private final CrossSiteGuard guard;
    private final Clock clock;

    Requirements(CrossSiteGuard guard, Clock clock) {
        this.guard = guard;
        this.clock = clock;
    }

    /** Returns the refusal; {@code null} when the request meets every requirement. */
    @Nullable
    Refusal unmet(HttpServletRequest request, AccessDecision decision) {
        ChainResult.Admitted result = decision.result();
        if (result.isAmbient()) {
            boolean cookie = result.source() != null && result.source().kind() == CredentialSource.Kind.COOKIE;
            Reason crossSite = guard.check(request, decision.connection(), cookie);
            if (crossSite != null) {
                return Refusal.of(403, crossSite).by(result.mechanism(), result.source(), result.scheme());
            }
        }
        return unmet(decision.rule(), result);
    }

    private @Nullable Refusal unmet(AccessRule rule, ChainResult.Admitted result) {
        Caller caller = result.caller();
        if (caller == null) {
            return null;
        }
        Refusal stepUp = stepUp(rule, caller, result);
        if (stepUp != null) {
            return stepUp;
        }
        if (rule.permissions().isEmpty()) {
            return null;
        }
        for (String permission : rule.permissions()) {
            if (caller.hasPermission(permission)) {
                return null;
            }
        }
        return permissionMissing(rule.permissions(), result);
    }

    static Refusal permissionMissing(Set<String> anyOf, ChainResult.Admitted result) {
        return Refusal.of(403, PERMISSION_MISSING)
                .by(result.mechanism(), result.source(), result.scheme())
                .permissions(anyOf)
                .additions(result.additions());
    }

    private @Nullable Refusal stepUp(AccessRule rule, Caller caller, ChainResult.Admitted result) {
        Optional<String> acr = rule.acr();
        Optional<Duration> maxAge = rule.maxAge();
        Reason reason = null;
        if (acr.isPresent() && !acr.equals(caller.acr())) {
            reason = CONTEXT_TOO_WEAK;
        } else if (maxAge.isPresent()) {
            Instant oldest = clock.instant().minus(maxAge.get());
            // An unknown time counts as too long ago (RFC 9470 section 6).
            boolean recent = caller.authenticationTime()
                    .filter(time -> !time.isBefore(oldest))
                    .isPresent();
            reason = recent ? null : TOO_LONG_AGO;
        }
        if (reason == null) {
            return null;
        }
        return Refusal.of(401, reason)
                .by(result.mechanism(), result.source(), result.scheme())
                .stepUp(acr.orElse(null), maxAge.orElse(null))
                .additions(result.additions());
    }
}
