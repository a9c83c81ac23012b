package dev.gatehouse.benchmarks.verify;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import java.util.function.Function;

/** What is measured at checking tokens. */
public enum Variant {
    /** The JDK's signature check alone. */
    JCA("raw JCA, the signature alone", false, JcaCheck::new),
    /** Our verifier without its cache. */
    GATEHOUSE("auth-jwt, nothing remembered", true, GatehouseCheck::of),
    /** Nimbus' processor. */
    NIMBUS("Nimbus DefaultJWTProcessor", true, NimbusCheck::new),
    /** Spring Security's decoder with validators of issuer and audience. */
    SPRING("Spring Security NimbusJwtDecoder", true, SpringCheck::of),
    /** pac4j's authenticator. */
    PAC4J("pac4j JwtAuthenticator (signature and exp alone)", true, Pac4jCheck::of),
    /** Auth0's library. */
    JAVA_JWT("auth0 java-jwt", true, JavaJwtCheck::of),
    /** jose4j. */
    JOSE4J("jose4j JwtConsumer", true, Jose4jCheck::new);

    private final String title;
    private final boolean readsClaims;
    private final Function<BenchmarkKey, TokenCheck> maker;

    Variant(String title, boolean readsClaims, Function<BenchmarkKey, TokenCheck> maker) {
        this.title = title;
        this.readsClaims = readsClaims;
        this.maker = maker;
    }

    /** Returns what the tables call it. */
    public String title() {
        return title;
    }

    /** Returns whether it can tell that a token has expired. */
    public boolean readsClaims() {
        return readsClaims;
    }

    /** Returns whether the library checks tokens of this algorithm, set up as it is here. */
    public boolean supports(String algorithm) {
        return switch (this) {
            case JCA -> true;
            case GATEHOUSE -> GatehouseCheck.supports(algorithm);
            case JOSE4J -> true;
            default -> !algorithm.equals("EdDSA");
        };
    }

    /** Returns the library's check, set up for the tokens of one key. */
    public TokenCheck check(BenchmarkKey key) {
        return maker.apply(key);
    }
}
