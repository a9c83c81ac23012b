package dev.gatehouse.benchmarks.micro;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.Flaw;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.benchmarks.verify.GatehouseCheck;
import dev.gatehouse.benchmarks.verify.TokenCheck;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Refuses a bad token, a different one each time, before its signature is verified. The cache is on. */
@State(Scope.Thread)
public class EarlyRefusal {

    private static final int TOKENS = 64;
    private static final int CACHE = 1 << 20;

    /** What is wrong with the tokens: the name of a {@link Flaw}. */
    @Param({"ALGORITHM", "KID", "ISSUER", "AUDIENCE", "EXPIRED", "OVERSIZED", "JUNK", "JSON"})
    public String flaw = "EXPIRED";

    private TokenCheck check = token -> true;
    private byte[][] tokens = {};
    private int next;

    /** For JMH. */
    public EarlyRefusal() {}

    /** Makes the tokens, and checks that they are refused and good ones are accepted. */
    @Setup
    public void setUp() {
        BenchmarkKey key = BenchmarkKey.generate("RS256");
        tokens = Flaw.valueOf(flaw).tokens(key, TOKENS).stream()
                .map(token -> token.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        check = GatehouseCheck.of(key, CACHE);
        if (!check.accepts(key.sign(TokenShape.claims()))) {
            throw new IllegalStateException("a good token was refused");
        }
        for (byte[] token : tokens) {
            if (check.accepts(new String(token, StandardCharsets.ISO_8859_1))) {
                throw new IllegalStateException("a token with the flaw " + flaw + " was accepted");
            }
        }
    }

    /** Refuses the next token. */
    @Benchmark
    public boolean refuse() {
        next = (next + 1) & (TOKENS - 1);
        return check.accepts(new String(tokens[next], StandardCharsets.ISO_8859_1));
    }
}
