package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.WebSocketRig.Conversation;
import dev.gatehouse.servlet.WebSocketRig.Order;
import dev.gatehouse.servlet.http.Server;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.spi.ResponseAdditions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Kind I of the cases from the field, with the WebSocket libraries of two containers. */
class WebSocketCasesTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final List<String> NONE = List.of();

    private static List<String> bearer(String token) {
        return List.of("Authorization", "Bearer " + token);
    }

    private static WebSocketRig rig(Server server, FakeMechanism... mechanisms) {
        return new WebSocketRig(server, Order.ENDPOINT_FIRST, CLOCK, TestHost.of(mechanisms));
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void handshake_isAuthenticatedAndTheSessionHasTheCaller(Server server) throws InterruptedException {
        try (WebSocketRig rig = rig(server, TestHost.bearer())) {
            Conversation conversation = rig.open(bearer(Tokens.READER));
            assertEquals("rita@token: hello", conversation.say("hello"));
            conversation.end();
            assertEquals(401, rig.open(NONE).status());
            assertEquals(401, rig.open(bearer(Tokens.BAD)).status());
            assertEquals(503, rig.open(bearer(Tokens.UNAVAILABLE)).status());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void credentialAmongSubprotocols_isNotNegotiated(Server server) throws InterruptedException {
        CredentialSource source = CredentialSource.webSocketProtocol();
        FakeMechanism mechanism = FakeMechanism.from("placed", source)
                .extracting(
                        view -> view.headers(source.name()).stream().findFirst().map(FakeCredential::new));
        try (WebSocketRig rig = rig(server, mechanism)) {
            Conversation conversation = rig.open(NONE, "chat", "bearer", Tokens.READER);
            assertEquals("rita@placed: hello", conversation.say("hello"));
            assertEquals("chat", conversation.subprotocol());
            conversation.end();
            assertEquals(401, rig.open(NONE, "chat", "bearer", Tokens.BAD).status());
            assertEquals(401, rig.open(NONE, "chat").status());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void webSocketWithACookie_isRefusedFromAnotherSite(Server server) throws InterruptedException {
        try (WebSocketRig rig = rig(server, TestHost.session())) {
            List<String> cookie = List.of("Cookie", "SID=" + Tokens.READER);
            Conversation own =
                    rig.open(List.of(cookie.get(0), cookie.get(1), "Origin", "http://localhost:" + rig.port()));
            assertEquals("rita@session: hello", own.say("hello"));
            own.end();
            List<String> other = List.of(cookie.get(0), cookie.get(1), "Origin", "https://evil.example");
            assertEquals(403, rig.open(other).status());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JETTY", "TOMCAT"})
    void webSocket_endsWithTheCredential(Server server) throws InterruptedException {
        FakeMechanism mechanism = TestHost.bearer()
                .answering(credential -> new AuthenticationResult.Authenticated(
                        Tokens.caller("token", "rita").toBuilder()
                                .expiry(CLOCK.instant().plus(Duration.ofMillis(300)))
                                .build(),
                        ResponseAdditions.none()));
        try (WebSocketRig rig = rig(server, mechanism)) {
            Conversation conversation = rig.open(bearer(Tokens.READER));
            assertEquals("closed 1008 the credential has ended", conversation.next());
        }
    }

    /** Jetty puts its upgrade filter before all that are there; see docs/long-connections.md. */
    @Test
    void endpointAddedAfterTheFilterOnJetty_refusesByItself() throws InterruptedException {
        try (WebSocketRig rig =
                new WebSocketRig(Server.JETTY, Order.FILTER_FIRST, CLOCK, TestHost.of(TestHost.bearer()))) {
            Conversation conversation = rig.open(bearer(Tokens.READER));
            assertEquals("closed 1008 the credential has ended", conversation.next());
        }
    }

    @ParameterizedTest
    @CsvSource({"TOMCAT, FILTER_FIRST", "JETTY, JETTY_FILTER_DECLARED"})
    void endpointAddedAfterTheFilter_isProtected(Server server, Order order) throws InterruptedException {
        try (WebSocketRig rig = new WebSocketRig(server, order, CLOCK, TestHost.of(TestHost.bearer()))) {
            assertEquals(401, rig.open(NONE).status());
            Conversation conversation = rig.open(bearer(Tokens.READER));
            assertEquals("rita@token: hello", conversation.say("hello"));
            conversation.end();
        }
    }
}
