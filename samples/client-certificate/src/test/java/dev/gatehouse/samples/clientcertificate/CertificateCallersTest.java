package dev.gatehouse.samples.clientcertificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Ambiguous;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.AuthenticationResult.Rejected;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestCertificate;
import dev.gatehouse.testkit.TestContext;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateCallersTest {

    private static final TestCertificate ROBOT =
            TestCertificate.create("robot", "-ext", "san=uri:spiffe://example.com/robot,dns:Robot.example.com");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uri:spiffe://example.com/robot=robot",
                "dns:robot.EXAMPLE.com=robot",
                "\"subject:cn = robot\"=robot",
                "uri:spiffe://example.com/robot=robot, dns:robot.example.com=robot"
            })
    void nameInTheCertificate_isItsCaller(String callers) {
        Authenticated result = assertInstanceOf(Authenticated.class, answer(callers, "2026-01-01T00:00:00Z"));
        assertEquals("robot", result.caller().getName());
        assertEquals(
                ROBOT.certificate().getNotAfter().toInstant(),
                result.caller().expiry().orElseThrow());
    }

    @Test
    void digestOfTheCertificate_isItsCaller() throws Exception {
        String digest = HexFormat.of()
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(ROBOT.certificate().getEncoded()));
        assertInstanceOf(Authenticated.class, answer("sha256:" + digest + "=robot", "2026-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "uri:spiffe://example.com/Robot=robot",
                "uri:spiffe://example.com/robot/=robot",
                "dns:example.com=robot",
                "uri:robot.example.com=robot",
                "\"subject:CN=robot,O=Example\"=robot"
            })
    void otherName_isUnknown(String callers) {
        assertRejected("client-certificate.unknown", answer(callers, "2026-01-01T00:00:00Z"));
    }

    @Test
    void namesOfTwoCallers_areAmbiguous() {
        assertInstanceOf(
                Ambiguous.class,
                answer("uri:spiffe://example.com/robot=robot, dns:robot.example.com=cron", "2026-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-12-01T00:00:00Z", "2150-01-01T00:00:00Z"})
    void certificateOutOfTime_isRejected(String time) {
        assertRejected("client-certificate.out-of-time", answer("dns:robot.example.com=robot", time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "robot.example.com=robot",
                "dns:=robot",
                "dns:*.example.com=robot",
                "sha256:12=robot",
                "\"subject:robot\"=robot",
                "dns:a.example=robot, dns:A.example=cron"
            })
    void nameThatNoCertificateHas_refusesTheStart(String callers) {
        SettingException refused = assertThrows(SettingException.class, () -> answer(callers, "2026-01-01T00:00:00Z"));
        assertEquals("auth.client-certificate.callers", refused.key());
    }

    private static AuthenticationResult answer(String callers, String time) {
        TestContext context =
                TestContext.of(new ClientCertificateFactory(), Map.of("auth.client-certificate.callers", callers));
        return CertificateCallers.of(context.settings(), MovableClock.at(time))
                .authenticate(new ClientCertificate(ROBOT.certificate()));
    }

    private static void assertRejected(String code, AuthenticationResult result) {
        assertEquals(code, assertInstanceOf(Rejected.class, result).reason().code());
    }
}
