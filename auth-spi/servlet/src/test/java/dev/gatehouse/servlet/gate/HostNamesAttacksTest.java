package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.gatehouse.spi.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attack 10, from the other side: names that a client invents, and what they leave behind in the audit log. */
class HostNamesAttacksTest {

    private static final HostNames OWN = new HostNames(
            List.of(HostNames.Name.parse("localhost"), HostNames.Name.parse("tasks.example.com:8443")),
            new ProbePaths(Set.of("/health")));

    private static Reason refusal(String name, String path) {
        FakeRequest request = new FakeRequest().peer("127.0.0.1").lines("Host: " + name);
        return OWN.check(request.build(), new ClientConnection.Known("127.0.0.1", false, name), path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost@evil.example",
                "localhost:80:80",
                "localhost:",
                "localhost:+80",
                "localhost:99999",
                "localhost:\u0661",
                "localhost,evil.example",
                "localhost..",
                ".localhost",
                "[localhost]",
                "[::1",
                "::1",
                "127.1",
                "0x7f.0.0.1",
                "tasks.example.com",
                "tasks.example.com:443",
                "tasks.example.com.:8444",
                "\u212Aocalhost",
                ""
            })
    void otherName_isRefused(String name) {
        Reason reason = refusal(name, "/x");
        assertNotNull(reason);
        assertEquals("request.host-unknown", reason.code());
        assertNotNull(refusal(name, "/health/"));
        assertNotNull(refusal(name, "/Health"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"admin:secret@evil.example", "eyJzZWNyZXQiOjF9.evil.example", "http://admin:secret@evil.example"
            })
    void credentialInTheName_isNotAudited(String name) {
        Reason reason = refusal(name, "/x");
        assertNotNull(reason);
        assertFalse(reason.detail().contains("secret") || reason.detail().contains("eyJ"), reason.detail());
    }
}
