package dev.gatehouse.samples.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The unpacked archive in a folder of its own, which the application can read but not change, beside its data. */
final class Installation implements AutoCloseable {

    private final Path folder;
    private final Path home;
    private final Path data;

    private Installation(Path folder, Path home, Path data) {
        this.folder = folder;
        this.home = home;
        this.data = data;
    }

    /** Unpacks the archive with the lines of the page. */
    static Installation unpack() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("installation").toRealPath();
        // An ordinary user has to get through.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path archive = Path.of(System.getProperty("archive"));
        Files.createSymbolicLink(folder.resolve(archive.getFileName()), archive);
        Shell.Result unpacked =
                Shell.run(folder, Map.of(), DocPage.INSTALLING.steps().get("unpack"));
        assertEquals(0, unpacked.status(), unpacked.err());
        Path home = folder.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
        assertEquals(
                "gatehouse-tasklist " + home.getFileName().toString().replace("gatehouse-tasklist-", ""),
                unpacked.out().strip());
        Path data = Files.createDirectory(folder.resolve("data"));
        if (Shell.isRoot(folder)) {
            Files.setAttribute(data, "unix:uid", Shell.ORDINARY_USER);
        }
        return new Installation(folder, home, data);
    }

    Path home() {
        return home;
    }

    Path data() {
        return data;
    }

    /** Runs lines of the page as the administrator. */
    Shell.Result administer(Map<String, String> environment, String lines) throws IOException, InterruptedException {
        return Shell.run(home, environment, lines);
    }

    /** Runs lines of the page as an ordinary user, who can't change what was unpacked. */
    Shell.Result use(Map<String, String> environment, String lines) throws IOException, InterruptedException {
        protect();
        return Shell.runAsOrdinaryUser(home, withData(environment), lines);
    }

    /** Copies the jar of a mechanism to where operators put those of their own. */
    void addPlugin(Class<?> factory) throws IOException, InterruptedException {
        String jar = factory.getProtectionDomain().getCodeSource().getLocation().getPath();
        Shell.Result copied = administer(Map.of(), "chmod u+w plugins && cp '" + jar + "' plugins/");
        assertEquals(0, copied.status(), copied.err());
    }

    /** Starts the application as an ordinary user and waits until it listens. */
    Running start(Map<String, String> environment) throws IOException, InterruptedException {
        protect();
        String line = "exec " + DocPage.INSTALLING.steps().get("start");
        return Running.start(Shell.ordinaryUser(home, withData(environment), line));
    }

    /** What is there apart from the data: every file with its size and time. */
    Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(file -> !file.startsWith(data)).toList()) {
                contents.put(
                        file,
                        Files.isRegularFile(file) ? Files.size(file) + " at " + Files.getLastModifiedTime(file) : "");
            }
        }
        return contents;
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, IOException failure) throws IOException {
                Files.delete(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void protect() throws IOException, InterruptedException {
        Shell.Result done = Shell.run(folder, Map.of(), "chmod -R a-w '" + home + "'");
        assertEquals(0, done.status(), done.err());
    }

    private Map<String, String> withData(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("GATEHOUSE_DATA", data.toString());
        return all;
    }
}
