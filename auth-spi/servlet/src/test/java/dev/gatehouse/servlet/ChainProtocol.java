package dev.gatehouse.servlet;

import static dev.gatehouse.servlet.Tokens.bearer;

import dev.gatehouse.servlet.http.Canary;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The protocol of the chain as a table; each row begins with the number of its rule. */
final class ChainProtocol {

    static final String NOBODY = "nobody";
    static final String OTHERS = Canary.secret("others");
    static final String NOBODYS = Canary.secret("nobodys");
    private static final String GOOD_COOKIE = "Cookie: SID=" + Tokens.READER;
    private static final String BAD_COOKIE = "Cookie: SID=" + Tokens.BAD;

    private ChainProtocol() {}

    /**
     * The rule of the protocol, the path, the status, who is calling or the challenges' scheme, the reason, the headers
     * that are sent.
     */
    static Stream<Arguments> rows() {
        return Stream.of(
                row("1 claimed", "/x", 200, "rita@token", "access.admitted", bearer(Tokens.READER)),
                row(
                        "1 scheme in another case",
                        "/x",
                        200,
                        "rita@token",
                        "access.admitted",
                        "Authorization: bEARER " + Tokens.READER),
                row(
                        "1 unclaimed scheme is absent",
                        "/x",
                        401,
                        "",
                        "credential.missing",
                        "Authorization: Digest " + Tokens.READER),
                row("1 no scheme is absent", "/x", 401, "", "credential.missing", "Authorization: " + Tokens.READER),
                row("1 empty header is absent", "/x", 401, "", "credential.missing", "Authorization:"),
                row(
                        "1 unclaimed scheme and cookie",
                        "/x",
                        200,
                        "rita@session",
                        "access.admitted",
                        "Authorization: Digest x",
                        GOOD_COOKIE),
                row(
                        "1 unclaimed scheme, optional",
                        "/optional",
                        200,
                        NOBODY,
                        "access.anonymous",
                        "Authorization: Digest x"),
                row("1 scheme without a value is bad", "/x", 401, "", "fake.rejected", "Authorization: Bearer"),
                row(
                        "2 token and key",
                        "/x",
                        400,
                        "",
                        "credential.two-kinds",
                        bearer(Tokens.READER),
                        "X-API-Key: " + Tokens.READER),
                row(
                        "2 bad token and good key",
                        "/x",
                        400,
                        "",
                        "credential.two-kinds",
                        bearer(Tokens.BAD),
                        "X-API-Key: " + Tokens.READER),
                row(
                        "2 with a cookie besides",
                        "/x",
                        400,
                        "",
                        "credential.two-kinds",
                        GOOD_COOKIE,
                        bearer(Tokens.READER),
                        "X-API-Key: x"),
                row("2 optional", "/optional", 400, "", "credential.two-kinds", bearer(Tokens.READER), "X-API-Key: x"),
                row(
                        "3 token before cookie",
                        "/x",
                        200,
                        "walt@token",
                        "access.admitted",
                        bearer(Tokens.WRITER),
                        GOOD_COOKIE),
                row(
                        "3 good token, bad cookie",
                        "/x",
                        200,
                        "rita@token",
                        "access.admitted",
                        bearer(Tokens.READER),
                        BAD_COOKIE),
                row("3 bad token, good cookie", "/x", 401, "", "fake.rejected", bearer(Tokens.BAD), GOOD_COOKIE),
                row("3 bad key, good cookie", "/x", 401, "", "fake.rejected", "X-API-Key: " + Tokens.BAD, GOOD_COOKIE),
                row(
                        "3 key before cookie",
                        "/x",
                        200,
                        "walt@key",
                        "access.admitted",
                        "X-API-Key: " + Tokens.WRITER,
                        GOOD_COOKIE),
                row(
                        "3 first ambient source",
                        "/x",
                        200,
                        "rita@session",
                        "access.admitted",
                        "Cookie: SID2=" + Tokens.WRITER + "; SID=" + Tokens.READER),
                row(
                        "3 second is not asked",
                        "/x",
                        401,
                        "",
                        "fake.rejected",
                        "Cookie: SID=" + Tokens.BAD + "; SID2=" + Tokens.READER),
                row("3 second alone", "/x", 200, "walt@second", "access.admitted", "Cookie: SID2=" + Tokens.WRITER),
                row("4 next one of the source", "/x", 200, "olga@other", "access.admitted", bearer(OTHERS)),
                row("4 nobody's", "/x", 401, "", "credential.unclaimed", bearer(NOBODYS)),
                row("4 nobody's, good cookie", "/x", 401, "", "credential.unclaimed", bearer(NOBODYS), GOOD_COOKIE),
                row("4 nobody's, optional", "/optional", 401, "", "credential.unclaimed", bearer(NOBODYS)),
                row(
                        "4 not mine from the only one",
                        "/x",
                        401,
                        "",
                        "credential.unclaimed",
                        "Cookie: SID=" + Tokens.FOREIGN),
                row("4 not mine with a reason", "/x", 401, "", "fake.unwanted", "Cookie: SID=" + Tokens.UNWANTED),
                row(
                        "4 not mine with a reason, good cookie",
                        "/x",
                        401,
                        "",
                        "fake.unwanted",
                        bearer(Tokens.UNWANTED),
                        GOOD_COOKIE),
                row("4 rejected ends it", "/x", 401, "", "fake.rejected", bearer(Tokens.BAD)),
                row("4 ambiguous", "/x", 400, "", "fake.ambiguous", bearer(Tokens.AMBIGUOUS)),
                row("4 throttled", "/x", 429, "", "fake.throttled", bearer(Tokens.THROTTLED)),
                row("4 unavailable", "/x", 503, "", "fake.unavailable", bearer(Tokens.UNAVAILABLE)),
                row("4 unavailable, optional", "/optional", 503, "", "fake.unavailable", bearer(Tokens.UNAVAILABLE)),
                row("4 continue", "/x", 401, "", "credential.continues", "Authorization: Negotiate " + Tokens.CONTINUE),
                row("5 nothing", "/x", 401, "", "credential.missing"),
                row("5 nothing, optional", "/optional", 200, NOBODY, "access.anonymous"),
                row("5 bad, optional", "/optional", 401, "", "fake.rejected", bearer(Tokens.BAD)),
                row("5 good, optional", "/optional", 200, "rita@token", "access.admitted", bearer(Tokens.READER)),
                row("5 nothing, open", "/open", 200, NOBODY, "access.open"),
                row("5 bad, open", "/open", 200, NOBODY, "access.open", bearer(Tokens.BAD)),
                row("5 good, open", "/open", 200, NOBODY, "access.open", bearer(Tokens.READER)),
                row("5 broken, open", "/open", 200, NOBODY, "access.open", bearer(Tokens.THROWS)),
                row("6 throws", "/x", 500, "", "mechanism.broken", bearer(Tokens.THROWS)),
                row("6 throws, optional", "/optional", 500, "", "mechanism.broken", bearer(Tokens.THROWS)),
                row("6 null", "/x", 500, "", "mechanism.broken", bearer(Tokens.NULL), GOOD_COOKIE),
                row("6 overflow", "/x", 500, "", "mechanism.broken", bearer(Tokens.OVERFLOWS)),
                row("rule counts cookies", "/cookie", 401, "", "credential.missing", bearer(Tokens.READER)),
                row(
                        "rule does not see a bad token",
                        "/cookie",
                        200,
                        "rita@session",
                        "access.admitted",
                        bearer(Tokens.BAD),
                        GOOD_COOKIE),
                row("rule refuses a bad cookie", "/cookie", 401, "", "fake.rejected", BAD_COOKIE),
                row(
                        "rule, optional, token",
                        "/cookie-optional",
                        200,
                        NOBODY,
                        "access.anonymous",
                        bearer(Tokens.READER)),
                row("permission missing", "/write", 403, "", "permission.missing", bearer(Tokens.READER)),
                row("permission there", "/write", 200, "walt@token", "access.admitted", bearer(Tokens.WRITER)));
    }

    private static Arguments row(String name, String path, int status, String who, String reason, String... headers) {
        return Arguments.of(name, path, status, who, reason, headers);
    }
}
