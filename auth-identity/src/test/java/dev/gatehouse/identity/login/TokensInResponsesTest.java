package dev.gatehouse.identity.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gatehouse.idp.faults.Endpoint;
import dev.gatehouse.idp.faults.Fault;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tokens of a log-in stay on the server, from the log-in to the log-out. */
class TokensInResponsesTest {

    private static final Pattern TOKEN = Pattern.compile("\"(?:access|refresh|id)_token\" ?: ?\"([^\"]+)\"");

    private final List<String> issued = new CopyOnWriteArrayList<>();
    private final List<HttpResponse<String>> responses = new ArrayList<>();
    private final Browser browser = new Browser();

    @Test
    void responsesOfALoginSession_showNoTokenOfIt() throws Exception {
        try (LoginRig rig = new LoginRig(Map.of())) {
            rig.keycloak.faults().set(Endpoint.TOKEN, Fault.rewritten(this::keep));
            URI begin = Browser.location(open(rig.url("/page?a=1")));
            URI authorization = Browser.location(open(begin));
            URI back = browser.logIn(authorization, "demo");
            open(Browser.location(open(back)));
            fetch(rig.url("/v1/tasks"));
            fetch(rig.url("/api/login?provider=default"));
            open(back);
            rig.clock.advance(Duration.ofMinutes(20));
            fetch(rig.url("/v1/tasks"));
            HttpResponse<String> loggedOut = post(rig.url("/api/login/logout"));

            assertEquals(6, issued.size(), "three tokens of the log-in and three of a refresh");
            assertEquals(204, loggedOut.statusCode());
            issued.forEach(this::assertNowhere);
        }
    }

    private String keep(String answer) {
        TOKEN.matcher(answer).results().forEach(found -> issued.add(found.group(1)));
        return answer;
    }

    /** Looks for the claims as well, without the signature. */
    private void assertNowhere(String token) {
        String payload = token.contains(".") ? token.split("\\.", 3)[1] : token;
        for (HttpResponse<String> response : responses) {
            assertFalse(response.body().contains(payload), () -> "a token in the body of " + response);
            assertFalse(
                    response.headers().map().toString().contains(payload), () -> "a token in a header of " + response);
        }
    }

    private HttpResponse<String> open(URI url) throws Exception {
        return kept(browser.open(url));
    }

    private HttpResponse<String> fetch(URI url) throws Exception {
        return kept(browser.fetch(url));
    }

    private HttpResponse<String> post(URI url) throws Exception {
        return kept(browser.post(url, Map.of()));
    }

    private HttpResponse<String> kept(HttpResponse<String> response) {
        responses.add(response);
        return response;
    }
}
