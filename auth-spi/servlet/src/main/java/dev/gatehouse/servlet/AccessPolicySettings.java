package dev.gatehouse.servlet;

import dev.gatehouse.servlet.settings.HostSettings;
import dev.gatehouse.spi.settings.Settings;
import java.util.List;

/** Reads access rules from settings, for hosts that are configured without code. */
final class AccessPolicySettings {

    private AccessPolicySettings() {}

    static AccessPolicy of(Settings settings) {
        AccessPolicy.Builder policy = AccessPolicy.builder();
        for (String alias : settings.instances(HostSettings.ACCESS_RULES)) {
            Settings one = settings.instance(alias);
            try {
                policy.rule(rule(one));
            } catch (IllegalArgumentException contradiction) {
                throw one.refuse(HostSettings.ACCESS_PATH, String.valueOf(contradiction.getMessage()));
            }
        }
        settings.find(HostSettings.ERROR_PAGES).orElse(List.of()).forEach(policy::errorPage);
        try {
            return policy.build();
        } catch (IllegalArgumentException twice) {
            throw settings.refuse(HostSettings.ACCESS_PATH, String.valueOf(twice.getMessage()));
        }
    }

    private static AccessRule rule(Settings settings) {
        AccessRule rule = AccessRule.at(settings.get(HostSettings.ACCESS_PATH));
        List<String> methods = settings.find(HostSettings.ACCESS_METHODS).orElse(List.of());
        List<String> permissions =
                settings.find(HostSettings.ACCESS_PERMISSIONS).orElse(List.of());
        List<String> mechanisms = settings.find(HostSettings.ACCESS_MECHANISMS).orElse(List.of());
        rule = methods.isEmpty() ? rule : rule.methods(methods.toArray(String[]::new));
        rule = permissions.isEmpty() ? rule : rule.permissions(permissions.toArray(String[]::new));
        rule = mechanisms.isEmpty() ? rule : rule.mechanisms(mechanisms.toArray(String[]::new));
        rule = settings.find(HostSettings.ACCESS_ACR).map(rule::acr).orElse(rule);
        rule = settings.find(HostSettings.ACCESS_MAX_AGE).map(rule::maxAge).orElse(rule);
        rule = settings.get(HostSettings.ACCESS_PAGE) ? rule.page() : rule;
        return switch (settings.get(HostSettings.ACCESS_MODE)) {
            case OPEN -> rule.open();
            case OPTIONAL -> rule.optional();
            case AUTHENTICATED -> rule;
        };
    }
}
