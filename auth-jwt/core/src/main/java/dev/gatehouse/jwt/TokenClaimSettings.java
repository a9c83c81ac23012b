package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.AudienceClaims;
import dev.gatehouse.jwt.claims.ClaimPath;
import dev.gatehouse.jwt.claims.SubjectClaims;
import dev.gatehouse.jwt.claims.TokenKind;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Incubating;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings for the claims of an issuer's tokens that decide whether a token is for this API and who its caller is.
 * Each mechanism has them under its own prefix. Immutable.
 *
 * @since 0.1
 */
@Incubating
public final class TokenClaimSettings {

    private final @Nullable String group;
    private final List<Setting<?>> all = new ArrayList<>();
    private final Setting<List<String>> audience;
    private final Setting<List<String>> subject;
    private final Setting<Set<String>> accessToken;

    /**
     * Declares the settings.
     *
     * @param prefix the prefix of the keys, including its last dot
     * @param group the group that has one instance per issuer; {@code null} if there is only one issuer
     * @param subjects the claims that identify the caller by default
     */
    public TokenClaimSettings(String prefix, @Nullable String group, String subjects) {
        this.group = group;
        this.audience = declared(Setting.of(
                        prefix + "audience-claims",
                        "list of claims",
                        "The claims that may name the API of a token, such as aud, client_id. The first one that has"
                                + " a value decides alone. A token whose aud has a value must name this API there, in"
                                + " any case. null and an empty aud are no values. azp is not allowed.",
                        text -> checked(text, AudienceClaims::of))
                .defaultsTo("aud"));
        this.subject = declared(Setting.of(
                        prefix + "subject-claim",
                        "list of claims",
                        "The claims that may identify the caller, such as sub, oid, client_id. The first one that has"
                                + " a value decides alone; it is a string or an integer. A subject from another claim"
                                + " than sub starts with the name of that claim, such as client_id:web. A claim that"
                                + " names a client does not count if the token names a person, as in username, upn,"
                                + " email or preferred_username. Claims that users can change, such as"
                                + " preferred_username, cause a warning; email is allowed only where"
                                + " email_verified=true is a required"
                                + " claim.",
                        text -> checked(text, SubjectClaims::of))
                .defaultsTo(subjects));
        this.accessToken = declared(Setting.of(
                prefix + "access-token-claims",
                "list of scp, scope",
                "The claims that all access tokens of the issuer have and its ID tokens lack: scp, scope or both. A"
                        + " token with one of them that is not empty may have a nonce, which otherwise marks an ID"
                        + " token. Default: none.",
                TokenClaimSettings::parseScopes));
    }

    private <T> Setting<T> declared(Setting<T> flat) {
        Setting<T> setting = group == null ? flat : flat.perInstance(group);
        all.add(setting);
        return setting;
    }

    public List<Setting<?>> all() {
        return List.copyOf(all);
    }

    /** Returns the claims that may identify the caller. */
    public List<String> subjects(Settings settings) {
        return settings.get(subject);
    }

    /** Applies the settings to a policy, after its required claims. */
    public void apply(Settings settings, IssuerPolicy.Builder policy) {
        policy.audienceClaims(settings.get(audience)).subjectClaims(settings.get(subject));
        settings.find(accessToken).ifPresent(policy::accessTokenClaims);
        String problem = policy.subjectProblem();
        if (problem != null) {
            throw settings.refuse(subject, problem);
        }
    }

    private interface Check {
        Object of(List<String> names);
    }

    private static List<String> checked(String text, Check check) {
        List<String> names = split(text);
        check.of(names);
        return names;
    }

    private static Set<String> parseScopes(String text) {
        return TokenKind.scopes(Set.copyOf(split(text)));
    }

    private static List<String> split(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : text.split(",", -1)) {
            names.add(new ClaimPath(name.trim()).toString());
        }
        return List.copyOf(names);
    }
}
