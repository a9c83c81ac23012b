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
 * Reads request bodies: JSON in UTF-8 and nothing else, up to a limit. Pages of other sites can send forms and plain text
 * without asking first, so a body of another type is refused even if it would parse. Thread-safe.
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

    /** The body; empty when the request has none, whatever content type it names. */
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

    /** Containers tell of broken transfers by exceptions of their own. They know the answer to them, and it is no defect here. */
    private byte[] bytes(HttpServletRequest request) throws IOException {
        try {
            return request.getInputStream().readNBytes(limit + 1);
        } catch (RuntimeException broken) {
            throw new IOException("the body could not be read", broken);
        }
    }

    private ApiProblem tooLarge() {
        return ApiProblem.of(413, "The body should have at most " + limit + " bytes.");
    }

    /**
     * Whether this is JSON in UTF-8, with or without parameters. It takes the header as it came, since containers fail on
     * charsets that they do not know.
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
