package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.samples.tasklist.web.ApplicationErrors;
import dev.gatehouse.samples.tasklist.web.SlowBodyHandler;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A servlet behind 100 bytes per second after five seconds, by a clock that stands still unless told otherwise. */
class SlowBodyHandlerTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);
    private final BlockingQueue<Integer> read = new LinkedBlockingQueue<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private Socket socket;

    /** Tells the test of each piece that it reads, and answers with the number of bytes. */
    private final class Counting extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            InputStream in = request.getInputStream();
            byte[] buffer = new byte[1024];
            int total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                read.add(n);
            }
            response.getOutputStream().print(total);
        }
    }

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler("/");
        context.setErrorHandler(new ApplicationErrors());
        context.addServlet(new ServletHolder(new Counting()), "/");
        server.setHandler(new SlowBodyHandler(context, 100, Duration.ofSeconds(5), nanos::get));
        connector.setHost("127.0.0.1");
        // However slowly this test goes on, the clock of the pace alone may end a request.
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        server.start();
        socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
        socket.setSoTimeout(300_000);
    }

    @AfterEach
    void stop() throws Exception {
        socket.close();
        server.stop();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends the head and a first byte, which the servlet has when this returns. */
    private void begin(int length) throws Exception {
        send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n");
        piece(1);
    }

    private void piece(int length) throws Exception {
        send("x".repeat(length));
        int arrived = 0;
        while (arrived < length) {
            arrived += read.take();
        }
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private String answer() throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    @Test
    void bodyThatTrickles_isEndedAfterTheGrace() throws Exception {
        begin(1000);
        pass(5);
        piece(1);
        pass(1);
        send("x");

        assertEquals("HTTP/1.1 408 Request Timeout", answer());
    }

    @Test
    void bodyThatKeepsThePace_isTaken() throws Exception {
        begin(1000);
        pass(6);
        piece(99);
        pass(1);
        piece(100);
        pass(1);
        piece(100);
        send("x".repeat(700));

        assertEquals("HTTP/1.1 200 OK", answer());
    }

    @Test
    void bodyThatFallsBehindLater_isEnded() throws Exception {
        begin(1000);
        pass(7);
        piece(199);
        pass(1);
        send("x".repeat(99));

        assertEquals("HTTP/1.1 408 Request Timeout", answer());
    }

    @Test
    void lastByte_isWelcomeHoweverLate() throws Exception {
        begin(2);
        pass(20);
        send("x");

        assertEquals("HTTP/1.1 200 OK", answer());
    }
}
