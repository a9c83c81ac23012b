package dev.gatehouse.samples.clientcertificate;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestCertificate;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.util.Map;

class ClientCertificateContractTest implements MechanismContract {

    private static final TestCertificate ROBOT =
            TestCertificate.create("robot", "-ext", "san=uri:spiffe://example.com/robot");
    private static final TestCertificate STRANGER =
            TestCertificate.create("stranger", "-ext", "san=uri:spiffe://example.com/robot/2");
    private static final TestCertificate EXPIRED =
            TestCertificate.create("old-robot", "-startdate", "2025/01/01 00:00:00", "-validity", "2");
    private static final TestCertificate BOTH =
            TestCertificate.create("both", "-ext", "san=uri:spiffe://example.com/robot,dns:cron.example.com");

    @Override
    public AuthenticationMechanismFactory factory() {
        return new ClientCertificateFactory();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "auth.client-certificate.callers",
                "uri:spiffe://example.com/robot=robot, dns:cron.example.com=cron, \"subject:CN=old-robot\"=robot");
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return TestRequest.get("/").withCertificate(ROBOT.certificate());
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "unknown certificate", TestRequest.get("/").withCertificate(STRANGER.certificate()),
                "expired certificate", TestRequest.get("/").withCertificate(EXPIRED.certificate()),
                "certificate of two callers", TestRequest.get("/").withCertificate(BOTH.certificate()));
    }
}
