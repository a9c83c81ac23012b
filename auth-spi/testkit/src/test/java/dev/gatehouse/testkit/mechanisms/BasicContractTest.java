package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

class BasicContractTest implements MechanismContract {

    private static final String PASSWORD = "pass:w\u00f6rd-1001";

    @Override
    public AuthenticationMechanismFactory factory() {
        return new BasicFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.basic.user", "demo", "auth.basic.password", PASSWORD);
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return basic("demo:" + PASSWORD);
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "wrong password", basic("demo:pass:w\u00f6rd-1002"),
                "wrong name", basic("Demo:" + PASSWORD),
                "no colon", basic("demo"),
                "empty password", basic("demo:"),
                "not base64", TestRequest.get("/").withHeader("Authorization", "Basic *not*base64*"),
                "password in the other charset",
                        TestRequest.get("/")
                                .withHeader(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(("demo:" + PASSWORD)
                                                                .getBytes(StandardCharsets.ISO_8859_1))));
    }

    @Override
    public Map<String, TestRequest> absentRequests() {
        return Map.of("a longer scheme", TestRequest.get("/").withHeader("Authorization", "Basically nothing"));
    }

    @Override
    public Set<String> secrets() {
        return Set.of(PASSWORD, "pass:w\u00f6rd-1002");
    }

    static TestRequest basic(String pair) {
        return TestRequest.get("/").withHeader("Authorization", BasicContractTest.header(pair));
    }

    static String header(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
