package dev.gatehouse.cookie;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.spi.Reply;
import dev.gatehouse.testkit.TestRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginJsonTest {

    private final LoginFixture fixture = new LoginFixture();

    private Reply login(String json) {
        return fixture.mechanism.reply(TestRequest.post("/api/login").withBody("application/json", json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"demo\",\"password\":\"correct horse\"}",
                " {\"password\":\"correct horse\" , \"username\":\"demo\"}\n",
                "{\"username\":\"d\\u0065mo\",\"password\":\"correct horse\"}",
                "{\"username\":\"demo\",\"password\":\"correct horse\",\"staySignedIn\":false}",
                "{\"username\":\"demo\",\"password\":\"correct horse\",\"staySignedIn\":\"true\"}",
                "{\"client\":{\"name\":\"x\",\"tags\":[1,null]},\"username\":\"demo\",\"password\":\"correct horse\"}"
            })
    void objectWithNameAndPassword_logsIn(String json) {
        assertEquals(204, login(json).status());
    }

    @Test
    void wrongPassword_isRefusedLikeAForm() {
        Reply json = login("{\"username\":\"demo\",\"password\":\"wrong\"}");
        Reply form = fixture.login("demo", "wrong");
        assertEquals(form.status(), json.status());
        assertEquals(form.body(), json.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"demo\"",
                "{\"username\":\"demo\"}",
                "{\"password\":\"correct horse\"}",
                "{\"username\":\"demo\",\"password\":\"correct horse\"",
                "{\"username\":\"demo\",\"password\":\"correct horse\"}x",
                "{\"username\":\"demo\",\"password\":\"correct horse\"}{}",
                "{\"username\":\"demo\",\"password\":\"correct horse\",}",
                "{\"username\":\"demo\",\"username\":\"demo\",\"password\":\"correct horse\"}",
                "{\"username\":\"demo\",\"password\":\"wrong\",\"password\":\"correct horse\"}",
                "{\"username\":\"demo\",\"password\":\"correct horse\",\"x\":{\"y\":1,\"y\":2}}",
                "{\"username\":\"demo\",\"p\\u0061ssword\":\"wrong\",\"password\":\"correct horse\"}",
                "{\"username\":[\"demo\"],\"password\":\"correct horse\"}",
                "{\"username\":null,\"password\":\"correct horse\"}",
                "{\"username\":\"demo\",\"password\":12345678}",
                "{\"username\":\"demo\",\"password\":true}",
                "{\"username\":\"demo\",\"password\":{\"value\":\"correct horse\"}}",
                "{\"username\":\"demo\",\"password\":\"correct horse\",\"staySignedIn\":null}",
                "{\"username\":\"demo\",\"password\":\"correct horse\",\"staySignedIn\":1}",
                "{\"username\":\"demo\",\"password\":\"correct horse\",\"staySignedIn\":\"yes\"}",
                "{'username':'demo','password':'correct horse'}",
                "{\"username\":\"demo\\ud800\",\"password\":\"correct horse\"}",
                "\ufeff{\"username\":\"demo\",\"password\":\"correct horse\"}",
                "{\"Username\":\"demo\",\"password\":\"correct horse\"}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}},"
                        + "\"username\":\"demo\",\"password\":\"correct horse\"}"
            })
    void malformedJson_isABadRequest(String json) {
        Reply reply = login(json);
        assertEquals(400, reply.status(), json);
        assertEquals("login.malformed", LoginFixture.reason(reply));
        assertTrue(reply.additions().isEmpty());
        assertEquals(0, fixture.users.asked());
    }

    @Test
    void invalidUtf8_isABadRequest() {
        byte[] body = "{\"username\":\"d?mo\",\"password\":\"correct horse\"}".getBytes(StandardCharsets.UTF_8);
        body[14] = (byte) 0xe9;
        assertNull(LoginJson.read(body));
    }

    @Test
    void jsonWithQuery_isABadRequest() {
        Reply reply = fixture.mechanism.reply(LoginFixture.query("demo", "correct horse")
                .withBody("application/json", "{\"username\":\"demo\",\"password\":\"correct horse\"}"));
        assertEquals(400, reply.status());
    }

    @Test
    void toString_showsNothing() {
        assertFalse(new LoginJson("demo", "correct horse", null).toString().contains("horse"));
    }
}
