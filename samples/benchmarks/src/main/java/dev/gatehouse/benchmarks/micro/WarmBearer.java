package dev.gatehouse.benchmarks.micro;

import dev.gatehouse.benchmarks.servlet.Application;
import dev.gatehouse.benchmarks.servlet.BearerMechanisms;
import dev.gatehouse.benchmarks.servlet.HandRequest;
import dev.gatehouse.benchmarks.servlet.HandResponse;
import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.AuthenticationResult;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A request with one of many remembered tokens, through the whole filter or to the application directly. */
@State(Scope.Thread)
public class WarmBearer {

    /** How many tokens are in use. */
    @Param("10000")
    public int tokens = 10_000;

    /** The mechanisms that are on, in their order. */
    @Param({"jwt", "identity+jwt+cookie", "identity+jwt+introspection+cookie"})
    public String mechanisms = "jwt";

    private byte[][] headers = {};
    private @Nullable BearerMechanisms bearer;
    private @Nullable Gatehouse gatehouse;
    private @Nullable Filter filter;
    private final Application application = new Application();
    private int next;

    /** For JMH. */
    public WarmBearer() {}

    /** Makes the tokens and has each of them verified once. */
    @Setup
    public void setUp() throws ServletException, IOException {
        BenchmarkKey key = BenchmarkKey.generate("RS256");
        List<String> made = TokenShape.tokens(key, tokens);
        headers = made.stream()
                .map(token -> ("Bearer " + token).getBytes(StandardCharsets.ISO_8859_1))
                .toArray(byte[][]::new);
        gatehouse = BearerMechanisms.host(key, mechanisms);
        bearer = BearerMechanisms.start(key, mechanisms);
        filter = gatehouse.filter();
        for (int i = 0; i < tokens; i++) {
            filtered();
        }
        for (int i = 0; i < tokens; i++) {
            if (!(mechanismsAlone() instanceof AuthenticationResult.Authenticated)) {
                throw new IllegalStateException("a good token was refused");
            }
        }
        if (application.reached() != tokens) {
            throw new IllegalStateException("a good token was refused");
        }
    }

    /** Ends the host. */
    @TearDown
    public void tearDown() {
        if (gatehouse != null) {
            gatehouse.close();
        }
        if (bearer != null) {
            bearer.close();
        }
    }

    /** What the request costs without the filter. */
    @Benchmark
    public int direct() {
        application.doFilter(request(), new HandResponse());
        return application.reached();
    }

    /** What it costs with the filter. */
    @Benchmark
    public int filtered() throws ServletException, IOException {
        Filter started = filter;
        if (started == null) {
            throw new IllegalStateException("not set up");
        }
        started.doFilter(request(), new HandResponse(), application);
        return application.named();
    }

    /** What the mechanisms for bearer tokens cost together. */
    @Benchmark
    public AuthenticationResult mechanismsAlone() {
        BearerMechanisms started = bearer;
        if (started == null) {
            throw new IllegalStateException("not set up");
        }
        return started.answer(header());
    }

    /** What the header costs that each operation creates. */
    @Benchmark
    public String headerAlone() {
        return header();
    }

    private HandRequest request() {
        return new HandRequest("Authorization", header());
    }

    private String header() {
        next = next + 1 < headers.length ? next + 1 : 0;
        return new String(headers[next], StandardCharsets.ISO_8859_1);
    }
}
