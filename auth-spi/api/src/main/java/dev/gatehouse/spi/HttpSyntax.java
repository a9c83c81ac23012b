package dev.gatehouse.spi;

/** The rules of the HTTP grammar that this package validates values with. */
final class HttpSyntax {

    private HttpSyntax() {}

    /** RFC 9110 section 5.6.2. */
    static boolean isToken(String text) {
        if (text.isEmpty() || text.length() > 256) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isTokenCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /**
     * Whether a string is a valid header value: visible ASCII, spaces and tabs, but neither CR nor LF (RFC 9110 section
     * 5.5).
     */
    static boolean isFieldValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** RFC 9110 section 11.2. */
    static boolean isToken68(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "-._~+/".indexOf(c) < 0) {
                return false;
            }
        }
        return end > 0;
    }

    /** A cookie-value of RFC 6265 section 4.1.1, without quotes. */
    static boolean isCookieValue(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '"' || c == ',' || c == ';' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    /** A host name in lower case: labels of letters, digits, hyphens and underscores, separated by dots. */
    static boolean isHostName(String text) {
        if (text.isEmpty() || text.length() > 253) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            boolean form = !label.isEmpty() && label.length() <= 63 && !label.startsWith("-") && !label.endsWith("-");
            for (int i = 0; form && i < label.length(); i++) {
                char c = label.charAt(i);
                form = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            }
            if (!form) {
                return false;
            }
        }
        return true;
    }
}
