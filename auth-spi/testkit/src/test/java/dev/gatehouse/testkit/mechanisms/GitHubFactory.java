package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;

/** Webhooks of GitHub: {@code X-Hub-Signature-256} is an HMAC of the body. */
public final class GitHubFactory implements AuthenticationMechanismFactory {

    static final Setting<Secret> SECRET = Setting.secret("auth.github.secret", "The secret of the webhook.");

    @Override
    public String name() {
        return "github";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SECRET);
    }

    @Override
    public AuthenticationMechanism<GitHubMechanism.Delivery> create(MechanismContext context) {
        return new GitHubMechanism(
                context.settings().get(SECRET),
                context.state("deliveries", SeenProofs.class, () -> new SeenProofs(100_000)),
                context.clock());
    }
}
