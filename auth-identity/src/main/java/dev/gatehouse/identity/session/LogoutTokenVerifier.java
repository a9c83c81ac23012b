package dev.gatehouse.identity.session;

import dev.gatehouse.jwt.TokenVerifier;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.VerifiedToken;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies logout tokens of the configured providers (OpenID Connect Back-Channel Logout 1.0 section 2.6) with keys
 * that are fetched in advance. Thread-safe.
 */
final class LogoutTokenVerifier implements AutoCloseable {

    static final Reason UNKNOWN_ISSUER =
            Reason.of("logout-token.issuer", "the issuer of the logout token is not one of the log-in providers");

    private final List<TokenVerifier> providers;
    /** A provider that gets a 503 does not send its token again, so keys on their way are waited for. */
    private final Duration patience;

    private LogoutTokenVerifier(List<TokenVerifier> providers, Duration patience) {
        this.providers = providers;
        this.patience = patience;
    }

    /** The result of verifying a logout token. */
    sealed interface Result {
        /**
         * The token is valid.
         *
         * @param issuer {@code iss}
         * @param sid {@code sid}; {@code null} if there is none
         * @param subject {@code sub}; {@code null} if there is none
         * @param id {@code jti}
         * @param issued {@code iat}
         */
        record Valid(
                String issuer,
                @Nullable String sid,
                @Nullable String subject,
                String id,
                Instant issued) implements Result {}

        /** The token is invalid. */
        record Invalid(Reason reason) implements Result {}

        /** The keys of the provider are missing. */
        record Undecided(Reason reason, Duration retryAfter) implements Result {}
    }

    /** Returns a verifier that has started to fetch keys. */
    static LogoutTokenVerifier start(MechanismContext context, List<SessionProvider> providers) {
        List<TokenVerifier> verifiers = new ArrayList<>();
        for (SessionProvider provider : providers) {
            verifiers.add(
                    TokenVerifier.start(context, List.of(provider.idTokens().forLogoutTokens()), 0));
        }
        return new LogoutTokenVerifier(List.copyOf(verifiers), context.httpTimeout());
    }

    /** Two providers may be clients of one issuer, so one refusal does not decide. */
    Result verify(String token) {
        Result result = new Result.Invalid(UNKNOWN_ISSUER);
        for (TokenVerifier provider : providers) {
            Verification verification = provider.verify(token, patience);
            if (verification instanceof Verification.Verified verified) {
                return valid(verified.token());
            }
            if (verification instanceof Verification.Undecided undecided) {
                result = new Result.Undecided(undecided.reason(), undecided.retryAfter());
            } else if (verification instanceof Verification.Refused refused && result instanceof Result.Invalid) {
                result = new Result.Invalid(refused.reason());
            }
        }
        return result;
    }

    private static Result valid(VerifiedToken token) {
        String subject = token.subjectClaim().equals("sub") ? token.subject() : null;
        String sid = token.claims().get("sid") instanceof String text ? text : null;
        Instant issued = token.issuedAt().orElse(null);
        String id = token.jwtId().orElse(null);
        return issued == null || id == null || (sid == null && subject == null)
                ? new Result.Invalid(Reason.of("logout-token.malformed", "a required claim is missing"))
                : new Result.Valid(token.issuer(), sid, subject, id, issued);
    }

    @Override
    public void close() {
        providers.forEach(TokenVerifier::close);
    }
}
