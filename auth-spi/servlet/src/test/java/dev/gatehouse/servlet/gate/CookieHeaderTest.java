package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CookieHeaderTest {

    static Stream<Arguments> headers() {
        return Stream.of(
                row(List.of("a"), "SID=a"),
                row(List.of("a"), "SID=a; Path=/; HttpOnly; Secure; SameSite=Lax"),
                row(List.of("a"), "SID=a; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Max-Age=3"),
                row(List.of("a"), "x=1; SID=a; y=2"),
                row(List.of("a"), "x=1;SID=a;y=2"),
                row(List.of("a"), ";;; SID=a;"),
                row(List.of("a"), "\tSID=a\t"),
                row(List.of("a"), "SID=a; SID=a"),
                row(List.of("a", "b"), "SID=a; SID=b"),
                row(List.of("b", "a"), "SID=b; SID=a; SID=b"),
                row(List.of("a", "b"), "SID=a", "x=1; SID=b"),
                row(List.of("a"), "SID=a", "SID=a"),
                row(List.of("", "a"), "SID=; SID=a"),
                row(List.of(""), "SID="),
                row(List.of("a=b=="), "SID=a=b=="),
                row(List.of("\"a\""), "SID=\"a\""),
                row(List.of("a,b"), "SID=a,b"),
                row(List.of("a SID=b"), "SID=a SID=b"),
                row(List.of("$Version"), "SID=$Version; $Path=/"),
                row(List.of(), ""),
                row(List.of(), "SID"),
                row(List.of(), "sid=a"),
                row(List.of(), "XSID=a"),
                row(List.of(), "SIDX=a"),
                row(List.of(), "SID-2=a; __Host-SID=b; SID.x=c"),
                row(List.of(), "x=SID=a"),
                row(List.of(), "x=\"SID=a\""),
                row(List.of(), "SID =a"),
                row(List.of(), "x=1, SID=a"));
    }

    private static Arguments row(List<String> values, String... headers) {
        return Arguments.of(values, List.of(headers));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void cookie_isFoundByItsExactName(List<String> values, List<String> headers) {
        FakeRequest request = new FakeRequest();
        headers.forEach(header -> request.header("Cookie", header));
        assertEquals(values, CookieHeader.values(request.build(), "SID"));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void otherCookie_isNotFound(List<String> values, List<String> headers) {
        FakeRequest request = new FakeRequest();
        headers.forEach(header -> request.header("Cookie", header));
        assertEquals(List.of(), CookieHeader.values(request.build(), "OTHER"));
        assertEquals(List.of(), CookieHeader.values(new FakeRequest().build(), "SID"));
    }
}
