package dev.gatehouse.samples.war;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Compares records of a type that is new each time. Java 17 remembers a type of the record whose comparison was linked
 * last, whichever application it belongs to, until another takes its place. Newer versions of Java do so with a soft
 * reference.
 */
public final class RecordComparison implements Runnable {

    /** Called in a class loader of its own. */
    public RecordComparison() {}

    /** Displaces the type that is remembered. */
    static void displaceTheLast() throws ReflectiveOperationException {
        Class<?> fresh = new Copies().loadClass(RecordComparison.class.getName());
        ((Runnable) fresh.getConstructor().newInstance()).run();
    }

    @Override
    public void run() {
        Other other = new Other(Part.ONE);
        if (!other.equals(new Other(Part.ONE)) || other.hashCode() != new Other(Part.ONE).hashCode()) {
            throw new IllegalStateException("equal records differ");
        }
    }

    private enum Part {
        ONE
    }

    private record Other(Part part) {}

    /** Defines the classes of this file again. */
    private static final class Copies extends ClassLoader {

        Copies() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream in = RecordComparison.class.getClassLoader().getResourceAsStream(file)) {
                byte[] content = Objects.requireNonNull(in, file).readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException failure) {
                throw new ClassNotFoundException(name, failure);
            }
        }
    }
}
