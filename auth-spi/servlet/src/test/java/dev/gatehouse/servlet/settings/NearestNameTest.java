package dev.gatehouse.servlet.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {

    private static final List<String> KNOWN = List.of("jwt", "cookie", "identity", "auth.jwt.clock-skew");

    @ParameterizedTest
    @CsvSource({
        "jtw, jwt",
        "JWT, jwt",
        "cokie, cookie",
        "cookies, cookie",
        "identitty, identity",
        "auth_jwt_clock_skew, auth.jwt.clock-skew",
        "auth.jwt.clockskew, auth.jwt.clock-skew",
        "auth.jtw.clcok-skw, auth.jwt.clock-skew",
    })
    void misspeltName_findsTheKnownOne(String name, String expected) {
        assertEquals(Optional.of(expected), NearestName.to(name, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "ldap", "basic", "kokkie", "idntty-x"})
    void otherName_findsNothing(String name) {
        assertEquals(Optional.empty(), NearestName.to(name, KNOWN));
    }

    @ParameterizedTest
    @CsvSource({"abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, abcd, 1", "abc, xbc, 1", "abc, cba, 2", "'', abc, 3"})
    void distance_countsEdits(String a, String b, int distance) {
        assertEquals(distance, NearestName.distance(a, b));
        assertEquals(distance, NearestName.distance(b, a));
    }

    @Test
    void equallyNearNames_giveTheFirst() {
        assertEquals(Optional.of("cat"), NearestName.to("bat", List.of("cat", "hat")));
    }
}
