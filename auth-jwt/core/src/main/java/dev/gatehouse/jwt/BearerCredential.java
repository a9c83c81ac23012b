package dev.gatehouse.jwt;

import dev.gatehouse.jwt.dpop.PresentedProof;
import dev.gatehouse.jwt.dpop.ProofOfPossession;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.stability.Stable;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries behind {@code Authorization: Bearer} or {@code DPoP}, well-formed or not, with what could prove that its sender may use it. It keeps the header
 * and where the token begins, not a copy. Shows nothing.
 *
 * @since 0.1
 */
@Stable
public final class BearerCredential implements Credential, ProofOfPossession.AccessToken {

    private final String header;
    private final int from;
    private final @Nullable PresentedProof proof;
    /** A credential belongs to one request; should two threads ask for it, both readings say the same. */
    private volatile @Nullable TokenReading reading;

    /**
     * @param from where the token begins; the length of the header when there is none
     * @param proof what came along; {@code null} for a bearer token on a connection without a client certificate
     */
    BearerCredential(String header, int from, @Nullable PresentedProof proof) {
        this.header = header;
        this.from = from;
        this.proof = proof;
    }

    @Override
    public String header() {
        return header;
    }

    @Override
    public int from() {
        return from;
    }

    @Nullable
    PresentedProof proof() {
        return proof;
    }

    /** Returns what {@link #keep} was given; {@code null} before. */
    @Nullable
    TokenReading reading() {
        return reading;
    }

    /** Keeps the reading, so that the next mechanism need not read the token again. */
    void keep(TokenReading read) {
        reading = read;
    }

    @Override
    public String toString() {
        return "BearerCredential";
    }
}
