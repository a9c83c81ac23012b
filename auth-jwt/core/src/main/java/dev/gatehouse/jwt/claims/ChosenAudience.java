package dev.gatehouse.jwt.claims;

import dev.gatehouse.spi.stability.Internal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Issuers that let the holder of a token choose its audience. There, {@code aud} proves only that the holder meant the
 * token for this API, so the owner of the token must be constrained.
 *
 * @since 0.1
 */
@Internal
public enum ChosenAudience {
    /** Any workflow of any repository. */
    GITHUB_ACTIONS(
            true,
            "repository_owner_id",
            Set.of("repository_owner_id", "repository_owner", "repository_id", "repository", "enterprise_id", "sub")) {
        @Override
        public boolean isIssuer(String name) {
            String host = "https://token.actions.githubusercontent.com";
            return name.equals(host) || name.startsWith(host + "/") || name.endsWith("/_services/token");
        }
    },
    /** Any job of any project. */
    GITLAB(false, "namespace_path", Set.of("namespace_id", "namespace_path", "project_id", "project_path", "sub")) {
        @Override
        public boolean isIssuer(String name) {
            return name.equals("https://gitlab.com");
        }
    },
    /** Any service account of any customer. Sign-in by browser has the same issuer, but a registered audience. */
    GOOGLE(false, "azp", Set.of("hd", "sub")) {
        @Override
        public boolean isIssuer(String name) {
            return name.equals("https://accounts.google.com") || name.equals("accounts.google.com");
        }

        @Override
        public boolean marks(String issuer, Map<String, @Nullable Object> claims) {
            return isIssuer(issuer) && super.marks(issuer, claims);
        }
    },
    /** Any workload of the cluster. */
    KUBERNETES(true, "kubernetes.io", Set.of("kubernetes.io.namespace", "kubernetes.io.serviceaccount.uid", "sub")) {
        @Override
        public boolean isIssuer(String name) {
            return name.equals("https://kubernetes.default.svc")
                    || name.equals("https://kubernetes.default.svc.cluster.local")
                    || name.equals("kubernetes/serviceaccount")
                    || name.startsWith("https://container.googleapis.com/v1/projects/")
                    || (name.startsWith("https://oidc.eks.") && name.contains(".amazonaws.com"))
                    || name.contains(".oic.prod-aks.azure.com/");
        }
    };

    private final boolean always;
    private final String marker;
    private final Set<String> ownerClaims;

    ChosenAudience(boolean always, String marker, Set<String> ownerClaims) {
        this.always = always;
        this.marker = marker;
        this.ownerClaims = ownerClaims;
    }

    /** Returns whether the issuer of this name is known to be of this sort. */
    public abstract boolean isIssuer(String name);

    /** Returns whether a token is of this sort, by a claim that all of them have. */
    public boolean marks(String issuer, Map<String, @Nullable Object> claims) {
        return claims.get(marker) != null;
    }

    /** Returns whether the issuer of this name has no other tokens for APIs than these. */
    public boolean needsOwner(String issuer, boolean idTokens) {
        return (always || idTokens) && isIssuer(issuer);
    }

    /** Returns the claims that name the owner of a token. */
    public Set<String> ownerClaims() {
        return ownerClaims;
    }
}
