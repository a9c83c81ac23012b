package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSourceTest {

    @Test
    void headers_areExplicitAndTheRestIsAmbient() {
        assertTrue(CredentialSource.authorization().explicit());
        assertTrue(CredentialSource.header("X-API-Key").explicit());
        assertFalse(CredentialSource.cookie("S").explicit());
        assertFalse(CredentialSource.clientCertificate().explicit());
    }

    @Test
    void headerNames_areEqualInAnyCaseAndCookieNamesAreNot() {
        CredentialSource key = CredentialSource.header("X-API-Key");
        assertEquals(key, CredentialSource.header("x-api-key"));
        assertEquals(key.hashCode(), CredentialSource.header("x-api-key").hashCode());
        assertNotEquals(CredentialSource.cookie("S"), CredentialSource.cookie("s"));
        assertEquals(CredentialSource.cookie("S"), CredentialSource.cookie("S"));
    }

    @Test
    void sameNameInAnotherPlace_isAnotherSource() {
        assertNotEquals(CredentialSource.header("S"), CredentialSource.cookie("S"));
        assertNotEquals(CredentialSource.authorization(), CredentialSource.clientCertificate());
        assertEquals(CredentialSource.authorization(), CredentialSource.authorization());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "AUTHORIZATION",
                "Cookie",
                "cookie",
                "Proxy-Authorization",
                "Host",
                "Origin",
                "Content-Type",
                "Content-Length",
                "Forwarded",
                "Connection",
                "Upgrade",
                "Referer",
                "TE",
                "X-Forwarded-For",
                "x-forwarded-host",
                "Sec-Fetch-Site"
            })
    void headerWithAnotherMeaning_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> CredentialSource.header(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:b", "a\r\nb", "\u00fc", "a;b", "a=b", "\u212aey"})
    void nameThatIsNoToken_isRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> CredentialSource.header(name));
        assertThrows(IllegalArgumentException.class, () -> CredentialSource.cookie(name));
    }

    @Test
    void severalHeaders_areOneExplicitSourceInAnyOrder() {
        CredentialSource source = CredentialSource.headers("Signature", "Signature-Input");
        assertEquals(CredentialSource.Kind.HEADER, source.kind());
        assertTrue(source.explicit());
        assertEquals("Signature", source.name());
        assertEquals(List.of("Signature", "Signature-Input"), source.names());
        assertEquals(source, CredentialSource.headers("SIGNATURE-INPUT", "signature"));
        assertEquals(
                source.hashCode(),
                CredentialSource.headers("SIGNATURE-INPUT", "signature").hashCode());
        assertNotEquals(source, CredentialSource.headers("Signature", "Signature-Inputs"));
        assertNotEquals(source, CredentialSource.header("Signature"));
        assertEquals(CredentialSource.header("X-API-Key"), CredentialSource.headers("x-api-key"));
        assertEquals(List.of("S"), CredentialSource.cookie("S").names());
        assertEquals("the headers Signature, Signature-Input", source.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Signature", "SIGNATURE", "Cookie", "Sec-Fetch-Site", "", "a b", "a,b"})
    void severalHeadersWithOneThatIsImpossible_areRefused(String other) {
        assertThrows(IllegalArgumentException.class, () -> CredentialSource.headers("Signature", other));
    }

    @Test
    void toString_namesThePlace() {
        assertEquals(
                "the Authorization header", CredentialSource.authorization().toString());
        assertEquals(
                "the header X-API-Key", CredentialSource.header("X-API-Key").toString());
        assertEquals("the cookie S", CredentialSource.cookie("S").toString());
        assertEquals(
                "the client certificate", CredentialSource.clientCertificate().toString());
    }
}
