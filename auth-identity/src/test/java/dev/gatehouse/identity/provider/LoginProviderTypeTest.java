package dev.gatehouse.identity.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoginProviderTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GENERIC  | ''",
                "CAMUNDA  | name-claim=preferred_username; audience-permissions-claim=permissions;"
                        + " permission-map=read:*=READ, write:*=WRITE; groups-claim=groups",
                "KEYCLOAK | name-claim=preferred_username; groups-claim=groups;"
                        + " permissions-claims=realm_access.roles, resource_access.{audience}.roles",
                "ENTRA    | algorithms=RS256; subject-claim=oid, sub; name-claim=preferred_username;"
                        + " permissions-claims=roles; groups-claim=groups; client-assertion-audience=token-endpoint",
                "AUTH0    | algorithms=RS256, PS256; name-claim=email; permissions-claims=permissions",
                "OKTA     | algorithms=RS256; subject-claim=uid, sub; name-claim=preferred_username;"
                        + " permissions-claims=scp; groups-claim=groups; client-assertion-audience=token-endpoint"
            })
    void type_isThisPreset(LoginProviderType type, String expected) {
        Map<String, String> values = Arrays.stream(expected.split("; "))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> "auth.login." + pair[0], pair -> pair[1]));
        assertEquals(values, type.preset());
    }

    @ParameterizedTest
    @EnumSource
    void preset_hasSettingsOfTheLoginAlone(LoginProviderType type) {
        Set<String> keys = LoginProviderSettings.all().stream()
                .map(setting -> setting.key())
                .collect(Collectors.toSet());
        assertTrue(keys.containsAll(type.preset().keySet()), () -> type.preset().toString());
    }
}
