package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.CredentialSource;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServletRequestViewTest {

    private static ServletRequestView view(FakeRequest request, CredentialSource source) {
        return view(request, source, null);
    }

    private static ServletRequestView view(FakeRequest request, CredentialSource source, String publicUrl) {
        PublicAddress address = new PublicAddress(Optional.ofNullable(publicUrl).map(URI::create), List.of());
        ClientConnection.Known connection = (ClientConnection.Known) address.connection(request.build());
        return new ServletRequestView(
                request.build(), "/v1/x", connection, address, source, Set.of("x-api-key", "x-other"));
    }

    private static FakeRequest everything() {
        return new FakeRequest()
                .lines(
                        "Host: App.example:8080",
                        "Authorization: Bearer a",
                        "Proxy-Authorization: Basic b",
                        "Cookie: SID=c; OTHER=d; SID=e",
                        "X-API-Key: f",
                        "X-Other: g",
                        "DPoP: h",
                        "dpop: i");
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, [Bearer a], [], [], []",
        "key, [], [f], [], []",
        "cookie, [], [], [], '[c, e]'",
        "certificate, [], [], [], []",
        "none, [], [], [], []",
    })
    void mechanism_seesItsOwnSourceAlone(String kind, String authorization, String key, String other, String cookie) {
        CredentialSource source = switch (kind) {
            case "authorization" -> CredentialSource.authorization();
            case "key" -> CredentialSource.header("x-api-KEY");
            case "cookie" -> CredentialSource.cookie("SID");
            case "certificate" -> CredentialSource.clientCertificate();
            default -> null;
        };
        ServletRequestView view = view(everything(), source);
        assertEquals(authorization, view.headers("AUTHORIZATION").toString());
        assertEquals(key, view.headers("X-API-Key").toString());
        assertEquals(other, view.headers("X-Other").toString());
        assertEquals(cookie, view.cookies("SID").toString());
        assertEquals(List.of(), view.cookies("OTHER"));
        assertEquals(List.of(), view.cookies("sid"));
        assertEquals(List.of(), view.headers("cookie"));
        assertEquals(List.of(), view.headers("Proxy-Authorization"));
        assertEquals(List.of("h", "i"), view.headers("DPoP"));
        assertEquals(List.of(), view.headers("X-Absent"));
    }

    @Test
    void valuesOfAHeader_cannotBeChanged() {
        ServletRequestView view = view(everything(), CredentialSource.authorization());
        assertThrows(
                UnsupportedOperationException.class, () -> view.headers("DPoP").add("x"));
        assertThrows(
                UnsupportedOperationException.class,
                () -> view.headers("Authorization").add("x"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, false, http://app.example:8080/app/v1/a%20b",
                "-, true, https://app.example:8080/app/v1/a%20b",
                "https://Tasks.example/app, false, https://tasks.example/app/v1/a%20b",
                "http://tasks.example:81, true, http://tasks.example:81/app/v1/a%20b",
            })
    void externalUrl_isWhatTheClientUsed(String publicUrl, boolean secure, String url) {
        FakeRequest request = everything().uri("/app/v1/a%20b");
        assertEquals(
                url, view(secure ? request.secure() : request, null, publicUrl).externalUrl());
    }

    @Test
    void addressAndTransport_areThoseOfTheConnection() {
        ServletRequestView plain = view(everything().peer("[0:0:0:0:0:0:0:1%lo]"), null);
        assertEquals("0:0:0:0:0:0:0:1", plain.clientAddress());
        assertEquals(false, plain.secure());
        assertEquals("GET", plain.method());
        assertEquals("/v1/x", plain.path());
        assertTrue(view(everything().secure(), null).secure());
        assertTrue(view(everything(), null, "https://tasks.example").secure());
    }
}
