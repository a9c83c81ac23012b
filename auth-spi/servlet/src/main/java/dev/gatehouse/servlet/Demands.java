package dev.gatehouse.servlet;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a caller against what a rule demands besides being authenticated. */
final class Demands {

    private static final Reason PERMISSION_MISSING = Reason.of("permission.missing");
    private static final Reason CONTEXT_TOO_WEAK = Reason.of("step-up.acr");
    private static final Reason TOO_LONG_AGO = Reason.of("step-up.max-age");

    private Demands() {}

    /** Returns the refusal, or {@code null} when the caller meets every demand. */
    static @Nullable Refusal unmet(AccessRule rule, Verdict.Admitted verdict, Clock clock) {
        Caller caller = verdict.caller();
        if (caller == null) {
            return null;
        }
        Refusal stepUp = stepUp(rule, caller, verdict, clock);
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
        return permissionMissing(rule.permissions(), verdict);
    }

    static Refusal permissionMissing(Set<String> anyOf, Verdict.Admitted verdict) {
        return Refusal.of(403, PERMISSION_MISSING)
                .by(verdict.mechanism(), verdict.source(), verdict.scheme())
                .permissions(anyOf)
                .additions(verdict.additions());
    }

    private static @Nullable Refusal stepUp(AccessRule rule, Caller caller, Verdict.Admitted verdict, Clock clock) {
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
                .by(verdict.mechanism(), verdict.source(), verdict.scheme())
                .stepUp(acr.orElse(null), maxAge.orElse(null))
                .additions(verdict.additions());
    }
}
