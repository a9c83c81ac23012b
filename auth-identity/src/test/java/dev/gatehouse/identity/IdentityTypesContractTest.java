package dev.gatehouse.identity;

import dev.gatehouse.idp.tokens.TokenSpec;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.RequestView;
import dev.gatehouse.testkit.MechanismContract;
import dev.gatehouse.testkit.TestContext;
import dev.gatehouse.testkit.TestMechanism;
import dev.gatehouse.testkit.TestRequest;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The contract of the mechanism for each type of provider, while the Identity service is asked for everything. */
class IdentityTypesContractTest {

    private static final Map<IdentityType, IdentityRig> RIGS = new HashMap<>();

    @BeforeAll
    static void start() {
        for (IdentityType type : IdentityType.values()) {
            IdentityRig rig = new IdentityRig(type);
            rig.settings.put("auth.identity.permissions-from", "service");
            rig.settings.put("auth.identity.groups-from", "service");
            rig.settings.put("auth.identity.tenants-from", "service");
            rig.settings.put("auth.identity.authorizations-from", "service");
            RIGS.put(type, rig);
        }
    }

    @AfterAll
    static void stop() {
        RIGS.values().forEach(IdentityRig::close);
        RIGS.clear();
    }

    private interface TypeContract extends MechanismContract {

        IdentityType type();

        default IdentityRig rig() {
            return RIGS.get(type());
        }

        /** The client's address is read while the authenticator runs, and only for tokens with an unknown key. */
        @Override
        default Set<Class<?>> guardedTypes() {
            return Set.of(RequestView.class);
        }

        @Override
        default AuthenticationMechanismFactory factory() {
            return new IdentityMechanismFactory();
        }

        @Override
        default Map<String, String> settings() {
            return rig().settings;
        }

        @Override
        default TestContext context() {
            return TestContext.of(factory(), settings()).withClock(Clock.systemUTC());
        }

        @Override
        default TestRequest goodRequest(TestMechanism mechanism) {
            Keys.awaitKeys(() -> mechanism.mechanism().health());
            return bearer(rig().client(type()));
        }

        @Override
        default Map<String, TestRequest> badRequests() {
            return Map.of(
                    "expired", bearer(rig().client(type()).expired()),
                    "for another audience", bearer(rig().client(type()).audience("other-api")),
                    "bound to a key", bearer(rig().client(type()).claim("cnf", Map.of("jkt", "x"))),
                    "unsigned", bearer(rig().client(type()).unsigned()));
        }

        @Override
        default Map<String, TestRequest> foreignRequests() {
            return Map.of("of another issuer", bearer(rig().client(type()).claim("iss", "https://other.example.com")));
        }

        @Override
        default Optional<TestMechanism> unavailableMechanism() {
            Map<String, String> settings = new HashMap<>(settings());
            // Nothing listens there.
            settings.put("auth.identity.service.url", "http://127.0.0.1:1");
            TestMechanism mechanism = TestMechanism.create(
                    factory(), TestContext.of(factory(), settings).withClock(Clock.systemUTC()));
            Keys.await(() -> mechanism.mechanism().health());
            return Optional.of(mechanism);
        }

        private static TestRequest bearer(TokenSpec token) {
            return TestRequest.get("/").withHeader("Authorization", "Bearer " + token.serialize());
        }
    }

    @Nested
    class Keycloak implements TypeContract {
        @Override
        public IdentityType type() {
            return IdentityType.KEYCLOAK;
        }
    }

    @Nested
    class Generic implements TypeContract {
        @Override
        public IdentityType type() {
            return IdentityType.GENERIC;
        }
    }

    @Nested
    class Entra implements TypeContract {
        @Override
        public IdentityType type() {
            return IdentityType.ENTRA;
        }
    }

    @Nested
    class Auth0 implements TypeContract {
        @Override
        public IdentityType type() {
            return IdentityType.AUTH0;
        }
    }

    @Nested
    class Okta implements TypeContract {
        @Override
        public IdentityType type() {
            return IdentityType.OKTA;
        }
    }
}
