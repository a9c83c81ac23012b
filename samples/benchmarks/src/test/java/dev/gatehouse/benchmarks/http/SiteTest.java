package dev.gatehouse.benchmarks.http;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every measured server admits a good credential and no other. */
class SiteTest {

    private static final BenchmarkKey KEY = BenchmarkKey.generate("RS256");

    @ParameterizedTest
    @EnumSource(Slice.class)
    void goodCredentialIsLetIn_andNoOther(Slice slice) throws Exception {
        Server server = Serve.start(slice.site(), KEY);
        try {
            int port = Serve.port(server);
            Visit.check(slice, port, KEY, Visit.request(slice, port, KEY));
        } finally {
            server.stop();
        }
    }
}
