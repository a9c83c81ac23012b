package dev.gatehouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the contract asks of the creation of a mechanism. */
final class CreationRules {

    private static final int SHOWN = 80;

    private final MechanismUnderTest contract;

    CreationRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void silent() {
        TestContext context = contract.context();
        Set<Path> before = workingDirectory();
        String printed;
        try (CapturedOutput output = new CapturedOutput();
                TestMechanism mechanism = TestMechanism.create(contract, context)) {
            mechanism.source();
            printed = output.printed();
        }
        Rule.CREATE_IS_SILENT.check(
                printed.isEmpty(),
                "it prints: "
                        + printed.strip()
                                .substring(0, Math.min(SHOWN, printed.strip().length())));
        Set<Path> added = new TreeSet<>(workingDirectory());
        added.removeAll(before);
        Rule.CREATE_IS_SILENT.check(added.isEmpty(), "it leaves " + added + " in the working directory");
    }

    private static Set<Path> workingDirectory() {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
