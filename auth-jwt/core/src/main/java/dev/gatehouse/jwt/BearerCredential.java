package dev.gatehouse.jwt;

import dev.gatehouse.jwt.dpop.PresentedProof;
import dev.gatehouse.jwt.dpop.ProofOfPossession;
import dev.gatehouse.jwt.jose.TokenDigest;
import dev.gatehouse.jwt.keys.RequestSource;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.spi.stability.Stable;
import org.jspecify.annotations.Nullable;

/**
 * The token of a request, in {@code Authorization: Bearer} or {@code DPoP} or in another configured place, well-formed
 * or not, and the material that can prove possession. It keeps the header and the position of the token, not a copy.
 * {@code toString()} does not show the token.
 *
 * @since 0.1
 */
@Stable
public final class BearerCredential implements Credential, ProofOfPossession.AccessToken, RequestSource {

    private final String header;
    private final int from;
    private final @Nullable PresentedProof proof;
    private final TokenPlace place;
    private final @Nullable RequestView request;
    /** A credential belongs to one request. If two threads read it, both readings are equal. */
    private volatile @Nullable TokenReading reading;

    /**
     * @param from the position of the token; the length of the header if there is no token
     * @param proof the proof; {@code null} for a bearer token on a connection without a client certificate
     * @param request the request, which gives the client's address if the token's key is unknown; {@code null} if the
     *     address is not known
     */
    BearerCredential(String header, int from, @Nullable PresentedProof proof, @Nullable RequestView request) {
        this(header, from, proof, TokenPlace.AUTHORIZATION, request);
    }

    /** @param place where the token stands */
    BearerCredential(
            String header, int from, @Nullable PresentedProof proof, TokenPlace place, @Nullable RequestView request) {
        this.header = header;
        this.from = from;
        this.proof = proof;
        this.place = place;
        this.request = request;
    }

    TokenPlace place() {
        return place;
    }

    @Override
    public String header() {
        return header;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public @Nullable String address() {
        return request == null ? null : request.clientAddress();
    }

    @Nullable
    PresentedProof proof() {
        return proof;
    }

    /** Returns the reading passed to {@link #keep}; {@code null} before that. */
    @Nullable
    TokenReading reading() {
        return reading;
    }

    /**
     * Internal to Gatehouse. Returns what identifies the token, for a cache of what is known about it; {@code null} if
     * the token has not been read, is malformed or belongs to another issuer.
     */
    public @Nullable TokenDigest digest() {
        TokenReading read = reading;
        if (read instanceof TokenReading.Remembered remembered) {
            return remembered.digest();
        }
        return read instanceof TokenReading.Candidate candidate ? candidate.digest() : null;
    }

    /** Keeps the reading, so that the next mechanism does not read the token again. */
    void keep(TokenReading read) {
        reading = read;
    }

    @Override
    public String toString() {
        return "BearerCredential";
    }
}
