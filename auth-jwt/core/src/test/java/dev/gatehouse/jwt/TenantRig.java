package dev.gatehouse.jwt;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The mechanism {@code jwt} with a template as its issuer and a file of keys. */
final class TenantRig implements AutoCloseable {

    static final String HOST = "https://login.microsoftonline.com/";
    static final String TEMPLATE = HOST + "{tenantid}/v2.0";
    static final String FIRST = "11111111-2222-4333-8444-55555555abcd";
    static final String SECOND = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeee0123";
    static final String CONSUMERS = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private final TestMechanism mechanism;

    private TenantRig(TestMechanism mechanism) {
        this.mechanism = mechanism;
    }

    static TenantRig open(Path folder, TestKey key, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("auth.jwt.issuer", TEMPLATE);
        settings.put("auth.jwt.audience", TestToken.AUDIENCE);
        settings.put("auth.jwt.jwks-file", keys(folder, key));
        settings.putAll(more);
        settings.values().removeIf(String::isEmpty);
        JwtMechanismFactory factory = new JwtMechanismFactory();
        MovableClock clock = MovableClock.at(Instant.ofEpochSecond(TestToken.NOW));
        return new TenantRig(
                TestMechanism.create(factory, TestContext.of(factory, settings).withClock(clock)));
    }

    static String keys(Path folder, TestKey key) {
        try {
            Path file = Files.createTempFile(folder, "keys", ".json");
            Files.write(file, TestIssuer.jwks(key));
            return file.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String iss(String tenant) {
        return HOST + tenant + "/v2.0";
    }

    /** The claims of a token of an issuer. */
    static String claims(String iss, String tidMember) {
        String claims = TestToken.claims(TestToken.ISSUER, iss);
        return tidMember.isEmpty() ? claims : claims.substring(0, claims.length() - 1) + ",\"tid\":" + tidMember + "}";
    }

    AuthenticationResult answer(TestKey key, String payload) {
        String token = TestToken.of(key).algorithm("ES256").payload(payload).compact();
        return mechanism
                .answer(TestRequest.get("/").withHeader("Authorization", "Bearer " + token))
                .orElseThrow();
    }

    /** The outcome in a word: the issuer of the caller, or the reason's code. */
    String outcome(TestKey key, String payload) {
        AuthenticationResult result = answer(key, payload);
        if (result instanceof AuthenticationResult.Authenticated good) {
            Caller caller = good.caller();
            return caller.issuer();
        }
        if (result instanceof AuthenticationResult.Rejected bad) {
            return bad.reason().code();
        }
        return result instanceof AuthenticationResult.NotMine ? "not mine" : result.toString();
    }

    TestMechanism mechanism() {
        return mechanism;
    }

    @Override
    public void close() {
        mechanism.close();
    }
}
