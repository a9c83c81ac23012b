package dev.gatehouse.jwt.dpop;

import static dev.gatehouse.jwt.dpop.DpopNonces.Worth.AGEING;
import static dev.gatehouse.jwt.dpop.DpopNonces.Worth.CURRENT;
import static dev.gatehouse.jwt.dpop.DpopNonces.Worth.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gatehouse.jwt.TestToken;
import org.junit.jupiter.api.Test;

class DpopNoncesTest {

    private static final long NOW = TestToken.NOW * 1_000;

    private final DpopNonces.Key key = DpopNonces.Key.random();
    private final DpopNonces nonces = new DpopNonces(key);

    @Test
    void nonce_isGoodInItsPeriodAndTheNext() {
        String nonce = nonces.current(NOW);
        assertEquals(CURRENT, nonces.judge(nonce, NOW));
        assertEquals(CURRENT, nonces.judge(nonce, NOW + DpopNonces.PERIOD - 1));
        assertEquals(AGEING, nonces.judge(nonce, NOW + DpopNonces.PERIOD));
        assertEquals(AGEING, nonces.judge(nonce, NOW + 2 * DpopNonces.PERIOD - 1));
        assertEquals(NONE, nonces.judge(nonce, NOW + 2 * DpopNonces.PERIOD));
    }

    @Test
    void nonceOfANodeWhoseClockIsAhead_isGood() {
        assertEquals(CURRENT, nonces.judge(nonces.current(NOW + DpopNonces.PERIOD), NOW));
        assertEquals(NONE, nonces.judge(nonces.current(NOW + 2 * DpopNonces.PERIOD), NOW));
    }

    @Test
    void nonceOfAnotherNodeWithTheSameKey_isGood() {
        assertEquals(CURRENT, nonces.judge(new DpopNonces(key).current(NOW), NOW));
        assertEquals(NONE, nonces.judge(new DpopNonces(DpopNonces.Key.random()).current(NOW), NOW));
    }

    @Test
    void whatIsNoNonce_isNone() {
        String nonce = nonces.current(NOW);
        assertEquals(NONE, nonces.judge(null, NOW));
        assertEquals(NONE, nonces.judge("", NOW));
        assertEquals(NONE, nonces.judge(nonce + "A", NOW));
        assertEquals(NONE, nonces.judge(nonce.substring(1), NOW));
        assertEquals(NONE, nonces.judge("\u0141" + nonce.substring(1), NOW));
    }

    @Test
    void nonces_differAndShowNoKey() {
        assertNotEquals(nonces.current(NOW), nonces.current(NOW + DpopNonces.PERIOD));
        assertFalse(key.toString().contains("["));
    }
}
