package dev.gatehouse.jwt;

import dev.gatehouse.spi.CredentialExtractor;
import dev.gatehouse.spi.RequestView;
import java.util.List;
import java.util.Optional;

/**
 * Claims every {@code Authorization} header of the scheme {@code Bearer} (RFC 6750 section 2.1; scheme names have no case, RFC 9110 section 11.1), with or without a
 * token behind it. Tokens in the query or in a form are not looked for. Thread-safe.
 */
final class BearerExtractor implements CredentialExtractor<BearerCredential> {

    private static final String SCHEME = "Bearer";
    private static final BearerCredential SEVERAL = new BearerCredential("", 0);

    @Override
    public Optional<BearerCredential> extract(RequestView request) {
        List<String> headers = request.headers("Authorization");
        if (headers.size() == 1) {
            return credential(headers.get(0));
        }
        for (String header : headers) {
            if (credential(header).isPresent()) {
                // The host refuses such requests before; should it not, none of the tokens may win.
                return Optional.of(SEVERAL);
            }
        }
        return Optional.empty();
    }

    private static Optional<BearerCredential> credential(String header) {
        int start = afterBlanks(header, 0);
        int end = start + SCHEME.length();
        if (!header.regionMatches(true, start, SCHEME, 0, SCHEME.length())
                || (end < header.length() && continuesName(header.charAt(end)))) {
            return Optional.empty();
        }
        boolean separated = end < header.length() && header.charAt(end) == ' ';
        // Whatever else follows the scheme is left in, so that the verifier finds a character that no token has.
        return Optional.of(new BearerCredential(header, separated ? afterBlanks(header, end) : end));
    }

    private static int afterBlanks(String header, int from) {
        int at = from;
        while (at < header.length() && header.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    /** Whether the scheme's name goes on: {@code Bearerx} is another scheme (RFC 9110 section 5.6.2). */
    private static boolean continuesName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
