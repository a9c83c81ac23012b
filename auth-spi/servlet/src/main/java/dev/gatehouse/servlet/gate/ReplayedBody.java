package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body that the host has read, as the application reads it again: once, as a stream, as a reader or as the parameters
 * of a form, like the body in the container. It is an attribute of the request, so that all wrappers share its
 * position. For one request, and not thread-safe.
 *
 * @since 0.1
 */
@Internal
public final class ReplayedBody {

    private static final String ATTRIBUTE = "dev.gatehouse.servlet.replayed-body";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_PARAMETERS = 1000;

    private final byte[] bytes;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;
    private @Nullable Map<String, List<String>> form;

    private ReplayedBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Lets the application read these bytes, which nothing changes any more. */
    public static void attach(ServletRequest request, byte[] bytes) {
        request.setAttribute(ATTRIBUTE, new ReplayedBody(bytes));
    }

    /** Returns the body that was read; {@code null} if the body is still in the container. */
    public static @Nullable ReplayedBody of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ReplayedBody body ? body : null;
    }

    /**
     * Returns whether the container or a wrapper has parameters of a form that are not in the query. If the host finds
     * an empty body then, it was read before, and the application would see parameters that no signature covers.
     */
    public static boolean hasParametersOfABody(HttpServletRequest request) {
        String type = request.getHeader("Content-Type");
        if (type == null || !Set.of(FORM, "multipart/form-data").contains(mediaType(type))) {
            return false;
        }
        String text = request.getQueryString();
        Map<String, List<String>> query =
                FormParameters.parse(text == null ? "" : text, StandardCharsets.UTF_8, MAX_PARAMETERS);
        if (query == null) {
            return true;
        }
        try {
            for (Map.Entry<String, String[]> known : request.getParameterMap().entrySet()) {
                List<String> remaining = new ArrayList<>(query.getOrDefault(known.getKey(), List.of()));
                for (String value : known.getValue()) {
                    if (!remaining.remove(value)) {
                        return true;
                    }
                }
            }
            return false;
        } catch (RuntimeException malformed) {
            // Some containers refuse a malformed form when they are asked for parameters.
            return true;
        }
    }

    /** Returns the stream, always the same one. */
    public ServletInputStream stream(ServletRequest request) {
        if (reader != null) {
            throw new IllegalStateException("getReader() has been called for this request");
        }
        if (stream == null) {
            stream = new ReplayedStream(bytes, request);
        }
        return stream;
    }

    /** Returns the reader, always the same one. */
    public BufferedReader reader(ServletRequest request) throws UnsupportedEncodingException {
        if (reader == null) {
            if (stream != null) {
                throw new IllegalStateException("getInputStream() has been called for this request");
            }
            Charset charset = charset(request.getCharacterEncoding(), forText(request.getContentType()));
            reader = new BufferedReader(new InputStreamReader(new ReplayedStream(bytes, request), charset));
        }
        return reader;
    }

    /**
     * Returns the parameters of the query and of the form.
     *
     * @param query the parameters of the query
     * @throws IllegalStateException if the form is malformed or has more than 1,000 parameters
     */
    public Map<String, String[]> parameters(HttpServletRequest request, Map<String, String[]> query) {
        if (form == null) {
            // As in a container, a body that is being read otherwise is not taken apart.
            form = stream == null && reader == null && isForm(request) ? parse(request) : Map.of();
        }
        // The query changes when the application forwards.
        return form.isEmpty() ? query : merged(query, form);
    }

    private Map<String, List<String>> parse(HttpServletRequest request) {
        Charset charset;
        try {
            charset = charset(request.getCharacterEncoding(), StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException unknown) {
            throw new IllegalStateException("the form has an unknown character set", unknown);
        }
        Map<String, List<String>> parsed =
                FormParameters.parse(new String(bytes, StandardCharsets.ISO_8859_1), charset, MAX_PARAMETERS);
        if (parsed == null) {
            throw new IllegalStateException("the form is malformed or has more than " + MAX_PARAMETERS + " parameters");
        }
        return parsed;
    }

    /** The values of the query stand before those of the form (Servlet 6.1 section 3.1). */
    private static Map<String, String[]> merged(Map<String, String[]> query, Map<String, List<String>> form) {
        Map<String, String[]> merged = new LinkedHashMap<>(query);
        form.forEach((name, values) -> {
            List<String> all = new ArrayList<>(List.of(query.getOrDefault(name, new String[0])));
            all.addAll(values);
            merged.put(name, all.toArray(String[]::new));
        });
        return Collections.unmodifiableMap(merged);
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null
                && request.getMethod().equals("POST")
                && mediaType(type).equals(FORM);
    }

    /** JSON is always UTF-8 (RFC 8259 section 8.1). For other text the default of the Servlet API holds. */
    private static Charset forText(@Nullable String type) {
        String mediaType = type == null ? "" : mediaType(type);
        return mediaType.endsWith("/json") || mediaType.endsWith("+json")
                ? StandardCharsets.UTF_8
                : StandardCharsets.ISO_8859_1;
    }

    private static String mediaType(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    private static Charset charset(@Nullable String name, Charset otherwise) throws UnsupportedEncodingException {
        if (name == null) {
            return otherwise;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            UnsupportedEncodingException unsupported = new UnsupportedEncodingException("unknown character set");
            unsupported.initCause(unknown);
            throw unsupported;
        }
    }
}
