package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginalNamesTest {

    @TempDir
    Path folder;

    @Test
    void variables_becomeSettings() {
        Map<String, String> settings = OriginalNames.settings(Environment.of(Map.of(
                "CAMUNDA_TASKLIST_IDENTITY_ISSUER_URL",
                "https://id.example.com/auth/realms/camunda-platform",
                "CAMUNDA_TASKLIST_IDENTITY_ISSUER_BACKEND_URL",
                "http://keycloak:8080/auth/realms/camunda-platform",
                "CAMUNDA_TASKLIST_IDENTITY_AUDIENCE",
                "tasklist-api",
                "CAMUNDA_TASKLIST_CLIENT_AUDIENCE",
                "tasklist.camunda.io",
                "SOMETHING_ELSE",
                "x")));

        assertEquals(
                Map.of(
                        "auth.identity.issuer",
                        "https://id.example.com/auth/realms/camunda-platform",
                        "auth.identity.issuer-backend-url",
                        "http://keycloak:8080/auth/realms/camunda-platform",
                        "auth.identity.audience",
                        "tasklist-api",
                        "auth.jwt.audience",
                        "tasklist.camunda.io"),
                settings);
    }

    @Test
    void emptyVariable_isNone() {
        assertEquals(Map.of(), OriginalNames.settings(Environment.of(Map.of("CAMUNDA_TASKLIST_CLIENT_AUDIENCE", ""))));
    }

    @ParameterizedTest
    @CsvSource({
        "CAMUNDA_TASKLIST_IDENTITY_ISSUERURL, auth.identity.issuer",
        "CAMUNDA_TASKLIST_IDENTITY_ISSUER_URL, auth.identity.issuer",
        "CAMUNDA_IDENTITY_ISSUER, auth.identity.issuer",
        "CAMUNDA_TASKLIST_IDENTITY_ISSUERBACKENDURL, auth.identity.issuer-backend-url",
        "CAMUNDA_IDENTITY_ISSUER_BACKEND_URL, auth.identity.issuer-backend-url",
        "CAMUNDA_TASKLIST_IDENTITY_AUDIENCE, auth.identity.audience",
        "CAMUNDA_IDENTITY_AUDIENCE, auth.identity.audience",
        "CAMUNDA_TASKLIST_IDENTITY_BASEURL, auth.identity.service.url",
        "CAMUNDA_TASKLIST_IDENTITY_BASE_URL, auth.identity.service.url",
        "CAMUNDA_IDENTITY_BASE_URL, auth.identity.service.url",
        "CAMUNDA_TASKLIST_IDENTITY_USERACCESSRESTRICTIONSENABLED, tasklist.user-access-restrictions",
        "CAMUNDA_TASKLIST_IDENTITY_USERRESTRICTIONSENABLED, tasklist.user-access-restrictions",
        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUERURI, auth.jwt.issuer",
        "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_JWK_SET_URI, auth.jwt.jwks-uri",
        "CAMUNDA_TASKLIST_CLIENT_AUDIENCE, auth.jwt.audience"
    })
    void everySpelling_setsTheSetting(String variable, String key) {
        assertEquals(Map.of(key, "x"), OriginalNames.settings(Environment.of(Map.of(variable, " x "))));
    }

    @ParameterizedTest
    @CsvSource({
        "CAMUNDA_TASKLIST_IDENTITY_CLIENTID, auth.login.client-id",
        "CAMUNDA_TASKLIST_IDENTITY_CLIENT_ID, auth.login.client-id",
        "CAMUNDA_IDENTITY_CLIENT_ID, auth.login.client-id",
        "CAMUNDA_TASKLIST_IDENTITY_CLIENTSECRET, auth.login.client-secret",
        "CAMUNDA_TASKLIST_IDENTITY_CLIENT_SECRET, auth.login.client-secret",
        "CAMUNDA_IDENTITY_CLIENT_SECRET, auth.login.client-secret"
    })
    void client_makesTheCommonNamesThoseOfTheLoginToo(String variable, String key) {
        assertEquals(
                Map.of(
                        key,
                        "x",
                        "auth.identity.issuer",
                        "https://id.example.com",
                        "auth.identity.issuer-backend-url",
                        "http://keycloak:8080",
                        "auth.identity.audience",
                        "tasklist-api",
                        "auth.identity.provider",
                        "keycloak",
                        "auth.login.issuer",
                        "https://id.example.com",
                        "auth.login.issuer-backend-url",
                        "http://keycloak:8080",
                        "auth.login.audience",
                        "tasklist-api",
                        "auth.login.provider",
                        "camunda"),
                OriginalNames.settings(Environment.of(Map.of(
                        variable,
                        "x",
                        "CAMUNDA_IDENTITY_ISSUER",
                        "https://id.example.com",
                        "CAMUNDA_IDENTITY_ISSUER_BACKEND_URL",
                        "http://keycloak:8080",
                        "CAMUNDA_IDENTITY_AUDIENCE",
                        "tasklist-api",
                        "CAMUNDA_IDENTITY_TYPE",
                        "KEYCLOAK"))));
    }

    @ParameterizedTest
    @CsvSource({
        "CAMUNDA_TASKLIST_IDENTITY_REDIRECTROOTURL, auth.login.redirect-root",
        "CAMUNDA_TASKLIST_IDENTITY_REDIRECT_ROOT_URL, auth.login.redirect-root"
    })
    void nameOfTheLoginAlone_setsNothingElse(String variable, String key) {
        assertEquals(
                Map.of(key, "http://localhost:8082"),
                OriginalNames.settings(Environment.of(Map.of(variable, "http://localhost:8082"))));
    }

    @ParameterizedTest
    @CsvSource({"KEYCLOAK, camunda", "MICROSOFT, entra", "AUTH0, auth0", "GENERIC, generic"})
    void type_isTheTypeOfTheLogin(String type, String login) {
        assertEquals(
                login,
                OriginalNames.settings(Environment.of(
                                Map.of("CAMUNDA_IDENTITY_TYPE", type, "CAMUNDA_IDENTITY_CLIENT_ID", "tasklist")))
                        .get("auth.login.provider"));
    }

    @ParameterizedTest
    @CsvSource({"KEYCLOAK, ", "MICROSOFT, service", "AUTH0, ", "GENERIC, service"})
    void type_saysWhetherTheServiceGivesThePermissionsOfTheLogin(String type, String source) {
        Map<String, String> settings = OriginalNames.settings(Environment.of(Map.of(
                "CAMUNDA_IDENTITY_TYPE", type,
                "CAMUNDA_IDENTITY_CLIENT_ID", "tasklist",
                "CAMUNDA_IDENTITY_BASE_URL", "http://identity:8084",
                "CAMUNDA_TASKLIST_MULTITENANCY_ENABLED", "true",
                "CAMUNDA_TASKLIST_IDENTITY_RESOURCEPERMISSIONSENABLED", "true")));
        assertEquals(source, settings.get("auth.login.permissions-from"));
        assertEquals(source, settings.get("auth.login.groups-from"));
        assertEquals("service", settings.get("auth.login.tenants-from"));
        assertEquals("service", settings.get("auth.login.authorizations-from"));
        assertEquals("http://identity:8084", settings.get("auth.login.service.url"));
    }

    @Test
    void clientWithoutAType_isOneOfKeycloak() {
        assertEquals(
                Map.of("auth.login.client-id", "tasklist", "auth.login.provider", "camunda"),
                OriginalNames.settings(Environment.of(Map.of("CAMUNDA_IDENTITY_CLIENT_ID", "tasklist"))));
    }

    @Test
    void differentSecrets_areRefusedWithoutThem() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> OriginalNames.settings(Environment.of(Map.of(
                        "CAMUNDA_TASKLIST_IDENTITY_CLIENT_SECRET", "one-secret",
                        "CAMUNDA_IDENTITY_CLIENT_SECRET", "another-secret"))));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("CAMUNDA_IDENTITY_CLIENT_SECRET"), message);
        assertFalse(message.contains("one-secret") || message.contains("another-secret"), message);
    }

    /** The environment of the original, and a file that says only what the original has no name for. */
    @Test
    void environmentOfTheOriginal_sendsPeopleToItsProvider() throws IOException {
        try (IdentityProvider provider = IdentityProvider.demo().start()) {
            Path config = Files.write(
                    folder.resolve("my.properties"),
                    List.of(
                            "auth.mechanisms = identity, login",
                            "auth.sessions = memory",
                            "auth.http.connect-timeout = 30s",
                            "auth.http.timeout = 1m",
                            "sample.port = 0",
                            "sample.data = " + folder.resolve("data")));
            Map<String, String> environment = Map.of(
                    "CAMUNDA_TASKLIST_IDENTITY_ISSUER_URL", provider.keycloak().issuer(),
                    "CAMUNDA_TASKLIST_IDENTITY_CLIENT_ID", "tasklist",
                    "CAMUNDA_TASKLIST_IDENTITY_CLIENT_SECRET", "tasklist-secret",
                    "CAMUNDA_TASKLIST_IDENTITY_AUDIENCE", "tasklist-api",
                    "CAMUNDA_TASKLIST_IDENTITY_REDIRECT_ROOT_URL", "http://localhost:18082");
            try (SampleRun sample = SampleRun.configured(config, environment)) {
                Http.Answer answer = sample.http().get("/api/login");
                assertEquals(303, answer.status(), answer::toString);
                String target = answer.header("Location");
                assertTrue(target.startsWith(provider.keycloak().issuer() + "/"), target);
                assertTrue(target.contains("client_id=tasklist"), target);
                assertTrue(target.contains("redirect_uri=http%3A%2F%2Flocalhost%3A18082%2Fidentity-callback"), target);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "camunda.tasklist.identity.redirectRootUrl, auth.login.redirect-root",
        "camunda.tasklist.identity.redirect-root-url, auth.login.redirect-root",
        "camunda.tasklist.identity.issuerUrl, auth.identity.issuer",
        "camunda.tasklist.identity.issuer-url, auth.identity.issuer",
        "camunda.tasklist.identity.baseUrl, auth.identity.service.url"
    })
    void systemProperty_setsTheSetting(String property, String key) {
        Environment environment = new Environment(name -> null, Map.of(property, "x")::get);
        assertEquals(Map.of(key, "x"), OriginalNames.settings(environment));
    }

    @ParameterizedTest
    @CsvSource({"KEYCLOAK, keycloak", "MICROSOFT, entra", "AUTH0, auth0", "GENERIC, generic"})
    void type_isAProvider(String type, String provider) {
        assertEquals(
                Map.of("auth.identity.provider", provider),
                OriginalNames.settings(Environment.of(Map.of("CAMUNDA_IDENTITY_TYPE", type))));
    }

    @ParameterizedTest
    @CsvSource({
        "CAMUNDA_TASKLIST_MULTITENANCY_ENABLED, tasklist.multi-tenancy, auth.identity.tenants-from",
        "CAMUNDA_TASKLIST_MULTI_TENANCY_ENABLED, tasklist.multi-tenancy, auth.identity.tenants-from",
        "CAMUNDA_TASKLIST_IDENTITY_RESOURCEPERMISSIONSENABLED, tasklist.resource-permissions,"
                + " auth.identity.authorizations-from",
        "CAMUNDA_TASKLIST_IDENTITY_RESOURCE_PERMISSIONS_ENABLED, tasklist.resource-permissions,"
                + " auth.identity.authorizations-from"
    })
    void switch_turnsOnTheRuleAndItsSource(String variable, String rule, String source) {
        assertEquals(
                Map.of(rule, "TRUE", source, "service"),
                OriginalNames.settings(Environment.of(Map.of(variable, "TRUE"))));
        assertEquals(Map.of(rule, "false"), OriginalNames.settings(Environment.of(Map.of(variable, "false"))));
    }

    @Test
    void differentValuesForOneSetting_areRefusedWithBothNames() {
        SettingException refused = assertThrows(
                SettingException.class,
                () -> OriginalNames.settings(Environment.of(Map.of(
                        "CAMUNDA_TASKLIST_IDENTITY_ISSUERURL",
                        "https://a.example.com",
                        "CAMUNDA_IDENTITY_ISSUER",
                        "https://b.example.com"))));
        assertEquals("auth.identity.issuer", refused.key());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("CAMUNDA_TASKLIST_IDENTITY_ISSUERURL and CAMUNDA_IDENTITY_ISSUER"), message);
    }

    @Test
    void equalValues_areNoConflict() {
        assertEquals(
                Map.of("auth.identity.audience", "tasklist-api"),
                OriginalNames.settings(Environment.of(Map.of(
                        "CAMUNDA_TASKLIST_IDENTITY_AUDIENCE",
                        "tasklist-api",
                        "CAMUNDA_IDENTITY_AUDIENCE",
                        "tasklist-api"))));
    }

    @Test
    void report_saysWhichNameSetsWhatAndWhichIsOverridden() {
        Environment environment = Environment.of(Map.of(
                "CAMUNDA_TASKLIST_IDENTITY_AUDIENCE", "tasklist-api",
                "CAMUNDA_IDENTITY_ISSUER", "https://a.example.com"));
        assertEquals(
                List.of(
                        "CAMUNDA_IDENTITY_ISSUER is not used, because there is auth.identity.issuer ="
                                + " https://b.example.com (my.properties:3)",
                        "CAMUNDA_TASKLIST_IDENTITY_AUDIENCE sets auth.identity.audience = tasklist-api"),
                OriginalNames.report(
                        environment,
                        List.of(
                                "auth.identity.audience = tasklist-api (code)",
                                "auth.identity.issuer = https://b.example.com (my.properties:3)")));
    }

    @Test
    void settingInTheFile_goesBeforeTheVariable() throws IOException {
        assertTrue(cookieOf(List.of()).startsWith("FROM-VARIABLE="));
        assertTrue(cookieOf(List.of("auth.cookie.name = FROM-FILE")).startsWith("FROM-FILE="));
    }

    private String cookieOf(List<String> lines) throws IOException {
        String password = "correct horse battery staple";
        Path users = Files.writeString(
                folder.resolve("users.properties"),
                "user.ann.password = " + PasswordHash.create(password).text());
        List<String> all = new ArrayList<>(List.of(
                "auth.mechanisms = cookie",
                "auth.cookie.users-file = " + users,
                "auth.sessions.jdbc.connect-timeout = 10s",
                "auth.sessions.jdbc.timeout = 30s",
                "sample.port = 0",
                "sample.data = " + folder.resolve("data")));
        all.addAll(lines);
        Path config = Files.write(folder.resolve("my.properties"), all);
        Map<String, String> environment = Map.of("SERVER_SERVLET_SESSION_COOKIE_NAME", "FROM-VARIABLE");
        try (SampleRun sample = SampleRun.configured(config, environment)) {
            return sample.http()
                    .postForm("/api/login", Map.of("username", "ann", "password", password))
                    .header("Set-Cookie");
        }
    }
}
