package dev.gatehouse.servlet;

import dev.gatehouse.spi.AuthenticationMechanism;
import dev.gatehouse.spi.AuthenticationMechanismFactory;
import dev.gatehouse.spi.MechanismContext;

/**
 * The one factory of the tests that {@link java.util.ServiceLoader} finds, as containers that make the filter
 * themselves need one.
 */
public final class FoundMechanismFactory implements AuthenticationMechanismFactory {

    /** Made by the service loader. */
    public FoundMechanismFactory() {}

    @Override
    public String name() {
        return "found";
    }

    @Override
    public AuthenticationMechanism<?> create(MechanismContext context) {
        return FakeMechanism.authorization("found", "Bearer");
    }
}
