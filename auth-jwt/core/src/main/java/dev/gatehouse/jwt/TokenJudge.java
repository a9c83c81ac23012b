package dev.gatehouse.jwt;

import dev.gatehouse.spi.Health;
import java.util.Set;

/** Judges the text of an access token, by its signature or by asking its issuer. Thread-safe. */
interface TokenJudge extends AutoCloseable {

    /**
     * Judges a token.
     *
     * @param text what holds the token up to its end, such as a header's value
     * @param from where the token begins; the length of the text when there is none
     * @return the outcome; never {@code null}, never an exception for what the token contains
     */
    Verification verify(String text, int from);

    /** Returns whether it judges tokens that have not {@linkplain TokenShape#isSigned the outline of a signed JWT}. Who does not leaves them to others. */
    default boolean judgesOpaqueTokens() {
        return false;
    }

    /** Returns the issuers whose tokens it judges. Unmodifiable. */
    Set<String> issuers();

    /** Returns whether it can decide at present. */
    Health health();

    @Override
    void close();
}
