package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.servlet.http.Answer;
import dev.gatehouse.spi.EndpointRequest;
import dev.gatehouse.spi.Reply;
import dev.gatehouse.spi.settings.SettingException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cookies that endpoints own besides the credential. */
class EndpointCookiesTest {

    private static Reply echo(EndpointRequest request) {
        return Reply.html(
                200, request.cookiesByPrefix("own-state-") + " other=" + request.cookiesByPrefix("OTHER-COOKIE"));
    }

    @Test
    void endpoint_seesTheCookiesOfItsPrefix_andNoOthers() throws IOException {
        FakeMechanism session = TestHost.session()
                .endpoint("GET", "/login", EndpointCookiesTest::echo)
                .cookiePrefixes("own-state-");
        try (HttpRig rig = HttpRig.start(TestHost.of(session))) {
            Answer answer = rig.get(
                    "/login",
                    "Cookie: SID=1; own-state-b=2; OTHER-COOKIE=3; own-state-a=4=5; OWN-STATE-c=6; own-state-b=7;"
                            + " own-state-b=2; HttpOnly; own-state-d",
                    "Cookie: own-state-e=");

            assertEquals("{own-state-b=[2, 7], own-state-a=[4=5], own-state-e=[]} other={}", answer.body());
        }
    }

    @Test
    void prefixOfAnotherMechanism_refusesTheStart() {
        FakeMechanism one = FakeMechanism.cookie("one", "A").cookiePrefixes("own-state-");
        FakeMechanism other = FakeMechanism.cookie("other", "B").cookiePrefixes("own-state-x-");

        SettingException refused = assertThrows(SettingException.class, TestHost.of(one, other)::start);
        assertTrue(refused.getMessage().contains("one and other"), refused.getMessage());
    }

    @Test
    void prefixOfACredential_refusesTheStart() {
        FakeMechanism one = FakeMechanism.cookie("one", "SESSION-COOKIE");
        FakeMechanism other = FakeMechanism.cookie("other", "B").cookiePrefixes("SESSION-");

        assertThrows(SettingException.class, TestHost.of(one, other)::start);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short-", "with space", "with=equals", "with;semicolon"})
    void prefixThatIsNoCookieName_refusesTheStart(String prefix) {
        FakeMechanism one = FakeMechanism.cookie("one", "A").cookiePrefixes(prefix);

        assertThrows(SettingException.class, TestHost.of(one)::start);
    }
}
