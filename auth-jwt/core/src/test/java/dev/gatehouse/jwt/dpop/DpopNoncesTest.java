package dev.gatehouse.jwt.dpop;

import static dev.gatehouse.jwt.dpop.DpopNonces.Freshness.AGEING;
import static dev.gatehouse.jwt.dpop.DpopNonces.Freshness.CURRENT;
import static dev.gatehouse.jwt.dpop.DpopNonces.Freshness.INVALID;
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
        assertEquals(CURRENT, nonces.verify(nonce, NOW));
        assertEquals(CURRENT, nonces.verify(nonce, NOW + DpopNonces.PERIOD - 1));
        assertEquals(AGEING, nonces.verify(nonce, NOW + DpopNonces.PERIOD));
        assertEquals(AGEING, nonces.verify(nonce, NOW + 2 * DpopNonces.PERIOD - 1));
        assertEquals(INVALID, nonces.verify(nonce, NOW + 2 * DpopNonces.PERIOD));
    }

    @Test
    void nonceOfANodeWhoseClockIsAhead_isGood() {
        assertEquals(CURRENT, nonces.verify(nonces.current(NOW + DpopNonces.PERIOD), NOW));
        assertEquals(INVALID, nonces.verify(nonces.current(NOW + 2 * DpopNonces.PERIOD), NOW));
    }

    @Test
    void nonceOfAnotherNodeWithTheSameKey_isGood() {
        assertEquals(CURRENT, nonces.verify(new DpopNonces(key).current(NOW), NOW));
        assertEquals(INVALID, nonces.verify(new DpopNonces(DpopNonces.Key.random()).current(NOW), NOW));
    }

    @Test
    void otherStrings_areInvalid() {
        String nonce = nonces.current(NOW);
        assertEquals(INVALID, nonces.verify(null, NOW));
        assertEquals(INVALID, nonces.verify("", NOW));
        assertEquals(INVALID, nonces.verify(nonce + "A", NOW));
        assertEquals(INVALID, nonces.verify(nonce.substring(1), NOW));
        assertEquals(INVALID, nonces.verify("\u0141" + nonce.substring(1), NOW));
    }

    @Test
    void nonces_differAndShowNoKey() {
        assertNotEquals(nonces.current(NOW), nonces.current(NOW + DpopNonces.PERIOD));
        assertFalse(key.toString().contains("["));
    }
}
