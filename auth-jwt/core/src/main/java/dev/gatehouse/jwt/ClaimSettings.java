package dev.gatehouse.jwt;

import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings that map an issuer's claims to a caller. Each mechanism has them under its own prefix. Immutable.
 *
 * @since 0.1
 */
@Internal
public final class ClaimSettings {

    private final List<Setting<?>> all = new ArrayList<>();
    private final @Nullable String group;
    private final Setting<String> name;
    private final Setting<String> displayName;
    private final Setting<List<String>> permissions;
    private final Setting<String> audiencePermissions;
    private final Setting<Map<String, String>> permissionMap;
    private final Setting<List<String>> granted;
    private final Setting<String> groups;
    private final Setting<String> tenants;
    private final Setting<List<String>> clients;
    private final Setting<ClientRule> clientRule;

    /**
     * Declares the settings.
     *
     * @param prefix the prefix of the keys, including its last dot
     * @param group the group that has one instance per issuer; {@code null} if there is only one issuer
     */
    public ClaimSettings(String prefix, @Nullable String group) {
        this.group = group;
        String cloud = group == null ? "" : " Default with " + prefix + "profile=camunda-cloud: %s.";
        this.name = declared(ClaimMapping.pathSetting(
                        prefix + "name-claim",
                        "The claim with the caller's name. If a token lacks it, the subject is used.")
                .defaultsTo("sub"));
        this.displayName = declared(
                ClaimMapping.pathSetting(prefix + "display-name-claim", "The claim with the caller's display name.")
                        .defaultsTo("name"));
        this.permissions = declared(Setting.of(
                prefix + "permissions-claims",
                "list of claims",
                "The claims with permissions, such as scope or realm_access.roles. Each is a list of strings,"
                        + " or a string with spaces between the permissions.",
                ClaimSettings::parsePaths));
        this.audiencePermissions = declared(Setting.string(
                prefix + "audience-permissions-claim",
                "A claim with an object that maps each API to its permissions, such as permissions in Camunda"
                        + " Identity. Only the APIs in " + prefix + "audience count."));
        this.permissionMap = declared(Setting.of(
                prefix + "permission-map",
                "list of name=NAME",
                "Renames permissions of tokens, such as read:*=READ. Other permissions keep their names.",
                ClaimSettings::parseMap));
        this.granted = declared(Setting.list(
                prefix + "granted-permissions",
                "Permissions granted to every valid token of the issuer." + cloud.replace("%s", "WRITE")));
        this.groups =
                declared(ClaimMapping.pathSetting(prefix + "groups-claim", "The claim with the caller's groups."));
        this.tenants =
                declared(ClaimMapping.pathSetting(prefix + "tenants-claim", "The claim with the caller's tenants."));
        this.clients = declared(Setting.of(
                        prefix + "client-claim",
                        "list of claims",
                        "The claims with the client that a token was issued to.",
                        ClaimSettings::parsePaths)
                .defaultsTo("client_id, azp"));
        this.clientRule = declared(Setting.choice(
                        prefix + "client-rule",
                        "When a caller is a client and not a person: if a client claim equals sub, if one is"
                                + " present, always, or never." + cloud.replace("%s", "always"),
                        ClientRule.class)
                .defaultsTo("equals-subject"));
    }

    private <T> Setting<T> declared(Setting<T> flat) {
        Setting<T> setting = group == null ? flat : flat.perInstance(group);
        all.add(setting);
        return setting;
    }

    public List<Setting<?>> all() {
        return List.copyOf(all);
    }

    /** Returns the mapping of the claims of an issuer without a preset. */
    public ClaimMapping mapping(Settings settings, List<String> audience) {
        return mapping(settings, TokenProfile.GENERIC, audience);
    }

    /** Returns the mapping of one issuer's claims. */
    ClaimMapping mapping(Settings settings, TokenProfile profile, List<String> audience) {
        boolean cloud = profile == TokenProfile.CAMUNDA_CLOUD;
        ClientRule rule = cloud && !settings.isSet(clientRule) ? ClientRule.ALWAYS : settings.get(clientRule);
        ClaimMapping.Builder mapping = ClaimMapping.builder()
                .name(settings.get(name))
                .displayName(settings.get(displayName))
                .client(rule, settings.get(clients));
        for (String path : settings.find(permissions).orElse(List.of())) {
            mapping.permissions(path);
        }
        Optional<String> claim = settings.find(audiencePermissions);
        for (String api : claim.isEmpty() ? List.<String>of() : audience) {
            mapping.permissionsIn(claim.get(), api);
        }
        for (Map.Entry<String, String> name :
                settings.find(permissionMap).orElse(Map.of()).entrySet()) {
            mapping.permissionName(name.getKey(), name.getValue());
        }
        mapping.granted(Set.copyOf(settings.find(granted).orElse(cloud ? List.of("WRITE") : List.of())));
        settings.find(groups).ifPresent(mapping::groups);
        settings.find(tenants).ifPresent(mapping::tenants);
        return mapping.build();
    }

    private static List<String> parsePaths(String text) {
        Set<String> paths = new LinkedHashSet<>();
        for (String path : text.split(",", -1)) {
            paths.add(new ClaimPath(path.trim()).toString());
        }
        return List.copyOf(paths);
    }

    private static Map<String, String> parseMap(String text) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String entry : text.split(",", -1)) {
            int equals = entry.lastIndexOf('=');
            String from = equals < 0 ? "" : entry.substring(0, equals).trim();
            String to = entry.substring(equals + 1).trim();
            if (from.isEmpty() || to.isEmpty() || names.put(from, to) != null) {
                throw new IllegalArgumentException(
                        "expected a comma-separated list of distinct permissions with their new names, such"
                                + " as read:*=READ, write:*=WRITE");
            }
        }
        return Collections.unmodifiableMap(names);
    }
}
