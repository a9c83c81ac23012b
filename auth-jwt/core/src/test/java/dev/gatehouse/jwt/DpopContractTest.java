package dev.gatehouse.jwt;

import dev.gatehouse.idp.tokens.DpopProof;
import dev.gatehouse.idp.tokens.SigningKey;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.MovableClock;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class DpopContractTest implements MechanismContract {

    private static final SigningKey CLIENT = SigningKey.generate("ES256");
    private static final String TOKEN = DpopRig.token("\"jkt\":\"" + CLIENT.thumbprint() + "\"");
    private static final Instant NOW = Instant.ofEpochSecond(TestToken.NOW);

    @TempDir
    Path folder;

    /** The client's address is read while the authenticator runs, and only for tokens with an unknown key. */
    @Override
    public Set<Class<?>> guardedTypes() {
        return Set.of(RequestView.class);
    }

    @Override
    public AuthenticationMechanismFactory factory() {
        return new JwtMechanismFactory();
    }

    @Override
    public Map<String, String> settings() {
        return DpopRig.settings(folder, "auth.jwt.dpop", "required");
    }

    @Override
    public TestContext context() {
        return TestContext.of(factory(), settings()).withClock(MovableClock.at(NOW));
    }

    private static DpopProof proof() {
        return DpopProof.of(CLIENT, "GET", DpopRig.URL).forToken(TOKEN).issuedAt(NOW);
    }

    @Override
    public TestRequest goodRequest(TestMechanism mechanism) {
        return DpopRig.request("DPoP " + TOKEN, proof().serialize());
    }

    @Override
    public Map<String, TestRequest> badRequests() {
        return Map.of(
                "without a proof", DpopRig.request("DPoP " + TOKEN),
                "with an old proof",
                        DpopRig.request(
                                "DPoP " + TOKEN,
                                proof().issuedAt(NOW.minusSeconds(90)).serialize()),
                "as a bearer token", DpopRig.request("Bearer " + TOKEN, proof().serialize()),
                "unbound as a bearer token", DpopRig.request("Bearer " + DpopRig.unboundToken()),
                "unbound with a proof",
                        DpopRig.request(
                                "DPoP " + DpopRig.unboundToken(),
                                proof().forToken(DpopRig.unboundToken()).serialize()));
    }
}
