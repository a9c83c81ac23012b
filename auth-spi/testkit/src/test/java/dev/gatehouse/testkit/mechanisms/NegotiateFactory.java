package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;

/**
 * An exchange of two legs in the manner of {@code Negotiate} (RFC 4559): a name, a nonce for it, and a proof made of
 * the nonce and the password. Between the legs the exchange waits in state that the host owns, under an unguessable id,
 * so the second leg may come over any connection and after a reload.
 */
public final class NegotiateFactory implements AuthenticationMechanismFactory {

    static final Setting<String> USER = Setting.string("auth.negotiate.user", "The user's name.");
    static final Setting<Secret> PASSWORD = Setting.secret("auth.negotiate.password", "The user's password.");

    @Override
    public String name() {
        return "negotiate";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(USER, PASSWORD);
    }

    @Override
    public AuthenticationMechanism<NegotiateMechanism.Token> create(MechanismContext context) {
        return new NegotiateMechanism(
                context.settings().get(USER),
                context.settings().get(PASSWORD),
                context.state("exchanges", Exchanges.class, Exchanges::new),
                context.clock());
    }
}
