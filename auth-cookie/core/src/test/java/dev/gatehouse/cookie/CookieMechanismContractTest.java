package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.Sessions;
import dev.gatehouse.spi.SessionsUnavailableException;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.SessionSamples;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class CookieMechanismContractTest implements MechanismContract {

    private static final String NAME = "AUTH-SESSION";

    @TempDir
    private Path folder;

    private final Sessions sessions = LoginFixture.sessions(MovableClock.at(SessionSamples.START));
    private final String cookie = open();

    private String open() {
        try {
            return sessions.open(new Sessions.NewSession("cookie", SessionSamples.caller("demo"), null, null, null, ""))
                    .cookie()
                    .value();
        } catch (SessionsUnavailableException full) {
            throw new IllegalStateException(full);
        }
    }

    @Override
    public AuthenticationMechanismFactory factory() {
        return new CookieMechanismFactory();
    }

    @Override
    public Map<String, String> settings() {
        Path file = folder.resolve("users.properties");
        try {
            Files.writeString(
                    file, "user.demo.password=" + SampleUsers.hash("password").text());
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        return Map.of("auth.cookie.users-file", file.toString());
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withSessions(sessions);
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return TestRequest.get("/v1/tasks").withCookie(NAME, cookie);
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        TestRequest request = TestRequest.get("/v1/tasks");
        return Map.of(
                "unknown session", request.withCookie(NAME, "A".repeat(43)),
                "malformed value", request.withCookie(NAME, "nonsense"),
                "empty value", request.withCookie(NAME, ""),
                "changed value", request.withCookie(NAME, cookie.substring(1) + "_"));
    }

    @Override
    public Map<String, TestRequest> absentRequests() {
        return Map.of(
                "another cookie", TestRequest.get("/").withCookie("JSESSIONID", cookie),
                "another letter case", TestRequest.get("/").withCookie("Tasklist-Session", cookie));
    }

    @Override
    public Optional<TestMechanism> unavailableMechanism() {
        return Optional.of(TestMechanism.create(
                factory(), TestContext.of(factory(), settings()).withSessions(new FakeSessions())));
    }
}
