package dev.gatehouse.jwt.claims;

import dev.gatehouse.jwt.jose.Claims;
import dev.gatehouse.jwt.jose.RegisteredClaims;
import dev.gatehouse.jwt.jose.TokenReasons;
import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claims that may identify the caller of an issuer's tokens, in order. The first one with a value decides alone; a
 * value that is malformed is not passed over. Immutable.
 *
 * <p>A subject from another claim than {@code sub} starts with the name of that claim and a colon, such as
 * {@code client_id:web}. So that no {@code sub} equals it, a {@code sub} with such a beginning is refused.
 *
 * @since 0.1
 */
@Internal
public final class SubjectClaims {

    static final SubjectClaims DEFAULT = new SubjectClaims(List.of(RegisteredClaims.SUBJECT));

    /** A logout token names a user, a session or both (OpenID Connect Back-Channel Logout 1.0 section 2.4). */
    static final SubjectClaims OF_LOGOUT_TOKENS = new SubjectClaims(List.of(RegisteredClaims.SUBJECT, "sid"));

    private static final Logger LOG = LoggerFactory.getLogger(SubjectClaims.class);

    /** Claims that name a client. */
    private static final Set<String> CLIENTS = Set.of("client_id", "azp", "appid", "cid", "clientId");

    /** Claims whose value an issuer may give to another user later, or that users may change. */
    private static final Set<String> REASSIGNABLE =
            Set.of(("email emailaddress mail preferred_username upn unique_name username user_name login"
                            + " phone_number samaccountname")
                    .split(" "));

    /** Claims that identify a token or a group of callers, or that users choose freely. */
    private static final Set<String> NO_SUBJECT =
            Set.of(("iss aud exp nbf iat jti nonce sid scope scp typ token_use token_type active tid ver"
                            + " acr amr auth_time at_hash c_hash s_hash cnf events roles groups permissions name"
                            + " nickname given_name family_name middle_name profile picture website gender birthdate"
                            + " zoneinfo locale address email_verified")
                    .split(" "));

    /** Claims that only a person's token has, at the issuers whose tokens may lack {@code sub}. */
    private static final List<String> OF_PERSONS = List.of(
            "username",
            "user_name",
            "unique_name",
            "cognito:username",
            "upn",
            "winaccountname",
            "primarysid",
            "user_id",
            "uid",
            "email",
            "given_name",
            "family_name");

    private static final int MAX_SUBJECT = 1024;
    private static final String KEYCLOAK_CLIENT = "service-account-";

    /**
     * A result.
     *
     * @param subject the subject; empty if there is none
     * @param claim the claim that it comes from
     * @param defect why there is none; {@code null} if there is one
     */
    public record Found(
            String subject, String claim, @Nullable Reason defect) {}

    private record Source(ClaimPath path, String name, String prefix, Reason invalid) {}

    private final List<Source> sources;
    private final Found missing;

    private SubjectClaims(List<String> names) {
        List<Source> all = new ArrayList<>();
        for (String name : names) {
            String prefix = name.equals(RegisteredClaims.SUBJECT) ? "" : name + ":";
            Reason invalid = TokenReasons.invalidSubject(name);
            all.add(new Source(new ClaimPath(name), name, prefix, invalid));
        }
        this.sources = List.copyOf(all);
        this.missing = new Found("", RegisteredClaims.SUBJECT, TokenReasons.noSubject(String.join(", ", names)));
    }

    /**
     * Returns the claims in this order.
     *
     * @throws IllegalArgumentException if the list is empty or has a claim that does not identify a caller
     */
    public static SubjectClaims of(Collection<String> names) {
        List<String> distinct =
                names.stream().map(ClaimPath::canonical).distinct().toList();
        if (distinct.isEmpty()) {
            throw new IllegalArgumentException("expected a list of claims, such as sub, oid, client_id");
        }
        for (String name : distinct) {
            if (NO_SUBJECT.contains(name)) {
                throw new IllegalArgumentException("expected claims that identify one caller permanently, such as sub,"
                        + " oid, client_id; " + name + " does not");
            }
            for (String other : distinct) {
                if (other.startsWith(name + ":")) {
                    throw new IllegalArgumentException(
                            "expected claims whose names cannot be confused; " + other + " starts with " + name + ":");
                }
            }
        }
        return new SubjectClaims(distinct);
    }

    /** Returns whether the claim names a client. */
    public static boolean isClient(String claim) {
        return CLIENTS.contains(claim);
    }

    /** Warns of listed claims whose value another user may get later. */
    public void warn(String issuer) {
        List<String> reassignable = sources.stream()
                .map(Source::name)
                .filter(SubjectClaims::isReassignable)
                .toList();
        if (!reassignable.isEmpty()) {
            LOG.warn(
                    "issuer {}: subject-claim contains {}; make sure that the issuer never gives a value of it to"
                            + " another user, and that users cannot change it",
                    issuer,
                    String.join(", ", reassignable));
        }
    }

    /** Returns whether it is such a claim, also within an object or in the namespace of a URL. */
    private static boolean isReassignable(String name) {
        int end = Math.max(name.lastIndexOf('/'), Math.max(name.lastIndexOf('.'), name.lastIndexOf(':')));
        return REASSIGNABLE.contains(name.substring(end + 1).toLowerCase(Locale.ROOT));
    }

    /** Returns what is wrong with these claims for an issuer; {@code null} if nothing is. */
    @Nullable
    public String problem(Collection<RequiredClaim> required) {
        boolean unverified = sources.stream().anyMatch(source -> source.name().equals("email"))
                && !required.contains(new RequiredClaim(new ClaimPath("email_verified"), "true", false));
        return unverified
                ? "contains email, which users may change at will; require email_verified=true as well, or use another"
                        + " claim"
                : null;
    }

    public Found in(Map<String, @Nullable Object> claims) {
        for (Source source : sources) {
            Object value = source.path().in(claims);
            // A client must never stand in for the person that it acts for.
            if (value != null && !(isClient(source.name()) && namesPerson(claims, value))) {
                String text = Claims.identifier(value);
                return text == null || !isSubject(text) || (source.prefix().isEmpty() && isTaken(text))
                        ? new Found("", source.name(), source.invalid())
                        : new Found(source.prefix() + text, source.name(), null);
            }
        }
        return missing;
    }

    private static boolean isSubject(String text) {
        return !text.isBlank() && text.codePointCount(0, text.length()) <= MAX_SUBJECT && Claims.isPlain(text);
    }

    /** Returns whether a {@code sub} looks like a subject from another listed claim. */
    private boolean isTaken(String text) {
        for (Source source : sources) {
            if (!source.prefix().isEmpty() && text.startsWith(source.prefix())) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the token names a person besides the client that acts for that person. */
    private static boolean namesPerson(Map<String, @Nullable Object> claims, Object client) {
        for (String claim : OF_PERSONS) {
            if (claims.get(claim) != null) {
                return true;
            }
        }
        // A person who may choose a name must not become a client with it.
        Object preferred = claims.get("preferred_username");
        return preferred != null
                && !(preferred instanceof String name && name.equalsIgnoreCase(KEYCLOAK_CLIENT + client));
    }
}
