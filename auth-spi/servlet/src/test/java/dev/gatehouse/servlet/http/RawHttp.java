package dev.gatehouse.servlet.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An HTTP/1.1 client that sends exactly the bytes it is given; one object is one connection. */
public final class RawHttp implements AutoCloseable {

    private final Socket socket;

    public RawHttp(int port) throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 60_000);
        socket.setSoTimeout(60_000);
    }

    /** Sends a GET with a target on a connection of its own. */
    public static Answer get(int port, String target, String... headers) throws IOException {
        return request(port, "GET", target, headers);
    }

    /** Sends a request without a body on a connection of its own; each character of the target is one byte. */
    public static Answer request(int port, String method, String target, String... headers) throws IOException {
        try (RawHttp connection = new RawHttp(port)) {
            return connection.exchange(method, target, "", headers);
        }
    }

    /** Sends a request with a body on a connection of its own. */
    public static Answer post(int port, String target, String body, String... headers) throws IOException {
        try (RawHttp connection = new RawHttp(port)) {
            return connection.exchange("POST", target, body, headers);
        }
    }

    /** Sends a request on this connection, which stays open, and reads the answer. */
    public Answer exchange(String method, String target, String body, String... headers) throws IOException {
        send(method, target, body, headers);
        return read(method);
    }

    public void send(String method, String target, String body, String... headers) throws IOException {
        StringBuilder text =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        boolean host = false;
        for (String header : headers) {
            text.append(header).append("\r\n");
            host |= header.toLowerCase(Locale.ROOT).startsWith("host:");
        }
        if (!host) {
            text.append("Host: localhost:").append(socket.getPort()).append("\r\n");
        }
        if (!body.isEmpty()) {
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        write(text.append("\r\n").append(body).toString());
    }

    /** Sends text as it is. */
    public void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Ends what the client sends. */
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads one answer, which may be an interim one. */
    public Answer read(String method) throws IOException {
        InputStream in = socket.getInputStream();
        String statusLine = line(in);
        int status = Integer.parseInt(statusLine.substring(9, 12));
        List<Answer.Field> headers = new ArrayList<>();
        int length = -1;
        boolean chunked = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).trim();
            headers.add(new Answer.Field(name, value));
            if (name.equalsIgnoreCase("Content-Length")) {
                length = Integer.parseInt(value);
            }
            chunked |= name.equalsIgnoreCase("Transfer-Encoding") && value.equalsIgnoreCase("chunked");
        }
        byte[] body = new byte[0];
        if (!method.equals("HEAD") && status >= 200 && status != 204 && status != 304) {
            body = chunked ? chunks(in) : length >= 0 ? exactly(in, length) : in.readAllBytes();
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            body.write(exactly(in, size));
            line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection was closed after: " + line);
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
