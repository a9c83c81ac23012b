package dev.gatehouse.benchmarks.verify;

/** A library that is set up to check the tokens of one issuer and key. Thread-safe. */
@FunctionalInterface
public interface TokenCheck {

    /** Returns whether the token is accepted. */
    boolean accepts(String token);
}
