package dev.gatehouse.identity;

import dev.gatehouse.identity.service.CallerDetails;
import dev.gatehouse.identity.service.ServicePolicy;
import dev.gatehouse.jwt.BearerMechanism;
import dev.gatehouse.jwt.BearerSettings;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.TokenRevocations;
import dev.gatehouse.jwt.dpop.DpopSettings;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Stable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates the mechanism {@code identity}: bearer tokens of the provider behind Camunda Identity
 * ({@code auth.identity.issuer}, {@code auth.identity.audience}), with what the Identity service says about their
 * owners ({@code auth.identity.service.url}). Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class IdentityMechanismFactory implements AuthenticationMechanismFactory {

    private static final DpopSettings DPOP = DpopSettings.under("auth.identity");

    private final @Nullable TokenRevocations revocations;

    /** For {@link java.util.ServiceLoader}. */
    public IdentityMechanismFactory() {
        this.revocations = null;
    }

    /**
     * For an application that revokes tokens. Pass the instance to the host; it replaces the one on the class path.
     *
     * @param revocations the revoked tokens, such as a {@link dev.gatehouse.jwt.RevocationList}
     */
    public IdentityMechanismFactory(TokenRevocations revocations) {
        this.revocations = Objects.requireNonNull(revocations, "revocations");
    }

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> settings = new ArrayList<>(IdentitySettings.ALL);
        settings.addAll(DPOP.all());
        settings.addAll(BearerSettings.all());
        return List.copyOf(settings);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        IssuerPolicy policy = IdentitySettings.policy(settings);
        Optional<ServicePolicy> service = IdentitySettings.SERVICE.policy(
                settings,
                IdentitySettings.audience(settings),
                IdentitySettings.permissionNames(settings),
                IdentitySettings.granted(settings),
                settings.get(IdentitySettings.ALLOW_HTTP),
                IdentitySettings.ALLOW_HTTP);
        // It starts no thread before it is asked, so nothing is left behind if the tokens refuse the start.
        Optional<CallerDetails> details = service.map(asked -> CallerDetails.create(asked, context));
        BearerMechanism tokens = BearerMechanism.create(context, List.of(policy), DPOP, revocations);
        return details.isEmpty() ? tokens : new IdentityMechanism(tokens, details.get());
    }
}
