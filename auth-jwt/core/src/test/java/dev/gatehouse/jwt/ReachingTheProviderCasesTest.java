package dev.gatehouse.jwt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.Curve;
import dev.gatehouse.spi.settings.SettingException;
import dev.gatehouse.testkit.TestCertificate;
import dev.gatehouse.testkit.TestMechanism;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kind L of the cases from the field: an issuer behind an authority of its own, a proxy with a password, or an API
 * server that wants a bearer token for its keys.
 */
class ReachingTheProviderCasesTest {

    private static final TestKey KEY = TestKey.elliptic("k1", Curve.P_256);
    private static final String TUNNELS = "jdk.http.auth.tunneling.disabledSchemes";

    private static TestCertificate certificate;
    private static TestCertificate foreign;
    private static TestCertificate elsewhere;
    private static KeySite site;
    private static Path folder;

    @BeforeAll
    static void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        certificate = TestCertificate.create("provider", "-ext", "san=ip:127.0.0.1");
        foreign = TestCertificate.create("foreign", "-ext", "san=ip:127.0.0.1");
        elsewhere = TestCertificate.create("elsewhere", "-ext", "san=dns:other.example");
        site = KeySite.over(certificate);
        site.publishes(site.url(), site.url() + "/jwks", KEY);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String pem(TestCertificate... holders) throws Exception {
        StringBuilder text = new StringBuilder("# the authorities of the example company\n");
        for (TestCertificate holder : holders) {
            text.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(holder.certificate().getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return text.toString();
    }

    private static String file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, content);
        return file.toString();
    }

    private static SettingException refused(String issuer, String... more) {
        return assertThrows(
                SettingException.class,
                () -> ProviderMechanism.start(issuer, more).close());
    }

    @Test
    void authorityOfTheCompany_isTrustedForItsIssuer() throws Exception {
        String authorities = file("two.pem", pem(foreign, certificate));
        assertEquals("UP", ProviderMechanism.outcome(site.url(), "authority-file", authorities));
    }

    @Test
    void additionalIssuer_hasAnAuthorityOfItsOwn() throws Exception {
        String authorities = file("own.pem", pem(certificate));
        String alias = "issuers.other.";
        try (KeySite plain = KeySite.plain()) {
            plain.publishes(plain.url(), plain.url() + "/jwks", KEY);
            assertEquals(
                    "UP",
                    ProviderMechanism.outcome(
                            plain.url(),
                            alias + "issuer",
                            site.url(),
                            alias + "audience",
                            "a",
                            alias + "authority-file",
                            authorities));
        }
    }

    @Test
    void unknownAuthority_isNamedWithTheRemedy() {
        String why = ProviderMechanism.outcome(site.url());
        assertTrue(why.contains("an authority that is not trusted here"), why);
        assertTrue(why.contains("authority-file") && why.contains("javax.net.ssl.trustStore"), why);
    }

    @Test
    void otherAuthority_replacesTheTrustStoreAndDoesNotVouch() throws Exception {
        String why = ProviderMechanism.outcome(site.url(), "authority-file", file("foreign.pem", pem(foreign)));
        assertTrue(why.contains("an authority that is not trusted here"), why);
    }

    @Test
    void authorityThatVouchesForAnotherHost_isStillRefused() throws Exception {
        try (KeySite other = KeySite.over(elsewhere)) {
            other.publishes(other.url(), other.url() + "/jwks", KEY);
            String why =
                    ProviderMechanism.outcome(other.url(), "authority-file", file("elsewhere.pem", pem(elsewhere)));
            assertTrue(why.contains("not for the host name in the URL"), why);
        }
    }

    @Test
    void replacedAuthorityFile_isReadAgain() throws Exception {
        String authorities = file("rotating.pem", pem(foreign));
        try (TestMechanism mechanism = ProviderMechanism.start(site.url(), "authority-file", authorities)) {
            assertTrue(ProviderMechanism.outcome(mechanism).contains("not trusted"));
            file("rotating.pem", pem(foreign, certificate));
            String now = ProviderMechanism.outcome(mechanism);
            while (!now.equals("UP")) {
                LockSupport.parkNanos(10_000_000);
                now = ProviderMechanism.outcome(mechanism);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', holds no certificate",
        "'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', cannot be used",
        "'-----BEGIN CERTIFICATE-----\nAAAA', ends within a certificate",
        "'-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', holds no certificate"
    })
    void authorityFileWithoutCertificates_refusesTheStart(String content, String why) throws Exception {
        SettingException refused = refused(site.url(), "authority-file", file("bad.pem", content.replace("\\n", "\n")));
        assertEquals("auth.jwt.authority-file", refused.key());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void absentFiles_refuseTheStart() {
        String absent = folder.resolve("absent").toString();
        assertEquals(
                "auth.jwt.authority-file",
                refused(site.url(), "authority-file", absent).key());
        assertEquals(
                "auth.jwt.bearer-file",
                refused(site.url(), "bearer-file", absent).key());
    }

    @Test
    void proxy_tunnelsHttpsAndTheCertificateIsStillVerified() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.open()) {
            String authorities = file("own.pem", pem(certificate));
            assertEquals(
                    "UP", ProviderMechanism.outcome(site.url(), "authority-file", authorities, "proxy", proxy.url()));
            assertEquals(List.of("CONNECT 127.0.0.1:" + site.port() + " HTTP/1.1"), proxy.requests());
            assertTrue(ProviderMechanism.outcome(site.url(), "proxy", proxy.url())
                    .contains("an authority that is not trusted here"));
        }
    }

    @Test
    void proxyWithBasic_carriesPlainHttpAndTheOriginSeesNoPassword() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.withBasic("jane", "p:ss");
                KeySite plain = KeySite.plain()) {
            plain.publishes(plain.url(), plain.url() + "/jwks", KEY);
            String[] access = {"proxy", proxy.url(), "proxy-user", "jane", "proxy-password", "p:ss"};
            assertEquals("UP", ProviderMechanism.outcome(plain.url(), access));
            assertEquals(2, proxy.requests().size());
            assertEquals(List.of(KeySite.METADATA, "/jwks"), plain.seen());
        }
    }

    @Test
    void proxyWithBasicForHttps_isRefusedAtTheStartWhileTheJvmDropsIt() {
        SettingException refused = refused(
                site.url(), "proxy", "http://127.0.0.1:1", "proxy-user", "jane", "proxy-password", "the-password");
        assertEquals("auth.jwt.proxy-user", refused.key());
        assertTrue(refused.getMessage().contains("-D" + TUNNELS + "="), refused.getMessage());
        assertFalse(refused.getMessage().contains("the-password"));
    }

    @Test
    void proxyWithBasicForHttps_worksInAJvmThatAllowsIt() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.withBasic("jane", "geheim\u00fc")) {
            String password = file("password", "geheim\u00fc");
            String authorities = file("own.pem", pem(certificate));
            int before = site.seen().size();
            String said = childJvm(
                    List.of("-D" + TUNNELS + "="),
                    site.url(),
                    "authority-file",
                    authorities,
                    "proxy",
                    proxy.url(),
                    "proxy-user",
                    "jane",
                    "proxy-password",
                    "file:" + password);
            assertTrue(said.contains("outcome: UP"), said);
            assertEquals(List.of("CONNECT 127.0.0.1:" + site.port() + " HTTP/1.1"), proxy.requests());
            List<String> asked = site.seen();
            assertEquals(List.of(KeySite.METADATA, "/jwks"), asked.subList(before, asked.size()));
        }
    }

    static String childJvm(List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ProviderMechanism.class.getName()));
        command.addAll(List.of(arguments));
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        java.waitFor();
        return said;
    }

    @Test
    void proxyThatWantsAPassword_isNamedWithTheProperty() throws Exception {
        try (LoopbackProxy proxy = LoopbackProxy.withBasic("jane", "x")) {
            String why = ProviderMechanism.outcome(site.url(), "proxy", proxy.url());
            assertTrue(why.contains("its proxy answered with status 407") && why.contains(TUNNELS), why);
        }
    }

    @Test
    void proxyThatIsDown_isNamed() {
        String why = ProviderMechanism.outcome(site.url(), "proxy", "http://127.0.0.1:1");
        assertTrue(why.contains("through the proxy 127.0.0.1:1"), why);
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example.com:3128",
        "https://proxy.example.com:3128",
        "http://proxy.example.com",
        "http://jane:secret@proxy.example.com:3128",
        "http://proxy.example.com:3128/path",
        "http://proxy.example.com:0",
        "socks://proxy.example.com:1080",
        "direct"
    })
    void proxyThatIsNoProxy_refusesTheStart(String url) {
        SettingException refused = refused(site.url(), "proxy", url);
        assertEquals("auth.jwt.proxy", refused.key());
        assertTrue(refused.getMessage().contains("http://proxy.example.com:3128"), refused.getMessage());
        assertFalse(refused.getMessage().contains("secret"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "proxy-user, jane, proxy-user",
        "proxy-password, x, proxy-password",
    })
    void halfOfAProxy_refusesTheStart(String key, String value, String named) {
        assertEquals("auth.jwt." + named, refused(site.url(), key, value).key());
        assertEquals(
                "auth.jwt." + named,
                refused(site.url(), key, value, "proxy", "none").key());
        assertEquals(
                "auth.jwt." + named,
                refused(site.url(), key, value, "proxy", "http://127.0.0.1:1").key());
    }

    @Test
    void noProxy_connectsDirectly() throws Exception {
        try (KeySite plain = KeySite.plain()) {
            plain.publishes(plain.url(), plain.url() + "/jwks", KEY);
            assertEquals("UP", ProviderMechanism.outcome(plain.url(), "proxy", "none"));
        }
    }

    @Test
    void bearerFile_goesToTheConfiguredOriginAloneAndIsReadAgain() throws Exception {
        try (KeySite plain = KeySite.plain();
                KeySite other = KeySite.plain()) {
            plain.publishes(plain.url(), other.url() + "/jwks", KEY);
            other.answers("/jwks", 403, "X-Why", "no token");
            String token = file("token", "first.token\n");
            try (TestMechanism mechanism = ProviderMechanism.start(plain.url(), "bearer-file", token)) {
                String why = ProviderMechanism.outcome(mechanism);
                assertTrue(why.contains("status 403") && why.contains("for " + plain.url() + " alone"), why);
                assertEquals(List.of(KeySite.METADATA + " Bearer first.token"), plain.seen());
                assertEquals(List.of("/jwks"), other.seen());
                plain.publishes(plain.url(), plain.url() + "/jwks", KEY);
                file("token", "second.token");
                while (!ProviderMechanism.outcome(mechanism).equals("UP")) {
                    LockSupport.parkNanos(10_000_000);
                }
                assertTrue(plain.seen().contains("/jwks Bearer second.token"), plain.seen()::toString);
                assertFalse(why.contains("first.token"), why);
            }
        }
    }

    @Test
    void bearerFileWithAJwksUri_isForItsOrigin() throws Exception {
        try (KeySite plain = KeySite.plain()) {
            plain.publishes(plain.url(), plain.url() + "/jwks", KEY);
            assertEquals(
                    "UP",
                    ProviderMechanism.outcome(
                            "cluster/serviceaccount",
                            "jwks-uri",
                            plain.url() + "/jwks",
                            "bearer-file",
                            file("token", "a.b.c")));
            assertEquals(List.of("/jwks Bearer a.b.c"), plain.seen());
        }
    }

    @Test
    void redirect_neverGetsTheBearerToken() throws Exception {
        try (KeySite plain = KeySite.plain();
                KeySite other = KeySite.plain()) {
            plain.answers("/jwks", 302, "Location", other.url() + "/jwks");
            other.publishes(plain.url(), other.url() + "/jwks", KEY);
            String why = ProviderMechanism.outcome(
                    plain.url(), "jwks-uri", plain.url() + "/jwks", "bearer-file", file("token", "a.b.c"));
            assertTrue(why.contains("status 302 (a redirect, which is not followed)"), why);
            assertEquals(List.of(), other.seen());
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "'two words'", "'a\tb'", "'tokené'", "'Bearer abc'", "'=='"})
    void bearerFileWithoutAToken_refusesTheStartAndIsNotPrinted(String content) throws Exception {
        SettingException refused = refused(site.url(), "bearer-file", file("token", content));
        assertEquals("auth.jwt.bearer-file", refused.key());
        assertTrue(refused.getMessage().contains("single bearer token"), refused.getMessage());
        assertFalse(content.length() > 2 && refused.getMessage().contains(content), refused.getMessage());
    }

    @Test
    void bearerFile_isNeverSentOverPlainHttpToAnotherHost() throws Exception {
        SettingException refused =
                refused("http://keycloak:8080/realms/x", "allow-http", "on", "bearer-file", file("token", "a.b.c"));
        assertEquals("auth.jwt.bearer-file", refused.key());
        assertTrue(refused.getMessage().contains("use https"), refused.getMessage());
    }
}
