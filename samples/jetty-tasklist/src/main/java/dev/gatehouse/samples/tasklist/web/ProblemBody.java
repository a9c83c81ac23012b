package dev.gatehouse.samples.tasklist.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The error response of the server if no servlet answers: an RFC 9457 problem with the status only. It repeats nothing
 * of the request, which may contain passwords and tokens. Stateless.
 */
public final class ProblemBody {

    private static final HttpFields HEADERS = HttpFields.build()
            .put("Content-Type", "application/problem+json")
            .put("Cache-Control", "no-store")
            .put("X-Content-Type-Options", "nosniff")
            .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            .asImmutable();

    private ProblemBody() {}

    /** Writes it as the whole response. */
    public static void write(Response response, int status, Callback callback) {
        for (HttpField header : HEADERS) {
            response.getHeaders().put(header);
        }
        String body = of(status, HttpStatus.getMessage(status));
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }

    /** Returns the body with a detail that repeats nothing of the request. */
    public static String of(int status, String detail) {
        String text = JsonText.quote(detail);
        return "{\"type\":\"about:blank\",\"title\":" + JsonText.quote(HttpStatus.getMessage(status)) + ",\"status\":"
                + status + ",\"detail\":" + text + ",\"message\":" + text + ",\"instance\":null}";
    }
}
