package dev.gatehouse.servlet;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The way of a request to a mechanism's own endpoint: no credential is looked at, the mechanism gets data and returns data, and the host writes it. Thread-safe. */
final class EndpointFlow {

    private static final Reason METHOD = Reason.of("endpoint.method");
    private static final Reason SATURATED = Reason.of("mechanism.saturated");

    private final EndpointTable table;
    private final CrossSiteGuard guard;
    private final PublicAddress address;
    private final Set<String> hiddenHeaders;
    private final ResponseHeaders headers;
    private final Refusals refusals;
    private final Decisions decisions;
    private final BodyReader bodies = new BodyReader(System::nanoTime);

    EndpointFlow(
            EndpointTable table,
            CrossSiteGuard guard,
            PublicAddress address,
            Set<String> hiddenHeaders,
            ResponseHeaders headers,
            Refusals refusals,
            Decisions decisions) {
        this.table = table;
        this.guard = guard;
        this.address = address;
        this.hiddenHeaders = hiddenHeaders;
        this.headers = headers;
        this.refusals = refusals;
        this.decisions = decisions;
    }

    /** Answers the request if its path is an endpoint's, and returns whether it is. */
    boolean answer(
            HttpServletRequest request,
            HttpServletResponse response,
            ClientConnection.Known connection,
            String path,
            Host host)
            throws IOException {
        Map<String, EndpointTable.Entry> methods = table.at(path);
        if (methods == null) {
            return false;
        }
        Admission admission = new Admission(host, connection, path, AccessRule.ENDPOINT, Verdict.ANONYMOUS, false);
        EndpointTable.Entry entry = methods.get(request.getMethod());
        if (entry == null) {
            response.setHeader("Allow", String.join(", ", methods.keySet()));
            refusals.refuse(request, response, admission, Refusal.of(405, METHOD));
            return true;
        }
        Refusal refusal = ask(request, response, admission, entry);
        if (refusal != null) {
            refusals.refuse(
                    request, response, admission, refusal.by(entry.mechanism().name(), null, ""));
        }
        return true;
    }

    private @Nullable Refusal ask(
            HttpServletRequest request, HttpServletResponse response, Admission admission, EndpointTable.Entry entry)
            throws IOException {
        Reason crossSite = guard.judge(request, admission.connection());
        if (crossSite != null) {
            return Refusal.of(403, crossSite);
        }
        try {
            Reply reply = entry.mechanism().handle(entry.endpoint(), view(request, admission, entry));
            if (reply == null) {
                return Refusal.of(503, SATURATED).retryAfter(Duration.ofSeconds(1));
            }
            decisions.replied(request.getMethod(), admission, entry.mechanism().name(), reply);
            write(request, response, admission, entry.mechanism(), reply);
            return null;
        } catch (EndpointBody.Malformed malformed) {
            return malformed.refusal();
        } catch (BrokenMechanismException broken) {
            return Refusal.broken(broken);
        }
    }

    private HostEndpointRequest view(HttpServletRequest request, Admission admission, EndpointTable.Entry entry)
            throws EndpointBody.Malformed {
        EndpointBody body = EndpointBody.read(request, bodies);
        return new HostEndpointRequest(
                request,
                admission.path(),
                admission.connection(),
                address,
                entry.mechanism().source(),
                hiddenHeaders,
                body);
    }

    private void write(
            HttpServletRequest request,
            HttpServletResponse response,
            Admission admission,
            ActiveMechanism<?> mechanism,
            Reply reply)
            throws IOException {
        boolean secure = address.isSecure(admission.connection());
        headers.own(response, secure);
        headers.additions(request, response, reply.additions(), secure);
        if (reply.status() == 401) {
            refusals.challenge(response, mechanism);
        }
        reply.retryAfter().ifPresent(time -> response.setHeader("Retry-After", Refusals.seconds(time)));
        reply.location()
                .ifPresent(location -> response.setHeader(
                        "Location", (location.isAbsolute() ? "" : request.getContextPath()) + location));
        response.setStatus(reply.status());
        if (reply.contentType().isPresent()) {
            String type = reply.contentType().get();
            if (type.equals("text/html")) {
                headers.ownPage(response);
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            response.setContentType(type);
            response.setCharacterEncoding("UTF-8");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
