package dev.gatehouse.samples.tasklist.status;

import dev.gatehouse.samples.tasklist.web.JsonHeaders;
import dev.gatehouse.samples.tasklist.web.JsonText;
import dev.gatehouse.samples.tasklist.web.ReadMethods;
import dev.gatehouse.spi.Health;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Answers probes with states alone. {@code /status} of the management listener and the log say why. Thread-safe. */
public final class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    // New at each start and never sent to clients.
    private final transient Supplier<Map<String, PartStates.Part>> parts;
    private final boolean ready;

    private StatusServlet(Supplier<Map<String, PartStates.Part>> parts, boolean ready) {
        this.parts = parts;
        this.ready = ready;
    }

    /** Tells the worst state with status 200, because a restart of the process would mend none of them. */
    public static StatusServlet health(Supplier<Map<String, PartStates.Part>> parts) {
        return new StatusServlet(parts, false);
    }

    /** Tells the state of each part, with status 503 if one is down. */
    public static StatusServlet readiness(Supplier<Map<String, PartStates.Part>> parts) {
        return new StatusServlet(parts, true);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (ReadMethods.admit(request, response)) {
            super.service(request, response);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, PartStates.Part> now = parts.get();
        Health.State worst = PartStates.worst(now);
        response.setStatus(ready && worst == Health.State.DOWN ? 503 : 200);
        JsonHeaders.set(response);
        response.getWriter().print("{\"status\":\"" + worst + "\"" + (ready ? ",\"parts\":" + states(now) : "") + "}");
    }

    private static String states(Map<String, PartStates.Part> parts) {
        return parts.entrySet().stream()
                .map(part ->
                        JsonText.quote(part.getKey()) + ":\"" + part.getValue().state() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
