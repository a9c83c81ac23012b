package dev.gatehouse.jwt.vectors;

import dev.gatehouse.spi.AuthenticationMechanismFactory;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** The verifier without one of its checks, compiled from a copy of its sources and loaded beside the real one. */
final class MutatedSources implements AutoCloseable {

    private static final String PACKAGE = "dev.gatehouse.jwt.";
    private static final String JSON = "dev.gatehouse.support.json.";

    private final URLClassLoader loader;

    MutatedSources(Removal removal, Path classes) throws IOException {
        Path changed = Files.createDirectories(classes.resolveSibling("sources"));
        Files.createDirectories(classes);
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        Path sources = module().resolve("src/main/java/dev/gatehouse/jwt");
        Path json = module().resolve("../../auth-spi/support/src/main/java/dev/gatehouse/support/json");
        boolean found = false;
        try (Stream<Path> files = Stream.concat(Files.list(sources), Files.list(json))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.equals(removal.file())) {
                    Path copy = changed.resolve(name);
                    Files.writeString(copy, removal.applied(Files.readString(file)));
                    arguments.add(copy.toString());
                    found = true;
                } else if (name.endsWith(".java")) {
                    arguments.add(file.toString());
                }
            }
        }
        if (!found) {
            throw new IllegalStateException("no source " + removal.file());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler.run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new IllegalStateException(removal.file() + " does not compile without " + removal.check());
        }
        loader = new Own(classes, module().resolve("src/main/resources"));
    }

    AuthenticationMechanismFactory factory() {
        try {
            return (AuthenticationMechanismFactory) loader.loadClass(PACKAGE + "JwtMechanismFactory")
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The folder of the module; tests run in {@code target}. */
    static Path module() {
        Path here = Path.of("").toAbsolutePath();
        return here.endsWith("target") ? here.getParent() : here;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /** Takes the verifier's classes from its own folder and all others from the tests' class path. */
    private static final class Own extends URLClassLoader {

        private Own(Path classes, Path resources) throws IOException {
            super(
                    new URL[] {classes.toUri().toURL(), resources.toUri().toURL()},
                    MutatedSources.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                boolean own = name.startsWith(PACKAGE) && name.indexOf('.', PACKAGE.length()) < 0;
                if (loaded == null && (own || name.startsWith(JSON))) {
                    loaded = findClass(name);
                }
                return loaded != null ? loaded : super.loadClass(name, resolve);
            }
        }
    }
}
