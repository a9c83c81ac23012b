package dev.gatehouse.idp.accounts;

import dev.gatehouse.idp.tokens.Digests;
import dev.gatehouse.idp.tokens.Randoms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret of which only the SHA-256 digest is kept, so that nothing can print it. Immutable. */
final class Secret {

    /** Compared against when there is no real secret, so that an unknown name costs as much as a wrong secret. */
    static final Secret NOBODY = new Secret(Randoms.token());

    private final byte[] digest;

    private Secret(String value) {
        digest = Digests.sha256(value.getBytes(StandardCharsets.UTF_8));
    }

    static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret must not be empty");
        }
        return new Secret(value);
    }

    /** Compares in constant time. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(digest, Digests.sha256(presented.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
