package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestCertificate;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class CertificateContractTest implements MechanismContract {

    private static TestCertificate known;
    private static TestCertificate stranger;
    private static TestCertificate expired;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) {
        known = TestCertificate.create(folder, "known", "-validity", "2");
        stranger = TestCertificate.create(folder, "stranger", "-validity", "2");
        expired = TestCertificate.create(folder, "expired", "-startdate", "-9d", "-validity", "2");
    }

    @Override
    public AuthenticationMechanismFactory factory() {
        return new CertificateFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.certificate.known",
                CertificateMechanism.fingerprint(known.certificate()) + ","
                        + CertificateMechanism.fingerprint(expired.certificate()));
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings())
                .withClock(MovableClock.at(
                        known.certificate().getNotBefore().toInstant().plus(Duration.ofHours(1))));
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return TestRequest.get("/").withCertificate(known.certificate());
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "unknown certificate", TestRequest.get("/").withCertificate(stranger.certificate()),
                "expired certificate", TestRequest.get("/").withCertificate(expired.certificate()));
    }
}
