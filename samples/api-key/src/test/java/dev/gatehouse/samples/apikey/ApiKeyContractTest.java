package dev.gatehouse.samples.apikey;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.Map;

class ApiKeyContractTest implements MechanismContract {

    @Override
    public AuthenticationMechanismFactory factory() {
        return new ApiKeyFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("auth.api-key.keys", "robot:" + Keys.ROBOT_DIGEST);
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return TestRequest.get("/").withHeader("X-API-Key", Keys.ROBOT);
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "unknown key", TestRequest.get("/").withHeader("X-API-Key", "open-barley-for-robots"),
                "the digest instead of the key", TestRequest.get("/").withHeader("X-API-Key", Keys.ROBOT_DIGEST));
    }

    @Override
    public Map<String, TestRequest> absentRequests() {
        return Map.of("the key in another header", TestRequest.get("/").withHeader("X-Key", Keys.ROBOT));
    }
}
