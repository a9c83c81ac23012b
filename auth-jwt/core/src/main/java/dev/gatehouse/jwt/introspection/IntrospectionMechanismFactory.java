package dev.gatehouse.jwt.introspection;

import dev.gatehouse.jwt.BearerContext;
import dev.gatehouse.jwt.BearerMechanism;
import dev.gatehouse.jwt.BearerSettings;
import dev.gatehouse.jwt.RevocationList;
import dev.gatehouse.jwt.TokenRevocations;
import dev.gatehouse.jwt.dpop.DpopSettings;
import dev.gatehouse.jwt.dpop.ProofOfPossession;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Stable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Creates the mechanism {@code introspection}: bearer tokens that are verified by asking their issuer (RFC 7662). It
 * can be combined with {@code jwt} in any order, because it leaves JWTs of issuers configured there to {@code jwt}. It
 * has one issuer, because an opaque token does not name its issuer. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class IntrospectionMechanismFactory implements AuthenticationMechanismFactory {

    private static final DpopSettings DPOP = DpopSettings.under("auth.introspection");

    private final @Nullable TokenRevocations revocations;

    /** For {@link java.util.ServiceLoader}. */
    public IntrospectionMechanismFactory() {
        this.revocations = null;
    }

    /**
     * For an application that revokes tokens. Pass the instance to the host; it replaces the one on the class path.
     *
     * @param revocations the revoked tokens, such as a {@link RevocationList}
     */
    public IntrospectionMechanismFactory(TokenRevocations revocations) {
        this.revocations = Objects.requireNonNull(revocations, "revocations");
    }

    @Override
    public String name() {
        return "introspection";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(IntrospectionSettings.ALL);
        settings.addAll(DPOP.all());
        settings.addAll(BearerSettings.all());
        return List.copyOf(settings);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        IntrospectionPolicy policy = IntrospectionSettings.policy(settings);
        String issuer = policy.issuerPolicy().issuer();
        ProofOfPossession possession = DPOP.start(context);
        BearerContext bearer = BearerContext.of(context);
        bearer.addIntrospected(issuer);
        Duration deadline = context.httpTimeout();
        IntrospectionEndpoint endpoint = new IntrospectionEndpoint(
                policy, bearer.http(policy.issuerPolicy(), policy.place()), bearer.clock(), deadline);
        TokenIntrospector introspector = new TokenIntrospector(
                issuer,
                context.clock(),
                new IntrospectionCalls(issuer, endpoint::ask, bearer.clock()),
                new IntrospectionRules(context.name(), policy),
                new IntrospectionCache(policy.times(), bearer.clock()),
                bearer.revocations(revocations),
                deadline);
        return BearerMechanism.of(
                context, bearer, introspector, possession, List.of(policy.issuerPolicy()), endpoint::locate);
    }
}
