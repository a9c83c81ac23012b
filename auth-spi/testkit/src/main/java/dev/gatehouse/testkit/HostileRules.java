package dev.gatehouse.testkit;

import dev.gatehouse.spi.AuthenticationResult;
import dev.gatehouse.spi.AuthenticationResult.Authenticated;
import dev.gatehouse.spi.CredentialSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the contract asks when a client sends anything at all. */
final class HostileRules {

    private static final int LONG = 100_000;

    private final MechanismUnderTest contract;

    HostileRules(MechanismUnderTest contract) {
        this.contract = contract;
    }

    void check() {
        try (TestMechanism mechanism = TestMechanism.create(contract, contract.context())) {
            TestRequest good = contract.goodRequest(mechanism);
            for (String name : good.headerNames()) {
                String value = good.headers(name).get(0);
                boolean own = isOwn(mechanism.source(), name);
                garbage(value)
                        .forEach((what, hostile) ->
                                check(mechanism, good.replacingHeader(name, hostile), name + ": " + what, own));
                mutations(value)
                        .forEach((what, hostile) ->
                                check(mechanism, good.replacingHeader(name, hostile), name + ": " + what, false));
                check(mechanism, good.withHeader(name, value), name + " twice", false);
            }
            for (String name : good.cookieNames()) {
                String value = good.cookies(name).get(0);
                garbage(value)
                        .forEach((what, hostile) ->
                                check(mechanism, good.replacingCookie(name, hostile), name + ": " + what, true));
                mutations(value)
                        .forEach((what, hostile) ->
                                check(mechanism, good.replacingCookie(name, hostile), name + ": " + what, false));
            }
        }
    }

    private static boolean isOwn(CredentialSource source, String header) {
        boolean reads =
                source.kind() == CredentialSource.Kind.AUTHORIZATION || source.kind() == CredentialSource.Kind.HEADER;
        return reads && source.names().stream().anyMatch(header::equalsIgnoreCase);
    }

    private static void check(TestMechanism mechanism, TestRequest request, String what, boolean garbage) {
        AuthenticationResult result = mechanism.judge(request, what);
        Rule.HOSTILE_IS_REFUSED.check(!garbage || !(result instanceof Authenticated), what);
    }

    /** Values that can't be good. */
    private static Map<String, String> garbage(String good) {
        int blank = good.indexOf(' ');
        List<String> beginnings = blank < 0 ? List.of("") : List.of("", good.substring(0, blank + 1));
        Map<String, String> values = new LinkedHashMap<>();
        for (String beginning : beginnings) {
            String where = beginning.isEmpty() ? "" : "behind the scheme ";
            values.put(where + "nothing", beginning);
            values.put(where + "blanks", beginning + "   ");
            values.put(where + "a tab", beginning + "\t");
            values.put(where + LONG + " letters", beginning + "A".repeat(LONG));
            values.put(where + LONG + " dots", beginning + ".".repeat(LONG));
            values.put(where + LONG + " brackets", beginning + "[".repeat(LONG));
            values.put(where + LONG + " times =", beginning + "=".repeat(LONG));
            values.put(where + "NUL", beginning + "\0");
            values.put(where + "line breaks", beginning + "a\r\nSet-Cookie: a=b");
            values.put(where + "half a surrogate pair", beginning + "\ud800");
            values.put(where + "letters outside of ASCII", beginning + "\u00fc\u20ac\u0660\u212a");
            values.put(where + "quotes", beginning + "\"\"\"\\\"");
            values.put(where + "parameters", beginning + "a=\"b\", c=\"");
            for (int c = 0; c < 256; c++) {
                values.put(where + "the byte " + c, beginning + (char) c);
            }
        }
        return values;
    }

    /** Values close to the good one; some may even be another spelling of it, so they may be good. */
    private static Map<String, String> mutations(String good) {
        Map<String, String> values = new LinkedHashMap<>();
        int step = Math.max(1, good.length() / 100);
        for (int i = 0; i < good.length(); i += step) {
            values.put("cut after " + i, good.substring(0, i));
            values.put("NUL in place of character " + i, good.substring(0, i) + '\0' + good.substring(i + 1));
            values.put("a dot in place of character " + i, good.substring(0, i) + '.' + good.substring(i + 1));
        }
        values.put("one blank more", good.replaceFirst(" ", "  "));
        values.put("a blank after it", good + " ");
        values.put("twice, with a comma", good + ", " + good);
        values.put(LONG + " letters after it", good + "A".repeat(LONG));
        return values;
    }
}
