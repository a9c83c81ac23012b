package dev.gatehouse.servlet.gate;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A body that has been read, as a stream. It never blocks. */
final class ReplayedStream extends ServletInputStream {

    private final ByteArrayInputStream bytes;
    private final ServletRequest request;
    private @Nullable ReadListener listener;

    ReplayedStream(byte[] bytes, ServletRequest request) {
        this.bytes = new ByteArrayInputStream(bytes);
        this.request = request;
    }

    @Override
    public int read() {
        return bytes.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        return bytes.read(target, offset, length);
    }

    @Override
    public long skip(long count) {
        return bytes.skip(count);
    }

    @Override
    public int available() {
        return bytes.available();
    }

    @Override
    public boolean isFinished() {
        return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    /** Calls the listener on a thread of the container, as soon as it can. */
    @Override
    public void setReadListener(ReadListener other) {
        Objects.requireNonNull(other, "listener");
        if (listener != null) {
            throw new IllegalStateException("there is a listener already");
        }
        if (!request.isAsyncStarted()) {
            throw new IllegalStateException("the request is not in asynchronous mode");
        }
        listener = other;
        request.getAsyncContext().start(() -> call(other));
    }

    private void call(ReadListener called) {
        try {
            if (!isFinished()) {
                called.onDataAvailable();
            }
            if (isFinished()) {
                called.onAllDataRead();
            }
        } catch (IOException | RuntimeException failure) {
            called.onError(failure);
        }
    }
}
