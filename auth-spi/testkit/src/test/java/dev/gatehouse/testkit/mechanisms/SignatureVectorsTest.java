package dev.gatehouse.testkit.mechanisms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.CredentialSource;
import dev.gatehouse.testkit.TestRequest;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test mechanisms compute the values that the specifications publish. */
class SignatureVectorsTest {

    private static final String AWS_TIME = "20150830T123600Z";
    private static final String AWS_SCOPE = "20150830/us-east-1/service/aws4_request";
    private static final String AWS_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /** From the test suite for Signature Version 4. */
    @ParameterizedTest
    @CsvSource({
        "GET,'',5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST,'',5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
        "GET,Param2=value2&Param1=value1,b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
    })
    void aws_signsAsInTheTestSuite(String method, String query, String signature) {
        TestRequest request = TestRequest.of(method, "/")
                .withUrl("https://example.amazonaws.com/")
                .withRawQuery(query)
                .withHeader("X-Amz-Date", AWS_TIME);
        String canonical = AwsRequest.of(
                        "SignedHeaders=host;x-amz-date", request.seenBy(CredentialSource.authorization()))
                .with(ByteBuffer.allocate(0))
                .canonical("host;x-amz-date");
        assertNotNull(canonical);
        assertEquals(signature, Digests.hex(AwsSignature.sign(AWS_KEY, AWS_TIME, AWS_SCOPE, canonical)));
    }

    /** RFC 9421 appendix B.2.6. */
    @Test
    void messageSignature_verifiesTheExampleOfTheRfc() throws Exception {
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getDecoder().decode("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=")));
        TestRequest request = TestRequest.post("/foo")
                .withUrl("https://example.com/foo")
                .withRawQuery("param=Value&Pet=dog")
                .withHeader("Date", "Tue, 20 Apr 2021 02:07:55 GMT")
                .withHeader("Content-Type", "application/json")
                .withHeader("Content-Length", "18")
                .withHeader(
                        "Signature-Input",
                        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                                + ";created=1618884473;keyid=\"test-key-ed25519\"");
        String base = SignedMessage.of(request.seenBy(CredentialSource.headers("Signature", "Signature-Input")))
                .base();
        assertNotNull(base);
        byte[] signature = Base64.getDecoder()
                .decode("wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==");
        assertTrue(MessageSignatureMechanism.isSigned(key, base, signature));
        assertFalse(MessageSignatureMechanism.isSigned(key, base + " ", signature));
    }

    /** The example of GitHub's documentation. */
    @Test
    void github_signsAsInItsDocumentation() {
        byte[] mac = Digests.hmac(
                "It's a Secret to Everybody".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Digests.utf8("Hello, World!"));
        assertEquals("757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17", Digests.hex(mac));
    }
}
