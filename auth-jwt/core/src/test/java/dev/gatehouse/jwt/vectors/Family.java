package dev.gatehouse.jwt.vectors;

/** The kind of attack or variation of a vector. */
public enum Family {
    ALGORITHM,
    KEY,
    HEADER,
    ENCODING,
    JSON,
    CLAIMS,
    TIME,
    SIZE,
    SIGNATURE,
    PROOF_OF_POSSESSION,
    BEARER
}
