package dev.gatehouse.identity.service;

import dev.gatehouse.jwt.provider.ProviderAccess;
import dev.gatehouse.spi.stability.Internal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the Identity service is asked for, and how. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class ServicePolicy {

    private final URI url;
    private final Set<Part> parts;
    private final List<String> audience;
    private final Map<String, String> permissionNames;
    private final Set<String> granted;
    private final Duration life;
    private final int size;
    private final ProviderAccess access;

    /**
     * @param permissionNames the application's names of permissions, by their names at Identity
     * @param granted the permissions that do not come from the service, where it is asked for permissions
     * @param life how long answers are used
     * @param size how many callers are remembered
     */
    ServicePolicy(
            URI url,
            Set<Part> parts,
            List<String> audience,
            Map<String, String> permissionNames,
            Set<String> granted,
            Duration life,
            int size,
            ProviderAccess access) {
        this.url = url;
        this.parts = Set.copyOf(parts);
        this.audience = List.copyOf(audience);
        this.permissionNames = Map.copyOf(permissionNames);
        this.granted = Set.copyOf(granted);
        this.life = life;
        this.size = size;
        this.access = access;
    }

    URI url() {
        return url;
    }

    Set<Part> parts() {
        return parts;
    }

    List<String> audience() {
        return audience;
    }

    Map<String, String> permissionNames() {
        return permissionNames;
    }

    Set<String> granted() {
        return granted;
    }

    Duration life() {
        return life;
    }

    int size() {
        return size;
    }

    ProviderAccess access() {
        return access;
    }
}
