package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.gate.AddressRange;
import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.FakeRequest;
import dev.gatehouse.servlet.gate.ForwardingHeaders;
import dev.gatehouse.servlet.gate.PublicAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on kind O of the cases from the field: what clients put into forwarding headers to be taken for others. */
class ForwardedAttacksTest {

    private static ClientConnection read(String peer, String lines) {
        FakeRequest request =
                new FakeRequest().peer(peer).lines("Host: inner:8080").lines(lines.split("\\|"));
        List<AddressRange> trusted = List.of(AddressRange.parse("10.0.0.0/8"));
        return new PublicAddress(Optional.empty(), trusted, ForwardingHeaders.AGREEING, false)
                .connection(request.build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                // a client inserts one dialect at a proxy that sets the other
                "Forwarded: for=6.6.6.6|X-Forwarded-For: 1.2.3.4 > request.forwarded-twice",
                "Forwarded: for=1.2.3.4;proto=http|X-Forwarded-For: 1.2.3.4|X-Forwarded-Proto: https"
                        + " > request.forwarded-twice",
                "Forwarded: for=1.2.3.4;proto=https|X-Forwarded-For: 1.2.3.4|X-Forwarded-Proto: http"
                        + " > request.forwarded-twice",
                "Forwarded: for=1.2.3.4;host=evil.example|X-Forwarded-For: 1.2.3.4|X-Forwarded-Host: a.example"
                        + " > request.forwarded-twice",
                "Forwarded: for=1.2.3.4;host=a.example:8443|X-Forwarded-For: 1.2.3.4|X-Forwarded-Host: a.example"
                        + " > request.forwarded-twice",
                "Forwarded: for=1.2.3.4;host=a.example.evil.example|X-Forwarded-For: 1.2.3.4"
                        + "|X-Forwarded-Host: a.example > request.forwarded-twice",
                // to hide its address behind the proxy's
                "Forwarded: for=unknown|X-Forwarded-For: 1.2.3.4 > request.forwarded-twice",
                "Forwarded: for=_hidden|X-Forwarded-For: 1.2.3.4 > request.forwarded-twice",
                "Forwarded: by=10.0.0.1|X-Forwarded-For: 1.2.3.4 > request.forwarded-twice",
                "Forwarded: for=1.2.3.4|X-Forwarded-For: unknown > request.forwarded-twice",
                "Forwarded: for=1.2.3.4|X-Forwarded-Proto: https > request.forwarded-twice",
                // to be taken for a proxy of ours
                "Forwarded: for=10.9.9.9|X-Forwarded-For: 1.2.3.4, 10.9.9.9 > request.forwarded-twice",
                "Forwarded: for=1.2.3.4, for=10.9.9.9|X-Forwarded-For: 10.9.9.9 > request.forwarded-twice",
                // an open quote swallows what the proxy appends
                "Forwarded: x=\", for=1.2.3.4;proto=http > request.forwarded-malformed",
                "Forwarded: x=\", for=\"[2001:db8::1]\";proto=http > request.forwarded-malformed",
                "Forwarded: x=\"\\, for=\"1.2.3.4:80\" > request.forwarded-malformed",
                "Forwarded: for=6.6.6.6;x=\"|Forwarded: for=1.2.3.4 > request.forwarded-malformed",
                // nodes that are none
                "Forwarded: for=\"\" > request.forwarded-malformed",
                "Forwarded: for=localhost > request.forwarded-malformed",
                "Forwarded: for=unknown.example > request.forwarded-malformed",
                "Forwarded: for=\"_a b\" > request.forwarded-malformed",
                "Forwarded: for=_ > request.forwarded-malformed",
                "Forwarded: for=\"[::1]evil\" > request.forwarded-malformed",
                "Forwarded: for=\"1.2.3.4:evil\" > request.forwarded-malformed",
                "Forwarded: for=\"1.2.3.4:123456\" > request.forwarded-malformed",
                "Forwarded: for=0x7f.1 > request.forwarded-malformed",
                "X-Forwarded-For: _hidden > request.forwarded-malformed",
                "X-Forwarded-For: unknown 1.2.3.4 > request.forwarded-malformed",
                // protocols and hosts that are none
                "Forwarded: proto=httpss > request.forwarded-malformed",
                "Forwarded: proto= > request.forwarded-malformed",
                "Forwarded: host= > request.forwarded-malformed",
                "Forwarded: host=\"evil.example/path\" > request.forwarded-malformed",
                "Forwarded: host=\"user@a.example\" > request.forwarded-malformed",
                "Forwarded: host=\"a.example\\\\\" > request.forwarded-malformed",
                "X-Forwarded-Proto: https;http > request.forwarded-malformed",
                "X-Forwarded-Proto: http|X-Forwarded-Proto: https > request.forwarded-malformed",
                "X-Forwarded-Host: a.example|X-Forwarded-Host: evil.example > request.forwarded-malformed",
                "Forwarded: for=1.2.3.4;proto=https;proto=http > request.forwarded-malformed",
            })
    void whatClientsInsert_isRefused(String lines, String reason) {
        ClientConnection.Unreadable unreadable =
                assertInstanceOf(ClientConnection.Unreadable.class, read("10.0.0.1", lines), lines);
        assertEquals(reason, unreadable.reason().code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Forwarded: for=127.0.0.1;proto=https;host=evil, for=1.2.3.4 > 1.2.3.4 > false > inner:8080",
                "Forwarded: for=10.0.0.1;proto=https;host=evil, for=unknown > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=127.0.0.1;proto=https, for=unknown;proto=http > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=127.0.0.1;host=evil, proto=http > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=127.0.0.1;proto=https|Forwarded: for=_x, for=10.0.0.9 > 10.0.0.9 > false > inner:8080",
                "X-Forwarded-For: 127.0.0.1, unknown > 10.0.0.1 > false > inner:8080",
                "X-Forwarded-For: 6.6.6.6, 1.2.3.4|X-Forwarded-Host: evil, a > 1.2.3.4 > false > a",
            })
    void whatStandsLeftOfTheDecidingHop_countsForNothing(String lines, String address, boolean secure, String at) {
        assertEquals(new ClientConnection.Known(address, secure, at), read("10.0.0.1", lines), lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Forwarded: for=127.0.0.1;proto=https;host=evil.example",
                "Forwarded: for=unknown;proto=https",
                "Forwarded: for=1.1.1.1|X-Forwarded-For: 2.2.2.2",
                "Forwarded: for=1.1.1.1;proto=https;host=a|X-Forwarded-For: 1.1.1.1|X-Forwarded-Proto: https"
                        + "|X-Forwarded-Host: a",
                "Forwarded: rubbish",
            })
    void strangers_areNotRead(String lines) {
        assertEquals(new ClientConnection.Known("6.6.6.6", false, "inner:8080"), read("6.6.6.6", lines));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Forwarded: for=6.6.6.6;proto=https|X-Forwarded-For: 1.2.3.4 > 400 > request.forwarded-twice",
                "Forwarded: for=1.2.3.4|X-Forwarded-For: 1.2.3.4|X-Forwarded-Proto: https > 403 > transport.insecure",
                "Forwarded: proto=https|X-Forwarded-For: 1.2.3.4 > 400 > request.forwarded-twice",
                "Forwarded: for=1.2.3.4;proto=https|X-Forwarded-For: 1.2.3.4|Host: a > 403 > transport.insecure",
                "Forwarded: for=x;proto=https > 400 > request.forwarded-malformed",
            })
    void overHttp_areRefusedWithTheirReason(String lines, int status, String reason) throws IOException {
        Map<String, String> settings = Map.of("auth.trusted-proxies", "127.0.0.1", "auth.require-tls", "on");
        try (HttpRig rig = HttpRig.start(TestHost.of(settings, TestHost.bearer()))) {
            String[] headers = (lines + "|" + Tokens.bearer(Tokens.READER)).split("\\|");
            rig.get("/x", headers).assertProblem(status);
            String detail = rig.decisions.next().reason().toString();
            assertTrue(detail.contains(reason), detail);
        }
    }
}
