package dev.gatehouse.spi;

/**
 * Decides whether a credential is good.
 *
 * <p>It never sees HTTP: all that it needs is in the credential. A bad credential is a value, {@link AuthenticationResult.Rejected}; being unable to
 * decide is a value too, {@link AuthenticationResult.Unavailable}, and never a rejection, since clients throw away good credentials when they are told they
 * are bad. An exception or {@code null} is a defect of the mechanism: the host answers 500 and lets nothing through. Thread-safe.
 *
 * @param <C> the credential it understands
 */
@FunctionalInterface
public interface Authenticator<C extends Credential> {

    /**
     * Judges the credential.
     *
     * @param credential what the mechanism's own extractor returned for this request
     * @return the result, never {@code null}
     */
    AuthenticationResult authenticate(C credential);
}
