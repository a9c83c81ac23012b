package dev.gatehouse.cookie.sessions;

import static dev.gatehouse.testkit.SessionSamples.START;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.SessionRecord;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.testkit.SessionSamples;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFormatTest {

    private static final String SMALL =
            "{'v':%s,'owner':'cookie','begun':'2026-01-01T00:00:00Z','ends':'2026-01-01T01:00:00Z',"
                    + "'caller':{'iss':'local','sub':'demo','kind':'person','mechanism':'cookie'}}";

    private final SessionFormat format = new SessionFormat();

    private Optional<SessionRecord> read(String text) throws Exception {
        return format.read(
                SessionSamples.id(7), 3, START, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private SessionRecord again(SessionRecord session) throws Exception {
        return format.read(session.id(), session.version(), session.lastUsed(), format.write(session))
                .orElseThrow();
    }

    @Test
    void everyPart_isKept() throws Exception {
        SessionSamples.assertSameParts(SessionSamples.full(), again(SessionSamples.full()));
    }

    @Test
    void smallestRecord_isKept() throws Exception {
        SessionRecord small = SessionSamples.session(1, "demo", null);
        SessionSamples.assertSameParts(small, again(small));
        assertTrue(format.write(small).length < 300, "bytes: " + format.write(small).length);
    }

    static IntStream readable() {
        return IntStream.rangeClosed(SessionFormat.OLDEST, SessionFormat.NEWEST);
    }

    @ParameterizedTest
    @MethodSource("readable")
    void goldenFileOfEveryReadableVersion_isRead(int version) throws Exception {
        SessionRecord expected = ofVersion(version);
        SessionSamples.assertSameParts(
                expected,
                format.read(expected.id(), expected.version(), expected.lastUsed(), golden(version))
                        .orElseThrow());
    }

    private static SessionRecord ofVersion(int version) {
        SessionRecord full = SessionSamples.full();
        if (version >= 2) {
            return full;
        }
        return new SessionRecord(
                full.id(),
                full.owner(),
                full.caller(),
                full.sid(),
                full.tenant(),
                full.begun(),
                full.lastUsed(),
                full.ends(),
                false,
                full.data(),
                full.version());
    }

    @Test
    void newestVersion_isWrittenLikeItsGoldenFile() throws Exception {
        // Sets are not ordered, so this compares a record with one member in each set.
        byte[] golden = golden(SessionFormat.NEWEST);
        SessionRecord read = format.read(SessionSamples.id(7), 0, START, golden).orElseThrow();
        assertEquals(golden.length, format.write(read).length);
        assertTrue(new String(format.write(read), StandardCharsets.UTF_8).startsWith("{\"v\":" + SessionFormat.NEWEST));
    }

    @Test
    void previousVersion_isRead() {
        assertTrue(SessionFormat.OLDEST < SessionFormat.NEWEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "2147483647"})
    void newerVersion_isUnavailable(String version) {
        assertThrows(SessionsUnavailableException.class, () -> read(String.format(SMALL, version)));
        // The rest may be anything in a newer release.
        assertThrows(SessionsUnavailableException.class, () -> read("{'v':" + version + ",'x':1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "{'v':'1'}",
                "{'v':0}",
                "{'v':-1}",
                "{'v':1.0}",
                "{'v':99999999999}",
                "{'v':1}",
                "{'owner':'cookie','v':1}",
                "{'v':1,'v':1}"
            })
    void malformedRecord_isIgnored(String text) throws Exception {
        assertEquals(Optional.empty(), read(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'owner':'cookie'|'owner':7",
                "'owner':'cookie'|'owner':null",
                "'owner':'cookie',|",
                "'owner':'cookie'|'owner':'cookie','owner':'cookie'",
                "'owner':'cookie'|'owner':'cookie','more':1",
                "2026-01-01T00:00:00Z|yesterday",
                "'owner':'cookie'|'owner':'cookie','lasting':false",
                "'owner':'cookie'|'owner':'cookie','lasting':'true'",
                "'v':2,'owner':'cookie'|'v':1,'owner':'cookie','lasting':true",
                "'iss':'local'|'iss':''",
                "'iss':'local',|",
                "'sub':'demo',|",
                "'kind':'person'|'kind':'PERSON'",
                "'kind':'person',|",
                "'kind':'person'|'kind':'person','admin':true",
                "'kind':'person'|'kind':'person','permissions':'WRITE'",
                "'kind':'person'|'kind':'person','permissions':['WRITE',1]",
                "'kind':'person'|'kind':'person','permissions':['WRITE','WRITE']",
                "'kind':'person'|'kind':'person','claims':[]",
                "'kind':'person'|'kind':'person','claims':{'a':1,'a':2}",
                "}}|}",
                "}}|}}}",
                "}}|}} {}"
            })
    void invalidRecord_isIgnored(String change) throws Exception {
        String good = String.format(SMALL, SessionFormat.NEWEST);
        assertTrue(read(good).isPresent());
        int bar = change.indexOf('|');
        String flawed = good.replace(change.substring(0, bar), change.substring(bar + 1));
        assertFalse(flawed.equals(good));
        assertEquals(Optional.empty(), read(flawed));
    }

    @Test
    void corruptBytes_neverYieldAnotherUser() throws Exception {
        byte[] good = format.write(SessionSamples.session(1, "demo", null));
        for (int i = 0; i < good.length; i++) {
            assertEquals(Optional.empty(), format.read(SessionSamples.id(1), 0, START, Arrays.copyOf(good, i)));
        }
        byte[] binary = good.clone();
        binary[good.length / 2] = (byte) 0xff;
        assertEquals(Optional.empty(), format.read(SessionSamples.id(1), 0, START, binary));
    }

    @Test
    void deepClaims_areRefused() throws Exception {
        String deep = "[".repeat(100) + "]".repeat(100);
        assertEquals(
                Optional.empty(),
                read(String.format(SMALL, 1).replace("'kind'", "'claims':{'a':" + deep + "},'kind'")));
    }

    @Test
    void unsupportedClaim_isRefusedOnWrite() {
        for (Object value : List.of(URI.create("x:y"), Double.NaN, new Object(), Map.of(1, 2))) {
            assertThrows(IllegalArgumentException.class, () -> format.write(withClaim(value)), value.toString());
        }
        assertThrows(IllegalArgumentException.class, () -> format.write(withClaim("x".repeat(1024 * 1024))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"half \ud83d", "half \ud83d pair", "\ude00", "\ude00\ud83d"})
    void unpairedSurrogate_isKeptOrRefused(String half) throws Exception {
        SessionRecord session = withClaim(half);
        try {
            format.write(session);
        } catch (IllegalArgumentException refused) {
            return;
        }
        assertEquals(half, again(session).caller().claims().get("claim"));
    }

    @Test
    void nullClaims_areKept() throws Exception {
        SessionRecord session = withClaim(Collections.singletonMap("inner", null));
        assertEquals(session.caller().claims(), again(session).caller().claims());
    }

    private static SessionRecord withClaim(Object value) {
        SessionRecord session = SessionSamples.session(1, "demo", null);
        Caller caller =
                session.caller().toBuilder().claims(Map.of("claim", value)).build();
        return session.with(caller, "");
    }

    private static byte[] golden(int version) throws IOException {
        try (InputStream in = SessionFormatTest.class.getResourceAsStream("/session-format/v" + version + ".json")) {
            return new String(Objects.requireNonNull(in, "no golden file").readAllBytes(), StandardCharsets.UTF_8)
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
