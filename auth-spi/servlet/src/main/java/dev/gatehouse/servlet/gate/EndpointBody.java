package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.Reason;
import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request to an endpoint, read within limits and parsed strictly. An invalid body is a
 * {@link MalformedBodyException}.
 *
 * @param contentType the media type in lower case without parameters; empty when there is none
 * @param bytes the body
 * @param query the parameters of the query
 * @param form the parameters of a form body
 * @since 0.1
 */
@Internal
public record EndpointBody(
        String contentType, byte[] bytes, Map<String, List<String>> query, Map<String, List<String>> form) {

    private static final String FORM = "application/x-www-form-urlencoded";

    public static EndpointBody parse(HttpServletRequest request, byte[] bytes) throws MalformedBodyException {
        // Not getContentType(), which fails in some containers when the charset in it is unknown.
        String type = request.getHeader("Content-Type");
        String mediaType = type == null ? "" : mediaType(type);
        Map<String, List<String>> query = parse(request.getQueryString(), StandardCharsets.UTF_8);
        Map<String, List<String>> form = Map.of();
        if (type != null && mediaType.equals(FORM)) {
            form = parse(new String(bytes, StandardCharsets.ISO_8859_1), charset(type));
        }
        return new EndpointBody(mediaType, bytes, query, form);
    }

    private static Map<String, List<String>> parse(@Nullable String text, Charset charset)
            throws MalformedBodyException {
        Map<String, List<String>> parameters = FormParameters.parse(text == null ? "" : text, charset);
        if (parameters == null) {
            throw new MalformedBodyException(400, Reason.of("request.parameters-malformed"));
        }
        return parameters;
    }

    private static String mediaType(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** Clients use these two character sets. All others are refused. */
    private static Charset charset(String type) throws MalformedBodyException {
        int at = type.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = type.substring(at + "charset=".length());
        int end = name.indexOf(';');
        name = (end < 0 ? name : name.substring(0, end))
                .replace("\"", "")
                .trim()
                .toLowerCase(Locale.ROOT);
        return switch (name) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
            default -> throw new MalformedBodyException(415, Reason.of("request.charset"));
        };
    }

    @Override
    public String toString() {
        return "EndpointBody[contentType=" + contentType + "]";
    }
}
