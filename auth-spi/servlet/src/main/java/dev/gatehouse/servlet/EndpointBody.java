package dev.gatehouse.servlet;

import dev.gatehouse.spi.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent to an endpoint, read within limits and parsed strictly; a {@link Malformed} where that is not possible.
 *
 * @param contentType the media type in lower case without parameters; empty when there is none
 * @param bytes the body
 * @param query the parameters of the query
 * @param form the parameters of a form body
 */
record EndpointBody(String contentType, byte[] bytes, Map<String, List<String>> query, Map<String, List<String>> form) {

    static final int LIMIT = 64 * 1024;

    private static final String FORM = "application/x-www-form-urlencoded";

    /** The body can't be read; answered with this status. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        /** The status of the answer. */
        private final int status;

        /** Why. */
        private final transient Reason reason;

        Malformed(int status, String code) {
            super(code, null, false, false);
            this.status = status;
            this.reason = Reason.of(code);
        }

        Refusal refusal() {
            return Refusal.of(status, reason);
        }
    }

    static EndpointBody read(HttpServletRequest request) throws IOException, Malformed {
        byte[] bytes = bytes(request);
        String type = request.getContentType();
        String mediaType = type == null ? "" : mediaType(type);
        Map<String, List<String>> query = parse(request.getQueryString(), StandardCharsets.UTF_8);
        Map<String, List<String>> form = Map.of();
        if (type != null && mediaType.equals(FORM)) {
            form = parse(new String(bytes, StandardCharsets.ISO_8859_1), charset(type));
        }
        return new EndpointBody(mediaType, bytes, query, form);
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException, Malformed {
        if (request.getContentLengthLong() > LIMIT) {
            throw new Malformed(413, "request.too-large");
        }
        InputStream in = request.getInputStream();
        byte[] bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            throw new Malformed(413, "request.too-large");
        }
        return bytes;
    }

    private static Map<String, List<String>> parse(@Nullable String text, Charset charset) throws Malformed {
        Map<String, List<String>> parameters = FormText.parse(text == null ? "" : text, charset);
        if (parameters == null) {
            throw new Malformed(400, "request.parameters-malformed");
        }
        return parameters;
    }

    private static String mediaType(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    /** Two character sets are in use by real clients; any other is refused rather than guessed. */
    private static Charset charset(String type) throws Malformed {
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
            default -> throw new Malformed(415, "request.charset");
        };
    }

    @Override
    public String toString() {
        return "EndpointBody[contentType=" + contentType + "]";
    }
}
