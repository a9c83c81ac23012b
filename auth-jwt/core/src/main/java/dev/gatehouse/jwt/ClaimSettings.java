package dev.gatehouse.jwt;

import dev.gatehouse.jwt.claims.ClaimPath;
import dev.gatehouse.jwt.claims.ClientMark;
import dev.gatehouse.jwt.claims.ClientRule;
import dev.gatehouse.jwt.claims.NamePrefix;
import dev.gatehouse.jwt.claims.NameSeparator;
import dev.gatehouse.jwt.claims.NamesClaim;
import dev.gatehouse.spi.settings.Setting;
import dev.gatehouse.spi.settings.SettingList;
import dev.gatehouse.spi.settings.Settings;
import dev.gatehouse.spi.stability.Incubating;
import java.util.ArrayList;
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
@Incubating
public final class ClaimSettings {

    private static final String PATHS = "A path that ends in .* stands for the names of the members whose values are"
            + " objects that are not empty, such as \"urn:zitadel:iam:org:project:roles\".*. A member name in double"
            + " quotes is exact; without quotes, the longest name that exists is taken, so that"
            + " https://example.com/roles needs none.";

    private static final String AUDIENCE = "{audience}";

    private final List<Setting<?>> all = new ArrayList<>();
    private final @Nullable String group;
    private final Map<String, String> defaults;
    private final Setting<String> name;
    private final Setting<NamePrefix> namePrefix;
    private final Setting<String> displayName;
    private final Setting<List<String>> permissions;
    private final Setting<String> audiencePermissions;
    private final Setting<Map<String, String>> permissionMap;
    private final Setting<List<String>> granted;
    private final Setting<NameSeparator> permissionsSeparator;
    private final Setting<List<String>> organizations;
    private final Setting<String> groups;
    private final Setting<NameSeparator> groupsSeparator;
    private final Setting<String> tenants;
    private final Setting<List<String>> clients;
    private final Setting<ClientRule> clientRule;
    private final Setting<List<ClientMark>> clientMarks;

    /**
     * Declares the settings.
     *
     * @param prefix the prefix of the keys, including its last dot
     * @param group the group that has one instance per issuer; {@code null} if there is only one issuer
     */
    public ClaimSettings(String prefix, @Nullable String group) {
        this(prefix, group, Map.of());
    }

    /**
     * Declares the settings with defaults of the mechanism.
     *
     * @param prefix the prefix of the keys, including its last dot
     * @param group the group that has one instance per issuer; {@code null} if there is only one issuer
     * @param defaults the defaults by key, as in a configuration file; they replace the usual ones
     */
    public ClaimSettings(String prefix, @Nullable String group, Map<String, String> defaults) {
        this.group = group;
        this.defaults = Map.copyOf(defaults);
        this.name = declared(ClaimMapping.pathSetting(
                        prefix + "name-claim",
                        "The claim with the caller's name. If a token lacks it, the subject is used.")
                .defaultsTo("sub"));
        this.namePrefix = declared(Setting.of(
                prefix + "name-prefix",
                "string",
                "A prefix for the names of all callers of the issuer, such as corp:. It keeps their names distinct"
                        + " from those of other directories, for an application that compares names. Its last character"
                        + " is neither a letter nor a digit. Default: none.",
                NamePrefix::parse));
        this.displayName = declared(
                ClaimMapping.pathSetting(prefix + "display-name-claim", "The claim with the caller's display name.")
                        .defaultsTo("name"));
        this.permissions = declared(Setting.of(
                prefix + "permissions-claims",
                "list of claims",
                "The claims with permissions, such as scope or realm_access.roles. Each is a list of strings, or a"
                        + " string (see permissions-separator). {audience} stands for each name in " + prefix
                        + "audience, as in resource_access.{audience}.roles. " + PATHS,
                ClaimSettings::parseNamesPaths));
        this.permissionsSeparator = declared(Setting.choice(
                        prefix + "permissions-separator",
                        "What separates the permissions in a claim that is a string. scopes: spaces in the claims scope"
                                + " and scp; a string in another claim is one permission, such as a role with a space"
                                + " in its name. space: spaces in every claim. none: the string is one permission."
                                + " Strings in a list are never split.",
                        NameSeparator.class)
                .defaultsTo("scopes"));
        this.organizations = declared(Setting.list(
                prefix + "organizations",
                "The IDs of the organizations that count in claims whose paths end in .*, as Zitadel sends them: a"
                        + " role counts only if its object has a member with one of these IDs. Default: all."));
        this.audiencePermissions = declared(Setting.string(
                prefix + "audience-permissions-claim",
                "A claim with an object that maps each API to its permissions, such as permissions in Camunda"
                        + " Identity. Only the APIs in " + prefix + "audience count."));
        this.permissionMap = declared(Setting.of(
                prefix + "permission-map",
                "list of name=NAME",
                "Renames permissions of tokens, such as read:*=READ. Other permissions keep their names. A name with a"
                        + " comma or an equals sign is written in double quotes, such as \"CN=Tasklist"
                        + " Admins,OU=Groups,DC=corp\"=WRITE.",
                SettingList::map));
        this.granted = declared(Setting.list(
                prefix + "granted-permissions", "Permissions granted to every valid token of the issuer."));
        this.groups = declared(namesSetting(
                prefix + "groups-claim",
                "The claim with the caller's groups: a list of strings, or one string. groups.name is the member name"
                        + " of each object in the list groups."));
        this.groupsSeparator = declared(Setting.choice(
                        prefix + "groups-separator",
                        "What separates the groups in a claim that is a string. none: the string is one group, such"
                                + " as a distinguished name. Strings in a list are never split.",
                        NameSeparator.class)
                .defaultsTo("none"));
        this.tenants = declared(namesSetting(
                prefix + "tenants-claim",
                "The claim with the caller's tenants: a list of strings, or one string with one tenant."));
        this.clients = declared(Setting.of(
                        prefix + "client-claim",
                        "list of claims",
                        "The claims with the client that a token was issued to.",
                        ClaimSettings::parsePaths)
                .defaultsTo("client_id, azp"));
        this.clientRule = declared(Setting.choice(
                        prefix + "client-rule",
                        "When a caller is a client and not a person: if a client claim equals sub, if one is"
                                + " present, always, or never.",
                        ClientRule.class)
                .defaultsTo("equals-subject"));
        this.clientMarks = declared(Setting.of(
                prefix + "client-when",
                "list of claim, claim=value or !claim",
                "What also makes a caller a client: a claim, a claim with a value, or with ! that a claim is absent."
                        + " One of the list is enough. It has no effect with " + prefix + "client-rule=never."
                        + " Default: none.",
                ClientMark::parseList));
    }

    private <T> Setting<T> declared(Setting<T> flat) {
        String own = defaults.get(flat.key());
        Setting<T> withDefault = own == null ? flat : flat.defaultsTo(own);
        Setting<T> setting = group == null ? withDefault : withDefault.perInstance(group);
        all.add(setting);
        return setting;
    }

    public List<Setting<?>> all() {
        return List.copyOf(all);
    }

    /** Returns the mapping of one issuer's claims. */
    public ClaimMapping mapping(Settings settings, List<String> audience) {
        ClaimMapping.Builder mapping = withoutPermissionClaims(settings);
        addPermissions(settings, audience, mapping);
        return mapping.build();
    }

    /** Returns the mapping of one issuer's claims, which takes no permission from a claim. */
    public ClaimMapping mappingWithoutPermissions(Settings settings) {
        return withoutPermissionClaims(settings).build();
    }

    /** Returns the permissions that every valid token has. */
    public Set<String> granted(Settings settings) {
        return Set.copyOf(settings.find(granted).orElse(List.of()));
    }

    /** Returns the application's names of permissions, by their names at the issuer. */
    public Map<String, String> permissionNames(Settings settings) {
        return settings.find(permissionMap).orElse(Map.of());
    }

    private void addPermissions(Settings settings, List<String> audience, ClaimMapping.Builder mapping) {
        for (String path : settings.find(permissions).orElse(List.of())) {
            if (!path.contains(AUDIENCE)) {
                mapping.permissions(path);
                continue;
            }
            for (String api : audience) {
                mapping.permissions(path.replace(AUDIENCE, quoted(api)));
            }
        }
        Optional<String> claim = settings.find(audiencePermissions);
        for (String api : claim.isEmpty() ? List.<String>of() : audience) {
            mapping.permissionsIn(claim.get(), api);
        }
        permissionNames(settings).forEach(mapping::permissionName);
        mapping.permissionsSeparator(settings.get(permissionsSeparator));
    }

    private ClaimMapping.Builder withoutPermissionClaims(Settings settings) {
        ClaimMapping.Builder mapping = ClaimMapping.builder()
                .name(settings.get(name))
                .displayName(settings.get(displayName))
                .client(settings.get(clientRule), settings.get(clients))
                .clientMarks(settings.find(clientMarks).orElse(List.of()))
                .groupsSeparator(settings.get(groupsSeparator))
                .organizations(Set.copyOf(settings.find(organizations).orElse(List.of())))
                .granted(granted(settings));
        settings.find(namePrefix).ifPresent(prefix -> mapping.namePrefix(prefix.text()));
        settings.find(groups).ifPresent(mapping::groups);
        settings.find(tenants).ifPresent(mapping::tenants);
        return mapping;
    }

    private static List<String> parsePaths(String text) {
        Set<String> paths = new LinkedHashSet<>();
        for (String path : SettingList.expressions(text)) {
            paths.add(new ClaimPath(path).toString());
        }
        return List.copyOf(paths);
    }

    private static List<String> parseNamesPaths(String text) {
        Set<String> paths = new LinkedHashSet<>();
        for (String path : SettingList.expressions(text)) {
            NamesClaim.of(path.replace(AUDIENCE, quoted("api")));
            paths.add(NamesClaim.of(path).toString());
        }
        return List.copyOf(paths);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static Setting<String> namesSetting(String key, String description) {
        return Setting.of(key, "claim", description, text -> NamesClaim.of(text).toString());
    }
}
