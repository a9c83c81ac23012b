package dev.gatehouse.samples.tasklist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The jars of a directory, as a class loader. Host and modules look for mechanisms, sessions and users with the context
 * class loader of the thread that starts them, so they find those of the jars as well. A mechanism is active when
 * {@code auth.mechanisms} names it.
 */
final class Extensions {

    private Extensions() {}

    /**
     * Makes the jars visible to what this thread starts, for as long as the process runs.
     *
     * @throws StartRefusedException if there is no such directory, or no jar in it
     */
    static void use(Path directory) {
        List<URL> jars = jars(directory);
        if (jars.isEmpty()) {
            throw new StartRefusedException("--extensions: " + directory + " contains no file that ends with .jar");
        }
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(
                new URLClassLoader("extensions", jars.toArray(new URL[0]), thread.getContextClassLoader()));
    }

    /** Returns the jars in the order of their names, so that every start sees the same one first. */
    private static List<URL> jars(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new StartRefusedException("--extensions: " + directory + " is not a directory");
        }
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".jar")) {
                    jars.add(url(file));
                }
            }
        } catch (IOException unreadable) {
            throw new StartRefusedException("--extensions: " + directory + " cannot be read", unreadable);
        }
        return jars;
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
