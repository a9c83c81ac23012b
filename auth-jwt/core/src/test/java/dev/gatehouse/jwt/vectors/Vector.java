package dev.gatehouse.jwt.vectors;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request and the verdict that it must get.
 *
 * @param family the kind of attack or variation
 * @param name what is special about it, unique within the family
 * @param check the one check of the verifier that refuses it; {@code null} for a good one
 * @param trust the issuer under whose policy and keys it is verified
 * @param headers the fields of the request, the credential among them
 * @param certificate the client certificate of the connection; {@code null} when there is none
 * @param verdict {@link #GOOD}, {@link #FOREIGN}, or the code of the reason it is refused for
 */
record Vector(
        Family family,
        String name,
        @Nullable Check check,
        Trust trust,
        List<Field> headers,
        @Nullable X509Certificate certificate,
        String verdict) {

    /** The verdict on a token that is accepted. */
    static final String GOOD = "verified";

    /** The verdict on a token that is left to other mechanisms, and refused when there is none. */
    static final String FOREIGN = "foreign";

    /** A field of a request. */
    record Field(String name, String value) {}

    boolean good() {
        return verdict.equals(GOOD);
    }

    /** The value of {@code Authorization}, empty if there is none. */
    String authorization() {
        for (Field field : headers) {
            if (field.name().equals("Authorization")) {
                return field.value();
            }
        }
        return "";
    }

    /** Shows no token: those that are good are credentials. */
    @Override
    public String toString() {
        return family + ": " + name;
    }
}
