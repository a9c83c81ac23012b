package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong nanos = new AtomicLong(-5 * SECOND);
    private static final int LIMIT = 64 * 1024;

    private final BodyReader reader = new BodyReader(LIMIT, Duration.ofSeconds(10), nanos::get);

    /** A body whose bytes come one by one, as a test says; -1 ends it and -2 breaks the connection. */
    private static final class Dripping extends ServletInputStream {
        private final IntSupplier next;

        Dripping(IntSupplier next) {
            this.next = next;
        }

        @Override
        public int read() throws IOException {
            int value = next.getAsInt();
            if (value == -2) {
                throw new EOFException("gone");
            }
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int value = read();
            if (value < 0) {
                return -1;
            }
            bytes[from] = (byte) value;
            return 1;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException();
        }
    }

    private static HttpServletRequest request(long length, String coding, String protocol, IntSupplier body) {
        return request(length, coding, protocol, body, false);
    }

    private static HttpServletRequest request(
            long length, String coding, String protocol, IntSupplier body, boolean asynchronous) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                BodyReaderTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getContentLengthLong" -> length;
                    case "getHeader" -> coding;
                    case "getProtocol" -> protocol;
                    case "getInputStream" -> new Dripping(body);
                    case "isAsyncSupported" -> asynchronous;
                    case "isAsyncStarted" -> false;
                    case "startAsync" -> throw new IllegalStateException("the response has been closed");
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private BodyReader.Result read(HttpServletRequest request) throws IOException {
        AtomicReference<BodyReader.Result> result = new AtomicReference<>();
        HttpServletResponse response = (HttpServletResponse) Proxy.newProxyInstance(
                BodyReaderTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> null);
        reader.read(request, response, "sharer", result::set);
        return result.get();
    }

    private byte[] bytesOf(HttpServletRequest request) throws IOException {
        return ((BodyReader.Result.Complete) read(request)).bytes();
    }

    private int statusOf(HttpServletRequest request) {
        try {
            return ((BodyReader.Result.Refused) read(request)).status();
        } catch (IOException unexpected) {
            throw new IllegalStateException(unexpected);
        }
    }

    @Test
    void slowBody_isGivenUpAfterTenSeconds() throws Exception {
        int[] left = {10};
        byte[] body = "xxxxxxxxxx".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(body, bytesOf(request(10, null, "HTTP/1.1", () -> {
            nanos.addAndGet(SECOND);
            return left[0]-- > 0 ? 'x' : -1;
        })));
        assertEquals(408, statusOf(request(60_000, null, "HTTP/1.1", () -> {
            nanos.addAndGet(SECOND);
            return 'x';
        })));
    }

    @Test
    void bodyWithoutEnd_isGivenUpAtTheLimit() {
        assertEquals(413, statusOf(request(-1, "chunked", "HTTP/1.1", () -> 'x')));
        assertEquals(413, statusOf(request(LIMIT + 1, null, "HTTP/1.1", () -> -1)));
        assertEquals(413, statusOf(request(-1, null, "HTTP/2.0", () -> 'x')), "HTTP/2 needs no coding");
    }

    @Test
    void requestThatTheContainerHasEnded_leavesItsPlace() {
        for (int i = 0; i <= BodyReader.WAITING.each(); i++) {
            assertEquals(400, statusOf(request(10, null, "HTTP/1.1", () -> 'x', true)), "request " + i);
        }
    }

    @Test
    void brokenBody_isIncomplete() {
        assertEquals(400, statusOf(request(10, null, "HTTP/1.1", () -> -2)));
        assertEquals(400, statusOf(request(10, null, "HTTP/1.1", () -> {
            throw new IllegalStateException("what some containers throw");
        })));
    }

    @Test
    void requestWithoutBody_isNotRead() throws Exception {
        IntSupplier never = () -> {
            throw new IllegalStateException("read");
        };
        assertEquals(0, bytesOf(request(0, null, "HTTP/1.1", never)).length);
        assertEquals(0, bytesOf(request(-1, null, "HTTP/1.1", never)).length);
    }

    @Test
    void moreBodiesAtOnceThanPlaces_areRefusedUntilOneIsFree() throws Exception {
        assertEquals(0, nested(BodyReader.BLOCKING.each()).length);
        assertEquals(0, bytesOf(request(1, null, "HTTP/1.1", () -> -1)).length, "every place is free again");
    }

    /** Reads a body while that many others are being read, the last of which finds no place. */
    private byte[] nested(int places) throws IOException {
        return bytesOf(request(1, null, "HTTP/1.1", () -> {
            if (places == 1) {
                assertEquals(503, statusOf(request(1, null, "HTTP/1.1", () -> -1)));
                return -1;
            }
            try {
                nested(places - 1);
            } catch (IOException refused) {
                throw new IllegalStateException(refused);
            }
            return -1;
        }));
    }
}
