package dev.gatehouse.benchmarks.micro;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.benchmarks.verify.TokenCheck;
import dev.gatehouse.benchmarks.verify.Variant;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Verifies a token as if it were new. Every call gets a new string, as from a header. */
@State(Scope.Thread)
public class ColdVerify {

    private static final int TOKENS = 64;

    /** The name of a {@link Variant}. */
    @Param("GATEHOUSE")
    public String variant = "GATEHOUSE";

    /** The algorithm of the tokens. */
    @Param("RS256")
    public String algorithm = "RS256";

    /** Whose code checks signatures: the JDK's, or that of a native provider that comes before it. */
    @Param("JDK")
    public String provider = "JDK";

    private TokenCheck check = token -> false;
    private byte[][] tokens = {};
    private int next;

    /** For JMH. */
    public ColdVerify() {}

    /** Makes the key, the tokens and the library's part, and checks that a token is accepted. */
    @Setup
    public void setUp() {
        BenchmarkKey key = BenchmarkKey.generate(algorithm);
        if (provider.equals(NativeProvider.NAME)) {
            NativeProvider.install();
        }
        tokens = TokenShape.tokens(key, TOKENS).stream()
                .map(token -> token.getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        check = Variant.valueOf(variant).check(key);
        if (!verify()) {
            throw new IllegalStateException(variant + " refuses a good token");
        }
    }

    /** Checks the next token. */
    @Benchmark
    public boolean verify() {
        next = (next + 1) & (TOKENS - 1);
        return check.accepts(new String(tokens[next], StandardCharsets.ISO_8859_1));
    }
}
