package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;
import java.util.function.Function;

/** Creates a mechanism with a planted bug. */
public final class PlantedFactory implements AuthenticationMechanismFactory {

    private final Function<MechanismContext, AuthenticationMechanism<?>> create;

    /** Creates a healthy mechanism. */
    public PlantedFactory() {
        this(HealthyMechanism::new);
    }

    PlantedFactory(Function<MechanismContext, AuthenticationMechanism<?>> create) {
        this.create = create;
    }

    @Override
    public String name() {
        return "planted";
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        return create.apply(context);
    }
}
