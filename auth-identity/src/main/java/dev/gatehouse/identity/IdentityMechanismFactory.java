package dev.gatehouse.identity;

import dev.gatehouse.jwt.BearerMechanism;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.TokenVerifier;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Setting;
import dev.gatehouse.spi.Settings;
import java.util.List;

/**
 * Makes the mechanism {@code identity}: bearer tokens that Camunda Identity's Keycloak issues ({@code auth.identity.issuer}, {@code auth.identity.audience}).
 * Thread-safe.
 */
public final class IdentityMechanismFactory implements AuthenticationMechanismFactory {

    /** For {@link java.util.ServiceLoader}. */
    public IdentityMechanismFactory() {}

    @Override
    public String name() {
        return "identity";
    }

    @Override
    public List<Setting<?>> settings() {
        return IdentitySettings.ALL;
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        IssuerPolicy policy = IdentitySettings.policy(settings);
        int cacheBytes = settings.get(IdentitySettings.CACHE_BYTES);
        return new BearerMechanism(TokenVerifier.start(context, List.of(policy), cacheBytes));
    }
}
