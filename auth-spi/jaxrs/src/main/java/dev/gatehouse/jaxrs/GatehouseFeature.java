package dev.gatehouse.jaxrs;

import dev.gatehouse.spi.stability.Stable;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;

/**
 * Answers refusals in resources as the host does, and applies the security annotations of resources. JAX-RS runtimes
 * find it with {@link java.util.ServiceLoader}; where the property {@code jakarta.ws.rs.loadServices} is {@code false},
 * register it. Clients ignore it. Thread-safe.
 *
 * @since 0.1
 */
@Stable
public final class GatehouseFeature implements Feature {

    /** Creates the feature. */
    public GatehouseFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration().getRuntimeType() != RuntimeType.SERVER) {
            return false;
        }
        context.register(RefusalMapper.class);
        context.register(SecurityAnnotations.class);
        context.register(LocatorAnnotations.class);
        return true;
    }
}
