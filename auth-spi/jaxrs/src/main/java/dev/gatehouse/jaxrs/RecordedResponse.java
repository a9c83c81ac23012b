package dev.gatehouse.jaxrs;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records a response of the host for a JAX-RS runtime, which writes it itself. What the application wrote to the
 * underlying response is discarded there. Not thread-safe.
 */
final class RecordedResponse extends HttpServletResponseWrapper {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = SC_OK;
    private @Nullable String contentType;
    private @Nullable String encoding;

    RecordedResponse(HttpServletResponse response) {
        super(response);
    }

    /** Returns the recorded response. The runtime determines the length of the body. */
    Response toResponse() {
        Response.ResponseBuilder builder = Response.status(status);
        headers.forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        if (body.size() > 0) {
            builder.entity(body.toByteArray());
        }
        String type = getContentType();
        return (type == null ? builder : builder.header(HttpHeaders.CONTENT_TYPE, type)).build();
    }

    @Override
    public void reset() {
        super.reset();
        headers.clear();
        body.reset();
        status = SC_OK;
        contentType = null;
        encoding = null;
    }

    @Override
    public void setStatus(int code) {
        status = code;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void setHeader(String name, String value) {
        headers.put(name, new ArrayList<>(List.of(value)));
    }

    @Override
    public void addHeader(String name, String value) {
        headers.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    }

    @Override
    public @Nullable String getHeader(String name) {
        List<String> values = headers.get(name);
        return values == null ? null : values.get(0);
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.containsKey(name);
    }

    @Override
    public void setContentType(String type) {
        contentType = type;
    }

    @Override
    public void setCharacterEncoding(String charset) {
        encoding = charset;
    }

    @Override
    public @Nullable String getContentType() {
        return contentType == null || encoding == null ? contentType : contentType + ";charset=" + encoding;
    }

    @Override
    public void setContentLength(int length) {}

    @Override
    public ServletOutputStream getOutputStream() {
        return new ServletOutputStream() {
            @Override
            public void write(int octet) {
                body.write(octet);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new IllegalStateException("a recorded response is written at once");
            }
        };
    }
}
