package dev.gatehouse.testkit.mechanisms;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Secret;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;

/** HTTP Basic (RFC 7617) for one user. */
public final class BasicFactory implements AuthenticationMechanismFactory {

    static final Setting<String> USER = Setting.string("auth.basic.user", "The user's name.");
    static final Setting<Secret> PASSWORD = Setting.secret("auth.basic.password", "The user's password.");

    @Override
    public String name() {
        return "basic";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(USER, PASSWORD);
    }

    @Override
    public AuthenticationMechanism<BasicCredential> create(MechanismContext context) {
        return new BasicMechanism(
                context.settings().get(USER), context.settings().get(PASSWORD));
    }
}
