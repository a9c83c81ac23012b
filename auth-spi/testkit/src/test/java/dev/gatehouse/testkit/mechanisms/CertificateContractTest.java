package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestCertificate;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Duration;
import java.util.Map;

class CertificateContractTest implements MechanismContract {

    private static final TestCertificate KNOWN = TestCertificate.create("known", "-validity", "2");
    private static final TestCertificate STRANGER = TestCertificate.create("stranger", "-validity", "2");
    private static final TestCertificate EXPIRED =
            TestCertificate.create("expired", "-startdate", "-9d", "-validity", "2");

    @Override
    public AuthenticationMechanismFactory factory() {
        return new CertificateFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.certificate.known",
                CertificateMechanism.fingerprint(KNOWN.certificate()) + ","
                        + CertificateMechanism.fingerprint(EXPIRED.certificate()));
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings())
                .withClock(MovableClock.at(
                        KNOWN.certificate().getNotBefore().toInstant().plus(Duration.ofHours(1))));
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return TestRequest.get("/").withCertificate(KNOWN.certificate());
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "unknown certificate", TestRequest.get("/").withCertificate(STRANGER.certificate()),
                "expired certificate", TestRequest.get("/").withCertificate(EXPIRED.certificate()));
    }
}
