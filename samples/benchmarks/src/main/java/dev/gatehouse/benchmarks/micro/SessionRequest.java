package dev.gatehouse.benchmarks.micro;

import dev.gatehouse.benchmarks.servlet.Application;
import dev.gatehouse.benchmarks.servlet.HandRequest;
import dev.gatehouse.benchmarks.servlet.HandResponse;
import dev.gatehouse.benchmarks.servlet.SessionFilter;
import dev.gatehouse.servlet.Gatehouse;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A request with the cookie of an open session, through the whole filter or to the application directly. */
@State(Scope.Thread)
public class SessionRequest {

    private static final int SESSIONS = 16;

    private final Application application = new Application();
    private byte[][] cookies = {};
    private @Nullable Gatehouse gatehouse;
    private @Nullable Filter filter;
    private int next;

    /** For JMH. */
    public SessionRequest() {}

    /** Logs in several times and checks that the cookies work. */
    @Setup
    public void setUp() throws ServletException, IOException {
        gatehouse = SessionFilter.start();
        filter = gatehouse.filter();
        cookies = new byte[SESSIONS][];
        for (int i = 0; i < SESSIONS; i++) {
            cookies[i] = login(filter).getBytes(StandardCharsets.ISO_8859_1);
        }
        for (int i = 0; i < SESSIONS; i++) {
            filtered();
        }
        if (application.reached() != SESSIONS) {
            throw new IllegalStateException("a session was refused");
        }
    }

    private String login(Filter started) throws ServletException, IOException {
        HandResponse response = new HandResponse();
        String query = "username=" + SessionFilter.USER + "&password=" + SessionFilter.USER;
        started.doFilter(new HandRequest("POST", "/api/login", query, "Accept", "*/*"), response, application);
        String cookie = response.cookie();
        if (cookie == null) {
            throw new IllegalStateException("the login was answered with " + response.getStatus());
        }
        return cookie.substring(0, cookie.indexOf(';'));
    }

    /** Ends the host. */
    @TearDown
    public void tearDown() {
        if (gatehouse != null) {
            gatehouse.close();
        }
    }

    /** What the request costs without the filter. */
    @Benchmark
    public int direct() {
        application.doFilter(request(), new HandResponse());
        return application.reached();
    }

    /** What it costs with the filter. */
    @Benchmark
    public int filtered() throws ServletException, IOException {
        Filter started = filter;
        if (started == null) {
            throw new IllegalStateException("not set up");
        }
        started.doFilter(request(), new HandResponse(), application);
        return application.named();
    }

    private HandRequest request() {
        next = (next + 1) & (SESSIONS - 1);
        return new HandRequest("Cookie", new String(cookies[next], StandardCharsets.ISO_8859_1));
    }
}
