package dev.gatehouse.jwt;

import dev.gatehouse.spi.Setting;
import dev.gatehouse.spi.Settings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The settings that say what an issuer's claims mean to the application. */
final class JwtClaimSettings {

    static final Setting<String> NAME_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.name-claim",
                    "The claim that names the caller to the application; sub stands in where a token lacks it.")
            .defaultsTo("sub")
            .perInstance(JwtSettings.GROUP);
    static final Setting<String> DISPLAY_NAME_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.display-name-claim", "The claim with the name to show to people.")
            .defaultsTo("name")
            .perInstance(JwtSettings.GROUP);
    static final Setting<List<String>> PERMISSIONS_CLAIMS = Setting.of(
                    "auth.jwt.permissions-claims",
                    "list of claims",
                    "The claims with permissions, such as scope or realm_access.roles: lists of texts, or texts with blanks between the permissions.",
                    JwtClaimSettings::parsePaths)
            .perInstance(JwtSettings.GROUP);
    static final Setting<String> AUDIENCE_PERMISSIONS_CLAIM = Setting.text(
                    "auth.jwt.audience-permissions-claim",
                    "A claim that holds an object with the permissions for each API, such as permissions of Camunda Identity; those under the names in auth.jwt.audience count.")
            .perInstance(JwtSettings.GROUP);
    static final Setting<Map<String, String>> PERMISSION_MAP = Setting.of(
                    "auth.jwt.permission-map",
                    "list of name=NAME",
                    "What permissions of tokens are called in the application, such as read:*=READ; others keep their name.",
                    JwtClaimSettings::parseMap)
            .perInstance(JwtSettings.GROUP);
    static final Setting<List<String>> GRANTED_PERMISSIONS = Setting.list(
                    "auth.jwt.granted-permissions",
                    "Permissions that every accepted token of the issuer gives; WRITE where auth.jwt.profile is camunda-cloud and this is not set.")
            .perInstance(JwtSettings.GROUP);
    static final Setting<String> GROUPS_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.groups-claim", "The claim with the caller's groups.")
            .perInstance(JwtSettings.GROUP);
    static final Setting<String> TENANTS_CLAIM = ClaimMapping.pathSetting(
                    "auth.jwt.tenants-claim", "The claim with the caller's tenants.")
            .perInstance(JwtSettings.GROUP);
    static final Setting<List<String>> CLIENT_CLAIM = Setting.of(
                    "auth.jwt.client-claim",
                    "list of claims",
                    "The claims that name the client a token was issued to.",
                    JwtClaimSettings::parsePaths)
            .defaultsTo("client_id, azp")
            .perInstance(JwtSettings.GROUP);
    static final Setting<ClientRule> CLIENT_RULE = Setting.choice(
                    "auth.jwt.client-rule",
                    "When a caller counts as a client and not as a person: when a client claim equals sub, when one is present, always, or never; always where auth.jwt.profile is camunda-cloud and this is not set.",
                    ClientRule.class)
            .defaultsTo("equals-subject")
            .perInstance(JwtSettings.GROUP);

    static final List<Setting<?>> ALL = List.of(
            NAME_CLAIM,
            DISPLAY_NAME_CLAIM,
            PERMISSIONS_CLAIMS,
            AUDIENCE_PERMISSIONS_CLAIM,
            PERMISSION_MAP,
            GRANTED_PERMISSIONS,
            GROUPS_CLAIM,
            TENANTS_CLAIM,
            CLIENT_CLAIM,
            CLIENT_RULE);

    private JwtClaimSettings() {}

    /** Returns the mapping of one issuer's claims. */
    static ClaimMapping mapping(Settings settings, TokenProfile profile, List<String> audience) {
        boolean cloud = profile == TokenProfile.CAMUNDA_CLOUD;
        ClientRule rule = cloud && !settings.isSet(CLIENT_RULE) ? ClientRule.ALWAYS : settings.get(CLIENT_RULE);
        ClaimMapping.Builder mapping = ClaimMapping.builder()
                .name(settings.get(NAME_CLAIM))
                .displayName(settings.get(DISPLAY_NAME_CLAIM))
                .client(rule, settings.get(CLIENT_CLAIM));
        settings.find(PERMISSIONS_CLAIMS).ifPresent(paths -> paths.forEach(mapping::permissions));
        settings.find(AUDIENCE_PERMISSIONS_CLAIM)
                .ifPresent(claim -> audience.forEach(api -> mapping.permissionsIn(claim, api)));
        settings.find(PERMISSION_MAP).ifPresent(names -> names.forEach(mapping::permissionName));
        mapping.granted(Set.copyOf(settings.find(GRANTED_PERMISSIONS).orElse(cloud ? List.of("WRITE") : List.of())));
        settings.find(GROUPS_CLAIM).ifPresent(mapping::groups);
        settings.find(TENANTS_CLAIM).ifPresent(mapping::tenants);
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
                        "expected different names with what they become, such as read:*=READ, write:*=WRITE");
            }
        }
        return Collections.unmodifiableMap(names);
    }
}
