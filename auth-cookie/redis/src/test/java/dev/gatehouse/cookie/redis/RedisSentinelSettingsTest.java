package dev.gatehouse.cookie.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class RedisSentinelSettingsTest {

    private static final String PREFIX = "auth.sessions.redis.";
    private static final Map<String, String> SENTINELS =
            Map.of(PREFIX + "sentinels", "sentinel-1.example, sentinel-2.example:5000", PREFIX + "sentinel-master", "m");

    private final RedisSessionsFactory factory = new RedisSessionsFactory();

    private RedisConfig config(Map<String, String> settings) {
        return RedisConfig.of(TestContext.of(factory, settings).settings());
    }

    private void assertRefused(String key, String remedy, Map<String, String> settings) {
        SettingException refused = assertThrows(SettingException.class, () -> config(settings), remedy);
        assertEquals(PREFIX + key, refused.key());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(remedy), message);
        assertFalse(message.contains("geheim"), message);
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(PREFIX + key, value);
        return changed;
    }

    @Test
    void sentinels_areEncryptedAndWaitForOneReplica() {
        RedisConfig config = config(SENTINELS);
        RedisSentinels sentinels = (RedisSentinels) config.address();
        assertEquals(
                List.of(new HostAndPort("sentinel-1.example", 26_379), new HostAndPort("sentinel-2.example", 5000)),
                sentinels.sentinels());
        assertTrue(sentinels.tls());
        assertEquals(1, config.replicas());
        assertEquals(0, config(with(SENTINELS, "wait-for-replicas", "0")).replicas());
    }

    @Test
    void singleServer_waitsForNone() {
        Map<String, String> single = Map.of(PREFIX + "url", "redis://localhost");
        assertEquals(0, config(single).replicas());
        assertEquals(2, config(with(single, "wait-for-replicas", "2")).replicas());
    }

    @Test
    void addressesInBrackets_areIpv6() {
        assertEquals(
                List.of(new HostAndPort("::1", 26_379), new HostAndPort("2001:db8::1", 7)),
                RedisSentinels.parse("[::1], [2001:db8::1]:7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "redis://host:26379",
        "host:0",
        "host:65536",
        "host:",
        "host,",
        "a b",
        "::1",
        "host:1,host:1",
        "host,host:26379",
        "ann:geheim@host:1",
        "host/geheim"
    })
    void invalidAddresses_areRefusedWithoutRepeatingThem(String text) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> RedisSentinels.parse(text));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("expected"), refused.getMessage());
        assertFalse(String.valueOf(refused.getMessage()).contains("geheim"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "sentinels, url, redis://localhost, one of the two",
        "sentinels, sentinel-tls, off, auth.sessions.redis.allow-plaintext",
        "sentinel-user, sentinel-user, ann, auth.sessions.redis.sentinel-password",
        "sentinel-master, sentinel-master, a b, letters",
        "wait-for-replicas, wait-for-replicas, 11, integer",
    })
    void invalidSetting_isRefused(String refused, String key, String value, String remedy) {
        assertRefused(refused, remedy, with(SENTINELS, key, value));
    }

    @Test
    void missingMaster_isRefused() {
        assertRefused("sentinel-master", "", Map.of(PREFIX + "sentinels", "localhost"));
    }

    @ParameterizedTest
    @CsvSource({"sentinel-master, m", "sentinel-tls, off", "sentinel-user, ann", "sentinel-password, geheim"})
    void settingOfSentinelsWithoutThem_isRefused(String key, String value) {
        assertRefused(key, PREFIX + "sentinels", with(Map.of(PREFIX + "url", "redis://localhost"), key, value));
    }

    @Test
    void plaintextInATrustedNetwork_isAllowedBySetting() {
        Map<String, String> settings = with(with(SENTINELS, "sentinel-tls", "off"), "allow-plaintext", "on");
        RedisSentinels sentinels = (RedisSentinels) config(settings).address();
        assertFalse(sentinels.refuses(new HostAndPort("192.0.2.1", 6379)));
    }

    @Test
    void configuration_showsNoPassword() {
        String text = config(with(with(SENTINELS, "sentinel-password", "geheim"), "password", "geheim"))
                .toString();
        assertTrue(text.contains("sentinel-1.example"), text);
        assertFalse(text.contains("geheim"), text);
    }
}
