package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attack: names of people that equal those of another directory. */
class DirectoriesTest {

    /** A mechanism whose callers have the name in the header, at an issuer. */
    private static FakeMechanism named(String name, String header, String issuer) {
        return FakeMechanism.header(name, header)
                .answering(credential -> AuthenticationResult.authenticated(Caller.builder(issuer, "subject")
                        .name(credential.value())
                        .build()));
    }

    private static String prefix(String text) {
        return text.equals("-") ? "" : text;
    }

    @ParameterizedTest
    @CsvSource({"-, -", "a:, a:", "a:, a:b:", "a:b:, a:"})
    void directoriesWhoseNamesCouldBeEqual_refuseTheStart(String one, String other) {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> TestHost.of(
                                named("one", "X-One", "one").directory("https://one.example.com", prefix(one)),
                                named("other", "X-Other", "other")
                                        .directory("https://other.example.com", prefix(other)))
                        .start());
        assertEquals("auth.mechanisms", refused.key());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("https://one.example.com"), message);
        assertTrue(message.contains("https://other.example.com") && message.contains("name-prefix"), message);
    }

    @ParameterizedTest
    @CsvSource({"-, a:", "a:, -", "a:, b:", "a:b:, a:c:"})
    void directoriesWithNamesApart_start(String one, String other) {
        TestHost.of(
                        named("one", "X-One", "one").directory("one", prefix(one)),
                        named("other", "X-Other", "other").directory("other", prefix(other)))
                .start()
                .close();
    }

    @Test
    void oneDirectoryOfTwoMechanisms_starts() {
        TestHost.of(
                        named("one", "X-One", "local").directory("local", ""),
                        named("other", "X-Other", "local").directory("local", ""))
                .start()
                .close();
        SettingException refused = assertThrows(
                SettingException.class,
                () -> TestHost.of(
                                named("one", "X-One", "x").directory("x", ""),
                                named("other", "X-Other", "x").directory("x", "x:"))
                        .start());
        assertTrue(String.valueOf(refused.getMessage()).contains("two prefixes"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "X-Local, jane, 200",
        "X-Local, corp, 200",
        "X-Local, xcorp:jane, 200",
        "X-Local, CORP:jane, 200",
        "X-Local, corp:jane, 401",
        "X-Local, corp:, 401",
        "X-Local, part:corp:jane, 401",
        "X-Corp, corp:jane, 200",
        "X-Corp, corp:part:jane, 200",
        "X-Corp, jane, 401",
        "X-Corp, Corp:jane, 401",
        "X-Corp, part:jane, 401",
        "X-Tenant, part:jane, 200",
        "X-Tenant, corp:jane, 401",
        "X-Other, jane, 200",
        "X-Other, corp:jane, 401",
        "X-Other, part:jane, 401"
    })
    void nameOfAnotherDirectory_isRefused(String header, String name, int status) throws IOException {
        Gatehouse.Builder host = TestHost.of(
                Map.of(),
                named("users", "X-Local", Caller.LOCAL_ISSUER).directory(Caller.LOCAL_ISSUER, ""),
                named("corp", "X-Corp", "https://corp.example.com").directory("https://corp.example.com", "corp:"),
                // One directory stands for the issuers of all tenants.
                named("tenants", "X-Tenant", "https://login.example.com/1")
                        .directory("https://login.example.com/*", "part:"),
                named("programs", "X-Other", "https://programs.example.com"));
        try (HttpRig rig = HttpRig.start(host)) {
            Answer answer = rig.get("/", header + ": " + name);
            assertEquals(status, answer.status());
            if (status != 200) {
                assertEquals("caller.name", rig.reason());
            }
        }
    }

    @Test
    void oneDirectory_mayHaveAnyName() throws IOException {
        Gatehouse.Builder host = TestHost.of(
                named("corp", "X-Corp", "corp").directory("corp", "corp:"), named("programs", "X-Other", "other"));
        try (HttpRig rig = HttpRig.start(host)) {
            assertEquals(200, rig.get("/", "X-Other: corp:jane").status());
        }
    }
}
