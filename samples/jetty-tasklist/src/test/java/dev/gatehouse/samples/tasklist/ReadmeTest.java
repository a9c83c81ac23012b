package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import dev.gatehouse.servlet.Gatehouse;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The examples of the README and the other pages are code that is compiled and run. */
class ReadmeTest {

    private static final Path PROJECT = Path.of(System.getProperty("basedir")).resolve("../..");

    @Test
    void everyExample_standsInTheFileThatItNames() throws IOException {
        assertEquals(2, Docs.examples(PROJECT, PROJECT.resolve("README.md")), "the embedding and the mechanism");
        try (Stream<Path> pages = Files.list(PROJECT.resolve("docs"))) {
            for (Path page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                if (!page.endsWith("tutorial.md")) {
                    int java = Collections.frequency(Files.readAllLines(page), "```java");
                    assertEquals(java, Docs.examples(PROJECT, page), "every example of " + page + " names its file");
                }
            }
        }
    }

    @Test
    void embeddingExample_protectsItsServlet() throws Exception {
        try (IdentityProvider provider = IdentityProvider.builder().start();
                EmbedExample example = new EmbedExample(provider.generic().issuer())) {
            String writer = provider.generic()
                    .mint()
                    .claim("aud", "orders-api")
                    .claim("scope", "orders:write")
                    .serialize();
            String reader = provider.generic()
                    .mint()
                    .claim("aud", "orders-api")
                    .claim("scope", "orders:read")
                    .serialize();

            assertEquals(200, afterKeysArrived(example.url() + "orders/1", writer));
            assertEquals(403, post(example.url() + "orders/1", reader));
            assertEquals(401, post(example.url() + "orders/1", ""));
            assertEquals(401, post(example.url() + "anything-else", ""));
        }
    }

    @Test
    void deploymentDescriptor_isCompleteAndItsSettingsStartAHost() throws Exception {
        String readme = Files.readString(PROJECT.resolve("README.md"));
        int start = readme.indexOf("<web-app ");
        String xml = readme.substring(start, readme.indexOf("```", start));
        Element descriptor = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        NodeList names = descriptor.getElementsByTagName("param-name");
        NodeList values = descriptor.getElementsByTagName("param-value");
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < names.getLength(); i++) {
            settings.put(names.item(i).getTextContent(), values.item(i).getTextContent());
        }

        assertEquals("web-app", descriptor.getTagName());
        assertEquals("scope", settings.get("auth.jwt.permissions-claims"));
        try (Gatehouse host =
                Gatehouse.builder().settings(settings).withoutEnvironment().start()) {
            assertTrue(host.health().containsKey("jwt"));
        }
    }

    /** The keys are fetched in the background, and until they are there the answer is 503. */
    private static int afterKeysArrived(String url, String token) throws Exception {
        int status = post(url, token);
        while (status == 503) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            status = post(url, token);
        }
        return status;
    }

    private static int post(String url, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
