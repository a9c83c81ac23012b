package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;

/** Webhooks of Stripe: {@code Stripe-Signature} has a time and an HMAC of time and body. */
public final class StripeFactory implements AuthenticationMechanismFactory {

    static final Setting<Secret> SECRET = Setting.secret("auth.stripe.secret", "The signing secret of the endpoint.");

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SECRET);
    }

    @Override
    public AuthenticationMechanism<StripeMechanism.Event> create(MechanismContext context) {
        return new StripeMechanism(
                context.settings().get(SECRET),
                context.state("events", SeenProofs.class, () -> new SeenProofs(100_000)),
                context.clock());
    }
}
