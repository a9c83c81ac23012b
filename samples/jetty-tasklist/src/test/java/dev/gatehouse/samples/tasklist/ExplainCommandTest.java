package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.users.PasswordHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code samples/run --explain} and {@code --explain-id}. */
class ExplainCommandTest {

    private static final String ID = "0123456789abcdef-000000000007";
    private static final String LINE = "{\"time\":\"2026-11-29T02:00:00Z\",\"outcome\":\"refused\",\"status\":401,"
            + "\"reason\":\"token.expired\",\"detail\":\"exp is 61 s in the past\",\"mechanism\":\"jwt\","
            + "\"method\":\"GET\",\"path\":\"/v1/tasks\",\"rule\":\"/v1/*\",\"client\":\"192.0.2.7\",\"id\":\"" + ID
            + "\"}";

    @TempDir
    Path folder;

    private Command.Result explain(String log) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("tasklist.log"), log, StandardCharsets.UTF_8);
        return InProcess.run("--explain-id", ID, "--log", file.toString());
    }

    @Test
    void recordedRefusal_isExplainedWithTheTextsOfItsModule() throws Exception {
        Command.Result result = explain("2026-11-29T02:00:00.000Z INFO  dev.gatehouse.audit - "
                + LINE.replace("0007", "0006") + "\n2026-11-29T02:00:00.001Z INFO  dev.gatehouse.audit - " + LINE
                + "\n");

        assertEquals(0, result.status(), result::toString);
        String[] lines = result.out().split("\n");
        assertEquals("2026-11-29T02:00:00Z: refused with status 401, reason token.expired", lines[0]);
        assertEquals("request:    GET /v1/tasks from 192.0.2.7", lines[1]);
        assertEquals("rule:       /v1/*", lines[2]);
        assertEquals("mechanism:  jwt", lines[3]);
        assertEquals("detail:     exp is 61 s in the past", lines[4]);
        assertTrue(lines[5].startsWith("meaning:    "), lines[5]);
        assertTrue(lines[6].startsWith("client got: 401"), lines[6]);
        assertTrue(lines[7].startsWith("what to do: "), lines[7]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"level\":\"INFO\",\"logger\":\"dev.gatehouse.audit\",\"message\":\"LINE\"}",
                "{\"level\":\"INFO\",\"message\":\"{}\",\"arguments\":[\"LINE\"],\"formattedMessage\":\"LINE\"}",
                "{\"formattedMessage\":\"LINE\",\"throwable\":null}"
            })
    void logInJson_isUnderstood(String line) throws Exception {
        String message = LINE.replace("\\", "\\\\").replace("\"", "\\\"");
        Command.Result result = explain(line.replace("LINE", message) + "\n");

        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().contains("reason token.expired"), result::out);
    }

    @Test
    void reasonOfAnUnknownMechanism_isShownWithoutText() throws Exception {
        Command.Result result = explain(LINE.replace("token.expired", "badge.blurred"));

        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().contains("meaning:    no module on the class path describes this reason"));
    }

    @Test
    void valuesOfTheLog_forgeNoLine() throws Exception {
        Command.Result result = explain(LINE.replace("/v1/tasks", "/x\\nwhat to do: nothing\\u001b[2J\\u202e"));

        assertEquals(0, result.status(), result::toString);
        assertEquals(8, result.out().lines().count(), result::out);
        assertFalse(result.out().contains("\u001b"), result::out);
        assertFalse(result.out().contains("\u202e"), result::out);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no decision: " + ID,
                "{\"id\":\"" + ID + "\"}",
                "{\"reason\":\"x\",\"outcome\":\"refused\",\"id\":\"other " + ID + "\"}",
                "{\"reason\":\"x\",\"outcome\":\"refused\",\"id\":\"" + ID + "\"} and more",
                "{\"reason\":\"x\",\"outcome\":\"refused\",\"id\":\"" + ID + "\""
            })
    void otherLines_areNoDecision(String log) throws Exception {
        Command.Result result = explain(log);

        assertEquals(1, result.status(), result::toString);
        assertTrue(result.err().contains("has no decision with this id"), result::err);
        assertEquals("", result.out());
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasklist.log.2026-11-28.0.gz", "renamed.log"})
    void compressedLog_isRead(String name) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, compressed("an older line\n"));
        Files.write(file, compressed(LINE + "\n"), StandardOpenOption.APPEND);

        Command.Result result = InProcess.run("--explain-id", ID, "--log", file.toString());

        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().contains("reason token.expired"), result::out);
    }

    @Test
    void truncatedCompressedLog_isTold() throws Exception {
        Path file = folder.resolve("app.log.gz");
        Files.write(file, Arrays.copyOf(compressed("an older line\n"), 12));

        Command.Result result = InProcess.run("--explain-id", ID, "--log", file.toString());

        assertEquals(1, result.status(), result::toString);
        assertTrue(result.err().contains(file + " cannot be read"), result::err);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void standardInput_isRead(boolean compressed) throws Exception {
        byte[] log = compressed ? compressed(LINE) : LINE.getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("piped"), log);
        Process process = Command.builder("--explain-id", ID, "--log", "-")
                .redirectInput(file.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), out);
            assertTrue(out.contains("reason token.expired"), out);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void missingLog_isTold() throws Exception {
        Command.Result result = InProcess.run(
                "--explain-id", ID, "--log", folder.resolve("none.log").toString());

        assertEquals(1, result.status(), result::toString);
        assertTrue(result.err().contains("cannot be read"), result::err);
    }

    @Test
    void request_isExplainedWithoutItsCredentials() throws Exception {
        Path config = Files.writeString(
                folder.resolve("tasklist.properties"),
                "auth.mechanisms = jwt\nauth.jwt.issuer = https://id.example.com/\nauth.jwt.audience = api\n");
        Path head = Files.writeString(
                folder.resolve("head"),
                "POST /v1/tasks/search?x=tr0ub4dor HTTP/1.1\nHost: localhost\nAuthorization: Bearer tr0ub4dor\n\n");

        Command.Result result = InProcess.run("--config", config.toString(), "--explain", head.toString());

        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().contains("rule: /v1/*, mode authenticated"), result::out);
        assertTrue(result.out().contains("mechanism jwt: claims a credential in the Authorization header"));
        assertFalse((result.out() + result.err()).contains("tr0ub4dor"), result::toString);

        Files.writeString(head, "tr0ub4dor");
        Command.Result malformed = InProcess.run("--config", config.toString(), "--explain", head.toString());
        assertEquals(1, malformed.status(), malformed::toString);
        assertFalse((malformed.out() + malformed.err()).contains("tr0ub4dor"), malformed::toString);
    }

    @Test
    void everyMechanism_canBeExplained() throws Exception {
        Path users = Files.writeString(
                folder.resolve("users"),
                "user.ann.password = "
                        + PasswordHash.create("correct horse battery").text() + "\n");
        Path config = Files.writeString(
                folder.resolve("tasklist.properties"),
                "auth.mechanisms = jwt, introspection, identity, login, cookie, basic\n"
                        + "auth.jwt.issuer = https://a.example/\nauth.jwt.audience = api\n"
                        + "auth.introspection.issuer = https://b.example\nauth.introspection.client-id = c\n"
                        + "auth.introspection.client-secret = s\nauth.introspection.audience = api\n"
                        + "auth.identity.issuer = https://c.example/realms/x\nauth.identity.audience = api\n"
                        + "auth.login.issuer = https://d.example\nauth.login.client-id = c\n"
                        + "auth.login.client-secret = s\nauth.login.redirect-root = https://app.example\n"
                        + "auth.login.name-prefix = d:\nauth.sessions = memory\n"
                        + "auth.cookie.users-file = " + users + "\n");
        Path head = Files.writeString(folder.resolve("head"), """
                POST /v1/tasks/search HTTP/1.1
                Host: localhost
                Cookie: TASKLIST-SESSION=x
                Origin: https://evil.example
                """);

        Command.Result result = InProcess.run("--config", config.toString(), "--explain", head.toString());

        assertEquals(0, result.status(), result::toString);
        assertFalse(result.out().contains("the extractor of a mechanism failed"), result::out);
        assertTrue(
                result.out().contains("cross-site guard: refused with 403, reason request.cross-site: "), result::out);
    }
}
