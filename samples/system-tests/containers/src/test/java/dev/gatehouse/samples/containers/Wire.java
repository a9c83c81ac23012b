package dev.gatehouse.samples.containers;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A connection that sends exactly the bytes it is given. */
final class Wire implements AutoCloseable {

    /** The status of a request that gets no answer. */
    static final int CLOSED = 0;

    private final Socket socket = new Socket();
    private final InputStream in;
    private String cookie = "";
    private String body = "";
    private boolean used;
    private boolean over;

    Wire(int port) throws IOException {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 60_000);
        socket.setSoTimeout(60_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Returns whether the server has ended the connection, as far as its answers say. */
    boolean isOver() {
        return over;
    }

    /** Returns whether an answer came over this connection. */
    boolean isUsed() {
        return used;
    }

    /** Returns what the last answer set a cookie to: name and value; empty if it set none. */
    String cookie() {
        return cookie;
    }

    /** Returns the body of the last answer. */
    String body() {
        return body;
    }

    /**
     * Sends a request, one character for each byte, and reads its answer.
     *
     * @return the status; {@link #CLOSED} if the server closed the connection instead
     */
    int exchange(String request) throws IOException {
        try {
            send(request);
            return answer(request.startsWith("HEAD "));
        } catch (EOFException | java.net.SocketException closed) {
            over = true;
            return CLOSED;
        }
    }

    /**
     * Sends what may be read as one request or as several, says that no more comes, and reads until the server closes.
     *
     * @return the status of the first answer
     */
    int last(String requests) throws IOException {
        try {
            send(requests);
            socket.shutdownOutput();
            int status = answer(false);
            in.readAllBytes();
            return status;
        } catch (EOFException | java.net.SocketException closed) {
            return CLOSED;
        } finally {
            over = true;
        }
    }

    private void send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private int answer(boolean head) throws IOException {
        String line = line();
        // Undertow repeats the version of a request that it refuses, even 0.9.
        if (!line.startsWith("HTTP/")) {
            throw new IOException("no status line: " + line);
        }
        int status = Integer.parseInt(line.substring(9, 12));
        int length = -1;
        boolean chunked = false;
        cookie = "";
        for (line = line(); !line.isEmpty(); line = line()) {
            String field = line.toLowerCase(Locale.ROOT);
            if (field.startsWith("content-length:")) {
                length = Integer.parseInt(field.substring(15).trim());
            } else if (field.startsWith("transfer-encoding:")) {
                chunked = field.endsWith("chunked");
            } else if (field.startsWith("set-cookie:")) {
                cookie = line.substring(11, line.indexOf(';') < 0 ? line.length() : line.indexOf(';'))
                        .trim();
            } else if (field.startsWith("connection:")) {
                over |= field.endsWith("close");
            }
        }
        if (status < 200) {
            return answer(head);
        }
        used = true;
        // Jetty adds a body when it refuses the header of a HEAD request itself.
        over |= head && status >= 400;
        if (head || status == 204 || status == 304) {
            body = "";
        } else if (chunked) {
            body = chunks();
        } else if (length >= 0) {
            body = exactly(length);
        } else {
            over = true;
            body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        return status;
    }

    private String chunks() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            text.append(exactly(size));
            line();
            if (size == 0) {
                return text.toString();
            }
        }
    }

    private String exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.append((char) b);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
