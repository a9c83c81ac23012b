package dev.gatehouse.jwt;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.support.http.BoundedHttp;
import dev.gatehouse.support.retry.BackgroundThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the mechanism {@code introspection}: bearer tokens that only their issuer understands, which is asked about them (RFC 7662). It goes together with {@code jwt} in
 * any order: signed JWTs of issuers that are configured there are not its own. There is one issuer, since an opaque token does not say whose it is. Thread-safe.
 */
public final class IntrospectionMechanismFactory implements AuthenticationMechanismFactory {

    private static final DpopSettings DPOP = DpopSettings.under("auth.introspection");

    private final @Nullable TokenRevocations revocations;

    /** For {@link java.util.ServiceLoader}. */
    public IntrospectionMechanismFactory() {
        this.revocations = null;
    }

    /**
     * For an application that revokes tokens; to be given to the host in place of the one on the class path.
     *
     * @param revocations what knows of revoked tokens, such as a {@link RevocationList}
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
        return List.copyOf(settings);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        IntrospectionPolicy policy = IntrospectionSettings.policy(settings);
        Path file = settings.find(IntrospectionSettings.REVOCATIONS_FILE).orElse(null);
        String issuer = policy.demands().issuer();
        ProofOfPossession possession = DPOP.start(context);
        BackgroundThreads background = Background.threads();
        KeyClock clock = KeyClock.system(background);
        RevocationCheck check;
        try {
            check = VerifierAssembly.revocations(revocations, file, Set.of(issuer), clock, background);
        } catch (IllegalArgumentException unusable) {
            background.close();
            throw settings.refuse(IntrospectionSettings.REVOCATIONS_FILE, String.valueOf(unusable.getMessage()));
        }
        Duration deadline = context.httpTimeout();
        BoundedHttp http = new BoundedHttp(background.workers(), context.httpConnectTimeout(), deadline);
        IntrospectionEndpoint endpoint = new IntrospectionEndpoint(policy, http, clock, deadline);
        endpoint.locate();
        TokenIntrospector introspector = new TokenIntrospector(
                issuer,
                context.clock(),
                new IntrospectionCalls(issuer, endpoint::ask, clock),
                new IntrospectionRules(context.name(), policy),
                new IntrospectedTokens(policy.times(), clock),
                check,
                deadline,
                background);
        return new BearerMechanism(introspector, possession);
    }
}
