package dev.gatehouse.benchmarks.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.jspecify.annotations.Nullable;

/** A response that keeps its status and counts its headers. Not thread-safe. */
public final class HandResponse extends HttpServletResponseWrapper {

    private static final HttpServletResponse NONE = NoContainer.as(HttpServletResponse.class);

    private int status = SC_OK;
    private int headers;
    private @Nullable String cookie;

    /** Makes a response with status 200. */
    public HandResponse() {
        super(NONE);
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public void setHeader(String name, String value) {
        headers++;
    }

    @Override
    public void addHeader(String name, String value) {
        headers++;
        cookie = name.equals("Set-Cookie") ? value : cookie;
    }

    /** Returns the last {@code Set-Cookie}; {@code null} when there is none. */
    public @Nullable String cookie() {
        return cookie;
    }

    @Override
    public void setContentType(String type) {
        headers++;
    }

    @Override
    public void setContentLength(int length) {
        headers++;
    }

    @Override
    public void setCharacterEncoding(String charset) {
        headers++;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    /** Returns how many headers were set. */
    public int headers() {
        return headers;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new Nowhere();
    }

    private static final class Nowhere extends ServletOutputStream {

        private int last;

        @Override
        public void write(int b) {
            last = b;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            last = length;
        }

        @Override
        public boolean isReady() {
            return last >= 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
