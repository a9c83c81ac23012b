package dev.gatehouse.tasklist.store;

/** Names of tenants with a fixed meaning. */
public final class Tenants {

    /** Tenant of all data when multi-tenancy is off. */
    public static final String DEFAULT = "<default>";

    private Tenants() {}
}
