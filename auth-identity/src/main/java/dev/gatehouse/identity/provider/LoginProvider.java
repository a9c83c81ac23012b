package dev.gatehouse.identity.provider;

import dev.gatehouse.jwt.keys.KeyLocation;
import dev.gatehouse.jwt.provider.ProviderAccess;
import dev.gatehouse.spi.stability.Internal;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider that people log in with, as it is configured. Immutable.
 *
 * @param alias the name of its settings; {@code default} for the plain keys
 * @param title its name on pages
 * @param location its issuer, and the URL at which this server reaches it if that is another one
 * @param plainHttp whether it may be reached over plain http on another host
 * @param access how it is reached
 * @param clientId the identifier of this application at the provider
 * @param authentication how this application authenticates at the provider
 * @param request what is asked for at log-in
 * @param redirectPath the path to which the provider sends the browser back, below the context path
 * @since 0.1
 */
@Internal
public record LoginProvider(
        String alias,
        String title,
        KeyLocation.Discovery location,
        boolean plainHttp,
        ProviderAccess access,
        String clientId,
        ClientAuthentication authentication,
        Request request,
        String redirectPath) {

    /** When authorization requests are sent to the provider directly (RFC 9126). */
    public enum Pushed {
        /** If the provider requires it. */
        AS_REQUIRED,
        /** Always. */
        ON,
        /** Never. */
        OFF
    }

    /**
     * What a log-in asks for.
     *
     * @param scopes the scopes, {@code openid} among them
     * @param pushed when the request is sent to the provider directly
     * @param prompt the value of {@code prompt}; {@code null} for none
     * @param otherAccount the value of {@code prompt} for a user who wants to log in with another account
     * @param acrValues the authentication contexts that are asked for; empty for none. If the list is not empty, the ID
     *     token must have one of them
     * @param maxAge the longest time since the user authenticated; {@code null} for any
     * @param parameters further parameters
     */
    public record Request(
            List<String> scopes,
            Pushed pushed,
            @Nullable String prompt,
            String otherAccount,
            List<String> acrValues,
            @Nullable Duration maxAge,
            Map<String, String> parameters) {
        /** Copies lists and maps. */
        public Request {
            scopes = List.copyOf(scopes);
            Objects.requireNonNull(pushed, "pushed");
            Objects.requireNonNull(otherAccount, "otherAccount");
            acrValues = List.copyOf(acrValues);
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /** Rejects {@code null}. */
    public LoginProvider {
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(authentication, "authentication");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(redirectPath, "redirectPath");
    }

    /** Returns the issuer, exactly as in {@code iss} of its ID tokens. */
    public String issuer() {
        return location.issuer();
    }

    @Override
    public String toString() {
        return "LoginProvider[" + alias + ", " + issuer() + ", " + clientId + "]";
    }
}
