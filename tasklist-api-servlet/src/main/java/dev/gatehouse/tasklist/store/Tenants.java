package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * Names of tenants with a fixed meaning.
 *
 * @since 0.1
 */
@Incubating
public final class Tenants {

    /** Tenant of all data when multi-tenancy is off. */
    public static final String DEFAULT = "<default>";

    private Tenants() {}
}
