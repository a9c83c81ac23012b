package dev.gatehouse.jwt;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.Setting;
import dev.gatehouse.spi.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the mechanism {@code jwt}: bearer tokens of one issuer ({@code auth.jwt.issuer}, {@code auth.jwt.audience}) or of several
 * ({@code auth.jwt.issuers.<alias>.issuer} and so on). Thread-safe.
 */
public final class JwtMechanismFactory implements AuthenticationMechanismFactory {

    /** For {@link java.util.ServiceLoader}. */
    public JwtMechanismFactory() {}

    @Override
    public String name() {
        return "jwt";
    }

    @Override
    public List<Setting<?>> settings() {
        return JwtSettings.ALL;
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        Set<String> aliases = settings.instances(JwtSettings.GROUP);
        List<IssuerPolicy> policies = new ArrayList<>();
        Set<String> issuers = new HashSet<>();
        for (String alias : aliases.isEmpty() ? Set.of("default") : aliases) {
            Settings own = settings.instance(alias);
            IssuerPolicy policy = JwtSettings.policy(own);
            if (!issuers.add(policy.issuer())) {
                throw own.refuse(JwtSettings.ISSUER, "is the issuer of another alias too; remove one of them");
            }
            policies.add(policy);
            checkFile(own, policy);
        }
        return new BearerMechanism(TokenVerifier.start(context, policies, settings.get(JwtSettings.CACHE_BYTES)));
    }

    private static void checkFile(Settings settings, IssuerPolicy policy) {
        if (policy.keys() instanceof KeyLocation.JwksFile location) {
            try {
                VerifierAssembly.keysIn(location);
            } catch (IllegalArgumentException unusable) {
                throw settings.refuse(JwtSettings.JWKS_FILE, String.valueOf(unusable.getMessage()));
            }
        }
    }
}
