package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.support.json.StrictJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Kind G of the cases from the field: claims with permissions that grant nothing are logged, at most once an hour. */
class GrantlessClaimsCasesTest {

    private static final ClaimRules RULES = new ClaimRules(TestVerifier.policy().build());

    private final Logger logger = (Logger) LoggerFactory.getLogger(PermissionClaims.class);
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @BeforeEach
    void listen() {
        heard.start();
        logger.addAppender(heard);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(heard);
    }

    private ClaimMapping.Builder mapping() {
        return ClaimMapping.builder().nanos(nanos::get);
    }

    private static void map(ClaimMapping mapping, String member) {
        Map<String, Object> claims = new StrictJson(10_000).object(TestToken.bytes(TestToken.claimsAnd(member)));
        mapping.map(new VerifiedToken(TestToken.ISSUER, RULES.registered(claims), claims), "jwt");
    }

    private String heardOnce() {
        assertEquals(1, heard.list.size(), heard.list.toString());
        assertEquals(Level.WARN, heard.list.get(0).getLevel());
        String message = heard.list.get(0).getFormattedMessage();
        assertTrue(message.contains(TestToken.ISSUER), message);
        return message;
    }

    @Test
    void objectWithoutTheAsterisk_isToldWithTheRemedy() {
        ClaimMapping mapping =
                mapping().permissions("urn:zitadel:iam:org:project:roles").build();
        map(mapping, "\"urn:zitadel:iam:org:project:roles\":{\"admin\":{\"2\":\"x\"}}");
        String message = heardOnce();
        assertTrue(message.contains("urn:zitadel:iam:org:project:roles: "), message);
        assertTrue(message.contains("members admin") && message.contains("append .*"), message);
    }

    @Test
    void namesThatTheMapLacks_areToldCutAndPrintable() {
        ClaimMapping mapping = mapping()
                .permissions("roles")
                .permissionName("write:*", "WRITE")
                .build();
        map(mapping, "\"roles\":[\"a\\nb\",\"" + "x".repeat(500) + "\",\"c\",\"d\",\"e\",\"f\",\"g\"]");
        String message = heardOnce();
        assertTrue(message.contains("7 names") && message.contains("a?b") && message.contains("2 more"), message);
        assertFalse(message.contains("\n") || message.contains("x".repeat(61)) || message.contains(", g"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[1]", "[[\"WRITE\"]]", "{\"WRITE\":true}", "\"other\""})
    void otherValues_areTold(String value) {
        map(mapping().permissions("roles").permissionName("w", "WRITE").build(), "\"roles\":" + value);
        heardOnce();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"WRITE\":true}", "{\"WRITE\":{}}", "[\"WRITE\"]", "{\"WRITE\":{\"3\":\"x\"}}"})
    void rolesThatDoNotCount_areTold(String value) {
        map(mapping().permissions("roles.*").organizations(Set.of("2")).build(), "\"roles\":" + value);
        assertTrue(heardOnce().contains("organization"));
    }

    @Test
    void message_isLoggedOnceAnHour() {
        ClaimMapping mapping = mapping().permissions("roles").build();
        for (int i = 0; i < 100; i++) {
            map(mapping, "\"roles\":1");
        }
        nanos.addAndGet(Duration.ofHours(1).toNanos() - 1);
        map(mapping, "\"roles\":1");
        assertEquals(1, heard.list.size());
        nanos.addAndGet(2);
        map(mapping, "\"roles\":1");
        map(mapping, "\"roles\":1");
        assertEquals(2, heard.list.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"x\":1",
                "\"roles\":null",
                "\"roles\":[]",
                "\"roles\":\"\"",
                "\"roles\":{}",
                "\"roles\":[\"w\"]",
                "\"roles\":[\"WRITE\"]",
                "\"roles\":[\"other\",\"w\"]",
                "\"roles\":[\"other\"],\"scope\":\"openid w\"",
                "\"scope\":\"w\",\"roles\":{\"a\":1}"
            })
    void absentEmptyOrEffectiveClaims_areNotTold(String member) {
        map(
                mapping()
                        .permissions("roles")
                        .permissions("scope")
                        .permissionName("w", "WRITE")
                        .build(),
                member);
        assertEquals(List.of(), heard.list);
    }
}
