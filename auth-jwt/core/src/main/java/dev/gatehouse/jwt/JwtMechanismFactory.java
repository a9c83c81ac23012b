package dev.gatehouse.jwt;

import dev.gatehouse.jwt.dpop.DpopSettings;
import dev.gatehouse.jwt.keys.KeyLifetimes;
import dev.gatehouse.jwt.keys.KeyLocation;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates the mechanism {@code jwt}: bearer tokens of one issuer ({@code auth.jwt.issuer}, {@code auth.jwt.audience})
 * or of several ({@code auth.jwt.issuers.<alias>.issuer} and so on). Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class JwtMechanismFactory implements AuthenticationMechanismFactory {

    private static final DpopSettings DPOP = DpopSettings.under("auth.jwt");

    private final @Nullable TokenRevocations revocations;
    private final Duration patience;

    /** For {@link java.util.ServiceLoader}. */
    public JwtMechanismFactory() {
        this(null, KeyLifetimes.PATIENCE);
    }

    /**
     * For an application that revokes tokens. Pass the instance to the host; it replaces the one on the class path.
     *
     * @param revocations the revoked tokens, such as a {@link RevocationList}
     */
    public JwtMechanismFactory(TokenRevocations revocations) {
        this(Objects.requireNonNull(revocations, "revocations"), KeyLifetimes.PATIENCE);
    }

    /** @param patience how long a request with an unknown kid waits for newer keys */
    JwtMechanismFactory(@Nullable TokenRevocations revocations, Duration patience) {
        this.revocations = revocations;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "jwt";
    }

    @Override
    public List<Setting<?>> settings() {
        List<Setting<?>> all = new ArrayList<>(JwtSettings.all());
        all.addAll(DPOP.all());
        all.addAll(BearerSettings.all());
        return List.copyOf(all);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        Set<String> aliases = settings.instances(JwtOriginSettings.GROUP);
        List<IssuerPolicy> policies = new ArrayList<>();
        for (String alias : aliases.isEmpty() ? Set.of("default") : aliases) {
            Settings own = settings.instance(alias);
            IssuerPolicy policy = JwtSettings.policy(own);
            for (IssuerPolicy other : policies) {
                refuseClash(own, other, policy);
            }
            policies.add(policy);
            checkFile(own, policy);
        }
        return BearerMechanism.create(context, policies, DPOP, revocations, patience);
    }

    private static void refuseClash(Settings settings, IssuerPolicy other, IssuerPolicy policy) {
        String clash = IssuerTable.clash(other, policy);
        if (clash == null) {
            return;
        }
        if (policy.origin().ofLoadBalancer()) {
            throw settings.refuse(JwtOriginSettings.SIGNERS, "names a signer of another alias: " + clash);
        }
        throw settings.refuse(
                JwtSettings.ISSUER,
                other.issuer().equals(policy.issuer())
                        ? "is also the issuer of another alias; remove one of them"
                        : "overlaps with that of another alias: " + clash + "; remove one of them");
    }

    private static void checkFile(Settings settings, IssuerPolicy policy) {
        if (policy.keys() instanceof KeyLocation.JwksFile location) {
            try {
                VerifierAssembly.keysIn(location);
            } catch (IllegalArgumentException unusable) {
                throw settings.refuse(JwtKeySettings.JWKS_FILE, String.valueOf(unusable.getMessage()));
            }
        }
    }
}
