package dev.gatehouse.jwt.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.idp.IdentityProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/token-client.md shows is code that is compiled and run, and what it lists is what there is. */
class TokenClientDocTest {

    private static final Path PROJECT =
            Path.of(System.getProperty("basedir")).resolve("../..").normalize();
    private static final String MARK = "<!-- example: ";

    @Test
    void everyExample_standsInTheFileThatItNames() throws IOException {
        List<String> page = page();
        int examples = 0;
        for (int i = 0; i < page.size(); i++) {
            if (page.get(i).startsWith(MARK)) {
                String file = page.get(i).substring(MARK.length(), page.get(i).indexOf(" -->"));
                assertEquals("```java", page.get(i + 1), "an example begins behind its mark");
                String example = page.subList(i + 2, page.size()).stream()
                        .takeWhile(line -> !line.equals("```"))
                        .map(String::strip)
                        .collect(Collectors.joining("\n"));
                String source = Files.readAllLines(PROJECT.resolve(file)).stream()
                        .map(String::strip)
                        .collect(Collectors.joining("\n"));
                assertTrue(source.contains(example), "the example is not what stands in " + file);
                examples++;
            }
        }
        assertEquals(2, examples);
        assertTrue(page.size() <= 90, "the page has " + page.size() + " lines");
    }

    @Test
    void variables_areListedInTheirOrder() throws IOException {
        String page = String.join("\n", page());
        for (List<String> names : List.of(
                TokenEnvironment.CLIENT_ID,
                TokenEnvironment.CLIENT_SECRET,
                TokenEnvironment.TOKEN_ENDPOINT,
                TokenEnvironment.ISSUER,
                TokenEnvironment.AUDIENCE,
                TokenEnvironment.SCOPE,
                TokenEnvironment.CONNECT_TIMEOUT,
                TokenEnvironment.READ_TIMEOUT)) {
            String row = names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
            assertTrue(page.contains("| " + row + " |"), row);
        }
    }

    @Test
    void kinds_areListed() throws IOException {
        String page = String.join("\n", page());
        Stream.of(TokenException.Kind.values())
                .forEach(kind -> assertTrue(page.contains("`" + kind + "`"), kind::toString));
    }

    @Test
    void examples_work() throws Exception {
        try (IdentityProvider provider = IdentityProvider.demo().start();
                TokenServer api = TokenServer.start().answers(TokenServer.json(200, "[]"))) {
            // The examples wait as long as clients do, which may be shorter than making keys takes.
            assertFalse(provider.generic().keys().published().isEmpty());
            String endpoint = provider.generic().tokenEndpoint().toString();
            String tasklist = api.url("");

            assertEquals("[]", TokenClientExample.tasks(endpoint, "demo-secret", tasklist));
            assertTrue(api.last().header("Authorization").startsWith("Bearer eyJ"));
            assertTrue(TokenClientExample.header(Map.of(
                            "ZEEBE_CLIENT_ID", "demo-client",
                            "ZEEBE_CLIENT_SECRET", "demo-secret",
                            "CAMUNDA_AUTH_CONNECT_TIMEOUT", "60000",
                            "CAMUNDA_AUTH_READ_TIMEOUT", "60000",
                            "CAMUNDA_OAUTH_URL", endpoint))
                    .startsWith("Bearer eyJ"));
        }
    }

    private static List<String> page() throws IOException {
        return Files.readAllLines(PROJECT.resolve("docs/token-client.md"));
    }
}
