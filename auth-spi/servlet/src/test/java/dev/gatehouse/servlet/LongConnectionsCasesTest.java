package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.Application;
import dev.gatehouse.servlet.http.Container;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.ResponseAdditions;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What users of rivals ask for: a stream of events ends when the caller's credential does. */
class LongConnectionsCasesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Answer stream(Duration left) throws IOException {
        FakeMechanism mechanism = TestHost.bearer()
                .answering(credential -> new AuthenticationResult.Authenticated(
                        Tokens.caller("token", "rita").toBuilder()
                                .expiry(NOW.plus(left))
                                .build(),
                        ResponseAdditions.none()));
        try (Gatehouse gatehouse = TestHost.of(mechanism).start();
                Container container = Server.JETTY.start(new Application().initializer(context -> {
                    EventStreamExample example = new EventStreamExample(Clock.fixed(NOW, ZoneOffset.UTC));
                    add(context, gatehouse, example);
                }))) {
            return RawHttp.get(container.port(), "/events", Tokens.bearer(Tokens.READER));
        }
    }

    private static void add(ServletContext context, Gatehouse gatehouse, EventStreamExample example) {
        var registration = context.addServlet("events", example);
        registration.setAsyncSupported(true);
        registration.addMapping("/events");
        var filter = context.addFilter("gatehouse", gatehouse.filter());
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }

    @Test
    void streamOfEvents_endsWithTheCredential() throws IOException {
        // The answer is complete, or the client would wait for a minute and fail.
        Answer answer = stream(Duration.ofMillis(300));
        assertEquals(200, answer.status());
        assertTrue(answer.body().contains("data: rita"), answer.body());
    }

    @Test
    void credentialThatHasEnded_getsNoStream() throws IOException {
        assertEquals(401, stream(Duration.ZERO).status());
    }
}
