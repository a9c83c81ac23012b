package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.Map;

class KeyContractTest implements MechanismContract {

    @Override
    public AuthenticationMechanismFactory factory() {
        return new KeyFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.key.value", "key-1001-1001");
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return TestRequest.get("/").withHeader("X-API-Key", "key-1001-1001");
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of("unknown key", TestRequest.get("/").withHeader("x-api-key", "key-1001-1002"));
    }
}
