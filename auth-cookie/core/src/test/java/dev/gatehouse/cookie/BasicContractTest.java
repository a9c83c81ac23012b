package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class BasicContractTest implements MechanismContract {

    @TempDir
    private Path folder;

    @Override
    public AuthenticationMechanismFactory factory() {
        return new BasicMechanismFactory();
    }

    @Override
    public Map<String, String> settings() {
        Path file = folder.resolve("users.properties");
        try {
            Files.writeString(
                    file,
                    "user.demo.password=" + SampleUsers.hash("correct horse").text());
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.cookie.users-file", file.toString());
        settings.put("auth.cookie.account-attempts", "1000");
        settings.put("auth.cookie.account-total-attempts", "1000000");
        settings.put("auth.cookie.source-attempts", "1000000");
        // No request may wait for its turn, which can take two seconds.
        settings.put("auth.cookie.hash-concurrency", "64");
        return settings;
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withSessions(new FakeSessions());
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return BasicFixture.request("demo", "correct horse");
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "wrong password", BasicFixture.request("demo", "wrong"),
                "unknown user", BasicFixture.request("nobody", "correct horse"),
                "no password", BasicFixture.request("demo", ""),
                "no colon", BasicFixture.request("Basic ZGVtbw=="),
                "no base64", BasicFixture.request("Basic nonsense!"));
    }

    @Override
    public Map<String, TestRequest> absentRequests() {
        return Map.of("another scheme", BasicFixture.request("Digest username=demo"));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(
                "correct horse", BasicFixture.header("demo", "correct horse").substring(6));
    }

    @Override
    public Optional<TestMechanism> unavailableMechanism() {
        FakeUsers down = new FakeUsers();
        down.down(true);
        BasicMechanismFactory factory = BasicMechanismFactory.withUsers(down);
        return Optional.of(
                TestMechanism.create(factory, TestContext.of(factory, Map.of()).withSessions(new FakeSessions())));
    }
}
