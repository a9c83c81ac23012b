package dev.gatehouse.samples.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.spi.Caller;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {

    @Test
    void eachKey_isItsOwnCaller() {
        ApiKeys keys = keys("robot:" + Keys.ROBOT_DIGEST + ", cron:" + Keys.CRON_DIGEST, Map.of());
        assertEquals("robot", caller(keys, Keys.ROBOT).getName());
        assertEquals("cron", caller(keys, Keys.CRON).getName());
        assertEquals(Caller.Kind.CLIENT, caller(keys, Keys.CRON).kind());
        assertEquals(Set.of("READ"), caller(keys, Keys.CRON).permissions());
    }

    @Test
    void twoKeysOfOneName_areOneCaller() {
        ApiKeys keys = keys("robot:" + Keys.ROBOT_DIGEST + ",robot:" + Keys.CRON_DIGEST, Map.of());
        assertEquals(caller(keys, Keys.ROBOT), caller(keys, Keys.CRON));
    }

    @Test
    void digestInUpperCase_isUnderstood() {
        ApiKeys keys = keys("robot:" + Keys.ROBOT_DIGEST.toUpperCase(Locale.ROOT), Map.of());
        assertEquals("robot", caller(keys, Keys.ROBOT).getName());
    }

    @Test
    void nameWithColon_endsAtTheLastOne() {
        ApiKeys keys = keys("team:robot:" + Keys.ROBOT_DIGEST, Map.of());
        assertEquals("team:robot", caller(keys, Keys.ROBOT).getName());
    }

    @Test
    void configuredPermissions_areThoseOfTheCaller() {
        ApiKeys keys = keys("robot:" + Keys.ROBOT_DIGEST, Map.of("auth.api-key.permissions", "READ, WRITE"));
        assertEquals(Set.of("READ", "WRITE"), caller(keys, Keys.ROBOT).permissions());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "open-sesame-for-robot", "open-sesame-for-robots ", "OPEN-SESAME-FOR-ROBOTS", "robot"})
    void anyOtherKey_isRejectedAsUnknown(String key) {
        ApiKeys keys = keys("robot:" + Keys.ROBOT_DIGEST, Map.of());
        AuthenticationResult result = keys.authenticate(new ApiKey(List.of(key)));
        assertTrue(
                result instanceof Rejected rejected && rejected.reason().code().equals("api-key.unknown"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "robot",
                "robot:",
                "robot:open-sesame-for-robots",
                ":" + Keys.ROBOT_DIGEST,
                Keys.ROBOT_DIGEST,
                "robot:x" + Keys.ROBOT_DIGEST
            })
    void keyWithoutNameOrDigest_refusesTheStartAndIsNotShown(String text) {
        SettingException refused = assertThrows(SettingException.class, () -> keys(text, Map.of()));
        assertEquals("auth.api-key.keys", refused.key());
        assertFalse(refused.getMessage().contains("open-sesame"), refused.getMessage());
    }

    private static ApiKeys keys(String keys, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("auth.api-key.keys", keys);
        return ApiKeys.of(TestContext.of(new ApiKeyFactory(), settings).settings());
    }

    private static Caller caller(ApiKeys keys, String key) {
        AuthenticationResult result = keys.authenticate(new ApiKey(List.of(key)));
        if (result instanceof Authenticated good) {
            return good.caller();
        }
        throw new AssertionError("not authenticated: " + result);
    }
}
