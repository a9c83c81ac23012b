package dev.gatehouse.jwt.vectors;

/** What a vector tries. */
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
