package dev.gatehouse.tasklist.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.gatehouse.servlet.BodyReader;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.service.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
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
    private final BodyReader reader;

    /**
     * Creates a reader of bodies.
     *
     * @param limit the maximum size in bytes
     * @param timeout the time in which a whole body must arrive
     */
    public RequestBodies(JsonMapper mapper, int limit, Duration timeout) {
        this.mapper = mapper;
        this.limit = limit;
        this.reader = new BodyReader(limit, timeout);
    }

    /** Answers a request whose body has been received. */
    @FunctionalInterface
    public interface Next {
        void proceed(Received body) throws IOException;
    }

    /** The body of one request. Its content is judged when it is asked for. */
    @FunctionalInterface
    public interface Received {

        /** Returns the body; empty if the request has none, regardless of its content type. */
        Optional<JsonNode> json();
    }

    /** Receives the body and then calls {@code next}, on another thread if the body has not arrived yet. */
    public void receive(HttpServletRequest request, HttpServletResponse response, Next next) throws IOException {
        String type = request.getHeader("Content-Type");
        boolean readable = isJson(type) && request.getHeader("Content-Encoding") == null;
        reader.read(request, response, result -> next.proceed(() -> json(result, readable)));
    }

    private Optional<JsonNode> json(BodyReader.Result result, boolean readable) {
        if (result instanceof BodyReader.Result.Refused refused) {
            throw problem(refused.status());
        }
        byte[] body = ((BodyReader.Result.Complete) result).bytes();
        if (body.length == 0) {
            return Optional.empty();
        }
        if (!readable) {
            throw ApiProblem.of(415, "The body should be application/json.");
        }
        try {
            return Optional.of(mapper.readTree(body));
        } catch (JsonProcessingException malformed) {
            throw ApiProblem.unreadable("JSON parse error: " + malformed.getOriginalMessage());
        } catch (CharConversionException malformed) {
            throw ApiProblem.unreadable("JSON parse error: the body is not UTF-8.");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private ApiProblem problem(int status) {
        return switch (status) {
            case 413 -> tooLarge();
            case 408 -> ApiProblem.of(408, "The body did not arrive in time.");
            case 503 -> ApiProblem.of(503, "Too many requests of this caller wait for their bodies.");
            default -> ApiProblem.of(400, "The body is incomplete.");
        };
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
