package dev.gatehouse.samples.tasklist;

import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command {@code --explain}: says how a request would be treated, without verifying a credential. */
final class RequestReport {

    private static final int LIMIT = 64 * 1024;
    private static final String STANDARD_INPUT = "-";

    private final CommandLine commandLine;
    private final Environment environment;
    private final PrintStream out;

    RequestReport(CommandLine commandLine, Environment environment, PrintStream out) {
        this.commandLine = commandLine;
        this.environment = environment;
        this.out = out;
    }

    /**
     * Prints the explanation.
     *
     * @param source the file with the head; {@code -} for the standard input
     * @throws SettingException if a start would be refused because of a setting
     * @throws InspectionException if there is no head to explain
     */
    void print(String source) {
        String head = read(source);
        ConfiguredHost configured = ConfiguredHost.of(commandLine, environment);
        ReasonTexts texts = ReasonTexts.read();
        try {
            configured.builder().explain(head, texts::meaning).forEach(out::println);
        } catch (SettingException refused) {
            throw ConfiguredHost.withOriginalName(refused, environment);
        } catch (IllegalArgumentException malformed) {
            throw new InspectionException(String.valueOf(malformed.getMessage()));
        }
    }

    private static String read(String source) {
        try (InputStream in = source.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(source))) {
            byte[] head = in.readNBytes(LIMIT + 1);
            if (head.length > LIMIT) {
                throw new InspectionException("the head of a request has at most " + LIMIT + " bytes");
            }
            // A head consists of bytes; this maps each of them to one character.
            return new String(head, StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            throw new InspectionException(source + " cannot be read: " + unreadable);
        }
    }
}
