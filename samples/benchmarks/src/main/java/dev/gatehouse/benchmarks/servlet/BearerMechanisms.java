package dev.gatehouse.benchmarks.servlet;

import dev.gatehouse.benchmarks.token.BenchmarkKey;
import dev.gatehouse.benchmarks.token.TokenShape;
import dev.gatehouse.cookie.CookieMechanismFactory;
import dev.gatehouse.cookie.sessions.MemorySessionsFactory;
import dev.gatehouse.cookie.users.Users;
import dev.gatehouse.identity.IdentityMechanismFactory;
import dev.gatehouse.jwt.JwtMechanismFactory;
import dev.gatehouse.jwt.introspection.IntrospectionMechanismFactory;
import dev.gatehouse.servlet.Gatehouse;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.Credential;
import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.testkit.TestContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mechanisms of a configuration such as {@code identity,jwt,cookie}, with tokens for {@code jwt}: behind the whole
 * filter, or the mechanisms for bearer tokens alone, asked in order as the host asks them.
 */
public final class BearerMechanisms {

    private static final String ELSEWHERE = "http://localhost:9/realm";
    private static final List<AuthenticationMechanismFactory> FACTORIES =
            List.of(new IdentityMechanismFactory(), new JwtMechanismFactory(), new IntrospectionMechanismFactory());

    private final List<AuthenticationMechanism<?>> mechanisms;

    private BearerMechanisms(List<AuthenticationMechanism<?>> mechanisms) {
        this.mechanisms = mechanisms;
    }

    /**
     * Starts the host with these mechanisms, in this order, separated by {@code +}: JMH separates the values of a
     * parameter by commas.
     */
    public static Gatehouse host(BenchmarkKey key, String order) {
        Map<String, String> settings = new LinkedHashMap<>(settings(key, order));
        settings.put("auth.mechanisms", order.replace('+', ','));
        settings.put("auth.sessions", "memory");
        Gatehouse.Builder builder = Gatehouse.builder().withoutEnvironment().settings(settings);
        FACTORIES.forEach(builder::mechanism);
        return builder.mechanism(CookieMechanismFactory.withUsers(Users.of(List.of())))
                .sessions(new MemorySessionsFactory())
                .start();
    }

    /** Starts those of these mechanisms that take bearer tokens. */
    public static BearerMechanisms start(BenchmarkKey key, String order) {
        List<Setting<?>> declared = new ArrayList<>();
        for (AuthenticationMechanismFactory factory : FACTORIES) {
            for (Setting<?> setting : factory.settings()) {
                if (declared.stream().noneMatch(known -> known.key().equals(setting.key()))) {
                    declared.add(setting);
                }
            }
        }
        TestContext context =
                TestContext.of("bearer", declared, settings(key, order)).withClock(Clock.systemUTC());
        List<AuthenticationMechanism<?>> mechanisms = new ArrayList<>();
        for (String name : order.split("\\+")) {
            for (AuthenticationMechanismFactory factory : FACTORIES) {
                if (factory.name().equals(name)) {
                    mechanisms.add(factory.create(context));
                }
            }
        }
        mechanisms.forEach(AuthenticationMechanism::start);
        return new BearerMechanisms(mechanisms);
    }

    private static Map<String, String> settings(BenchmarkKey key, String order) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("auth.jwt.issuer", TokenShape.ISSUER);
        settings.put("auth.jwt.audience", TokenShape.AUDIENCE);
        settings.put("auth.jwt.algorithms", key.algorithm());
        settings.put("auth.jwt.permissions-claims", "permissions." + TokenShape.AUDIENCE);
        settings.put("auth.jwt.jwks-file", key.jwks().toString());
        if (order.contains("identity")) {
            // Nothing answers there; its keys are never needed.
            settings.put("auth.identity.issuer", ELSEWHERE);
            settings.put("auth.identity.audience", TokenShape.AUDIENCE);
        }
        if (order.contains("introspection")) {
            settings.put("auth.introspection.issuer", ELSEWHERE + "/opaque");
            settings.put("auth.introspection.endpoint", ELSEWHERE + "/introspect");
            settings.put("auth.introspection.client-id", "benchmark");
            settings.put("auth.introspection.client-secret", "benchmark");
            settings.put("auth.introspection.audience", TokenShape.AUDIENCE);
        }
        return settings;
    }

    /** Returns the answer to an {@code Authorization} header. The shared extractor runs once, as in the host. */
    public AuthenticationResult answer(String authorization) {
        HandView view = new HandView(authorization);
        CredentialExtractor<?> shared = null;
        Credential credential = null;
        AuthenticationResult result = AuthenticationResult.notMine();
        for (AuthenticationMechanism<?> mechanism : mechanisms) {
            if (mechanism.extractor() != shared) {
                shared = mechanism.extractor();
                credential = shared.extract(view).orElse(null);
            }
            if (credential != null) {
                result = answer(mechanism, credential);
                if (!(result instanceof AuthenticationResult.NotMine)) {
                    return result;
                }
            }
        }
        return result;
    }

    // One extractor has one credential type.
    @SuppressWarnings("unchecked")
    private static <C extends Credential> AuthenticationResult answer(
            AuthenticationMechanism<C> mechanism, Credential credential) {
        return mechanism.authenticator().authenticate((C) credential);
    }

    /** Stops the mechanisms. */
    public void close() {
        mechanisms.forEach(AuthenticationMechanism::close);
    }
}
