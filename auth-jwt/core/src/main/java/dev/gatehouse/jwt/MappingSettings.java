package dev.gatehouse.jwt;

import dev.gatehouse.spi.Setting;
import dev.gatehouse.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings that say how claims become a caller, by the same names for each mechanism. Immutable. */
final class MappingSettings {

    private final Setting<String> name;
    private final Setting<String> displayName;
    private final Setting<List<String>> permissions;
    private final Setting<Map<String, String>> permissionMap;
    private final Setting<List<String>> granted;
    private final Setting<String> groups;
    private final Setting<String> tenants;
    private final Setting<List<String>> clients;
    private final Setting<ClientRule> clientRule;

    /** @param prefix what the keys begin with, its last dot included */
    MappingSettings(String prefix) {
        this.name = ClaimMapping.pathSetting(
                        prefix + "name-claim",
                        "The member that names the caller to the application, such as username; sub stands in where an answer lacks it.")
                .defaultsTo("sub");
        this.displayName = ClaimMapping.pathSetting(
                        prefix + "display-name-claim", "The member with the name to show to people.")
                .defaultsTo("name");
        this.permissions = Setting.of(
                prefix + "permissions-claims",
                "list of claims",
                "The members with permissions, such as scope: lists of texts, or texts with blanks between the permissions.",
                JwtSettings::parsePaths);
        this.permissionMap = Setting.of(
                prefix + "permission-map",
                "list of name=NAME",
                "What permissions of tokens are called in the application, such as read:*=READ; others keep their name.",
                JwtSettings::parseMap);
        this.granted = Setting.list(prefix + "granted-permissions", "Permissions that every accepted token gives.");
        this.groups = ClaimMapping.pathSetting(prefix + "groups-claim", "The member with the caller's groups.");
        this.tenants = ClaimMapping.pathSetting(prefix + "tenants-claim", "The member with the caller's tenants.");
        this.clients = Setting.of(
                        prefix + "client-claim",
                        "list of claims",
                        "The members that name the client a token was issued to.",
                        JwtSettings::parsePaths)
                .defaultsTo("client_id, azp");
        this.clientRule = Setting.choice(
                        prefix + "client-rule",
                        "When a caller counts as a client and not as a person: when a client claim equals sub, when one is present, always, or never.",
                        ClientRule.class)
                .defaultsTo("equals-subject");
    }

    List<Setting<?>> all() {
        return List.of(name, displayName, permissions, permissionMap, granted, groups, tenants, clients, clientRule);
    }

    ClaimMapping mapping(Settings settings) {
        ClaimMapping.Builder mapping = ClaimMapping.builder()
                .name(settings.get(name))
                .displayName(settings.get(displayName))
                .client(settings.get(clientRule), settings.get(clients));
        settings.find(permissions).ifPresent(paths -> paths.forEach(mapping::permissions));
        settings.find(permissionMap).ifPresent(names -> names.forEach(mapping::permissionName));
        settings.find(granted).ifPresent(all -> mapping.granted(Set.copyOf(all)));
        settings.find(groups).ifPresent(mapping::groups);
        settings.find(tenants).ifPresent(mapping::tenants);
        return mapping.build();
    }
}
