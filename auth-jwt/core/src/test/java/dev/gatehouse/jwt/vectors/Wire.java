package dev.gatehouse.jwt.vectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * An HTTP/1.1 client that sends exactly the characters it is given, one byte each, and returns all bytes of the answer.
 */
final class Wire implements AutoCloseable {

    private final int port;
    private Socket socket;

    Wire(int port) throws IOException {
        this.port = port;
        this.socket = connected();
    }

    /**
     * Sends a GET with these fields on the connection that stays open, or on a new one where the server has closed it.
     */
    String get(String path, List<Vector.Field> fields) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (Vector.Field field : fields) {
            request.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        byte[] bytes = request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (socket.isClosed()) {
            socket = connected();
        }
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return answer();
        } catch (IOException broken) {
            socket.close();
            throw broken;
        }
    }

    private Socket connected() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private String answer() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder all = new StringBuilder();
        while (!all.toString().endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("the connection was closed after: " + all);
            }
            all.append((char) b);
        }
        String head = all.toString().toLowerCase(Locale.ROOT);
        int at = head.indexOf("content-length:");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (at >= 0) {
            int length = Integer.parseInt(
                    head.substring(at + 15, head.indexOf('\r', at)).trim());
            body.writeBytes(in.readNBytes(length));
        }
        if (head.contains("connection: close")) {
            socket.close();
        }
        return all.append(body.toString(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
