package dev.gatehouse.identity;

import dev.gatehouse.jwt.BearerMechanism;
import dev.gatehouse.jwt.DpopSettings;
import dev.gatehouse.jwt.IssuerPolicy;
import dev.gatehouse.jwt.ProofOfPossession;
import dev.gatehouse.jwt.TokenRevocations;
import dev.gatehouse.jwt.TokenVerifier;
import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes the mechanism {@code identity}: bearer tokens that Camunda Identity's Keycloak issues ({@code auth.identity.issuer}, {@code auth.identity.audience}).
 * Thread-safe.
 */
public final class IdentityMechanismFactory implements AuthenticationMechanismFactory {

    private static final DpopSettings DPOP = DpopSettings.under("auth.identity");

    private final @Nullable TokenRevocations revocations;

    /** For {@link java.util.ServiceLoader}. */
    public IdentityMechanismFactory() {
        this.revocations = null;
    }

    /**
     * For an application that revokes tokens; to be given to the host in place of the one on the class path.
     *
     * @param revocations what knows of revoked tokens, such as a {@link dev.gatehouse.jwt.RevocationList}
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
        return List.copyOf(settings);
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        Settings settings = context.settings();
        IssuerPolicy policy = IdentitySettings.policy(settings);
        int cacheBytes = settings.get(IdentitySettings.CACHE_BYTES);
        Path file = settings.find(IdentitySettings.REVOCATIONS_FILE).orElse(null);
        ProofOfPossession possession = DPOP.start(context);
        try {
            return new BearerMechanism(
                    TokenVerifier.start(context, List.of(policy), cacheBytes, revocations, file), possession);
        } catch (IllegalArgumentException unusable) {
            // The keys are fetched, so of the files this is the only one.
            throw settings.refuse(IdentitySettings.REVOCATIONS_FILE, String.valueOf(unusable.getMessage()));
        }
    }
}
