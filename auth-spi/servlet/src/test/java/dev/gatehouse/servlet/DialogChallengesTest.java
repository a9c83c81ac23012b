package dev.gatehouse.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gatehouse.servlet.http.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DialogChallengesTest {

    private static final String BASIC = "Basic realm=\"gatehouse\"";
    private static final String BEARER = "Bearer realm=\"gatehouse\"";

    private static FakeMechanism basic() {
        return FakeMechanism.authorization("basic", "Basic");
    }

    private static List<String> challenges(Answer answer) {
        assertEquals(401, answer.status());
        return answer.all("WWW-Authenticate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Requested-With: XMLHttpRequest",
                "X-Requested-With: fetch",
                "Sec-Fetch-Mode: cors",
                "Sec-Fetch-Mode: same-origin",
                "Sec-Fetch-Mode: no-cors",
                "Sec-Fetch-Mode: websocket",
                "Sec-Fetch-Mode: cors|Accept: text/html",
                "User-Agent: Mozilla/5.0 (X11)|Accept: */*",
                "User-Agent: Mozilla/5.0 (X11)|Accept: application/json, text/plain, */*"
            })
    void script_getsNoChallengeThatOpensADialog(String lines) throws IOException {
        try (HttpRig rig = HttpRig.start(TestHost.of(basic(), TestHost.bearer()))) {
            assertEquals(List.of(BEARER), challenges(rig.get("/x", lines.split("\\|"))));
        }
        try (HttpRig rig = HttpRig.start(TestHost.of(basic()))) {
            assertEquals(List.of("X" + BASIC), challenges(rig.get("/x", lines.split("\\|"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Mode: navigate|X-Requested-With: com.example.app",
                "User-Agent: Mozilla/5.0 (X11)|Accept: text/html,application/xhtml+xml,*/*;q=0.8",
                "User-Agent: curl/8.5.0|Accept: */*",
                "User-Agent: Java-http-client/17|Accept: application/json",
                "Accept: application/json"
            })
    void navigationAndTools_getEveryChallenge(String lines) throws IOException {
        try (HttpRig rig = HttpRig.start(TestHost.of(basic(), TestHost.bearer()))) {
            assertEquals(List.of(BASIC, BEARER), challenges(rig.get("/x", lines.split("\\|"))));
        }
    }

    @Test
    void refusedBasicOfAScript_opensNoDialogEither() throws IOException {
        try (HttpRig rig = HttpRig.start(TestHost.of(basic(), TestHost.session()))) {
            List<String> challenges =
                    challenges(rig.get("/x", "Authorization: Basic " + Tokens.BAD, "Sec-Fetch-Mode: cors"));
            assertEquals(
                    0,
                    challenges.stream().filter(one -> one.startsWith("Basic")).count());
        }
    }
}
