package dev.gatehouse.samples.apikey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The package overview of the SPI contains the files of this project, so its example compiles and passes the tests. */
class SpiOverviewTest {

    private static final Path PROJECT = Path.of(System.getProperty("basedir"));
    private static final Path OVERVIEW =
            PROJECT.resolve("../../auth-spi/api/src/main/java/dev/gatehouse/spi/package-info.java");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main/java/dev/gatehouse/samples/apikey/ApiKeyFactory.java",
                "main/java/dev/gatehouse/samples/apikey/ApiKeyMechanism.java",
                "main/java/dev/gatehouse/samples/apikey/ApiKey.java",
                "main/java/dev/gatehouse/samples/apikey/ApiKeys.java",
                "test/java/dev/gatehouse/samples/apikey/ApiKeyContractTest.java",
                "main/resources/META-INF/services/dev.gatehouse.spi.AuthenticationMechanismFactory"
            })
    void overview_containsTheFile(String file) throws IOException {
        String example = shown(Files.readString(PROJECT.resolve("src").resolve(file)));

        assertTrue(overview().contains(example), () -> "the overview of dev.gatehouse.spi lacks:\n" + example);
    }

    private static String overview() throws IOException {
        try (var lines = Files.lines(OVERVIEW)) {
            return lines.map(line -> line.replaceFirst("^ \\* ?", "")).collect(Collectors.joining("\n"));
        }
    }

    /** A file without its package, imports and Javadoc, which the overview omits. */
    private static String shown(String source) {
        return source.replaceAll("(?m)^(package|import) .*;\n", "")
                .replaceAll("(?s)[ \t]*/\\*\\*.*?\\*/\n", "")
                .strip();
    }
}
