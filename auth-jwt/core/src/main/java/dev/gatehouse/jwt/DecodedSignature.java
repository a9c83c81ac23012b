package dev.gatehouse.jwt;

import com.nimbusds.jose.util.Base64URL;

/** A signature that is decoded already. Nimbus would decode the text once more, leniently and slowly. */
final class DecodedSignature extends Base64URL {

    private static final long serialVersionUID = 1L;

    /** The bytes of the signature. */
    private final byte[] bytes;

    DecodedSignature(byte[] bytes) {
        super("");
        this.bytes = bytes;
    }

    @Override
    public byte[] decode() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
