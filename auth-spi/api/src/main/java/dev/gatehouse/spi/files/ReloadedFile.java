package dev.gatehouse.spi.files;

import dev.gatehouse.spi.Health;
import dev.gatehouse.spi.stability.Incubating;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file, read again when the file changes. If the new content cannot be used, the last good content
 * stays in effect and {@link #health()} says so.
 *
 * <p>There is no thread: {@link #content()} and {@link #health()} look at the time, size and identity of the file, at
 * most once a second. A change that is older than two seconds is read at once. A newer one is read when two looks in a
 * row see the same file, because it may still be written. Replace a file by renaming another one to its name, so that
 * readers see either the old or the new content. Thread-safe; one thread reads while others go on with the old content.
 *
 * @param <T> the type of the parsed content; immutable
 * @since 0.1
 */
@Incubating
public final class ReloadedFile<T> {

    /**
     * Parses the content of a file. Called when the file is opened and after each change, by one thread at a time.
     *
     * @param <T> the type of the parsed content
     */
    @FunctionalInterface
    public interface Parser<T> {

        /**
         * Parses the content. An unchecked exception means that the content is invalid, too.
         *
         * @throws UnusableFileException if the content is invalid
         */
        T parse(byte[] content) throws UnusableFileException;
    }

    /** Hears of readings after the first one, for the log. */
    @FunctionalInterface
    public interface Listener {

        /** The file has changed, and the new content is in effect. The default does nothing. */
        default void reloaded(Path file) {}

        /** The file has changed, and the previous content stays in effect. Called once for each change. */
        void kept(Path file, UnusableFileException problem);
    }

    private static final long LOOK_EVERY = 1_000_000_000L;
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** Attributes that change with the content of the file. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object key) {}

    private record State<T>(T content, @Nullable Stamp stamp, Health health) {}

    private final Path file;
    private final int maxBytes;
    private final Parser<T> parser;
    private final Listener listener;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile State<T> state;
    private volatile long lookedAt;
    private @Nullable Stamp seen;

    private ReloadedFile(
            Path file, int maxBytes, Parser<T> parser, Listener listener, Clock clock, LongSupplier nanoTime)
            throws UnusableFileException {
        this.file = file;
        this.maxBytes = maxBytes;
        this.parser = parser;
        this.listener = listener;
        this.clock = clock;
        this.nanoTime = nanoTime;
        // Stamped before it is read: a change in between is noticed late rather than never.
        Stamp stamp = stamp();
        this.state = new State<>(parse(), stamp, Health.up());
        this.seen = stamp;
        this.lookedAt = nanoTime.getAsLong();
    }

    /**
     * Opens and reads a file.
     *
     * @param maxBytes the maximum size of the file; a larger one cannot be used
     * @param listener hears of later readings
     * @param clock the wall clock, which the time of the file is compared with
     * @throws UnusableFileException if the file cannot be read or is invalid
     */
    public static <T> ReloadedFile<T> open(Path file, int maxBytes, Parser<T> parser, Listener listener, Clock clock)
            throws UnusableFileException {
        return open(file, maxBytes, parser, listener, clock, System::nanoTime);
    }

    /**
     * Opens and reads a file with another time between looks, for tests.
     *
     * @param nanoTime the time that {@link System#nanoTime()} returns otherwise
     * @throws UnusableFileException if the file cannot be read or is invalid
     */
    public static <T> ReloadedFile<T> open(
            Path file, int maxBytes, Parser<T> parser, Listener listener, Clock clock, LongSupplier nanoTime)
            throws UnusableFileException {
        return new ReloadedFile<>(file, maxBytes, parser, listener, clock, nanoTime);
    }

    /** Returns the content: the current one, or the last good one. */
    public T content() {
        look();
        return state.content();
    }

    /**
     * Returns {@link Health#up()}, or {@link Health.State#DEGRADED} with the problem while the last good content is in
     * effect instead of the current one.
     */
    public Health health() {
        look();
        return state.health();
    }

    /**
     * Reads the file now, after this process has changed it.
     *
     * @return the new content
     * @throws UnusableFileException if the file cannot be read or is invalid; the previous content stays in effect
     */
    public T readNow() throws UnusableFileException {
        UnusableFileException problem = read(stamp());
        if (problem != null) {
            throw problem;
        }
        return state.content();
    }

    /**
     * Returns the content of a text file. A byte order mark at its beginning is dropped.
     *
     * @throws UnusableFileException if it is not UTF-8
     */
    public static String utf8(byte[] content) throws UnusableFileException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            throw new UnusableFileException(0, "the file is not in UTF-8; save it in this encoding");
        }
    }

    private void look() {
        if (nanoTime.getAsLong() - lookedAt < LOOK_EVERY || !looking.compareAndSet(false, true)) {
            return;
        }
        try {
            lookedAt = nanoTime.getAsLong();
            Stamp now = stamp();
            boolean quiet = Objects.equals(now, seen) || isSettled(now);
            seen = now;
            if (quiet && !Objects.equals(now, state.stamp())) {
                // The listener has been told of a problem.
                UnusableFileException unused = read(now);
            }
        } finally {
            looking.set(false);
        }
    }

    /**
     * Without traffic there is no second look, and the first request after a change must not be decided by the old
     * content.
     */
    private boolean isSettled(@Nullable Stamp stamp) {
        return stamp != null
                && stamp.modified().toInstant().isBefore(clock.instant().minus(SETTLED));
    }

    private synchronized @Nullable UnusableFileException read(@Nullable Stamp stamp) {
        try {
            state = new State<>(parse(), stamp, Health.up());
            listener.reloaded(file);
            return null;
        } catch (UnusableFileException problem) {
            String detail = "the previous content stays in effect: " + problem.at(file);
            state = new State<>(state.content(), stamp, new Health(Health.State.DEGRADED, detail));
            listener.kept(file, problem);
            return problem;
        }
    }

    private T parse() throws UnusableFileException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(maxBytes + 1);
        } catch (NoSuchFileException missing) {
            throw new UnusableFileException(0, "the file does not exist; create it or correct the path");
        } catch (IOException unreadable) {
            throw new UnusableFileException(
                    0,
                    "cannot read the file (" + unreadable.getClass().getSimpleName()
                            + "); this process needs permission to read it");
        }
        if (content.length > maxBytes) {
            throw new UnusableFileException(0, "the file is larger than " + maxBytes + " bytes");
        }
        try {
            return parser.parse(content);
        } catch (RuntimeException defect) {
            // A defect of the parser must not end the requests that the last good content can decide.
            throw new UnusableFileException(
                    0, "cannot parse the file (" + defect.getClass().getSimpleName() + ")");
        }
    }

    private @Nullable Stamp stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "ReloadedFile[" + file + "]";
    }
}
