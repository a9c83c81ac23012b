package dev.gatehouse.servlet.mechanism;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.CredentialPlace;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.stability.Internal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One place that an active mechanism takes its credential from.
 *
 * @param <C> the mechanism's credential
 * @since 0.1
 */
@Internal
public final class ActivePlace<C extends Credential> {

    private final ActiveMechanism<C> mechanism;
    private final CredentialSource source;
    private final CredentialExtractor<C> extractor;

    /** Creates a place of a mechanism. */
    public ActivePlace(ActiveMechanism<C> mechanism, CredentialPlace<C> place) {
        this.mechanism = mechanism;
        this.source = place.source();
        this.extractor = place.extractor();
    }

    /** Returns the mechanism that it belongs to. */
    public ActiveMechanism<C> mechanism() {
        return mechanism;
    }

    /** Returns where in a request the credentials are. */
    public CredentialSource source() {
        return source;
    }

    /** Returns the credential, or {@code null} if the mechanism claims none. */
    @Nullable
    public Presented<C> extract(RequestView view) throws BrokenMechanismException {
        try {
            Optional<C> credential = extractor.extract(view);
            return credential.isPresent() ? new Presented<>(this, credential.get()) : null;
        } catch (Throwable failure) {
            throw mechanism.broken("its extractor failed", failure);
        }
    }

    /** Returns whether the other place has the same credential in every request. */
    public boolean extractsLike(ActivePlace<?> other) {
        return extractor == other.extractor && source.equals(other.source);
    }

    /** Returns the credential that a place with the same extractor has claimed, or {@code null} if it claimed none. */
    @Nullable
    public Presented<C> alike(List<Presented<?>> claimed, ActivePlace<?> other) {
        for (Presented<?> presented : claimed) {
            if (presented.place == other) {
                // One extractor has one credential type.
                @SuppressWarnings("unchecked")
                C credential = (C) presented.credential;
                return new Presented<>(this, credential);
            }
        }
        return null;
    }

    /**
     * A credential that a mechanism claims.
     *
     * @param <C> the mechanism's credential
     */
    public record Presented<C extends Credential>(ActivePlace<C> place, C credential) {

        /**
         * Authenticates the credential.
         *
         * @param body the body of the request; {@code null} if no mechanism that is asked needs it
         */
        public AuthenticationResult authenticate(byte @Nullable [] body) throws BrokenMechanismException {
            return place.mechanism.authenticate(
                    body == null ? credential : place.mechanism.completed(credential, body));
        }

        @Override
        public String toString() {
            return "Presented[mechanism=" + place.mechanism.name() + "]";
        }
    }
}
