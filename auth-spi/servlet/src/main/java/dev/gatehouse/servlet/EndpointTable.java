package dev.gatehouse.servlet;

import dev.gatehouse.servlet.mechanism.ActiveMechanism;
import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.spi.Endpoint;
import dev.gatehouse.spi.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The endpoints of the mechanisms by exact path and method. */
final class EndpointTable {

    /** An endpoint and the mechanism that answers it. */
    record Entry(ActiveMechanism<?> mechanism, Endpoint endpoint) {}

    private final Map<String, Map<String, Entry>> byPath = new HashMap<>();

    /**
     * Collects the endpoints.
     *
     * @throws dev.gatehouse.spi.settings.SettingException if two endpoints collide, or an endpoint collides with a rule
     *     of the access policy
     */
    EndpointTable(List<ActiveMechanism<?>> mechanisms, AccessPolicy policy, Settings settings) {
        for (ActiveMechanism<?> mechanism : mechanisms) {
            for (Endpoint endpoint : mechanism.endpoints()) {
                Entry other = byPath.computeIfAbsent(endpoint.path(), any -> new TreeMap<>())
                        .putIfAbsent(endpoint.method(), new Entry(mechanism, endpoint));
                if (other != null) {
                    throw settings.refuse(
                            HostSettings.MECHANISMS,
                            other.mechanism().name() + " and " + mechanism.name() + " both declare the endpoint "
                                    + endpoint.method() + " " + endpoint.path()
                                    + "; move one by its settings or remove one");
                }
            }
        }
        for (AccessRule rule : policy.rules()) {
            if (!rule.isPrefix() && byPath.containsKey(rule.path()) && rule.mode() != AccessRule.Mode.OPEN) {
                throw settings.refuse(
                        HostSettings.MECHANISMS,
                        "the access rule " + rule.name()
                                + " protects an endpoint of a mechanism, which never requires a credential; "
                                + "move the endpoint or remove the rule");
            }
        }
    }

    /** Returns the endpoints of a path by method; {@code null} when there are none. */
    @Nullable
    Map<String, Entry> at(String path) {
        return byPath.get(path);
    }
}
