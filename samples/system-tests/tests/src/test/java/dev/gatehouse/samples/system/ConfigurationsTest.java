package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kinds E, I, L, M, O and Q of the cases from the field: the sample with the files in samples/configurations that are
 * not about one provider. Only ports and files of the machine are replaced.
 */
class ConfigurationsTest {

    private static final ProviderKey KEY = ProviderKey.rsa("k1");
    private static final ProviderKey FORGED = ProviderKey.rsa("k1");
    private static final String STALE = "TASKLIST-SESSION=" + "A".repeat(43);

    @TempDir
    private Path folder;

    private Map<String, String> users;

    @BeforeEach
    void addUsers() throws Exception {
        users = Map.of(
                "auth.cookie.users-file",
                ConfiguredSample.users(folder, "user-one", "user-two").toString());
    }

    private ConfiguredSample start(String name, String host, Map<String, String> properties) throws Exception {
        return ConfiguredSample.start(name, host, folder.resolve("data"), properties, Map.of());
    }

    @Test
    void everyFile_isTried() throws Exception {
        TreeSet<String> tried = new TreeSet<>(List.of(
                "openshift",
                "session-cookies",
                "kubernetes-service",
                "docker",
                "corporate-proxy",
                "load-balancer",
                "websocket",
                "sentinel"));
        Stream.of(ProviderTokens.values()).map(ProviderTokens::file).forEach(tried::add);
        Stream.of(LoginTokens.values()).map(LoginTokens::file).forEach(tried::add);
        try (Stream<Path> files = Files.list(ConfiguredSample.folder())) {
            TreeSet<String> present =
                    new TreeSet<>(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".properties"))
                            .map(file -> file.substring(0, file.length() - ".properties".length()))
                            .toList());
            assertEquals(present, tried);
        }
    }

    @Test
    void openshift_headersOfTheRouterCountWhereTheyAgree() throws Exception {
        try (ConfiguredSample sample = start("openshift", "tasks.apps.example.com", users)) {
            String[] router = {
                "Forwarded: for=192.0.2.4;host=tasks.apps.example.com;proto=https",
                "X-Forwarded-For: 192.0.2.4",
                "X-Forwarded-Host: tasks.apps.example.com",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Port: 443"
            };
            String set = sample.login("user-one", router);
            assertTrue(set.startsWith("__Host-TASKLIST-SESSION=") && set.contains("Secure"), set);
            String cookie = "Cookie: " + set.split(";", 2)[0];
            String stale = "Cookie: __Host-" + STALE;
            assertAll(
                    () -> assertEquals("user-one user-one [READ] []", sample.who(with(router, cookie))),
                    () -> assertEquals("200", sample.search(with(router, cookie, "Sec-Fetch-Site: same-origin"))),
                    () -> assertEquals("401 session.unknown", sample.who(with(router, stale))),
                    () -> assertEquals(
                            "403 request.cross-site",
                            sample.search(with(router, cookie, "Sec-Fetch-Site: cross-site"))));
            router[3] = "X-Forwarded-Proto: http";
            assertEquals("400 request.forwarded-twice", sample.who(with(router, cookie)));
        }
    }

    @Test
    void sessionCookies_theLiveOneCountsBesideStaleOnes() throws Exception {
        try (ConfiguredSample sample = start("session-cookies", "", users)) {
            String live = sample.login("user-one").split(";", 2)[0];
            String other = sample.login("user-two").split(";", 2)[0];
            String one = "user-one user-one [READ] []";
            assertAll(
                    () -> assertEquals(one, sample.who("Cookie: " + live)),
                    () -> assertEquals(one, sample.who("Cookie: " + STALE + "; " + live)),
                    () -> assertEquals(one, sample.who("Cookie: " + live + "; " + STALE)),
                    () -> assertEquals(one, sample.who("Cookie: TASKLIST-SESSION=; " + live)),
                    () -> assertEquals("401 session.unknown", sample.who("Cookie: " + STALE)),
                    () -> assertEquals("400 session.ambiguous", sample.who("Cookie: " + live + "; " + other)));
        }
    }

    @Test
    void kubernetesService_variablesArePassedOver() throws Exception {
        Map<String, String> injected = Map.of(
                "SAMPLE_PORT", "tcp://10.0.0.7:80",
                "SAMPLE_PORT_80_TCP", "tcp://10.0.0.7:80",
                "SAMPLE_PORT_80_TCP_ADDR", "10.0.0.7",
                "SAMPLE_PORT_80_TCP_PORT", "80",
                "SAMPLE_PORT_80_TCP_PROTO", "tcp",
                "SAMPLE_SERVICE_HOST", "10.0.0.7",
                "SAMPLE_SERVICE_PORT", "80");
        try (ConfiguredSample sample = ConfiguredSample.start(
                "kubernetes-service", "tasks.example.com", folder.resolve("data"), users, injected)) {
            String cookie = "Cookie: " + sample.login("user-one").split(";", 2)[0];
            assertTrue(sample.output().contains("enableServiceLinks"), sample::output);
            assertEquals("user-one user-one [READ] []", sample.who(cookie));
            assertEquals("421 request.host-unknown", sample.who(cookie, "Host: rebound.example"));
            assertEquals("401 session.unknown", sample.who("Cookie: " + STALE));
        }
    }

    @Test
    void docker_hostNamesWithUnderscores() throws Exception {
        try (Network network = new Network(folder, List.of("localhost"))) {
            String keycloak = "http://my_keycloak:8080/auth/realms/camunda-platform";
            network.publishIssuer("http://localhost:18080/auth/realms/camunda-platform", keycloak, KEY);
            network.publish(keycloak + "/protocol/openid-connect/certs", KEY.jwks());
            try (ConfiguredSample sample = start("docker", "tasklist_web:8080", network.properties())) {
                String claims = "\"iss\":\"http://localhost:18080/auth/realms/camunda-platform\",\"sub\":\"worker\","
                        + "\"aud\":\"tasklist-api\",\"typ\":\"Bearer\",\"azp\":\"worker\","
                        + "\"permissions\":{\"tasklist-api\":[\"read:*\"]}";
                String token = token(KEY, claims);
                String internal = claims.replace("http://localhost:18080", "http://my_keycloak:8080");
                assertAll(
                        () -> assertEquals("worker worker [READ] []", sample.whoWithToken(token)),
                        () -> assertEquals("401 token.signature", sample.whoWithToken(token(FORGED, claims))),
                        () -> assertEquals("401 credential.unclaimed", sample.whoWithToken(token(KEY, internal))),
                        () -> assertEquals(
                                "421 request.host-unknown",
                                sample.who("Authorization: Bearer " + token, "Host: other_web:8080")));
            }
        }
    }

    @Test
    void corporateProxy_leadsToTheProviderWithPasswordAndAuthority() throws Exception {
        try (Network network = new Network(folder, List.of("login.corp.example"));
                ForwardProxy proxy = network.proxyFor("tasklist:secret-of-proxy")) {
            String issuer = "https://login.corp.example/realms/main";
            network.publishIssuer(issuer, issuer, KEY);
            Path password = Files.writeString(folder.resolve("proxy-password"), "secret-of-proxy\n");
            Map<String, String> properties = Map.of(
                    "auth.jwt.proxy",
                    "http://127.0.0.1:" + proxy.port(),
                    "auth.jwt.proxy-password",
                    "file:" + password,
                    "auth.jwt.authority-file",
                    network.authority().toString(),
                    "jdk.http.auth.tunneling.disabledSchemes",
                    "");
            try (ConfiguredSample sample = start("corporate-proxy", "", properties)) {
                String claims = claims(issuer, "worker", "tasks.read");
                assertEquals("worker worker [READ] []", sample.whoWithToken(token(KEY, claims)));
                assertEquals("401 token.signature", sample.whoWithToken(token(FORGED, claims)));
                assertEquals(
                        List.of("CONNECT login.corp.example:443 HTTP/1.1"),
                        proxy.served().stream().distinct().toList());
                assertFalse(sample.output().contains("secret-of-proxy"), sample::output);
            }
        }
    }

    @Test
    void loadBalancer_itsTokensCountIfItIsTheSigner() throws Exception {
        String kid = "0f1e2d3c-4b5a-4678-9abc-def012345678";
        String host = "public-keys.auth.elb.eu-central-1.amazonaws.com";
        ProviderKey key = ProviderKey.elliptic(kid);
        try (Network network = new Network(folder, List.of(host))) {
            network.publish("https://" + host + "/" + kid, key.pem());
            try (ConfiguredSample sample = start("load-balancer", "", network.properties())) {
                long end = Instant.now().getEpochSecond() + 120;
                String issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example";
                String header = "{\"typ\":\"JWT\",\"kid\":\"" + kid + "\",\"alg\":\"ES256\",\"iss\":\"" + issuer
                        + "\",\"client\":\"3n4bexample\",\"signer\":\"arn:aws:elasticloadbalancing:eu-central-1:"
                        + "123456789012:loadbalancer/app/tasks/0123456789abcdef\",\"exp\":" + end + "}";
                String payload =
                        "{\"sub\":\"0b0b-1\",\"username\":\"user-one\",\"exp\":" + end + ",\"iss\":\"" + issuer + "\"}";
                String name = "X-Amzn-Oidc-Data: ";
                String good = name + key.signPadded(header, payload);
                String foreign = header.replace("123456789012", "999999999999");
                ProviderKey forged = ProviderKey.elliptic(kid);
                assertAll(
                        () -> assertEquals("user-one user-one [READ] []", sample.whoOnceKeysAreThere(good)),
                        () -> assertEquals("401 token.signer", sample.who(name + key.signPadded(foreign, payload))),
                        () -> assertEquals(
                                "401 token.signature", sample.who(name + forged.signPadded(header, payload))),
                        () -> assertEquals(
                                "403 request.cross-site", sample.search(good, "Sec-Fetch-Site: cross-site")));
            }
        }
    }

    @Test
    void webSocket_handshakeCarriesTheToken() throws Exception {
        try (Network network = new Network(folder, List.of("login.example.com"))) {
            network.publishIssuer("https://login.example.com/", "https://login.example.com/", KEY);
            try (ConfiguredSample sample = start("websocket", "", network.properties())) {
                String claims = claims("https://login.example.com/", "user-one", "tasks.read");
                String[] handshake = {
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: " + Base64.getEncoder().encodeToString(new byte[16])
                };
                String protocol = "Sec-WebSocket-Protocol: bearer, ";
                String good = protocol + token(KEY, claims);
                assertAll(
                        () -> assertEquals("user-one user-one [READ] []", sample.who(with(handshake, good))),
                        () -> assertEquals("user-one user-one [READ] []", sample.whoWithToken(token(KEY, claims))),
                        () -> assertEquals(
                                "401 token.signature", sample.who(with(handshake, protocol + token(FORGED, claims)))),
                        () -> assertEquals("401 credential.missing", sample.who(good)));
            }
        }
    }

    @Test
    void sentinel_failoverUnderLoadLosesAndRevivesNoSession() throws Exception {
        try (SentinelStore redis = new SentinelStore(Files.createDirectory(folder.resolve("redis")))) {
            Map<String, String> properties = new HashMap<>(users);
            properties.putAll(redis.settings());
            try (ConfiguredSample sample = start("sentinel", "", properties)) {
                Load load = new Load(sample.base(), List.of("user-one", "user-two"));
                try (load) {
                    load.start(10, 50);
                    load.awaitMore("200", 50);
                    load.awaitMore("logout 204", 1);
                    load.withoutLogins(redis::stop);
                    load.awaitMore("503", 1);
                    load.awaitMore("200", 50);
                    load.awaitMore("logout 204", 1);
                }
                assertEquals(List.of(), load.wrong());
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                Client client = new Client(sample.base());
                for (Load.Visit visit : load.visits(Load.State.LIVE)) {
                    assertEquals(200, client.use(visit.cookie()));
                }
                for (Load.Visit visit : load.visits(Load.State.ENDED)) {
                    assertEquals(401, client.use(visit.cookie()));
                }
                assertEquals("401 session.unknown", sample.who("Cookie: " + STALE));
            }
        }
    }

    private static String claims(String issuer, String subject, String scope) {
        return "\"iss\":\"" + issuer + "\",\"sub\":\"" + subject + "\",\"aud\":\"tasklist-api\",\"scope\":\"" + scope
                + "\"";
    }

    private static String token(ProviderKey key, String claims) {
        long now = Instant.now().getEpochSecond();
        return key.sign("JWT", "{" + claims + ",\"iat\":" + (now - 10) + ",\"exp\":" + (now + 300) + "}");
    }

    private static String[] with(String[] headers, String... more) {
        return Stream.concat(Stream.of(headers), Stream.of(more)).toArray(String[]::new);
    }
}
