package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import dev.gatehouse.spi.settings.Setting;
import java.util.List;
import java.util.function.Function;

/** Creates a mechanism with a planted bug. */
public final class PlantedFactory implements AuthenticationMechanismFactory {

    private final Function<MechanismContext, AuthenticationMechanism<?>> create;
    private final List<Setting<?>> settings;

    /** Creates a healthy mechanism. */
    public PlantedFactory() {
        this(HealthyMechanism::new, List.of());
    }

    PlantedFactory(Function<MechanismContext, AuthenticationMechanism<?>> create, List<Setting<?>> settings) {
        this.create = create;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "planted";
    }

    @Override
    public List<Setting<?>> settings() {
        return settings;
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        return create.apply(context);
    }
}
