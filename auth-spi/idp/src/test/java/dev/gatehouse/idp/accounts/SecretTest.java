package dev.gatehouse.idp.accounts;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void toString_showsNoSecret() {
        assertFalse(Secret.of("hush-hush").toString().contains("hush-hush"));
    }
}
