package dev.gatehouse.cookie.testkit;

import dev.gatehouse.spi.stability.Incubating;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2 whose disk is full when a test says so. Databases are opened on the disk that was registered
 * last. Thread-safe.
 *
 * @since 0.1
 */
@Incubating
public final class FillingDisk extends FilePathWrapper {

    private AtomicBoolean full = new AtomicBoolean();

    /** For H2, which creates a file system for each path. Tests use {@link #register()}. */
    public FillingDisk() {}

    /** Returns a new disk, which is not full, and makes H2 use it. */
    public static FillingDisk register() {
        FillingDisk disk = new FillingDisk();
        FilePath.register(disk);
        return disk;
    }

    /** Returns the URL of a database on the registered disk. */
    public String url(Path file) {
        return "jdbc:h2:file:" + getScheme() + ":" + file.toAbsolutePath();
    }

    /** Sets whether writes fail as on a full disk. */
    public void full(boolean now) {
        full.set(now);
    }

    @Override
    public FilePathWrapper getPath(String path) {
        FilePathWrapper created = super.getPath(path);
        if (created instanceof FillingDisk disk) {
            disk.full = full;
        }
        return created;
    }

    @Override
    public String getScheme() {
        return "filling";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Channel(super.open(mode), full);
    }

    private static final class Channel extends FileBase {
        private final FileChannel file;
        private final AtomicBoolean full;

        Channel(FileChannel file, AtomicBoolean full) {
            this.file = file;
            this.full = full;
        }

        private void requireSpace() throws IOException {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            requireSpace();
            return file.write(bytes);
        }

        @Override
        public synchronized int write(ByteBuffer bytes, long position) throws IOException {
            requireSpace();
            return file.write(bytes, position);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public synchronized int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            file.force(metadata);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
