package dev.gatehouse.testkit.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyContractTest implements MechanismContract {

    @Override
    public AuthenticationMechanismFactory factory() {
        return new KeyFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.key.clients.robot.value", "key-1001-1001",
                "auth.key.clients.cart-2.value", "key-2002-2002");
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return TestRequest.get("/").withHeader("X-API-Key", "key-1001-1001");
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of("unknown key", TestRequest.get("/").withHeader("x-api-key", "key-1001-1002"));
    }

    @Test
    void keyOfEachClient_isItsCaller() {
        try (TestMechanism mechanism = TestMechanism.create(factory(), context())) {
            TestRequest request = TestRequest.get("/").withHeader("X-API-Key", "key-2002-2002");
            Authenticated result = assertInstanceOf(
                    Authenticated.class, mechanism.answer(request).orElseThrow());
            assertEquals("cart-2", result.caller().getName());
        }
    }

    @Test
    void noKey_refusesTheStart() {
        TestContext none = TestContext.of(factory(), Map.of());
        assertThrows(SettingException.class, () -> factory().create(none));
    }
}
