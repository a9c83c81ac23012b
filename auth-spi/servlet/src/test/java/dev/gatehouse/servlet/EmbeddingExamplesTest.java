package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingExamplesTest {

    private final FakeMechanism mechanism = TestHost.bearer();
    private final Gatehouse gatehouse = TestHost.of(mechanism).start();

    @Test
    void tomcat_protectsItsServletAndClosesTheHost(@TempDir Path folder) throws IOException {
        assertProtects(EmbeddingExamples.tomcat(gatehouse, folder));
    }

    @Test
    void undertow_protectsItsServletAndClosesTheHost() throws Exception {
        assertProtects(EmbeddingExamples.undertow(gatehouse));
    }

    private void assertProtects(Container container) throws IOException {
        try (container) {
            RawHttp.get(container.port(), "/orders/1").assertProblem(401);
            assertEquals(
                    "rita@token",
                    RawHttp.get(container.port(), "/orders/1", Tokens.bearer(Tokens.READER))
                            .body());
        }
        assertEquals(1, mechanism.closed());
    }
}
