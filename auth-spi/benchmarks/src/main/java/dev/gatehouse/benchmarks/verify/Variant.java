package dev.gatehouse.benchmarks.verify;

import dev.gatehouse.benchmarks.token.BenchmarkKey;

/** What is measured at checking tokens. */
public enum Variant {
    /** The JDK's signature check alone. */
    JCA("the JDK's signature check alone") {
        @Override
        public TokenCheck check(BenchmarkKey key) {
            return new JcaCheck(key);
        }
    },
    /** Our verifier without its cache. */
    GATEHOUSE("auth-jwt, nothing remembered") {
        @Override
        public TokenCheck check(BenchmarkKey key) {
            return GatehouseCheck.of(key);
        }
    };

    private final String title;

    Variant(String title) {
        this.title = title;
    }

    /** Returns what the tables call it. */
    public String title() {
        return title;
    }

    /** Returns the library's check, set up for the tokens of one key. */
    public abstract TokenCheck check(BenchmarkKey key);
}
