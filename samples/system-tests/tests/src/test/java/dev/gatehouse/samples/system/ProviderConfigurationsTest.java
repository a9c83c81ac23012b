package dev.gatehouse.samples.system;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Kinds A to G of the cases from the field: the sample with the file of each provider in samples/configurations, as it
 * is there. The keys are fetched over TLS from where the file or the provider's metadata says.
 */
class ProviderConfigurationsTest {

    private static final ProviderKey KEY = ProviderKey.rsa("k1");
    private static final ProviderKey FORGED = ProviderKey.rsa("k1");
    private static final String API_SERVER = "kubernetes.default.svc";

    @TempDir
    private static Path folder;

    private static Network network;

    @BeforeAll
    static void open() throws Exception {
        List<String> hosts = Arrays.stream(ProviderTokens.values())
                .map(provider -> URI.create(provider.place()).getHost())
                .distinct()
                .toList();
        network = new Network(folder, concat(hosts, API_SERVER));
        for (ProviderTokens provider : ProviderTokens.values()) {
            if (provider != ProviderTokens.KUBERNETES) {
                network.publishIssuer(provider.issuer(), provider.place(), KEY);
            }
        }
        network.publish("https://" + API_SERVER + "/openid/v1/jwks", KEY.jwks(), "Bearer token-of-this-pod");
    }

    @AfterAll
    static void close() throws Exception {
        network.close();
    }

    @ParameterizedTest
    @EnumSource(ProviderTokens.class)
    void fileOfProvider_acceptsItsTokensAndRefusesBadOnes(ProviderTokens provider) throws Exception {
        Map<String, String> properties = new HashMap<>(network.properties());
        if (provider == ProviderTokens.KUBERNETES) {
            Path token = Files.writeString(folder.resolve("token"), "token-of-this-pod");
            properties.put("auth.jwt.bearer-file", token.toString());
            properties.put("auth.jwt.authority-file", network.authority().toString());
            properties.remove("javax.net.ssl.trustStore");
        }
        Path data = folder.resolve(provider.file());
        try (ConfiguredSample sample = ConfiguredSample.start(provider.file(), "", data, properties, Map.of())) {
            assertAll(
                    () -> assertEquals(provider.personSeen, sample.whoWithToken(provider.person(KEY))),
                    () -> assertEquals(provider.clientSeen, sample.whoWithToken(provider.client(KEY))),
                    () -> assertEquals(provider.badSeen, sample.whoWithToken(provider.bad(KEY))),
                    () -> assertEquals("401 token.expired", sample.whoWithToken(provider.expired(KEY))),
                    () -> assertEquals("401 token.signature", sample.whoWithToken(provider.person(FORGED))),
                    () -> assertEquals("401 credential.missing", sample.who()));
        }
    }

    private static List<String> concat(List<String> list, String last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
