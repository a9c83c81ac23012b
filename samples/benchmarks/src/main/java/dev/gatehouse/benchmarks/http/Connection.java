package dev.gatehouse.benchmarks.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A keep-alive connection that sends prepared requests and reads only what it needs of answers. Not thread-safe. */
public final class Connection implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final byte[] buffer = new byte[16 * 1024];
    private int filled;

    /** Opens a connection to a port of this machine. */
    public Connection(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** Sends a request and returns the status of its answer. */
    public int exchange(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        InputStream in = socket.getInputStream();
        filled = 0;
        int end = -1;
        while (end < 0) {
            more(in);
            end = headEnd();
        }
        int whole = end + contentLength(end);
        while (filled < whole) {
            more(in);
        }
        return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + (buffer[11] - '0');
    }

    /** Returns the whole last answer, byte for byte. */
    public String answer() {
        return new String(buffer, 0, filled, StandardCharsets.ISO_8859_1);
    }

    /** Returns the head of the last answer. */
    String head() {
        return new String(buffer, 0, Math.max(headEnd(), 0), StandardCharsets.ISO_8859_1);
    }

    private void more(InputStream in) throws IOException {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) {
            throw new EOFException("the answer is cut or too long");
        }
        filled += read;
    }

    private int headEnd() {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int end) throws IOException {
        int line = 0;
        for (int i = 0; i < end; i++) {
            if (buffer[i] == '\n') {
                line = i + 1;
            } else if (buffer[i] == ':' && isContentLength(line, i)) {
                int value = 0;
                for (int at = i + 1; buffer[at] != '\r'; at++) {
                    value = buffer[at] == ' ' ? value : value * 10 + buffer[at] - '0';
                }
                return value;
            }
        }
        if (head().toLowerCase(Locale.ROOT).contains("transfer-encoding")) {
            throw new IOException("the answer has no Content-Length");
        }
        return 0;
    }

    private boolean isContentLength(int from, int to) {
        return to - from == "content-length".length()
                && new String(Arrays.copyOfRange(buffer, from, to), StandardCharsets.ISO_8859_1)
                        .equalsIgnoreCase("content-length");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
