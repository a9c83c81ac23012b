package dev.gatehouse.identity.provider;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import dev.gatehouse.jwt.TokenVerifier;
import dev.gatehouse.jwt.Verification;
import dev.gatehouse.jwt.VerifiedToken;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.Measurement;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens of one provider by the rules of {@link TokenVerifier}, and by those that belong to a log-in
 * (OpenID Connect Core section 3.1.3.7). The verifiers belong to it alone: what they accept is no bearer token.
 * Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class OpenIdVerifier implements LoginVerifier {

    private static final int MAX_SID = 255;
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private final LoginProvider provider;
    private final Clock clock;
    private final Duration patience;
    private final TokenVerifier idTokens;
    private final @Nullable TokenVerifier accessTokens;

    private OpenIdVerifier(
            LoginProvider provider,
            MechanismContext context,
            TokenVerifier idTokens,
            @Nullable TokenVerifier accessTokens) {
        this.provider = provider;
        this.clock = context.clock();
        this.patience = context.httpTimeout();
        this.idTokens = idTokens;
        this.accessTokens = accessTokens;
    }

    /**
     * Creates a verifier, which begins to fetch keys.
     *
     * @throws IllegalArgumentException if the rules cannot be used
     */
    public static OpenIdVerifier start(ConfiguredProvider configured, MechanismContext context) {
        TokenVerifier idTokens = TokenVerifier.start(context, List.of(configured.idTokens()), 0);
        try {
            return new OpenIdVerifier(
                    configured.provider(),
                    context,
                    idTokens,
                    configured.accessTokens() == null
                            ? null
                            : TokenVerifier.start(context, List.of(configured.accessTokens()), 0));
        } catch (IllegalArgumentException unusable) {
            idTokens.close();
            throw unusable;
        }
    }

    @Override
    public Checked atLogin(TokenSet tokens, String nonce) {
        if (tokens.idToken() == null) {
            return new Checked.Refused(VerifierReasons.NO_ID_TOKEN);
        }
        return withIdToken(tokens, tokens.idToken(), nonce);
    }

    @Override
    public Checked afterRefresh(TokenSet tokens, TokenSet before, Caller caller) {
        Checked checked;
        if (tokens.idToken() != null) {
            checked = withIdToken(tokens, tokens.idToken(), null);
        } else if (accessTokens != null) {
            checked = ofAccessToken(accessTokens, tokens, null);
        } else {
            // Nothing says anything new about the caller.
            return new Checked.Passed(caller, null);
        }
        if (checked instanceof Checked.Passed passed && !passed.caller().equals(caller)) {
            return new Checked.Refused(VerifierReasons.OTHER_CALLER);
        }
        return checked;
    }

    /** @param nonce the expected nonce; {@code null} after a refresh, whose ID token need not have one */
    private Checked withIdToken(TokenSet tokens, String idToken, @Nullable String nonce) {
        Verification verification = idTokens.verify(idToken, patience);
        if (!(verification instanceof Verification.Verified verified)) {
            return refused(verification);
        }
        VerifiedToken token = verified.token();
        Reason reason = refusal(token, nonce);
        if (reason == null) {
            reason = hashRefusal(token.claims(), idToken, tokens.accessToken());
        }
        if (reason != null) {
            return new Checked.Refused(reason);
        }
        if (accessTokens != null) {
            return ofAccessToken(accessTokens, tokens, token);
        }
        return new Checked.Passed(person(verified.caller(), token), sid(token));
    }

    private Checked ofAccessToken(TokenVerifier verifier, TokenSet tokens, @Nullable VerifiedToken idToken) {
        Verification verification = verifier.verify(tokens.accessToken(), patience);
        if (verification instanceof Verification.Verified verified) {
            if (idToken != null && !sameSubject(idToken, verified.token())) {
                return new Checked.Refused(VerifierReasons.OTHER_SUBJECT);
            }
            return new Checked.Passed(person(verified.caller(), idToken), idToken == null ? null : sid(idToken));
        }
        return refused(verification);
    }

    private static Checked refused(Verification verification) {
        if (verification instanceof Verification.Refused refused) {
            return new Checked.Refused(refused.reason());
        }
        if (verification instanceof Verification.Undecided undecided) {
            return new Checked.Undecided(undecided.reason(), undecided.retryAfter());
        }
        return new Checked.Refused(
                verification instanceof Verification.Bound
                        ? VerifierReasons.BOUND_TOKEN
                        : VerifierReasons.FOREIGN_TOKEN);
    }

    private @Nullable Reason refusal(VerifiedToken token, @Nullable String nonce) {
        Map<String, @Nullable Object> claims = token.claims();
        boolean anotherKind = isOther(claims.get("typ")) || isOther(claims.get("token_use"));
        if (anotherKind) {
            return VerifierReasons.NOT_AN_ID_TOKEN;
        }
        Object came = claims.get("nonce");
        if (nonce != null && !(came instanceof String text && same(text, nonce))) {
            return VerifierReasons.NONCE;
        }
        Object party = claims.get("azp");
        if ((party != null && !provider.clientId().equals(party))
                || (party == null && token.audience().size() > 1)) {
            return VerifierReasons.AUTHORIZED_PARTY;
        }
        List<String> contexts = provider.request().acrValues();
        boolean demanded = nonce != null && !contexts.isEmpty();
        if (demanded && !(claims.get("acr") instanceof String acr && contexts.contains(acr))) {
            return VerifierReasons.CONTEXT;
        }
        Duration maxAge = provider.request().maxAge();
        return nonce == null || maxAge == null || isRecent(claims.get("auth_time"), maxAge)
                ? null
                : VerifierReasons.TOO_OLD;
    }

    /** Keycloak and Cognito name the kind of a token in a claim. */
    private static boolean isOther(@Nullable Object kind) {
        return kind != null && !(kind instanceof String name && name.equalsIgnoreCase("id"));
    }

    private boolean isRecent(@Nullable Object authTime, Duration maxAge) {
        return authTime instanceof Long seconds
                && seconds >= 0
                && seconds < Integer.MAX_VALUE * 2L
                && !Instant.ofEpochSecond(seconds).plus(maxAge).plus(TOLERANCE).isBefore(clock.instant());
    }

    /** OpenID Connect Core section 3.1.3.8. The hash is optional, and checked if it is there. */
    private static @Nullable Reason hashRefusal(
            Map<String, @Nullable Object> claims, String idToken, String accessToken) {
        Object hash = claims.get("at_hash");
        if (hash == null) {
            return null;
        }
        try {
            JWSHeader header = JWSHeader.parse(new Base64URL(idToken.substring(0, idToken.indexOf('.'))));
            JWSAlgorithm algorithm = header.getAlgorithm();
            AccessTokenHash expected = AccessTokenHash.compute(new BearerAccessToken(accessToken), algorithm, null);
            return expected != null && hash instanceof String text && same(text, expected.getValue())
                    ? null
                    : VerifierReasons.HASH;
        } catch (ParseException | IllegalArgumentException unusable) {
            return VerifierReasons.HASH;
        }
    }

    /** The subject in the access token may come from another claim, such as {@code uid} at Okta. */
    private static boolean sameSubject(VerifiedToken idToken, VerifiedToken accessToken) {
        Object subject = idToken.claims().get("sub");
        return (subject != null && subject.equals(accessToken.claims().get("sub")))
                || value(idToken).equals(value(accessToken));
    }

    private static String value(VerifiedToken token) {
        return token.subjectClaim().equals("sub")
                ? token.subject()
                : token.subject().substring(token.subjectClaim().length() + 1);
    }

    /** A browser log-in is a person's, and the ID token says how it was done. */
    private static Caller person(Caller mapped, @Nullable VerifiedToken idToken) {
        Caller.Builder caller = mapped.toBuilder().kind(Caller.Kind.PERSON);
        if (idToken == null) {
            return caller.build();
        }
        Map<String, @Nullable Object> claims = idToken.claims();
        if (claims.get("auth_time") instanceof Long seconds && seconds >= 0 && seconds < Integer.MAX_VALUE * 2L) {
            caller.authenticationTime(Instant.ofEpochSecond(seconds));
        }
        if (claims.get("acr") instanceof String acr) {
            caller.acr(acr);
        }
        if (claims.get("amr") instanceof List<?> methods) {
            caller.amr(methods.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList());
        }
        return caller.build();
    }

    private static @Nullable String sid(VerifiedToken token) {
        return token.claims().get("sid") instanceof String sid && !sid.isBlank() && sid.length() <= MAX_SID
                ? sid
                : null;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Measurement> measurements() {
        return idTokens.measurements();
    }

    @Override
    public void close() {
        idTokens.close();
        if (accessTokens != null) {
            accessTokens.close();
        }
    }
}
