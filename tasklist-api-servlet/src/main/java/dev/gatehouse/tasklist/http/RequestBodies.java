package dev.gatehouse.tasklist.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.service.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON request bodies in UTF-8, up to a size limit. A body of another content type is refused even if it is valid
 * JSON, because pages of other sites can send forms and plain text without a CORS preflight. Thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class RequestBodies {

    private static final String JSON = "application/json";

    private final JsonMapper mapper;
    private final int limit;

    public RequestBodies(JsonMapper mapper, int limit) {
        this.mapper = mapper;
        this.limit = limit;
    }

    /** Returns the body; empty if the request has none, regardless of its content type. */
    public Optional<JsonNode> read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > limit) {
            throw tooLarge();
        }
        byte[] body = bytes(request);
        if (body.length == 0) {
            return Optional.empty();
        }
        if (!isJson(request.getHeader("Content-Type")) || request.getHeader("Content-Encoding") != null) {
            throw ApiProblem.of(415, "The body should be application/json.");
        }
        if (body.length > limit) {
            throw tooLarge();
        }
        try {
            return Optional.of(mapper.readTree(body));
        } catch (JsonProcessingException malformed) {
            throw ApiProblem.unreadable("JSON parse error: " + malformed.getOriginalMessage());
        } catch (CharConversionException malformed) {
            throw ApiProblem.unreadable("JSON parse error: the body is not UTF-8.");
        }
    }

    /**
     * Containers report broken transfers with unchecked exceptions of their own. An IOException lets the container
     * answer them, and they are not logged as errors of this API.
     */
    private byte[] bytes(HttpServletRequest request) throws IOException {
        try {
            return request.getInputStream().readNBytes(limit + 1);
        } catch (RuntimeException broken) {
            throw new IOException("cannot read the request body", broken);
        }
    }

    private ApiProblem tooLarge() {
        return ApiProblem.of(413, "The body should have at most " + limit + " bytes.");
    }

    /**
     * Returns whether the content type is JSON in UTF-8. The argument is the raw header value, because containers throw
     * on unknown charsets.
     */
    public static boolean isJson(@Nullable String contentType) {
        if (contentType == null || !contentType.regionMatches(true, 0, JSON, 0, JSON.length())) {
            return false;
        }
        String rest = contentType.substring(JSON.length()).stripLeading();
        return rest.isEmpty() || (rest.charAt(0) == ';' && isUtf8(rest));
    }

    private static boolean isUtf8(String parameters) {
        for (String parameter : parameters.split(";")) {
            int equals = parameter.indexOf('=');
            if (equals >= 0 && parameter.substring(0, equals).trim().equalsIgnoreCase("charset")) {
                String charset =
                        parameter.substring(equals + 1).replace("\"", "").trim();
                if (!charset.equalsIgnoreCase("utf-8")) {
                    return false;
                }
            }
        }
        return true;
    }
}
