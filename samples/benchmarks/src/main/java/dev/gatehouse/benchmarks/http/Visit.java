package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import java.io.IOException;

/**
 * Checks that a server admits a good credential and no other. Figures of a server that does not would be meaningless.
 */
final class Visit {

    /** As long as a session cookie of Gatehouse. */
    private static final String SOME_SESSION = "AUTH-SESSION=" + "s".repeat(43);

    private Visit() {}

    /** Returns the request that a row gets; logs in where a session is needed. */
    static byte[] request(Slice slice, int port, BenchmarkKey key) throws IOException {
        return switch (slice.kind()) {
            case BEARER -> Requests.bearer(key.sign(TokenShape.claims()));
            case COOKIE -> Requests.cookie(SOME_SESSION);
            case SESSION -> Requests.cookie(Requests.login(slice.site(), port));
        };
    }

    /** @throws IOException if the request is refused, or one without credential or with a forged one is not */
    static void check(Slice slice, int port, BenchmarkKey key, byte[] request) throws IOException {
        expect(slice, port, request, true);
        if (slice.isProtected()) {
            expect(slice, port, Requests.plain(), false);
            BenchmarkKey stranger = BenchmarkKey.generate(key.algorithm());
            String forged = new BenchmarkKey(key.algorithm(), key.kid(), stranger.signing(), stranger.verifying())
                    .sign(TokenShape.claims());
            expect(slice, port, Requests.bearer(forged), false);
        }
    }

    private static void expect(Slice slice, int port, byte[] request, boolean admitted) throws IOException {
        try (Connection connection = new Connection(port)) {
            int status = connection.exchange(request);
            if ((status == 200) != admitted) {
                throw new IOException(slice + " answered with " + status + " to a request that should "
                        + (admitted ? "be" : "not be") + " let in");
            }
        }
    }
}
