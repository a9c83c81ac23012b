package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.gate.AddressRange;
import dev.gatehouse.servlet.gate.ClientConnection;
import dev.gatehouse.servlet.gate.FakeRequest;
import dev.gatehouse.servlet.gate.ForwardingHeaders;
import dev.gatehouse.servlet.gate.PublicAddress;
import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.servlet.http.RawHttp;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kind O of the cases from the field: forwarding headers as routers and proxies send them. The peer is a trusted proxy
 * unless a case says otherwise.
 */
class ForwardedCasesTest {

    private static final String OPENSHIFT = "Forwarded: for=1.2.3.4;host=a.example;proto=https|X-Forwarded-For: 1.2.3.4"
            + "|X-Forwarded-Host: a.example|X-Forwarded-Port: 443|X-Forwarded-Proto: https";

    private static ClientConnection read(ForwardingHeaders counted, String lines) {
        List<AddressRange> trusted = Stream.of("10.0.0.0/8", "2001:db8:ffff::/48")
                .map(AddressRange::parse)
                .toList();
        FakeRequest request =
                new FakeRequest().peer("10.0.0.1").lines("Host: inner:8080").lines(lines.split("\\|"));
        return new PublicAddress(Optional.empty(), trusted, counted, false).connection(request.build());
    }

    private static void assertKnown(
            ForwardingHeaders counted, String lines, String address, boolean secure, String at) {
        assertEquals(new ClientConnection.Known(address, secure, at), read(counted, lines), lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                OPENSHIFT + " > 1.2.3.4 > true > a.example",
                // spellings of the same
                "Forwarded: for=\"[2001:db8::1]\";proto=HTTPS;host=A.example:443|X-Forwarded-For: 2001:DB8:0::1"
                        + "|X-Forwarded-Proto: https|X-Forwarded-Host: a.Example > 2001:db8::1 > true > A.example:443",
                "Forwarded: for=\"1.2.3.4:5678\";proto=http;host=a.example|X-Forwarded-For: 1.2.3.4"
                        + "|X-Forwarded-Proto: http|X-Forwarded-Host: a.example:80 > 1.2.3.4 > false > a.example",
                "Forwarded: for=\"[::ffff:1.2.3.4]\"|X-Forwarded-For: 1.2.3.4 > ::ffff:1.2.3.4 > false > inner:8080",
                "Forwarded: for=1.2.3.4|X-Forwarded-For: 1.2.3.4 > 1.2.3.4 > false > inner:8080",
                "Forwarded: proto=https|X-Forwarded-Proto: https > 10.0.0.1 > true > inner:8080",
                "Forwarded: host=a.example|X-Forwarded-Host: a.example > 10.0.0.1 > false > a.example",
                // several hops, of which the same one decides
                "Forwarded: for=6.6.6.6;proto=http, for=1.2.3.4;proto=https|X-Forwarded-For: 6.6.6.6, 1.2.3.4"
                        + "|X-Forwarded-Proto: http, https > 1.2.3.4 > true > inner:8080",
                "Forwarded: for=1.2.3.4;proto=https|Forwarded: for=10.0.0.9;proto=http"
                        + "|X-Forwarded-For: 1.2.3.4|X-Forwarded-For: 10.0.0.9|X-Forwarded-Proto: https"
                        + " > 1.2.3.4 > true > inner:8080",
                // what stands further out may differ
                "Forwarded: for=9.9.9.9, for=1.2.3.4|X-Forwarded-For: 6.6.6.6, 5.5.5.5, 1.2.3.4"
                        + " > 1.2.3.4 > false > inner:8080",
                // what one of them alone says does not count
                "Forwarded: for=1.2.3.4|X-Forwarded-For: 1.2.3.4|X-Forwarded-Proto: https"
                        + " > 1.2.3.4 > false > inner:8080",
                "Forwarded: for=1.2.3.4;proto=https|X-Forwarded-For: 1.2.3.4 > 1.2.3.4 > false > inner:8080",
                "Forwarded: for=1.2.3.4;host=a.example|X-Forwarded-For: 1.2.3.4 > 1.2.3.4 > false > inner:8080",
                "Forwarded: for=1.2.3.4;proto=https|X-Forwarded-For: 1.2.3.4|X-Forwarded-Proto: https"
                        + "|X-Forwarded-Host: a.example > 1.2.3.4 > true > inner:8080",
                "Forwarded: by=10.0.0.1|X-Forwarded-Proto: https > 10.0.0.1 > false > inner:8080",
                // hops that hide themselves in both
                "Forwarded: for=unknown;proto=https|X-Forwarded-For: unknown|X-Forwarded-Proto: https"
                        + " > 10.0.0.1 > true > inner:8080",
            })
    void bothDialects_countWhereTheyAgree(String lines, String address, boolean secure, String authority) {
        assertKnown(ForwardingHeaders.AGREEING, lines, address, secure, authority);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "Forwarded: for=unknown > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=_hidden > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=\"_hidden:_port\" > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=\"unknown:4711\" > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=Unknown > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=_SEVKISEK.1-x > 10.0.0.1 > false > inner:8080",
                "Forwarded: proto=https > 10.0.0.1 > true > inner:8080",
                "Forwarded: proto=https;host=a.example > 10.0.0.1 > true > a.example",
                "Forwarded: by=10.0.0.1 > 10.0.0.1 > false > inner:8080",
                "Forwarded: for=unknown;proto=https;host=a.example > 10.0.0.1 > true > a.example",
                // the nearest known hop is the source
                "Forwarded: for=unknown;proto=https;host=a.example, for=10.0.0.9 > 10.0.0.9 > true > a.example",
                "Forwarded: for=6.6.6.6;proto=http, for=unknown;proto=https, for=10.0.0.9;proto=http"
                        + " > 10.0.0.9 > true > inner:8080",
                "Forwarded: for=6.6.6.6, proto=https > 10.0.0.1 > true > inner:8080",
                "Forwarded: for=unknown, for=1.2.3.4;proto=https > 1.2.3.4 > true > inner:8080",
                "Forwarded: for=_a|Forwarded: for=\"[2001:db8:ffff::7]:_x\" > 2001:db8:ffff::7 > false > inner:8080",
                // Squid says so when it hides its clients
                "X-Forwarded-For: unknown > 10.0.0.1 > false > inner:8080",
                "X-Forwarded-For: 6.6.6.6, unknown, 10.0.0.9|X-Forwarded-Proto: https > 10.0.0.9 > true > inner:8080",
            })
    void hopThatHidesItself_endsTheWalk(String lines, String address, boolean secure, String authority) {
        assertKnown(ForwardingHeaders.AGREEING, lines, address, secure, authority);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                // older routers of OpenShift
                "Forwarded: for=1.2.3.4;host=a.example;proto=https;proto-version= > 1.2.3.4 > true > a.example",
                "Forwarded: for=1.2.3.4;secret=\"a,b;for=6.6.6.6\";proto=https > 1.2.3.4 > true > inner:8080",
                "Forwarded: for=1.2.3.4;secret=\"a\\\"b\" > 1.2.3.4 > false > inner:8080",
                "Forwarded: for=\"1.2.3\\.4\" > 1.2.3.4 > false > inner:8080",
                "Forwarded: For=\"[2001:DB8::7]:4711\";PROTO=Https;HOST=\"a.example:8443\""
                        + " > 2001:DB8::7 > true > a.example:8443",
                "Forwarded: for=1.2.3.4;host=\"[2001:db8::1]:8443\" > 1.2.3.4 > false > [2001:db8::1]:8443",
                // read by nobody, so they change nothing
                "X-Forwarded-Proto: https|X-Forwarded-Port: 8443|X-Forwarded-Prefix: /evil|X-Forwarded-Server: evil"
                        + "|X-Real-IP: 6.6.6.6|X-Forwarded-Ssl: off > 10.0.0.1 > true > inner:8080",
                "X-Forwarded-Port: 443 > 10.0.0.1 > false > inner:8080",
                "X-Forwarded-Proto: HtTpS > 10.0.0.1 > true > inner:8080",
                "X-Forwarded-For: 6.6.6.6, [2001:db8::7]:4711, [2001:db8:ffff::1]:1|X-Forwarded-Host: evil, a, b"
                        + " > 2001:db8::7 > false > a",
            })
    void oneDialect_isReadInEverySpelling(String lines, String address, boolean secure, String authority) {
        assertKnown(ForwardingHeaders.AGREEING, lines, address, secure, authority);
    }

    @Test
    void settingNamesTheDialect_theOtherIsNotRead() {
        String both = "Forwarded: for=1.1.1.1;proto=https;host=one.example"
                + "|X-Forwarded-For: 2.2.2.2|X-Forwarded-Proto: http|X-Forwarded-Host: two.example";
        assertKnown(ForwardingHeaders.FORWARDED, both, "1.1.1.1", true, "one.example");
        assertKnown(ForwardingHeaders.X_FORWARDED, both, "2.2.2.2", false, "two.example");
        assertKnown(ForwardingHeaders.FORWARDED, "X-Forwarded-For: rubbish", "10.0.0.1", false, "inner:8080");
        assertKnown(ForwardingHeaders.X_FORWARDED, "Forwarded: rubbish", "10.0.0.1", false, "inner:8080");
    }

    @Test
    void disagreement_isToldWithBothValues() {
        ClientConnection read = read(
                ForwardingHeaders.AGREEING,
                "Forwarded: for=1.2.3.4;proto=https|X-Forwarded-For: 1.2.3.4|X-Forwarded-Proto: http");
        String detail = assertInstanceOf(ClientConnection.Unreadable.class, read)
                .reason()
                .detail();
        assertTrue(detail.contains("https") && detail.contains("http"), detail);
        assertTrue(detail.contains("auth.forwarding-headers"), detail);
    }

    @Test
    void overHttp_openShiftWorksAndTheSettingDecides() throws IOException {
        String[] lines = Stream.concat(Stream.of(OPENSHIFT.split("\\|")), Stream.of(Tokens.bearer(Tokens.READER)))
                .toArray(String[]::new);
        Map<String, String> settings =
                Map.of("auth.trusted-proxies", "127.0.0.1", "auth.require-tls", "on", "auth.audit", "all");
        try (HttpRig rig = HttpRig.start(TestHost.of(settings, TestHost.bearer()))) {
            assertEquals(200, rig.get("/x", lines).status());
            assertEquals("max-age=31536000", rig.get("/x", lines).header("Strict-Transport-Security"));
        }
        Map<String, String> standard = Map.of(
                "auth.trusted-proxies", "127.0.0.1", "auth.require-tls", "on", "auth.forwarding-headers", "forwarded");
        try (HttpRig rig = HttpRig.start(TestHost.of(standard, TestHost.bearer()))) {
            rig.get("/x", "X-Forwarded-Proto: https", Tokens.bearer(Tokens.READER))
                    .assertProblem(403);
            Answer good =
                    rig.get("/x", "Forwarded: proto=https", "X-Forwarded-Proto: http", Tokens.bearer(Tokens.READER));
            assertEquals(200, good.status());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"forwarded", "x-forwarded", "agreeing", "X-Forwarded"})
    void dialects_areSettings(String value) {
        TestHost.of(Map.of("auth.forwarding-headers", value), TestHost.bearer())
                .start()
                .close();
    }

    @Test
    void anotherDialect_refusesTheStart() {
        Gatehouse.Builder builder = TestHost.of(Map.of("auth.forwarding-headers", "both"), TestHost.bearer());
        assertTrue(assertThrows(SettingException.class, builder::start)
                .getMessage()
                .contains("one of agreeing, forwarded, x-forwarded"));
    }

    @Test
    void absentHeaders_leaveTheConnectionAsItIs() throws IOException {
        try (HttpRig rig = HttpRig.start(TestHost.of(Map.of("auth.trusted-proxies", "127.0.0.1"), TestHost.bearer()))) {
            assertEquals(401, RawHttp.get(rig.port(), "/x").status());
            assertEquals("127.0.0.1", rig.decision().clientAddress());
        }
    }
}
