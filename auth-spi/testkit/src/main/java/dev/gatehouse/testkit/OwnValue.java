package dev.gatehouse.testkit;

import dev.gatehouse.spi.CredentialSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The credential of a good request as text.
 *
 * @param source where it stands
 * @param start the scheme and the blank behind it; empty for other sources
 * @param secret the rest
 */
record OwnValue(CredentialSource source, String start, String secret) {

    private static final int CHANGED = 8;

    /** Returns the value in its source; {@code null} if that is no text, or if it is not there. */
    static @Nullable OwnValue of(CredentialSource source, TestRequest good) {
        List<String> values = switch (source.kind()) {
            case AUTHORIZATION, HEADER, PROXY_HEADER, WEBSOCKET_PROTOCOL -> good.headers(source.name());
            case COOKIE -> good.cookies(source.name());
            case CLIENT_CERTIFICATE -> List.of();
        };
        if (values.isEmpty()) {
            return null;
        }
        String value = values.get(0);
        int start = source.kind() == CredentialSource.Kind.AUTHORIZATION ? value.indexOf(' ') + 1 : 0;
        return new OwnValue(source, value.substring(0, start), value.substring(start));
    }

    /** Returns the whole value. */
    String text() {
        return start + secret;
    }

    TestRequest replaced(TestRequest good, String value) {
        return source.kind() == CredentialSource.Kind.COOKIE
                ? good.replacingCookie(source.name(), value)
                : good.replacingHeader(source.name(), value);
    }

    /** Returns the request with a credential that is different for every number, and nowhere good. */
    TestRequest forged(TestRequest good, int number) {
        String mark = String.format("%0" + CHANGED + "x", number);
        String tail = secret.length() <= CHANGED ? "" : secret.substring(CHANGED);
        String head = secret.length() <= CHANGED ? "" : secret.substring(0, secret.length() - CHANGED);
        // What a mechanism looks things up by may stand at either end.
        String forged = number % 2 == 0 ? head + mark : mark + tail;
        return replaced(good, start + forged).withClientAddress("2001:db8::" + Integer.toHexString(number));
    }

    /** Returns the request with a credential of many letters, different for every number. */
    TestRequest forgedLong(TestRequest good, int number, int length) {
        return replaced(good, start + String.format("%08x", number) + "A".repeat(length));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "OwnValue[" + source + "]";
    }
}
