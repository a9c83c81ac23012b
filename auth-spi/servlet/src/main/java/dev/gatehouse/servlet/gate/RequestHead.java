package dev.gatehouse.servlet.gate;

import dev.gatehouse.spi.stability.Internal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The head of a request, as HTTP/1.1 text or as the output of {@code curl -v}. Immutable; contains credentials.
 *
 * @param method the method
 * @param target the path and the query, as they were sent
 * @param headers the fields in their order
 * @since 0.1
 */
@Internal
public record RequestHead(String method, String target, List<Field> headers) {

    /** A header field. */
    public record Field(String name, String value) {}

    /** Copies the headers. */
    public RequestHead {
        headers = List.copyOf(headers);
    }

    /**
     * Reads a head. Lines of curl that the client did not send are passed over.
     *
     * @throws IllegalArgumentException if it is not the head of a request; the message shows no part of it
     */
    public static RequestHead parse(String text) {
        List<String> lines = sent(text);
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("there is no request; expected a line such as: GET /v1/tasks HTTP/1.1");
        }
        String[] request = lines.get(0).split(" ", -1);
        if (request.length < 2 || request.length > 3 || !isToken(request[0]) || request[1].isEmpty()) {
            throw new IllegalArgumentException(
                    "the first line is not that of a request; expected, for example:" + " GET /v1/tasks HTTP/1.1");
        }
        List<Field> fields = new ArrayList<>();
        String target = pathOf(request[1], fields);
        boolean hostInTarget = !fields.isEmpty();
        for (int i = 1; i < lines.size(); i++) {
            int colon = lines.get(i).indexOf(':');
            if (colon < 1 || !isToken(lines.get(i).substring(0, colon))) {
                throw new IllegalArgumentException(
                        "line " + (i + 1) + " of the head is not a header: expected a name," + " a colon and a value");
            }
            String name = lines.get(i).substring(0, colon);
            if (!hostInTarget || !name.equalsIgnoreCase("Host")) {
                fields.add(new Field(name, lines.get(i).substring(colon + 1).strip()));
            }
        }
        return new RequestHead(request[0], target, fields);
    }

    /**
     * Returns the path of an absolute target, whose host goes before the header of that name (RFC 9112 section 3.2).
     */
    private static String pathOf(String target, List<Field> fields) {
        String lower = target.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            return target;
        }
        int host = target.indexOf("//") + 2;
        int path = target.indexOf('/', host);
        fields.add(new Field("Host", path < 0 ? target.substring(host) : target.substring(host, path)));
        return path < 0 ? "/" : target.substring(path);
    }

    /** Returns the lines of the head, up to the empty line that ends it. */
    private static List<String> sent(String text) {
        List<String> all = text.lines().toList();
        boolean curl = all.stream().anyMatch(line -> line.startsWith("> "));
        List<String> lines = new ArrayList<>();
        for (String line : all) {
            String own = curl ? (line.startsWith(">") ? line.substring(1).strip() : null) : line;
            if (own == null || (own.isEmpty() && lines.isEmpty())) {
                continue;
            }
            if (own.isEmpty()) {
                break;
            }
            lines.add(own);
        }
        return lines;
    }

    private static boolean isToken(String text) {
        boolean token = !text.isEmpty();
        for (int i = 0; token && i < text.length(); i++) {
            char c = text.charAt(i);
            token = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
        }
        return token;
    }

    /** Returns the values of a header, in their order. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Field field : headers) {
            if (field.name().equalsIgnoreCase(name)) {
                values.add(field.value());
            }
        }
        return values;
    }

    /** Returns the path of the target, without the query. */
    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** Shows no header. */
    @Override
    public String toString() {
        return "RequestHead[" + method + "]";
    }
}
