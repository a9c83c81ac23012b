package dev.gatehouse.jwt;

/** The SHA-256 of a whole compact token, signature included: a key without the signature would let forgeries share the entry of the token they imitate. */
record TokenDigest(long a, long b, long c, long d) {

    // The bits are those of a cryptographic digest, so a part of them is as good a hash as any.
    @Override
    public int hashCode() {
        return (int) a;
    }

    @Override
    public String toString() {
        return "TokenDigest";
    }
}
