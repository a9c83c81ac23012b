package dev.gatehouse.cookie;

import dev.gatehouse.cookie.users.SampleUsers;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The mechanism {@code basic} with a directory in memory, and request headers. */
final class BasicFixture {

    final FakeUsers users = new FakeUsers();
    final TestMechanism mechanism = mechanism(Map.of());

    BasicFixture() {
        users.put(SampleUsers.user("demo", "correct horse", "READ", "WRITE"));
        users.put(SampleUsers.user("jörg", "päss:wörd"));
        users.put(SampleUsers.disabled(SampleUsers.user("off", "correct horse")));
    }

    TestMechanism mechanism(Map<String, String> settings) {
        BasicMechanismFactory factory = BasicMechanismFactory.withUsers(users);
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("auth.cookie.source-attempts", "1000000");
        // Both would pass in real time.
        all.putIfAbsent("auth.cookie.account-interval", "1h");
        all.putIfAbsent("auth.basic.cache-time", "10m");
        return TestMechanism.create(factory, TestContext.of(factory, all).withSessions(new FakeSessions()));
    }

    static String header(byte[] pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    static String header(String name, String password) {
        return header((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    static TestRequest request(String header) {
        return TestRequest.get("/v1/tasks").withHeader("Authorization", header);
    }

    static TestRequest request(String name, String password) {
        return request(header(name, password));
    }
}
