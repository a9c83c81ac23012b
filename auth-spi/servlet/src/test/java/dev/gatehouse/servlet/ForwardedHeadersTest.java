package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gatehouse.servlet.gate.AddressRange;
import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.FakeRequest;
import dev.gatehouse.servlet.gate.PublicAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedHeadersTest {

    private static final String PROXY = "10.0.0.1";

    private static ClientConnection read(String peer, String lines) {
        List<AddressRange> trusted =
                Stream.of("10.0.0.0/8", "::1").map(AddressRange::parse).toList();
        FakeRequest request = new FakeRequest().peer(peer).lines("Host: inner:8080");
        request.lines(lines.isEmpty() ? new String[0] : lines.split("\\|"));
        return new PublicAddress(Optional.empty(), trusted).connection(request.build());
    }

    private static ClientConnection.Known known(String peer, String lines) {
        return assertInstanceOf(ClientConnection.Known.class, read(peer, lines), () -> "unreadable: " + lines);
    }

    @ParameterizedTest
    @CsvSource({
        // what the proxy says
        "'', 10.0.0.1, false, inner:8080",
        "X-Forwarded-For: 192.0.2.7, 192.0.2.7, false, inner:8080",
        "x-forwarded-for: 192.0.2.7:4711, 192.0.2.7, false, inner:8080",
        "X-Forwarded-For: 2001:db8::7, 2001:db8::7, false, inner:8080",
        "X-Forwarded-For: [2001:db8::7]:4711, 2001:db8::7, false, inner:8080",
        "X-Forwarded-For: 192.0.2.7|X-Forwarded-Proto: https, 192.0.2.7, true, inner:8080",
        "X-Forwarded-Proto: HTTPS, 10.0.0.1, true, inner:8080",
        "X-Forwarded-Proto: http, 10.0.0.1, false, inner:8080",
        "X-Forwarded-Host: app.example, 10.0.0.1, false, app.example",
        "X-Forwarded-Host: app.example:8443, 10.0.0.1, false, app.example:8443",
        "Forwarded: for=192.0.2.7, 192.0.2.7, false, inner:8080",
        "Forwarded: For=192.0.2.7;proto=https;HOST=app.example;by=10.0.0.1, 192.0.2.7, true, app.example",
        "Forwarded: for=\"[2001:db8::7]:4711\", 2001:db8::7, false, inner:8080",
        // what clients put before it proves nothing
        "'X-Forwarded-For: 6.6.6.6, 192.0.2.7', 192.0.2.7, false, inner:8080",
        "'X-Forwarded-For: 127.0.0.1, 192.0.2.7', 192.0.2.7, false, inner:8080",
        "'X-Forwarded-For: 10.9.9.9, 192.0.2.7, 10.0.0.2', 192.0.2.7, false, inner:8080",
        "'X-Forwarded-For: rubbish, 192.0.2.7', 192.0.2.7, false, inner:8080",
        "X-Forwarded-For: 6.6.6.6|X-Forwarded-For: 192.0.2.7, 192.0.2.7, false, inner:8080",
        "'Forwarded: for=6.6.6.6;proto=https;host=evil, for=192.0.2.7;proto=http;host=app', 192.0.2.7, false, app",
        "'X-Forwarded-For: 6.6.6.6, 192.0.2.7|X-Forwarded-Proto: https, http', 192.0.2.7, false, inner:8080",
        "'X-Forwarded-For: 6.6.6.6, 192.0.2.7|X-Forwarded-Host: evil, app', 192.0.2.7, false, app",
        // a chain of our own proxies alone
        "'X-Forwarded-For: 10.1.1.1, 10.0.0.2', 10.1.1.1, false, inner:8080",
        // names with an underscore are other headers
        "X_Forwarded_For: 6.6.6.6|X_Forwarded_Proto: https, 10.0.0.1, false, inner:8080",
    })
    void trustedProxy_isBelieved(String lines, String address, boolean secure, String authority) {
        assertEquals(new ClientConnection.Known(address, secure, authority), known(PROXY, lines));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For:",
                "X-Forwarded-For: localhost",
                "X-Forwarded-For: 192.0.2.7,",
                "X-Forwarded-For: 192.0.2",
                "X-Forwarded-For: 192.0.2.07",
                "X-Forwarded-For: 192.0.2.7 192.0.2.8",
                "X-Forwarded-For: 3221225991",
                "X-Forwarded-For: 2001:db8::7%eth0",
                "X-Forwarded-For: [2001:db8::7",
                "X-Forwarded-For: 192.0.2.7, _hidden",
                "X-Forwarded-Proto: gopher",
                "X-Forwarded-Proto: http, https",
                "X-Forwarded-For: 192.0.2.7|X-Forwarded-Proto: http, https",
                "X-Forwarded-Host: app.example/x",
                "X-Forwarded-Host: app.example\" x",
                "X-Forwarded-Host: a@b",
                "X-Forwarded-Host: one.example, two.example",
                "Forwarded:",
                "Forwarded: for",
                "Forwarded: for=",
                "Forwarded: for=\"192.0.2.7",
                "Forwarded: for=192.0.2.7\"",
                "Forwarded: for=\"192.0.2.7\\\"",
                "Forwarded: for=192.0.2.7;;proto=https",
                "Forwarded: for=192.0.2.7;proto",
                "Forwarded: for=192.0.2.7;for=192.0.2.8",
                "Forwarded: for=192.0.2.7;proto=http;Proto=https",
                "Forwarded: for=192.0.2.7;host=a b",
                "Forwarded: for=192.0.2.7|X-Forwarded-Proto: https",
                "Forwarded: for=192.0.2.7|X-Forwarded-Host: app",
            })
    void unreadableWordsOfATrustedProxy_areNotTakenForAbsent(String lines) {
        assertInstanceOf(ClientConnection.Unreadable.class, read(PROXY, lines));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, X-Forwarded-For: 6.6.6.6",
        "192.0.2.7, X-Forwarded-For: rubbish",
        "192.0.2.7, X-Forwarded-Proto: https|X-Forwarded-Host: evil.example",
        "192.0.2.7, Forwarded: for=127.0.0.1;proto=https;host=evil.example",
        "11.0.0.1, X-Forwarded-For: 6.6.6.6",
        "::2, X-Forwarded-For: 6.6.6.6",
    })
    void untrustedPeer_isNotBelieved(String peer, String lines) {
        assertEquals(new ClientConnection.Known(peer, false, "inner:8080"), known(peer, lines));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]", "0:0:0:0:0:0:0:1", "[0:0:0:0:0:0:0:1%0]", "::ffff:10.1.2.3"})
    void peerInAnySpelling_isRecognised(String peer) {
        assertEquals("192.0.2.7", known(peer, "X-Forwarded-For: 192.0.2.7").address());
    }

    @Test
    void noProxy_isTrustedByDefault() {
        FakeRequest request =
                new FakeRequest().lines("Host: a", "X-Forwarded-For: 6.6.6.6", "X-Forwarded-Proto: https");
        PublicAddress address = new PublicAddress(Optional.empty(), List.of());
        assertEquals(new ClientConnection.Known("127.0.0.1", false, "a"), address.connection(request.build()));
    }

    @Test
    void overHttp_unreadableIs400AndSpoofedIsAudited() throws IOException {
        Map<String, String> behindProxy = Map.of("auth.trusted-proxies", "127.0.0.1");
        try (HttpRig rig = HttpRig.start(TestHost.of(behindProxy, TestHost.bearer()))) {
            rig.get("/x", Tokens.bearer(Tokens.READER), "X-Forwarded-For: nonsense")
                    .assertProblem(400);
            assertEquals("request.forwarded-malformed", rig.reason());
            rig.get("/x", Tokens.bearer(Tokens.READER), "X-Forwarded-For: 192.0.2.7", "Forwarded: for=192.0.2.8")
                    .assertProblem(400);
            assertEquals("request.forwarded-twice", rig.reason());
            rig.get("/x", "X-Forwarded-For: 6.6.6.6, 192.0.2.7").assertProblem(401);
            assertEquals("192.0.2.7", rig.decision().clientAddress());
        }
        try (HttpRig rig = HttpRig.start(TestHost.of(TestHost.bearer()))) {
            rig.get("/x", "X-Forwarded-For: 6.6.6.6").assertProblem(401);
            assertEquals("127.0.0.1", rig.decision().clientAddress());
        }
    }
}
